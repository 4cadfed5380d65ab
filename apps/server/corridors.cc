// SPDX-License-Identifier: Apache-2.0
// Packages: what there is, what is in it, taking one up, throwing one away.
#include <algorithm>

#include "application.h"
#include "camel/base/text.h"

namespace camel::server {

namespace {

constexpr std::size_t kLargestUpload = 16 * 1024 * 1024;

Json list_json(std::vector<Shelved> const& all) {
  auto list = Json::array();
  for (auto const& one : all) {
    list.push_back({{"corridor", one->name},
                    {"title", one->package.base.corridor.title},
                    {"bundled", one->bundled}});
  }
  return {{"corridors", std::move(list)}};
}

http::Response answer_table(http::Request const& request,
                            ShelvedCorridor const& corridor) {
  auto const& name = request.parts.at("table");
  auto const found = corridor.tables.find(name);
  if (found == corridor.tables.end()) {
    std::vector<std::string> names;
    for (auto const& [other, table] : corridor.tables) {
      names.push_back(other);
    }
    auto const meant = did_you_mean(name, names);
    throw http::Problem{404, "unknown-table",
                        "the corridor has no table '" + name + "'" +
                            (meant.empty() ? "" : " — " + meant)};
  }
  auto const& table = found->second;
  if (accepts(request, "text/csv")) {
    auto response = answer_document(table.csv, "text/csv");
    response.fields["vary"] = "accept";
    return response;
  }
  auto const page = page_in(request);
  auto const first = std::min(static_cast<std::size_t>(page.cursor.value_or(0)),
                              table.rows.size());
  auto const last = std::min(first + page.limit, table.rows.size());
  Json json{{"table", name},
            {"columns", table.columns},
            {"rows", Json::array()},
            {"total", table.rows.size()}};
  for (auto i = first; i < last; ++i) {
    json["rows"].push_back(table.rows[i]);
  }
  if (last < table.rows.size()) {
    json["next"] = std::to_string(last);
  }
  auto response = answer_json(json);
  response.fields["vary"] = "accept";
  return response;
}

}  // namespace

void Application::add_corridors(http::Router& router) {
  auto const named = [this](http::Request const& request) {
    return shelf_.find(request.parts.at("corridor"));
  };
  auto const document = [&](std::string const& rest, auto of,
                            std::string type) {
    router.add({.method = "GET",
                .path = "/v1/corridors/{corridor}" + rest,
                .answer = with_usage_errors([=](http::Request const& request) {
                  return answer_document((*named(request)).*of, type);
                }),
                .slow = true,
                .at_hand = [this](http::Request const& request) {
                  return shelf_.has_at_hand(request.parts.at("corridor"));
                }});
  };
  router.add({.method = "GET",
              .path = "/v1/corridors",
              .answer =
                  [this](http::Request const&) {
                    return answer_json(list_json(shelf_.all()));
                  },
              .slow = true});
  router.add({.method = "POST",
              .path = "/v1/corridors",
              .answer = with_usage_errors(idempotent(
                  ledger_, idempotent_,
                  [this](http::Request const& request) {
                    auto const body = object_in(request, {"corridor", "files"});
                    auto const name = text_in(body, "corridor");
                    auto const taken =
                        shelf_.take_up(name, texts_by_name_in(body, "files"));
                    return answer_created(Json::parse(*taken->about.text),
                                          "/v1/corridors/" + name);
                  })),
              .role = http::Role::admin,
              .slow = true,
              .body_limit = kLargestUpload});
  document("", &ShelvedCorridor::about, "application/json");
  document("/network", &ShelvedCorridor::network, "application/json");
  document("/map", &ShelvedCorridor::map, "application/geo+json");
  router.add({.method = "GET",
              .path = "/v1/corridors/{corridor}/tables/{table}",
              .answer = with_usage_errors([=](http::Request const& request) {
                return answer_table(request, *named(request));
              }),
              .slow = true});
  router.add({.method = "DELETE",
              .path = "/v1/corridors/{corridor}",
              .answer =
                  [this](http::Request const& request) {
                    auto const& name = request.parts.at("corridor");
                    if (!shelf_.find(name)->bundled && !jobs_.forget(name)) {
                      throw http::Problem{
                          409, "in-use",
                          "jobs of the corridor '" + name +
                              "' wait or run — cancel them first"};
                    }
                    shelf_.throw_away(name);
                    return answer_nothing();
                  },
              .role = http::Role::admin,
              .slow = true});
}

}  // namespace camel::server
