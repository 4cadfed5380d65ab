// SPDX-License-Identifier: Apache-2.0
// Consignments over HTTP: made, listed, read, changed member by member, taken
// away.
#include "application.h"
#include "camel/http/conditional.h"
#include "viewer.h"

namespace camel::server {

namespace {

http::Problem problem_of(Refusal const& refusal) {
  switch (refusal.why) {
    case Refused::unknown:
      return {404, "unknown-consignment", refusal.what()};
    case Refused::not_granted:
      return {403, "not-granted", refusal.what()};
    case Refused::changed:
      return {412, "changed-meanwhile", refusal.what()};
    case Refused::unsound:
      break;
  }
  http::Problem problem{422, "unsound-consignment", refusal.what()};
  auto list = Json::array();
  for (auto const& finding : refusal.findings) {
    list.push_back({{"at", finding.pointer}, {"message", finding.message}});
  }
  problem.more = to_text(Json{{"mistakes", std::move(list)}});
  return problem;
}

http::Response answer_shown(ShownConsignment const& one, int status = 200) {
  auto response = answer_json(one.json, status);
  response.fields["etag"] = tag_of_digest(one.tag);
  response.fields["cache-control"] = "private, no-cache";
  return response;
}

StillWanted still_wanted(http::Request const& request) {
  return [&request](std::string const& tag) {
    auto const field = request.field("if-match");
    return !field || http::names_tag(*field, tag_of_digest(tag));
  };
}

http::Response answer_page(http::Request const& request,
                           ConsignmentPage const& page) {
  if (accepts(request, "text/csv")) {
    http::Response csv{.type = "text/csv",
                       .body = shared_text(to_csv(page.consignments))};
    csv.fields["vary"] = "accept";
    return csv;
  }
  Json json{{"consignments", Json::array()}};
  for (auto const& one : page.consignments) {
    json["consignments"].push_back(one.json);
  }
  if (page.next) {
    json["next"] = std::to_string(*page.next);
  }
  auto response = answer_json(json);
  response.fields["vary"] = "accept";
  return response;
}

}  // namespace

Viewer viewer_of(http::Asker const& asker, Keys& keys) {
  // A key that was taken away meanwhile is nobody's.
  auto const party = asker.name.empty() ? std::optional<std::string>{""}
                                        : keys.party_of(asker.name);
  if (!party) {
    return {};
  }
  return {.party = *party,
          .is_operator = party->empty() && asker.role == http::Role::admin};
}

Viewer viewer_of(http::Request const& request, Keys& keys) {
  return viewer_of(request.asker, keys);
}

std::string teller_of(http::Request const& request, Keys& keys) {
  auto const& name = request.asker.name;
  if (name.empty()) {
    return "";
  }
  auto const party = keys.party_of(name).value_or("");
  return party.empty() ? "key:" + name : party;
}

http::Answer with_refusals(http::Answer answer) {
  return [answer = std::move(answer)](http::Request const& request) {
    try {
      return answer(request);
    } catch (Refusal const& refusal) {
      throw problem_of(refusal);
    }
  };
}

void Application::add_consignments(http::Router& router) {
  std::string const all = "/v1/consignments";
  auto const one = all + "/{consignment}";
  auto const id_of = [](http::Request const& request) {
    return request.parts.at("consignment");
  };
  auto const add = [&](std::string const& method, std::string const& path,
                       http::Role role, http::Answer answer) {
    router.add({.method = method,
                .path = path,
                .answer = with_refusals(std::move(answer)),
                .role = role,
                .slow = true});
  };
  add("GET", all, http::Role::reader, [this](http::Request const& request) {
    auto const page = page_in(request);
    return answer_page(request,
                       consignments_.list(viewer_of(request, keys_),
                                          {.box = asked_or(request, "box"),
                                           .note = asked_or(request, "note"),
                                           .after = page.cursor.value_or(0),
                                           .limit = page.limit}));
  });
  add("POST", all, http::Role::planner,
      idempotent(ledger_, idempotent_, [this](http::Request const& request) {
        auto const made =
            consignments_.make(viewer_of(request, keys_), body_in(request));
        outlooks_.changed(made.id);
        auto response = answer_shown(made, 201);
        response.fields["location"] = "/v1/consignments/" + made.id;
        return response;
      }));
  add("GET", one, http::Role::reader, [=, this](http::Request const& request) {
    return answer_shown(
        consignments_.find(viewer_of(request, keys_), id_of(request)));
  });
  add("GET", one + "/line-up", http::Role::reader,
      [=, this](http::Request const& request) {
        auto const viewer = viewer_of(request, keys_);
        return answer_json(to_json(events_.line_up(
            viewer, consignments_.stored(viewer, id_of(request)))));
      });
  add("GET", one + "/outlook", http::Role::reader,
      [=, this](http::Request const& request) {
        auto const viewer = viewer_of(request, keys_);
        return answer_json(
            outlooks_.of(viewer, consignments_.stored(viewer, id_of(request))));
      });
  add("PATCH", one, http::Role::planner,
      [=, this](http::Request const& request) {
        auto const shown =
            consignments_.change(viewer_of(request, keys_), id_of(request),
                                 body_in(request), still_wanted(request));
        outlooks_.changed(shown.id);
        return answer_shown(shown);
      });
  add("DELETE", one, http::Role::planner,
      [=, this](http::Request const& request) {
        consignments_.remove(viewer_of(request, keys_), id_of(request),
                             still_wanted(request));
        outlooks_.changed(id_of(request));
        return answer_nothing();
      });
}

}  // namespace camel::server
