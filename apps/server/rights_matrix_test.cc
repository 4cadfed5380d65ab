// SPDX-License-Identifier: Apache-2.0
// Everybody asks for everything: each role of four companies' consignments, a
// stranger and a key of no party, by id, list, filter, table and tag, to read,
// change and take away. What somebody must not know stands in no answer; what
// is another's looks as if it were not there. The table of what each may see is
// written here once more, on purpose.
#include <algorithm>
#include <set>

#include "epcis_query.h"
#include "test_parties.h"

namespace camel::server {
namespace {

constexpr std::array kTenants{"A", "B", "C", "D"};
constexpr std::array kBoxes{"CSQU3054383", "TCNU7200794", "MSKU1000000",
                            "MSKU1000016"};
// Under sanitizers, where each takes ten times as long, one company's people
// ask the others.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kMostPeople = 8;
#else
constexpr std::size_t kMostPeople = 26;
#endif
constexpr std::array kRoleWords{"consignor", "consignee", "forwarder",
                                "carrier",   "terminal",  "customs"};
constexpr std::array kMembers{
    "contract", "note",       "parties",   "taking_over", "delivery",
    "transit",  "containers", "wagons",    "goods",       "gross_kg",
    "seals",    "payers",     "documents", "plan"};

// Of a tenant's secrets those that a role must not know.
std::vector<std::string> hidden_from(std::string const& role) {
  std::vector<std::string> hidden;
  auto const hide = [&](std::string const& what,
                        std::vector<std::string> const& roles) {
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
      hidden.push_back(what);
    }
  };
  hide("PRICE-OF-MODE", {"consignor", "carrier", "terminal", "customs"});
  hide("PRICE-OF-SILK", {"consignee", "carrier", "terminal", "customs"});
  hide("GOODS", {"terminal"});
  hide("PAPER", {"terminal"});
  hide("ADDRESS", {"carrier", "terminal"});
  hide("START", {"carrier", "terminal", "customs"});
  hide("END", {"carrier", "terminal"});
  return hidden;
}

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

struct Tenant {
  std::string name, id, tag, capture;
  std::vector<std::string> event_ids;

  std::string party(std::string const& role) const { return name + "-" + role; }
  std::string secret(std::string const& what) const {
    return what + "." + name;
  }
};

Json consignment_of(Tenant const& tenant, std::string const& box) {
  auto json = test_consignment();
  for (auto& one : json["parties"]) {
    one["party"] = tenant.party(one["role"].get<std::string>());
  }
  json["note"] = tenant.secret("NOTE");
  json["parties"][0]["name"] = tenant.secret("ADDRESS");
  json["taking_over"]["name"] = tenant.secret("START");
  json["delivery"]["name"] = tenant.secret("END");
  json["containers"] = Json::array({{{"number", box}}});
  json.erase("wagons");
  json["goods"][0]["text"] = tenant.secret("GOODS");
  json["seals"][0]["number"] = tenant.secret("SEAL");
  json["seals"][0]["on"] = box;
  json["documents"][0]["number"] = tenant.secret("PAPER");
  auto& payers = json["payers"];
  payers[0]["party"] = tenant.party("consignor");
  payers[1]["party"] = tenant.party("consignee");
  // Amounts are numbers: the secret of a price is its whole number.
  auto const order = 10 * (tenant.name[0] - 'A');
  payers[0]["amount"] = 880'001 + order;
  payers[1]["amount"] = 990'001 + order;
  return json;
}

class RightsMatrix : public PartiesTest {
 protected:
  // A route that forgot to ask for rights answers as whoever runs the server.
  enum class Defect {
    none,
    by_id,
    list,
    table,
    line_up,
    events,
    alerts,
    boxes,
    captures,
    removal
  };

  RightsMatrix() {
    for (std::size_t i = 0; i < kTenants.size(); ++i) {
      tenants_.push_back(make_tenant(kTenants[i], kBoxes[i]));
    }
  }

  Tenant make_tenant(std::string const& name, std::string const& box) {
    Tenant tenant;
    tenant.name = name;
    tenant.id = made_by(tenant.party("forwarder"), consignment_of(tenant, box));
    tenant.tag =
        as(tenant.party("forwarder"), {.path = one_(tenant)}).fields.at("etag");
    auto events = Json::array();
    for (auto const* const place : {"XIY", "DOS", "BRE", "WAW", "ALA"}) {
      auto const id = "urn:event:" + name + ":" + place;
      tenant.event_ids.push_back(id);
      events.push_back(
          {{"type", "ObjectEvent"},
           {"eventID", id},
           {"action", "OBSERVE"},
           {"bizStep", "arriving"},
           {"eventTime", "2026-03-05T09:00:00Z"},
           {"eventTimeZoneOffset", "+00:00"},
           {"epcList", {"https://example.org/container/" + box}},
           {"readPoint",
            {{"id", std::string{"https://example.org/place/"} + place}}}});
    }
    auto const sent = send(
        tenant.party("forwarder"), "POST", "/epcis/capture",
        {{"@context",
          {"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"}},
         {"type", "EPCISDocument"},
         {"schemaVersion", "2.0"},
         {"creationDate", "2026-03-05T10:00:00Z"},
         {"epcisBody", {{"eventList", events}}}});
    EXPECT_EQ(sent.status, 202) << *sent.body;
    tenant.capture = sent.fields.at("location");
    return tenant;
  }

