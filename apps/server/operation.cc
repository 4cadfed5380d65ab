// SPDX-License-Identifier: Apache-2.0
// For whoever runs the server, and the contract itself.
#include <algorithm>

#include <fmt/format.h>

#include "application.h"
#include "camel/api/digest.h"
#include "embedded.h"
#include "problems.h"

namespace camel::server {

namespace {

http::Response explain(http::Request const& request) {
  auto const& name = request.parts.at("problem");
  auto const types = problem_types();
  auto const found =
      std::find_if(types.begin(), types.end(),
                   [&](ProblemType const& type) { return type.name == name; });
  if (found == types.end()) {
    throw http::Problem{404, "unknown-problem",
                        "there is no type of problem '" + name + "'"};
  }
  return answer_json({{"type", "/v1/problems/" + name},
                      {"title", name},
                      {"status", found->status},
                      {"meaning", found->meaning}});
}

// In the text format of Prometheus.
std::string count_jobs(JobDesk& jobs) {
  std::string text =
      "# HELP camel_jobs Jobs in the ledger, by state.\n"
      "# TYPE camel_jobs gauge\n";
  auto const counts = jobs.counts();
  for (std::size_t state = 0; state < counts.size(); ++state) {
    text += fmt::format("camel_jobs{{state=\"{}\"}} {}\n",
                        names(JobState{})[state], counts[state]);
  }
  return text;
}

}  // namespace

void Application::add_operation(http::Router& router,
                                std::function<std::string()> const& counters) {
  auto const get = [&](std::string path, http::Role role, http::Answer answer,
                       bool slow = false) {
    router.add({.method = "GET",
                .path = std::move(path),
                .answer = std::move(answer),
                .role = role,
                .slow = slow});
  };
  get("/v1/problems/{problem}", http::Role::nobody, explain);
  get("/healthz", http::Role::nobody, [](auto const&) {
    return answer_json({{"alive", true}});
  });
  get(
      "/readyz", http::Role::nobody,
      [this](auto const&) {
        jobs_.counts();
        shelf_.find(shelf_.first());
        Json answer{{"ready", true}, {"version", program_version()}};
        if (inlet_) {
          answer["nats"] = {{"connected", inlet_->counts().is_connected}};
        }
        return answer_json(answer);
      },
      true);
  get(
      "/metrics", http::Role::reader,
      [this, counters](auto const&) {
        return http::Response{
            .type = "text/plain; version=0.0.4",
            .body =
                shared_text((counters ? counters() : "") + count_jobs(jobs_) +
                            (inlet_ ? inlet_->metrics_text() : ""))};
      },
      true);
  auto const contract = document_of(std::string{embedded_contract()});
  get("/openapi.yaml", http::Role::nobody, [=](auto const&) {
    return answer_document(contract, "application/yaml");
  });
}

}  // namespace camel::server
