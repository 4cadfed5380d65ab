// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/limits.h"

#include "camel/base/names.h"

namespace camel {

namespace {

std::string name_at(Corridor const& corridor, PlaceId place) {
  return corridor.places[place].name;
}

std::string stretch(Corridor const& corridor, LinkRun run, char const* sign) {
  return name_at(corridor, start_of(corridor, run)) + sign +
         name_at(corridor, end_of(corridor, run));
}

std::string gauge_words(Corridor const& corridor, LinkRun run) {
  auto const& link = corridor.links[run.link];
  return link.gauge == 0 ? "" : " (" + std::to_string(link.gauge) + " mm)";
}

// One server of the facility, in the trade's word.
std::string_view server_word(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::gauge_change:
    case FacilityKind::lifts:
      return "crane place";
    case FacilityKind::customs:
    case FacilityKind::inspection:
      return "lane";
    case FacilityKind::reception:
      return "track";
    case FacilityKind::berth:
      return "berth";
    case FacilityKind::gate:
    case FacilityKind::yard:
      break;
  }
  return "server";
}

}  // namespace

std::string key_of(Corridor const& corridor, Limit const& limit) {
  auto const kind = std::string{name_of(limit.kind)};
  switch (limit.kind) {
    case LimitKind::path:
    case LimitKind::standing:
      return kind + "/" + corridor.links[limit.run.link].key +
             (limit.run.forward ? "/there" : "/back");
    case LimitKind::single_track:
      return kind + "/" + corridor.links[limit.run.link].key;
    case LimitKind::facility:
      return kind + "/" + corridor.places[limit.place].code + "/" +
             corridor.facilities[limit.facility].name;
    case LimitKind::storage:
      return kind + "/" + corridor.places[limit.place].code;
    case LimitKind::wagons:
    case LimitKind::vessels:
      return kind + "/" + corridor.fleets[limit.fleet].key;
    case LimitKind::departures:
      return kind + "/" + corridor.services[limit.service].key;
  }
  return kind;
}

std::string label_of(Corridor const& corridor, Limit const& limit) {
  switch (limit.kind) {
    case LimitKind::path:
      return stretch(corridor, limit.run, " → ") +
             gauge_words(corridor, limit.run) + ": paths";
    case LimitKind::standing:
      return stretch(corridor, limit.run, " → ") +
             gauge_words(corridor, limit.run) + ": room for trains";
    case LimitKind::single_track:
      return stretch(corridor, limit.run, " – ") +
             gauge_words(corridor, limit.run) + ": single track";
    case LimitKind::facility:
      return name_at(corridor, limit.place) + ": " +
             corridor.facilities[limit.facility].name;
    case LimitKind::storage:
      return name_at(corridor, limit.place) + ": yard";
    case LimitKind::wagons:
    case LimitKind::vessels:
      return corridor.fleets[limit.fleet].name;
    case LimitKind::departures:
      return corridor.services[limit.service].name + ": departures";
  }
  return {};
}

std::string_view unit_of(LimitKind kind) {
  switch (kind) {
    case LimitKind::path:
      return "trains a day";
    case LimitKind::single_track:
      return "hours a day";
    case LimitKind::standing:
      return "trains";
    case LimitKind::facility:
      return "servers";
    case LimitKind::storage:
      return "TEU";
    case LimitKind::wagons:
      return "wagons";
    case LimitKind::vessels:
      return "vessels";
    case LimitKind::departures:
      return "departures a week";
  }
  return {};
}

double step_of(LimitKind kind) {
  return kind == LimitKind::storage  ? 1000
         : kind == LimitKind::wagons ? 100
                                     : 1;
}

std::string step_words(Corridor const& corridor, Limit const& limit) {
  switch (limit.kind) {
    case LimitKind::path:
      return "+1 train a day";
    case LimitKind::single_track:
      return "+1 hour a day";
    case LimitKind::standing:
      return "+1 train";
    case LimitKind::facility:
      return "+1 " +
             std::string{server_word(corridor.facilities[limit.facility].kind)};
    case LimitKind::storage:
      return "+1,000 TEU";
    case LimitKind::wagons:
      return "+100 wagons";
    case LimitKind::vessels:
      return "+1 vessel";
    case LimitKind::departures:
      return "+1 departure a week";
  }
  return {};
}

}  // namespace camel