  static std::string one_(Tenant const& tenant) {
    return "/v1/consignments/" + tenant.id;
  }

  // Who asks: the tenant's letter and the role, or neither.
  struct Somebody {
    std::string party, tenant, role;
  };

  http::Response attempt(Somebody const& who, Asking asking,
                         Defect family = Defect::none) {
    ++attempts_;
    return as(
        family != Defect::none && family == defect_ ? "operator" : who.party,
        std::move(asking));
  }

  void leak(Somebody const& who, std::string const& what) {
    ++leaks_;
    if (defect_ == Defect::none) {
      ADD_FAILURE() << who.party << ": " << what;
    }
  }

  static std::vector<std::string> marks_of(Tenant const& tenant,
                                           std::string const& what) {
    auto const order = 10 * (tenant.name[0] - 'A');
    if (what == "PRICE-OF-SILK") {
      return {std::to_string(880'001 + order)};
    }
    if (what == "PRICE-OF-MODE") {
      return {std::to_string(990'001 + order)};
    }
    return {tenant.secret(what)};
  }

  // No answer has a secret in it that is not for who asked.
  void check_secrets(Somebody const& who, http::Response const& answer,
                     std::string const& asked) {
    if (!answer.body) {
      return;
    }
    auto const has = [&](std::string const& mark) {
      return answer.body->find(mark) != std::string::npos;
    };
    for (std::size_t i = 0; i < tenants_.size(); ++i) {
      auto const& tenant = tenants_[i];
      if (tenant.name == who.tenant) {
        for (auto const& what : hidden_from(who.role)) {
          for (auto const& mark : marks_of(tenant, what)) {
            if (has(mark)) {
              leak(who, asked + " tells " + mark);
            }
          }
        }
        continue;
      }
      for (auto const* const what :
           {"NOTE", "ADDRESS", "START", "END", "GOODS", "SEAL", "PAPER",
            "PRICE-OF-SILK", "PRICE-OF-MODE"}) {
        for (auto const& mark : marks_of(tenant, what)) {
          if (has(mark)) {
            leak(who, asked + " tells " + mark);
          }
        }
      }
      // What he asked for himself may be named again in a refusal.
      if (answer.status == 200 && (has(kBoxes[i]) || has(tenant.id))) {
        leak(who, asked + " names what is of " + tenant.name);
      }
    }
  }

  void try_reading(Somebody const& who, Asking asking, Defect family) {
    auto const asked = asking.method + " " + asking.path + "?" + asking.query;
    check_secrets(who, attempt(who, std::move(asking), family), asked);
  }

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

  // As if it were not there.
  void try_foreign(Somebody const& who, Asking asking,
                   std::string const& missing, Defect family) {
    auto there = asking;
    there.path = missing;
    auto const foreign = attempt(who, asking, family);
    auto const none = as(who.party, there);
    if (foreign.status != 404 || foreign.status != none.status ||
        *foreign.body != *none.body || foreign.fields != none.fields) {
      leak(who, asking.method + " " + asking.path +
                    " is not like a missing "
                    "one: " +
                    std::to_string(foreign.status));
    }
  }

  void try_consignment(Somebody const& who, Tenant const& tenant,
                       std::string const& box) {
    auto const is_own = who.tenant == tenant.name;
    auto const missing = std::string{"/v1/consignments/c-0"};
    for (auto const* const tail : {"", "/line-up", "/outlook"}) {
      auto const family = *tail != 0 ? Defect::line_up : Defect::by_id;
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

  std::vector<Somebody> everybody() const {
    std::vector<Somebody> all{{"stranger", "", ""}, {"", "", ""}};
    for (auto const& tenant : tenants_) {
      if (all.size() >= kMostPeople) {
        break;
      }
      for (auto const* const role : kRoleWords) {
        all.push_back({tenant.party(role), tenant.name, role});
      }
    }
    return all;
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

  std::vector<Tenant> tenants_;
  Defect defect_ = Defect::none;
  int attempts_ = 0, leaks_ = 0;
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
  for (auto const defect : {Defect::by_id, Defect::list, Defect::table,
                            Defect::line_up, Defect::events, Defect::alerts,
                            Defect::boxes, Defect::captures, Defect::removal}) {
    run({{"stranger", "", ""}}, defect);
    EXPECT_GT(leaks_, 0) << static_cast<int>(defect);
  }
}

}  // namespace
}  // namespace camel::server
