// SPDX-License-Identifier: Apache-2.0
// What somebody should look at, at /v1/alerts, and one box by its number.
#include <fmt/format.h>

#include "application.h"
#include "camel/api/tracker.h"
#include "camel/base/names.h"
#include "viewer.h"

namespace camel::server {

namespace {

AlertQuery alert_query_in(http::Request const& request) {
  AlertQuery query;
  for (auto const& word : all_asked(request, "kind")) {
    auto const kind = find_by_name<AlertKind>(word);
    if (!kind) {
      throw bad_request(fmt::format("there is no kind of alert '{}' — {}", word,
                                    list_names<AlertKind>()));
    }
    query.kinds.push_back(*kind);
  }
  query.consignment = asked_or(request, "consignment");
  auto const page = page_in(request);
  query.after = static_cast<std::size_t>(page.cursor.value_or(0));
  query.limit = page.limit;
  return query;
}

http::Response answer_alerts(AlertPage const& page) {
  auto list = Json::array();
  for (auto const& one : page.alerts) {
    list.push_back(to_json(one));
  }
  Json json{{"as_of", moment_json(page.as_of)}, {"alerts", std::move(list)}};
  if (page.next) {
    json["next"] = std::to_string(*page.next);
  }
  return answer_json(json);
}

}  // namespace

void Application::add_alerts(http::Router& router) {
  router.add({.method = "GET",
              .path = "/v1/alerts",
              .answer =
                  [this](http::Request const& request) {
                    return answer_alerts(outlooks_.alerts(
                        viewer_of(request, keys_), alert_query_in(request)));
                  },
              .role = http::Role::reader,
              .slow = true});
  router.add({.method = "GET",
              .path = "/v1/boxes/{box}",
              .answer = with_refusals([this](http::Request const& request) {
                return answer_json(outlooks_.box(viewer_of(request, keys_),
                                                 request.parts.at("box")));
              }),
              .role = http::Role::reader,
              .slow = true});
}

}  // namespace camel::server
