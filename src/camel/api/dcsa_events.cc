// SPDX-License-Identifier: Apache-2.0
#include "camel/api/dcsa_events.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "camel/api/digest.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/container_number.h"

namespace camel {

namespace {

// Of a page that shows little, so many are looked at.
constexpr int kMostPages = 20;

struct DcsaStep {
  std::string_view step, type, code;
};
constexpr std::array<DcsaStep, 7> kDcsaSteps{{
    {"departing", "TRANSPORT", "DEPA"},
    {"arriving", "TRANSPORT", "ARRI"},
    {"loading", "EQUIPMENT", "LOAD"},
    {"unloading", "EQUIPMENT", "DISC"},
    {"inspecting", "EQUIPMENT", "INSP"},
    {"entering_exiting", "EQUIPMENT", "GTIN"},
    {"picking", "EQUIPMENT", "PICK"},
}};

DcsaStep const* step_of(EpcisEvent const& event) {
  auto const found = std::find_if(
      kDcsaSteps.begin(), kDcsaSteps.end(), [&](DcsaStep const& one) {
        return event.step.ends_with("BizStep-" + std::string{one.step});
      });
  return found == kDcsaSteps.end() ? nullptr : &*found;
}

// A UUID (RFC 9562, version 8) that the same text always gets.
std::string uuid_of(std::string_view text) {
  auto hex = to_hex(digest_of(text)).substr(0, 32);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<std::size_t>(hex[16]) % 4];
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

bool is_location_code(std::string_view word) {
  return word.size() == 5 && std::all_of(word.begin(), word.end(), [](char c) {
           return ('A' <= c && c <= 'Z') || ('2' <= c && c <= '9');
         });
}

void add_place(Json& json, std::string_view place, char const* location) {
  if (is_location_code(place)) {
    json["UNLocationCode"] = place;
  } else if (!place.empty()) {
    json[location] = {{"locationName", place.substr(0, 100)}};
  }
}

Json transport_call(std::string_view place, std::string const& mode) {
  Json call{{"transportCallID", std::string{place}}, {"modeOfTransport", mode}};
  add_place(call, place, "location");
  return call;
}

// "RAIL", as DCSA says it of what a plan says.
std::string mode_of(PlannedLeg const& leg) {
  return leg.mode == "sea" || leg.mode == "ferry" ? "VESSEL"
         : leg.mode == "road"                     ? "TRUCK"
                                                  : "RAIL";
}

Json base(std::string const& id, std::string const& created,
          std::string_view type, std::string_view classifier,
          std::string const& time) {
  return {{"eventID", uuid_of(id)},
          {"eventCreatedDateTime", created},
          {"eventType", type},
          {"eventClassifierCode", classifier},
          {"eventDateTime", time}};
}

Json told(ShownEvent const& event, DcsaStep const& step,
          std::string const& container) {
  auto const place = std::string{last_word(event.event.place)};
  auto const whole = Json::parse(event.json);
  auto json =
      base(event.id + " " + container, whole["recordTime"].get<std::string>(),
           step.type, "ACT", utc_milliseconds(event.event.time));
  if (step.type == "TRANSPORT") {
    json["transportEventTypeCode"] = step.code;
    json["transportCall"] = transport_call(place, "RAIL");
    json["references"] =
        Json::array({{{"referenceType", "EQ"}, {"referenceValue", container}}});
    return json;
  }
  json["equipmentEventTypeCode"] = step.code;
  json["equipmentReference"] = container;
  json["emptyIndicatorCode"] = "LADEN";
  Json location = Json::object();
  add_place(location, place, "address");
  if (location.contains("UNLocationCode")) {
    json["eventLocation"] = location;
  } else if (!place.empty()) {
    json["eventLocation"] = {{"locationName", place.substr(0, 100)}};
  }
  return json;
}

Json planned(ShownConsignment const& consignment, std::size_t number,
             Json const& leg, bool departs) {
  PlannedLeg mode;
  mode.mode = leg.value("mode", std::string{});
  auto json =
      base(fmt::format("{} {} {}", consignment.id, number, departs),
           consignment.json["created"].get<std::string>(), "TRANSPORT", "PLN",
           leg[departs ? "departs" : "arrives"].get<std::string>());
  json["transportEventTypeCode"] = departs ? "DEPA" : "ARRI";
  json["transportCall"] =
      transport_call(leg[departs ? "from" : "to"].get_ref<std::string const&>(),
                     mode_of(mode));
  json["references"] = Json::array();
  for (auto const& one : consignment.json.value("containers", Json::array())) {
    json["references"].push_back(
        {{"referenceType", "EQ"},
         {"referenceValue",
          parse_container_number(one["number"].get<std::string>()).text}});
  }
  return json;
}

bool holds(std::vector<std::string> const& asked, Json const& json,
           char const* member) {
  return asked.empty() ||
         std::find(asked.begin(), asked.end(),
                   json.value(member, std::string{})) != asked.end();
}

bool fits(DcsaQuery const& query, Json const& event) {
  auto const is_at = [&] {
    for (auto const* const member : {"transportCall", "eventLocation"}) {
      if (event.contains(member) &&
          event[member].value("UNLocationCode", "") == query.location) {
        return true;
      }
    }
    return false;
  };
  auto const codes_hold =
      query.transport_codes.empty() && query.equipment_codes.empty() ? true
      : event.contains("transportEventTypeCode")
          ? !query.transport_codes.empty() &&
                holds(query.transport_codes, event, "transportEventTypeCode")
          : !query.equipment_codes.empty() &&
                holds(query.equipment_codes, event, "equipmentEventTypeCode");
  return holds(query.types, event, "eventType") && codes_hold &&
         (query.location.empty() || is_at());
}

void add_plans(DcsaPage& page, Consignments& consignments, Viewer const& viewer,
               DcsaQuery const& query) {
  auto const found = consignments.list(viewer, {.box = query.equipment});
  for (auto const& one : found.consignments) {
    auto const legs =
        one.json.value(Json::json_pointer{"/plan/legs"}, Json::array());
    for (std::size_t i = 0; i < legs.size(); ++i) {
      for (auto const departs : {true, false}) {
        auto event = planned(one, i, legs[i], departs);
        if (fits(query, event)) {
          page.events.push_back(std::move(event));
        }
      }
    }
  }
}

}  // namespace

std::vector<Json> dcsa_events_of(ShownEvent const& event) {
  std::vector<Json> all;
  auto const* const step = step_of(event.event);
  if (step == nullptr) {
    return all;
  }
  // Of what is shown: others' boxes were left out.
  auto const whole = Json::parse(event.json);
  for (auto const* const list : {"epcList", "childEPCs"}) {
    for (auto const& key : whole.value(list, Json::array())) {
      auto const container =
          parse_container_number(last_word(key.get_ref<std::string const&>()));
      if (container.ok()) {
        all.push_back(told(event, *step, container.text));
      }
    }
  }
  return all;
}

DcsaPage find_dcsa_events(TrackedEvents& events, Consignments& consignments,
                          Viewer const& viewer, DcsaQuery const& query) {
  DcsaPage page;
  EventQuery asked;
  asked.after = query.after;
  asked.limit = query.limit;
  if (!query.equipment.empty()) {
    if (!query.after) {
      add_plans(page, consignments, viewer, query);
    }
    asked.objects = events.names_of(query.equipment);
    if (asked.objects.empty()) {
      return page;
    }
  }
  for (int look = 0; look < kMostPages; ++look) {
    auto const found = events.find(viewer, asked);
    for (auto const& one : found.events) {
      for (auto& event : dcsa_events_of(one)) {
        if (fits(query, event) &&
            (query.equipment.empty() ||
             event.dump().find(query.equipment) != std::string::npos)) {
          page.events.push_back(std::move(event));
        }
      }
    }
    page.next = found.next;
    if (!found.next || page.events.size() >= query.limit) {
      break;
    }
    asked.after = found.next;
  }
  return page;
}

}  // namespace camel
