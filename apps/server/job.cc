// SPDX-License-Identifier: Apache-2.0
#include "job.h"

#include "camel/base/names.h"

namespace camel::server {

namespace {

template <typename Value>
void put(Json& json, char const* name, std::optional<Value> const& value) {
  if (value) {
    json[name] = *value;
  }
}

template <typename Value>
void take(Json const& json, char const* name, std::optional<Value>& value) {
  if (json.contains(name)) {
    value = json[name].get<Value>();
  }
}

template <typename Value>
Json or_null(std::optional<Value> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace

Json request_json(JobOrder const& order) {
  Json json{{"kind", name_of(order.kind)}, {"corridor", order.corridor}};
  if (!order.scenarios.empty()) {
    json["scenarios"] = order.scenarios;
  }
  put(json, "replications", order.replications);
  put(json, "days", order.days);
  put(json, "warm_up_days", order.warm_up_days);
  put(json, "seed", order.seed);
  put(json, "objective", order.objective);
  put(json, "demand_factor", order.demand_factor);
  put(json, "budget_usd", order.budget_usd);
  put(json, "years", order.years);
  for (auto const& [key, usd] : order.costs) {
    json["costs"][key] = usd;
  }
  if (order.simulate) {
    json["simulate"] = true;
  }
  return json;
}

JobOrder order_of(Json const& request, Json const& drafts) {
  JobOrder order;
  order.kind = find_by_name<JobKind>(request["kind"].get<std::string>())
                   .value_or(JobKind::simulation);
  order.corridor = request["corridor"];
  if (request.contains("scenarios")) {
    order.scenarios = request["scenarios"].get<std::vector<std::string>>();
  }
  for (auto const& [name, text] : drafts.items()) {
    order.drafts[name] = text;
  }
  take(request, "replications", order.replications);
  take(request, "days", order.days);
  take(request, "warm_up_days", order.warm_up_days);
  take(request, "seed", order.seed);
  take(request, "objective", order.objective);
  take(request, "demand_factor", order.demand_factor);
  take(request, "budget_usd", order.budget_usd);
  take(request, "years", order.years);
  if (request.contains("costs")) {
    for (auto const& [key, usd] : request["costs"].items()) {
      order.costs[key] = usd;
    }
  }
  order.simulate = request.value("simulate", false);
  return order;
}

Json job_json(Job const& job) {
  auto request = request_json(job.order);
  if (!job.order.drafts.empty()) {
    for (auto const& [name, text] : job.order.drafts) {
      request["drafts"][name] = text;
    }
  }
  return {{"job", std::to_string(job.id)},
          {"kind", name_of(job.order.kind)},
          {"state", name_of(job.state)},
          {"corridor", job.order.corridor},
          {"request", std::move(request)},
          {"progress",
           {{"done", job.progress.done},
            {"of", job.progress.of},
            {"doing", job.progress.doing}}},
          {"result", job.result.has_value()},
          {"result_replications",
           job.result ? or_null(job.result->replications) : Json(nullptr)},
          {"result_settled",
           job.result ? Json(job.result->settled) : Json(nullptr)},
          {"seed", or_null(job.seed)},
          {"digest", job.digest},
          {"version", job.version},
          {"by", job.by},
          {"created", job.created},
          {"started", or_null(job.started)},
          {"finished", or_null(job.finished)},
          {"error", or_null(job.error)}};
}

}  // namespace camel::server
