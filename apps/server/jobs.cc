// SPDX-License-Identifier: Apache-2.0
// Long work: asked for, listened to, cancelled, fetched.
#include <charconv>

#include "application.h"
#include "camel/base/names.h"
#include "camel/base/text.h"
#include "job_orders.h"

namespace camel::server {

namespace {

std::int64_t id_in(http::Request const& request) {
  auto const& text = request.parts.at("job");
  auto const id = parse_whole(text);
  if (!id || *id < 0) {
    throw http::Problem{404, "unknown-job",
                        "there is no job '" + text + "' — /v1/jobs lists them"};
  }
  return *id;
}

std::string address_of(Job const& job) {
  return "/v1/jobs/" + std::to_string(job.id);
}

template <typename Word>
std::optional<std::string> word_asked(http::Request const& request,
                                      std::string_view name) {
  auto const word = request.asked(name);
  if (!word) {
    return std::nullopt;
  }
  if (!find_by_name<Word>(*word)) {
    throw bad_request("'" + std::string{name} + "' is '" + std::string{*word} +
                      "' — give " + list_names<Word>());
  }
  return std::string{*word};
}

http::Response answer_list(http::Request const& request, JobDesk& jobs) {
  auto const page = page_in(request);
  JobFilter filter{.kind = word_asked<JobKind>(request, "kind"),
                   .state = word_asked<JobState>(request, "state"),
                   .corridor = {},
                   .before = page.cursor,
                   .limit = page.limit + 1};
  if (auto const corridor = request.asked("corridor")) {
    filter.corridor = std::string{*corridor};
  }
  auto const list = jobs.list(filter);
  Json json{{"jobs", Json::array()}};
  for (std::size_t i = 0; i < std::min(list.size(), page.limit); ++i) {
    json["jobs"].push_back(job_json(list[i]));
  }
  if (list.size() > page.limit) {
    json["next"] = std::to_string(list[page.limit - 1].id);
  }
  return answer_json(json);
}

http::Response answer_events(http::Request const& request, JobDesk& jobs) {
  auto feed = jobs.listen(id_in(request));
  // A listener that has heard the end need not come again (HTML, 9.2.3).
  if (auto const field = request.field("last-event-id")) {
    auto const last = parse_whole(*field);
    if (!last || *last < 0) {
      throw bad_request("'Last-Event-ID' is no whole number");
    }
    auto const batch = feed(static_cast<std::uint64_t>(*last));
    if (batch.ended && batch.events.empty()) {
      return answer_nothing();
    }
  }
  http::Response response{.type = "text/event-stream"};
  response.feed = std::move(feed);
  return response;
}

}  // namespace

void Application::add_jobs(http::Router& router) {
  router.add({.method = "GET",
              .path = "/v1/jobs",
              .answer =
                  [this](http::Request const& request) {
                    return answer_list(request, jobs_);
                  },
              .slow = true});
  router.add({.method = "POST",
              .path = "/v1/jobs",
              .answer = with_usage_errors(idempotent(
                  ledger_, idempotent_,
                  [this](http::Request const& request) {
                    auto order = order_in(request);
                    auto const corridor = shelf_.find(order.corridor);
                    auto job = job_of(std::move(order), *corridor, scenarios_);
                    job.by = request.asker.name;
                    auto const asked = jobs_.ask(std::move(job));
                    auto response = answer_json(job_json(asked.job),
                                                asked.is_new ? 202 : 200);
                    response.fields["location"] = address_of(asked.job);
                    return response;
                  })),
              .role = http::Role::planner,
              .slow = true});
  auto const of_job = [&](std::string const& method, std::string const& rest,
                          http::Role role, auto answer) {
    router.add({.method = method,
                .path = "/v1/jobs/{job}" + rest,
                .answer =
                    [this, answer](http::Request const& request) {
                      return answer(request, jobs_);
                    },
                .role = role,
                .slow = true});
  };
  of_job("GET", "", http::Role::reader, [](auto const& request, auto& jobs) {
    return answer_json(job_json(jobs.find(id_in(request))));
  });
  of_job("DELETE", "", http::Role::planner,
         [](auto const& request, auto& jobs) {
           return answer_json(job_json(jobs.cancel(id_in(request))));
         });
  of_job("POST", "/again", http::Role::planner,
         [](auto const& request, auto& jobs) {
           auto const job = jobs.again(id_in(request));
           auto response = answer_json(job_json(job), 202);
           response.fields["location"] = address_of(job);
           return response;
         });
  of_job("GET", "/events", http::Role::reader, answer_events);
  router.add({.method = "GET",
              .path = "/v1/jobs/{job}/result",
              .answer =
                  [this](http::Request const& request) {
                    return answer_document(jobs_.result(id_in(request)));
                  },
              .slow = true,
              .at_hand =
                  [this](http::Request const& request) {
                    auto const id = parse_whole(request.parts.at("job"));
                    return id && jobs_.has_at_hand(*id);
                  }});
}

}  // namespace camel::server
