// SPDX-License-Identifier: Apache-2.0
// Everybody asks for everything: each role of four companies' consignments, a
// stranger and a key of no party, by id, list, filter, table and tag, to read,
// change and take away. What somebody must not know stands in no answer; what
// is another's looks as if it were not there. Of subscriptions and what they
// are told: rights_matrix_webhooks_test.cc.
#include <algorithm>

#include "epcis_query.h"
#include "test_rights_matrix.h"

namespace camel::server {
namespace {

constexpr std::array kMembers{
    "contract", "note",       "parties",   "taking_over", "delivery",
    "transit",  "containers", "wagons",    "goods",       "gross_kg",
    "seals",    "payers",     "documents", "plan"};

bool may_change(std::string const& role, std::string const& member) {
  if (role == "forwarder") {
    return true;
  }
  if (role == "consignor") {
    return member != "payers";
  }
  return member == "seals" ? role != "consignee"
                           : member == "wagons" && role == "carrier";
}

class RightsMatrix : public RightsMatrixTest {
 protected:
  // Of a question that one event at most is the answer to: no page of it goes
  // on, as what follows is hidden.
  void try_single_page(Somebody const& who, Asking asking) {
    auto const asked = asking.path + "?" + asking.query;
    auto const answer = attempt(who, std::move(asking), Defect::events);
    check_secrets(who, answer, asked);
    if (answer.fields.contains("link") || answer.fields.contains("next-page")) {
      leak(who, asked + " tells that something hidden follows");
    }
  }

  static Defect family_of(std::string_view tail) {
    return tail.empty()         ? Defect::by_id
           : tail == "/outlook" ? Defect::outlook
                                : Defect::line_up;
  }

  void try_consignment(Somebody const& who, Tenant const& tenant,
                       std::string const& box) {
    auto const is_own = who.tenant == tenant.name;
    auto const missing = std::string{"/v1/consignments/c-0"};
    for (auto const* const tail : {"", "/line-up", "/outlook"}) {
      auto const family = family_of(tail);
      for (auto const* const method : {"GET", "HEAD"}) {
        for (auto const& fields :
             {http::Fields{}, http::Fields{{"if-none-match", tenant.tag}},
              http::Fields{{"if-none-match", "*"}}}) {
          Asking const asking{
              .method = method, .path = one_(tenant) + tail, .fields = fields};
          if (is_own) {
            try_reading(who, asking, family);
          } else {
            try_foreign(who, asking, missing + tail, family);
          }
        }
      }
    }
    for (auto const* const member : kMembers) {
      for (auto const* const match :
           {"\"never\"", "\"x\", \"never\"", "W/\"never\""}) {
        Asking const asking{.method = "PATCH",
                            .path = one_(tenant),
                            .body = to_text(Json{{member, nullptr}}),
                            .fields = {{"if-match", match}}};
        if (!is_own) {
          try_foreign(who, asking, missing, Defect::by_id);
          continue;
        }
        auto const answer = attempt(who, asking, Defect::by_id);
        if (answer.status != (may_change(who.role, member) ? 412 : 403)) {
          leak(who, std::string{"changes "} + member);
        }
      }
    }
    if (!is_own) {
      try_foreign(who, {.method = "DELETE", .path = one_(tenant)}, missing,
                  Defect::removal);
    }
    for (auto const& query :
         {"box=" + box, "note=" + tenant.secret("NOTE"),
          "box=" + box + "&limit=1", std::string{"limit=2"},
          std::string{"cursor=1"}, std::string{"cursor=2&limit=1"},
          std::string{"cursor=3"}, std::string{"party=" + tenant.name}}) {
      try_reading(who, {.path = "/v1/consignments", .query = query},
                  Defect::list);
      try_reading(who,
                  {.path = "/v1/consignments",
                   .fields = {{"accept", "text/csv"}},
                   .query = query},
                  Defect::table);
    }
  }

  void try_outlooks(Somebody const& who, Tenant const& tenant,
                    std::string const& box) {
    for (auto const& query :
         {std::string{}, std::string{"limit=1"}, std::string{"kind=off_plan"},
          std::string{"cursor=1"}, "consignment=" + tenant.id}) {
      try_reading(who, {.path = "/v1/alerts", .query = query}, Defect::alerts);
    }
    Asking const asking{.path = "/v1/boxes/" + box};
    if (who.tenant == tenant.name) {
      try_reading(who, asking, Defect::boxes);
    } else {
      try_foreign(who, asking, "/v1/boxes/GESU1234565", Defect::boxes);
    }
  }

