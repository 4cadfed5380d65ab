// SPDX-License-Identifier: Apache-2.0
// A server with a key for each party.
#pragma once

#include <map>

#include "camel/api/test_consignments.h"
#include "test_server.h"

namespace camel::server {

class PartiesTest : public ServerTest {
 protected:
  // As the party, with the role of a planner; "": with a key of no party;
  // "operator": as whoever runs the server.
  http::Response as(std::string const& party, Asking asking) {
    asking.fields["authorization"] = "Bearer " + key_of(party);
    return ask(std::move(asking));
  }
  http::Response send(std::string const& party, std::string const& method,
                      std::string const& path, Json const& body,
                      http::Fields fields = {}) {
    return as(party, {.method = method,
                      .path = path,
                      .body = to_text(body),
                      .fields = std::move(fields)});
  }
  std::string made_by(std::string const& party,
                      Json const& consignment = test_consignment()) {
    auto const answer = send(party, "POST", "/v1/consignments", consignment);
    EXPECT_EQ(answer.status, 201) << *answer.body;
    return json(answer).value("consignment", "");
  }

  // The carrier's word of the consignment's box.
  void tell_arrival(std::string const& place, std::string const& day) {
    auto const answer = send(
        "ktz", "POST", "/epcis/events",
        {{"@context",
          {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"}},
         {"type", "ObjectEvent"},
         {"action", "OBSERVE"},
         {"bizStep", "arriving"},
         {"eventTime", "2026-03-" + day + "T09:00:00Z"},
         {"eventTimeZoneOffset", "+00:00"},
         {"epcList", {"https://example.org/container/CSQU3054383"}},
         {"readPoint", {{"id", "https://example.org/place/" + place}}}});
    ASSERT_EQ(answer.status, 201) << *answer.body;
  }

  std::string const& key_of(std::string const& party) {
    auto const known = keys_.find(party);
    if (known != keys_.end()) {
      return known->second;
    }
    auto const is_operator = party == "operator";
    auto key = application_->keys().add(
        "key of " + party,
        is_operator ? http::Role::admin : http::Role::planner,
        is_operator ? "" : party);
    return keys_.emplace(party, std::move(key)).first->second;
  }

 private:
  std::map<std::string, std::string> keys_;
};

}  // namespace camel::server
