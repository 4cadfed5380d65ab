// SPDX-License-Identifier: Apache-2.0
// Each role of four companies' consignments, a stranger and a key of no party,
// and what of all that each must not know: written here once more, on purpose.
// Tests ask as each of them; a defect that is put in has one family of routes
// answer as whoever runs the server.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "test_receiver.h"

namespace camel::server {

inline constexpr std::array kTenants{"A", "B", "C", "D"};
inline constexpr std::array kBoxes{"CSQU3054383", "TCNU7200794", "MSKU1000000",
                                   "MSKU1000016"};
// Under sanitizers, where each takes ten times as long, one company's people
// ask the others.
#ifdef __SANITIZE_ADDRESS__
inline constexpr std::size_t kMostPeople = 8;
#else
inline constexpr std::size_t kMostPeople = 26;
#endif
inline constexpr std::array kRoleWords{"consignor", "consignee", "forwarder",
                                       "carrier",   "terminal",  "customs"};

// Of a tenant's secrets those that a role must not know.
inline std::vector<std::string> hidden_from(std::string const& role) {
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

struct Tenant {
  std::string name, id, tag, capture;
  std::vector<std::string> event_ids;

  std::string party(std::string const& role) const { return name + "-" + role; }
  std::string secret(std::string const& what) const {
    return what + "." + name;
  }
};

inline Json consignment_of(Tenant const& tenant, std::string const& box) {
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

class RightsMatrixTest : public WebhooksTest {
 protected:
  // What forgot to ask for rights answers as whoever runs the server.
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
    removal,
    outlook,
    subscriptions,
    subscription_list,
    deliveries
  };

  RightsMatrixTest() {
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

  std::vector<Tenant> tenants_;
  Defect defect_ = Defect::none;
  int attempts_ = 0, leaks_ = 0;
};

}  // namespace camel::server