  void try_events(Somebody const& who, Tenant const& tenant,
                  std::string const& box) {
    auto const is_own = who.tenant == tenant.name;
    auto const missing = std::string{"/epcis/events/urn:uuid:0"};
    for (auto const& id : tenant.event_ids) {
      Asking const asking{.path = "/epcis/events/" + id};
      if (is_own) {
        try_reading(who, asking, Defect::events);
      } else {
        try_foreign(who, asking, missing, Defect::events);
      }
      try_reading(who, {.path = "/epcis/events", .query = "EQ_eventID=" + id},
                  Defect::events);
    }
    auto const object = "https://example.org/container/" + box;
    for (auto const& place : {"XIY", "DOS", "BRE", "WAW"}) {
      for (auto const& step : {"", "arriving", "departing"}) {
        for (auto const& more :
             {std::string{}, "&MATCH_anyEPC=" + object,
              std::string{"&perPage=1"}, std::string{"&nextPageToken=0.1"},
              std::string{"&GE_eventTime=2020-01-01T00:00:00Z&perPage=2"},
              std::string{"&eventType=ObjectEvent|AggregationEvent"},
              std::string{"&EQ_action=OBSERVE"},
              std::string{"&EQ_disposition=in_transit"},
              std::string{"&GE_recordTime=2020-01-01T00:00:00Z"},
              std::string{"&LT_recordTime=2120-01-01T00:00:00Z&perPage=3"}}) {
          try_single_page(
              who, {.path = "/epcis/events",
                    .query = std::string{"EQ_readPoint=https://example.org/"
                                         "place/"} +
                             place + (*step != 0 ? "&EQ_bizStep=" : "") + step +
                             more});
        }
      }
    }
    for (auto const& query :
         {std::string{"limit=1"}, "equipmentReference=" + box + "&limit=1",
          std::string{"eventType=TRANSPORT&limit=2"},
          std::string{"limit=1&cursor=0.1"}}) {
      Asking const asking{.path = "/dcsa/v2/events", .query = query};
      if (who.tenant.empty()) {
        try_single_page(who, asking);
      } else {
        try_reading(who, asking, Defect::events);
      }
    }
    Asking const job{.path = tenant.capture};
    if (who.party == tenant.party("forwarder")) {
      try_reading(who, job, Defect::captures);
    } else {
      try_foreign(who, job, "/epcis/capture/c-0", Defect::captures);
    }
  }

  void run(std::vector<Somebody> const& all, Defect defect = Defect::none) {
    defect_ = defect;
    attempts_ = 0;
    leaks_ = 0;
    for (auto const& who : all) {
      for (std::size_t i = 0; i < tenants_.size(); ++i) {
        try_consignment(who, tenants_[i], kBoxes[i]);
        try_outlooks(who, tenants_[i], kBoxes[i]);
        try_events(who, tenants_[i], kBoxes[i]);
      }
    }
  }
};

TEST_F(RightsMatrix, nobody_learns_what_is_not_for_him) {
  auto const all = everybody();
  run(all);
  EXPECT_EQ(leaks_, 0);
  RecordProperty("attempts", attempts_);
  EXPECT_GE(attempts_, static_cast<int>(770 * kMostPeople));
  // All of it is still there.
  EXPECT_EQ(
      json(as("operator", {.path = "/v1/consignments"}))["consignments"].size(),
      4U);
}

TEST_F(RightsMatrix, each_sees_what_is_for_him) {
  for (auto const& who : everybody()) {
    auto const list = json(as(who.party, {.path = "/v1/consignments"}));
    EXPECT_EQ(list["consignments"].size(), who.role.empty() ? 0U : 1U);
    auto const text = to_text(list);
    for (auto const* const what : {"NOTE", "GOODS", "PAPER", "SEAL"}) {
      auto const hidden = hidden_from(who.role);
      auto const is_hidden =
          who.role.empty() ||
          std::find(hidden.begin(), hidden.end(), what) != hidden.end();
      EXPECT_EQ(
          text.find(std::string{what} + "." + who.tenant) != std::string::npos,
          !is_hidden)
          << who.party << what;
    }
  }
}

TEST_F(RightsMatrix, alerts_are_for_those_who_see_the_place) {
  for (auto const& who : everybody()) {
    auto const list = json(as(who.party, {.path = "/v1/alerts"}));
    auto const sees_all = who.role == "consignor" || who.role == "consignee" ||
                          who.role == "forwarder";
    EXPECT_EQ(list["alerts"].size(), sees_all ? 1U : 0U) << who.party;
  }
}

TEST_F(RightsMatrix, a_route_that_forgets_to_ask_for_rights_is_found_out) {
  for (auto const defect :
       {Defect::by_id, Defect::list, Defect::table, Defect::line_up,
        Defect::events, Defect::alerts, Defect::boxes, Defect::captures,
        Defect::outlook, Defect::removal}) {
    run({{"stranger", "", ""}}, defect);
    EXPECT_GT(leaks_, 0) << static_cast<int>(defect);
  }
}

}  // namespace
}  // namespace camel::server
