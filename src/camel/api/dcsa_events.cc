// SPDX-License-Identifier: Apache-2.0
#include "camel/api/dcsa_events.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "camel/api/digest.h"
#include "camel/base/utc_text.h"
#include "camel/tracking/container_number.h"

namespace camel {

namespace {

// Of a page that shows little, so many are looked at.
constexpr int kMostPages = 20;
constexpr std::size_t kFewest = 100;

struct DcsaStep {
  std::string_view step, type, code;
};
constexpr std::array<DcsaStep, 6> kDcsaSteps{{
    {"departing", "TRANSPORT", "DEPA"},
    {"arriving", "TRANSPORT", "ARRI"},
    {"loading", "EQUIPMENT", "LOAD"},
    {"unloading", "EQUIPMENT", "DISC"},
    {"inspecting", "EQUIPMENT", "INSP"},
    {"picking", "EQUIPMENT", "PICK"},
}};
// Of one step, which way: a box that came in is somewhere then (bizLocation).
constexpr DcsaStep kGateIn{"entering_exiting", "EQUIPMENT", "GTIN"};
constexpr DcsaStep kGateOut{"entering_exiting", "EQUIPMENT", "GTOT"};

DcsaStep const* step_of(EpcisEvent const& event) {
  if (event.step.ends_with("BizStep-entering_exiting")) {
    return !event.location.empty()                          ? &kGateIn
           : event.disposition.ends_with("Disp-in_transit") ? &kGateOut
                                                            : nullptr;
  }
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
std::string mode_of_leg(Json const& leg) {
  auto const mode = leg.value("mode", std::string{});
  return mode == "sea" || mode == "ferry" ? "VESSEL"
         : mode == "road"                 ? "TRUCK"
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

Json equipment_reference(std::string const& container) {
  return {{"referenceType", "EQ"}, {"referenceValue", container}};
}

void add_departure(Json& json, DcsaCall const& call, std::string const& mode) {
  json["transportEventTypeCode"] = call.departs ? "DEPA" : "ARRI";
  json["transportCall"] = transport_call(call.place, mode);
}

void add_handling(Json& json, DcsaStep const& step, DcsaCall const& call) {
  json["equipmentEventTypeCode"] = step.code;
  json["equipmentReference"] = call.container;
  json["emptyIndicatorCode"] = "LADEN";
  if (is_location_code(call.place)) {
    json["eventLocation"] = {{"UNLocationCode", call.place}};
  } else if (!call.place.empty()) {
    json["eventLocation"] = {{"locationName", call.place.substr(0, 100)}};
  }
}

Json told(ShownEvent const& event, DcsaStep const& step, DcsaCall const& call,
          DcsaModeOf const& mode_of) {
  auto json =
      base(event.id + " " + call.container, utc_milliseconds(event.recorded),
           step.type, "ACT", utc_milliseconds(event.event.time));
  if (step.type == "TRANSPORT") {
    add_departure(json, call, mode_of(call));
    json["references"] = Json::array({equipment_reference(call.container)});
  } else {
    add_handling(json, step, call);
  }
  return json;
}

Json planned(ShownConsignment const& consignment, Json const& leg,
             bool departs) {
  auto const place = leg[departs ? "from" : "to"].get<std::string>();
  auto const time = leg[departs ? "departs" : "arrives"].get<std::string>();
  // Who sees a part of the way has the same ids for its legs as others have.
  auto json = base(fmt::format("{} {} {} {}", consignment.id,
                               departs ? "DEPA" : "ARRI", place, time),
                   consignment.json["created"].get<std::string>(), "TRANSPORT",
                   "PLN", time);
  add_departure(json, {.container = {}, .place = place, .departs = departs},
                mode_of_leg(leg));
  json["references"] = Json::array();
  for (auto const& one : consignment.json.value("containers", Json::array())) {
    json["references"].push_back(equipment_reference(
        parse_container_number(one["number"].get<std::string>()).text));
  }
  return json;
}

Json legs_of(ShownConsignment const& consignment) {
  return consignment.json.value(Json::json_pointer{"/plan/legs"},
                                Json::array());
}

// What the viewer sees of consignments, each container asked for once.
class PlansOf {
 public:
  PlansOf(Consignments& consignments, Viewer const& viewer)
      : consignments_{consignments}, viewer_{viewer} {}

  std::vector<ShownConsignment> const& operator[](
      std::string const& container) {
    auto const [known, is_new] = known_.try_emplace(container);
    if (is_new) {
      known->second =
          consignments_.list(viewer_, {.box = container}).consignments;
    }
    return known->second;
  }

  std::string mode_of(DcsaCall const& call) {
    for (auto const& consignment : (*this)[call.container]) {
      for (auto const& leg : legs_of(consignment)) {
        if (leg.value(call.departs ? "from" : "to", "") == call.place) {
          return mode_of_leg(leg);
        }
      }
    }
    return "RAIL";
  }

 private:
  Consignments& consignments_;
  Viewer const& viewer_;
  std::map<std::string, std::vector<ShownConsignment>> known_;
};

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

std::vector<Json> plans_asked(PlansOf& plans, DcsaQuery const& query) {
  std::vector<Json> all;
  for (auto const& one : plans[query.equipment]) {
    for (auto const& leg : legs_of(one)) {
      for (auto const departs : {true, false}) {
        if (auto event = planned(one, leg, departs); fits(query, event)) {
          all.push_back(std::move(event));
        }
      }
    }
  }
  return all;
}

// Takes what is told in its order until the page is full.
class Pager {
 public:
  explicit Pager(DcsaQuery const& query)
      : query_{query}, at_{query.after.after, 0}, given_{query.after.told} {}

  // Whether there was room for all.
  bool take(std::vector<Json> events) {
    for (auto& event : events) {
      if (at_.told >= given_) {
        if (page_.events.size() == query_.limit) {
          page_.next = at_;
          return false;
        }
        page_.events.push_back(std::move(event));
      }
      ++at_.told;
    }
    return true;
  }

  void go_behind(EventCursor const& event) {
    at_ = {event, 0};
    given_ = 0;
  }

  // Where more may follow, though none was found yet.
  void end_at(EventCursor const& event) { page_.next = {event, 0}; }

  DcsaPage take_page() { return std::move(page_); }

 private:
  DcsaQuery const& query_;
  DcsaCursor at_;
  std::size_t given_;
  DcsaPage page_;
};

// No other container than the one that is asked for.
bool is_of(DcsaQuery const& query, DcsaCall const& call) {
  return query.equipment.empty() || query.equipment == call.container;
}

std::vector<DcsaCall> calls_of(ShownEvent const& event, DcsaStep const& step) {
  std::vector<DcsaCall> calls;
  // Of what is shown: others' boxes were left out.
  auto const whole = Json::parse(event.json);
  for (auto const* const list : {"epcList", "childEPCs"}) {
    for (auto const& key : whole.value(list, Json::array())) {
      auto container =
          parse_container_number(last_word(key.get_ref<std::string const&>()));
      if (container.ok()) {
        calls.push_back({.container = std::move(container.text),
                         .place = std::string{last_word(event.event.place)},
                         .departs = step.code == "DEPA"});
      }
    }
  }
  return calls;
}

std::vector<Json> events_asked(ShownEvent const& event, DcsaQuery const& query,
                               DcsaModeOf const& mode_of) {
  std::vector<Json> all;
  auto const* const step = step_of(event.event);
  if (step == nullptr) {
    return all;
  }
  for (auto const& call : calls_of(event, *step)) {
    if (!is_of(query, call)) {
      continue;
    }
    if (auto one = told(event, *step, call, mode_of); fits(query, one)) {
      all.push_back(std::move(one));
    }
  }
  return all;
}

// Nothing can be found where a container is asked for that is none.
std::optional<DcsaQuery> with_container_read(DcsaQuery query) {
  if (!query.equipment.empty()) {
    auto number = parse_container_number(query.equipment);
    if (!number.ok()) {
      return std::nullopt;
    }
    query.equipment = std::move(number.text);
  }
  return query;
}

void take_events(
    Pager& pager, TrackedEvents& events, Viewer const& viewer, EventQuery asked,
    std::function<std::vector<Json>(ShownEvent const&)> const& read) {
  for (int look = 0; look < kMostPages; ++look) {
    auto const found = events.find(viewer, asked);
    for (auto const& one : found.events) {
      if (!pager.take(read(one))) {
        return;
      }
      pager.go_behind({one.event.time, one.row});
    }
    if (!found.next) {
      return;
    }
    asked.after = found.next;
  }
  pager.end_at(*asked.after);
}

}  // namespace

std::vector<Json> dcsa_events_of(ShownEvent const& event,
                                 DcsaModeOf const& mode_of) {
  return events_asked(event, {}, mode_of);
}

DcsaPage find_dcsa_events(TrackedEvents& events, Consignments& consignments,
                          Viewer const& viewer, DcsaQuery const& asked) {
  auto const query = with_container_read(asked);
  if (!query) {
    return {};
  }
  Pager pager{*query};
  PlansOf plans{consignments, viewer};
  EventQuery wanted;
  wanted.limit = std::max(query->limit, kFewest);
  if (query->after.after.row != 0) {
    wanted.after = query->after.after;
  }
  if (!query->equipment.empty()) {
    wanted.objects = events.names_of(query->equipment);
    if (!wanted.after && !pager.take(plans_asked(plans, *query))) {
      return pager.take_page();
    }
    if (wanted.objects.empty()) {
      return pager.take_page();
    }
  }
  auto const mode_of = [&](DcsaCall const& call) {
    return plans.mode_of(call);
  };
  take_events(pager, events, viewer, std::move(wanted),
              [&](ShownEvent const& one) {
                return events_asked(one, *query, mode_of);
              });
  return pager.take_page();
}

}  // namespace camel
