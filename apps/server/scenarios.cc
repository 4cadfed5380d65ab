// SPDX-License-Identifier: Apache-2.0
// What-ifs of a corridor: those of its package are for reading, own ones are
// kept, changed and thrown away.
#include "application.h"
#include "camel/base/text.h"
#include "camel/http/conditional.h"

namespace camel::server {

namespace {

struct NamedScenario {
  std::string name, toml;
  bool bundled = false;
};

Json brief_json(NamedScenario const& one) {
  auto const scenario = scenario_in(one.toml, one.name);
  return {{"scenario", one.name},
          {"title", scenario.title},
          {"description", scenario.description},
          {"bundled", one.bundled}};
}

// With what it changes in the tables.
Json whole_json(NamedScenario const& one, ScenarioCorridor const& with) {
  auto json = brief_json(one);
  json["toml"] = one.toml;
  for (auto const* const list : {"measures", "disruptions", "changes"}) {
    json[list] = Json::array();
  }
  for (auto const& measure : with.scenario.measures) {
    json["measures"].push_back(measure.key);
  }
  for (auto const& disruption : with.scenario.disruptions) {
    json["disruptions"].push_back(disruption.key);
  }
  for (auto const& cell : with.edits) {
    json["changes"].push_back(cell.name + ": " +
                              (cell.before.empty() ? "–" : cell.before) +
                              " → " + cell.after);
  }
  json["findings"] = Json::array();
  for (auto const& finding : with.own.findings) {
    json["findings"].push_back(finding_json(finding));
  }
  return json;
}

http::Response answer_scenario(NamedScenario const& one,
                               ScenarioCorridor const& with, int status = 200) {
  auto response = answer_document(document_of(to_text(whole_json(one, with))));
  response.status = status;
  return response;
}

http::Problem unknown_scenario(std::string const& name) {
  return {404, "unknown-scenario",
          "the corridor has no scenario '" + name +
              "' — its scenarios are listed at …/scenarios"};
}

void refuse_bundled(ShelvedCorridor const& corridor, std::string const& name) {
  if (corridor.package.drafts.contains(name)) {
    throw http::Problem{403, "bundled",
                        "the scenario '" + name +
                            "' came with the corridor and stays as it is — "
                            "keep a changed one under another name"};
  }
}

NamedScenario draft_in(http::Request const& request) {
  auto const body = object_in(request, {"scenario", "toml"});
  NamedScenario draft{text_in(body, "scenario"), text_in(body, "toml")};
  if (!is_name(draft.name)) {
    throw bad_request("'" + draft.name +
                      "' is no name for a scenario — use lower-case letters, "
                      "digits and dashes, 63 at most");
  }
  return draft;
}

ScenarioCorridor applied(ShelvedCorridor const& corridor,
                         NamedScenario const& draft) {
  expect_sound(corridor);
  return sound_with(with_drafts(corridor, {{draft.name, draft.toml}}),
                    {draft.name});
}

// With all findings, if it is not sound.
http::Response as_it_is(ShelvedCorridor const& corridor,
                        NamedScenario const& one) {
  auto const package = with_drafts(corridor, {{one.name, one.toml}});
  return answer_scenario(one,
                         load_with_scenarios(package, std::vector{one.name}));
}

// Is it still what the client saw?
void check_match(http::Request const& request, http::Response const& before) {
  auto const field = request.field("if-match");
  if (field && !http::names_tag(*field, before.fields.at("etag"))) {
    throw http::Problem{412, "changed-meanwhile",
                        "somebody changed the scenario meanwhile — read it "
                        "again, then change it"};
  }
}

}  // namespace

void Application::add_scenarios(http::Router& router) {
  std::string const all = "/v1/corridors/{corridor}/scenarios";
  auto const one = all + "/{scenario}";
  auto const corridor = [this](http::Request const& request) {
    return shelf_.find(request.parts.at("corridor"));
  };
  auto const find = [this](ShelvedCorridor const& of, std::string const& name) {
    auto const bundled = of.package.drafts.find(name);
    if (bundled != of.package.drafts.end()) {
      return NamedScenario{name, bundled->second, true};
    }
    auto const own = scenarios_.find(of.name, name);
    if (!own) {
      throw unknown_scenario(name);
    }
    return NamedScenario{name, *own, false};
  };
  router.add({.method = "GET",
              .path = all,
              .answer =
                  [=, this](http::Request const& request) {
                    auto const of = corridor(request);
                    std::map<std::string, NamedScenario> named;
                    for (auto const& [name, toml] : of->package.drafts) {
                      named[name] = {name, toml, true};
                    }
                    for (auto const& [name, toml] : scenarios_.all(of->name)) {
                      named.try_emplace(name, NamedScenario{name, toml, false});
                    }
                    Json json{{"scenarios", Json::array()}};
                    for (auto const& [name, scenario] : named) {
                      json["scenarios"].push_back(brief_json(scenario));
                    }
                    return answer_json(json);
                  },
              .slow = true});
  router.add({.method = "POST",
              .path = all,
              .answer = with_usage_errors(idempotent(
                  ledger_, idempotent_,
                  [=, this](http::Request const& request) {
                    auto const of = corridor(request);
                    auto const draft = draft_in(request);
                    auto const with = applied(*of, draft);
                    if (of->package.drafts.contains(draft.name) ||
                        !scenarios_.add(of->name, draft.name, draft.toml)) {
                      throw http::Problem{
                          409, "scenario-exists",
                          "there is a scenario '" + draft.name +
                              "' already — choose another name, or "
                              "change it with PUT"};
                    }
                    auto response = answer_scenario(draft, with, 201);
                    response.fields["location"] = "/v1/corridors/" + of->name +
                                                  "/scenarios/" + draft.name;
                    return response;
                  })),
              .role = http::Role::planner,
              .slow = true});
  router.add({.method = "GET",
              .path = one,
              .answer = with_usage_errors([=](http::Request const& request) {
                auto const of = corridor(request);
                return as_it_is(*of, find(*of, request.parts.at("scenario")));
              }),
              .slow = true});
  router.add(
      {.method = "PUT",
       .path = one,
       .answer = with_usage_errors([=, this](http::Request const& request) {
         auto const of = corridor(request);
         auto const& name = request.parts.at("scenario");
         refuse_bundled(*of, name);
         auto const before = find(*of, name);
         auto const draft = draft_in(request);
         if (draft.name != name) {
           throw bad_request("the body names the scenario '" + draft.name +
                             "', the address '" + name + "'");
         }
         check_match(request, as_it_is(*of, before));
         auto const with = applied(*of, draft);
         if (!scenarios_.change(of->name, name, before.toml, draft.toml)) {
           throw http::Problem{412, "changed-meanwhile",
                               "somebody changed the scenario meanwhile "
                               "— read it again, then change it"};
         }
         return answer_scenario(draft, with);
       }),
       .role = http::Role::planner,
       .slow = true});
  router.add({.method = "DELETE",
              .path = one,
              .answer =
                  [=, this](http::Request const& request) {
                    auto const of = corridor(request);
                    auto const& name = request.parts.at("scenario");
                    refuse_bundled(*of, name);
                    if (!scenarios_.remove(of->name, name)) {
                      throw unknown_scenario(name);
                    }
                    return answer_nothing();
                  },
              .role = http::Role::planner,
              .slow = true});
}

}  // namespace camel::server
