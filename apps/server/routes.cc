// SPDX-License-Identifier: Apache-2.0
// Ways for a box, answered at once where years are at hand.
#include "application.h"
#include "camel/api/route_codec.h"
#include "job_orders.h"

namespace camel::server {

namespace {

RouteWords words_in(http::Request const& request) {
  for (auto const* const name : {"from", "to"}) {
    if (!request.asked(name)) {
      throw bad_request(std::string{"'"} + name +
                        "' is missing: a place, by its code or name");
    }
  }
  RouteWords words;
  words.from = asked_or(request, "from");
  words.to = asked_or(request, "to");
  words.commodity = asked_or(request, "commodity");
  words.units = asked_or(request, "units", words.units);
  words.ready = asked_or(request, "ready");
  words.depart_by = asked_or(request, "depart_by");
  words.arrive_by = asked_or(request, "arrive_by");
  words.via = all_asked(request, "via");
  words.avoid = all_asked(request, "avoid");
  words.weeks = static_cast<int>(
      whole_asked(request, "weeks", 1, 26).value_or(words.weeks));
  return words;
}

}  // namespace

http::Response Application::find_routes(http::Request const& request) {
  auto const corridor = shelf_.find(request.parts.at("corridor"));
  auto const words = words_in(request);
  auto const alternatives = whole_asked(request, "alternatives", 1, 50);
  auto job = job_of({.kind = JobKind::years,
                     .corridor = corridor->name,
                     .scenarios = all_asked(request, "scenario")},
                    *corridor, scenarios_);
  auto const book = routes_.find(job.digest);
  if (!book) {
    job.by = request.asker.name;
    auto const asked = jobs_.ask(std::move(job), true);
    http::Problem problem{503, "not-ready",
                          "the years that odds are read off are being "
                          "simulated — ask again when the job is done"};
    problem.more = to_text(Json{{"job", std::to_string(asked.job.id)}});
    problem.retry_after = "2";
    throw problem;
  }
  auto question = question_in(book->corridor, words);
  if (alternatives) {
    question.alternatives = static_cast<std::size_t>(*alternatives);
  }
  auto const answer = book->finder.find(question);
  auto const as_map = accepts(request, "application/geo+json");
  http::Response response{
      .type = as_map ? "application/geo+json" : "application/json",
      .body = shared_text(as_map ? to_geojson(book->corridor, answer)
                                 : to_json(book->corridor, answer))};
  response.fields["vary"] = "accept";
  return response;
}

void Application::add_routes(http::Router& router) {
  router.add({.method = "GET",
              .path = "/v1/corridors/{corridor}/routes",
              .answer = with_usage_errors([this](http::Request const& request) {
                return find_routes(request);
              }),
              .slow = true});
}

}  // namespace camel::server
