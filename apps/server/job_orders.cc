// SPDX-License-Identifier: Apache-2.0
#include "job_orders.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "camel/api/capacity.h"
#include "camel/api/digest.h"
#include "camel/base/names.h"
#include "camel/base/text.h"

namespace camel::server {

namespace {

constexpr std::int64_t kLargestSeed = (std::int64_t{1} << 53) - 1;

std::optional<int> small_in(Json const& body, std::string const& member,
                            int low, int high) {
  auto const value = whole_in(body, member, low, high);
  return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

bool is_study(JobKind kind) {
  return kind == JobKind::capacity || kind == JobKind::investment;
}

// What an answer does not hang on would make two of the same question, and
// years of another seed would stand in the place of those that routes are read
// off.
std::set<std::string> members_of(JobKind kind, bool simulates) {
  std::set<std::string> members{"kind", "corridor", "scenarios", "drafts"};
  if (kind == JobKind::capacity) {
    members.insert({"objective", "demand_factor", "simulate"});
  }
  if (kind == JobKind::investment) {
    members.insert({"budget_usd", "years", "costs", "simulate"});
  }
  if (kind == JobKind::years || (is_study(kind) && !simulates)) {
    return members;
  }
  if (kind != JobKind::motion) {
    members.insert("replications");
  }
  members.insert({"days", "warm_up_days", "seed"});
  return members;
}

void expect_only(Json const& body, JobOrder const& order) {
  auto const members = members_of(order.kind, order.simulate);
  for (auto const& [name, value] : body.items()) {
    if (!members.contains(name)) {
      auto const otherwise = members_of(order.kind, true).contains(name);
      throw bad_request(fmt::format("a job of kind {} takes no '{}'{}",
                                    name_of(order.kind), name,
                                    otherwise ? " without 'simulate'" : ""));
    }
  }
}

std::map<std::string, double> costs_in(Json const& body) {
  std::map<std::string, double> costs;
  if (!body.contains("costs")) {
    return costs;
  }
  if (!body["costs"].is_object()) {
    throw bad_request("'costs' is no object of USD by measure or scenario");
  }
  for (auto const& [key, usd] : body["costs"].items()) {
    costs[key] = number_in(body["costs"], key, 0, 1e15).value_or(0);
  }
  return costs;
}

void check_scenario_names(JobOrder const& order) {
  for (auto const& [name, text] : order.drafts) {
    if (!is_name(name)) {
      throw bad_request("'" + name +
                        "' is no name for a scenario — use lower-case "
                        "letters, digits and dashes");
    }
  }
  if (order.kind == JobKind::comparison && order.scenarios.empty()) {
    throw bad_request(
        "there is nothing to compare the base with — name 'scenarios'");
  }
  if (order.scenarios.size() > 20) {
    throw bad_request("these are more than 20 scenarios");
  }
}

// Those that came with the package need no text: its digest stands for them.
void find_drafts(JobOrder& order, ShelvedCorridor const& corridor,
                 OwnScenarios& scenarios) {
  std::map<std::string, std::string> needed;
  for (auto const& scenario : order.scenarios) {
    auto const parts = parts_of(scenario);
    if (parts.empty()) {
      throw bad_request("a scenario has no name");
    }
    for (auto const& name : parts) {
      if (auto const draft = order.drafts.find(name);
          draft != order.drafts.end()) {
        needed[name] = draft->second;
      } else if (corridor.package.drafts.contains(name)) {
        continue;
      } else if (auto const own = scenarios.find(order.corridor, name)) {
        needed[name] = *own;
      } else {
        std::vector<std::string> known;
        for (auto const& [other, text] : corridor.package.drafts) {
          known.push_back(other);
        }
        auto const meant = did_you_mean(name, known);
        throw http::Problem{
            404, "unknown-scenario",
            "there is no scenario '" + name + "' — " +
                (meant.empty() ? "/v1/corridors/" + order.corridor +
                                     "/scenarios lists them"
                               : meant)};
      }
    }
  }
  order.drafts = std::move(needed);
}

// Of all that it is made from: the package's files with the scenarios.
std::string digest_with_scenarios(JobOrder const& order,
                                  ShelvedCorridor const& corridor) {
  Digester digester;
  digester.text(corridor.digest);
  if (order.scenarios.empty()) {
    return corridor.digest;
  }
  auto const package = with_drafts(corridor, order.drafts);
  auto const add = [&](std::vector<std::string> const& together) {
    auto const with = sound_with(package, together);
    digester.text(with.scenario.name)
        .text(with.scenario.title)
        .text(with.scenario.description);
    for (auto const& [file, text] : with.files) {
      digester.text(file).text(text);
    }
  };
  auto const apart =
      order.kind == JobKind::comparison || order.kind == JobKind::investment;
  if (!apart) {
    add(order.scenarios);
    return to_hex(digester.finish());
  }
  for (auto const& scenario : order.scenarios) {
    add({scenario});
  }
  return to_hex(digester.finish());
}

std::string fingerprint_of(Job const& job) {
  auto order = job.order;
  order.drafts.clear();
  Digester digester;
  digester.text(job.digest).text(to_text(request_json(order)));
  for (auto const& [name, text] : job.order.drafts) {
    digester.text(name).text(text);
  }
  return to_hex(digester.text(to_hex(digest_of_program())).finish());
}

}  // namespace

JobOrder order_in(http::Request const& request) {
  auto const body = object_in(
      request, {"kind", "corridor", "scenarios", "drafts", "replications",
                "days", "warm_up_days", "seed", "objective", "demand_factor",
                "budget_usd", "years", "costs", "simulate"});
  auto const word = text_in(body, "kind");
  auto const kind = find_by_name<JobKind>(word);
  if (!kind) {
    throw bad_request("there is no kind of job '" + word + "' — give " +
                      list_names<JobKind>());
  }
  JobOrder order{.kind = *kind,
                 .corridor = text_in(body, "corridor"),
                 .scenarios = texts_in(body, "scenarios"),
                 .drafts = texts_by_name_in(body, "drafts"),
                 .replications = small_in(body, "replications", 1, 200),
                 .days = small_in(body, "days", 7, 3660),
                 .warm_up_days = small_in(body, "warm_up_days", 0, 730),
                 .seed = {},
                 .objective = {},
                 .demand_factor = number_in(body, "demand_factor", 0.01, 100),
                 .budget_usd = number_in(body, "budget_usd", 0, 1e15),
                 .years = small_in(body, "years", 1, 30),
                 .costs = costs_in(body)};
  if (auto const seed = whole_in(body, "seed", 0, kLargestSeed)) {
    order.seed = static_cast<std::uint64_t>(*seed);
  }
  if (body.contains("objective")) {
    order.objective = text_in(body, "objective");
    if (!find_by_name<CapacityObjective>(*order.objective)) {
      throw bad_request("'objective' is " + list_names<CapacityObjective>());
    }
  }
  if (body.contains("simulate")) {
    if (!body["simulate"].is_boolean()) {
      throw bad_request("'simulate' is true or false");
    }
    order.simulate = body["simulate"];
  }
  expect_only(body, order);
  if (order.kind == JobKind::investment && !order.budget_usd) {
    throw bad_request("'budget_usd' is missing: what may be spent a year");
  }
  check_scenario_names(order);
  return order;
}

Job job_of(JobOrder order, ShelvedCorridor const& corridor,
           OwnScenarios& scenarios) {
  expect_sound(corridor);
  find_drafts(order, corridor, scenarios);
  Job job;
  job.order = std::move(order);
  renew(job, corridor);
  job.created = now_text();
  return job;
}

void renew(Job& job, ShelvedCorridor const& corridor) {
  expect_sound(corridor);
  job.digest = digest_with_scenarios(job.order, corridor);
  if (!is_study(job.order.kind) || job.order.simulate) {
    job.seed =
        job.order.seed.value_or(corridor.package.base.corridor.simulation.seed);
  }
  job.version = program_version();
  job.fingerprint = fingerprint_of(job);
}

}  // namespace camel::server
