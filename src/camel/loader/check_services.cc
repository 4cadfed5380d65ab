// SPDX-License-Identifier: Apache-2.0
// Services against their fleets, their stops and the gauges they meet.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/loader/checks.h"
#include "camel/model/network.h"

namespace camel {

namespace {

// Services with a stop that could not be taken are not judged by the rest.
void doubt_services_of_lost_stops(Loading& loading) {
  for (auto const& [key, stop] : loading.stops.keys) {
    auto const service =
        loading.services.keys.find(key.substr(0, key.find('/')));
    if (!stop.id && service != loading.services.keys.end() &&
        service->second.id) {
      loading.services.faulty[service->second.id.value] = true;
    }
  }
}

void check_fleet(Loading& loading, ServiceId id) {
  auto const& service = loading.corridor.services[id];
  if (!service.fleet || !loading.fleets.sound(service.fleet)) {
    return;
  }
  auto const& fleet = loading.corridor.fleets[service.fleet];
  auto const rail = service.mode == Mode::rail;
  auto const needed = rail ? FleetKind::wagon : FleetKind::vessel;
  if (fleet.kind != needed) {
    loading.error(
        loading.services, id, "fleet",
        {fmt::format("a {} service with the {} fleet '{}'",
                     name_of(service.mode), name_of(fleet.kind), fleet.key),
         fmt::format("name a fleet of kind {}", name_of(needed))});
    return;
  }
  if (rail && fleet.gauge != 0 && fleet.gauge != service.gauge) {
    loading.error(
        loading.services, id, "gauge",
        {fmt::format("the service runs on {} mm, its fleet '{}' on {} mm",
                     service.gauge, fleet.key, fleet.gauge),
         "name wagons of its gauge, or mend the gauge"});
  }
  auto const wagons = wagons_of_train(service, fleet);
  if (rail && wagons > fleet.number) {
    loading.error(loading.services, id, "capacity",
                  {fmt::format("a full train needs {} wagons, fleet '{}' has "
                               "{}: it would never leave",
                               wagons, fleet.key, fleet.number),
                   "lower the capacity or enlarge the fleet"});
  }
  if (!rail && service.capacity > fleet.teu_per_unit) {
    loading.warning(
        loading.services, id, "capacity",
        {fmt::format("capacity {} TEU, but a vessel of fleet "
                     "'{}' carries {}",
                     service.capacity, fleet.key, fleet.teu_per_unit),
         "mend one of the two"});
  }
}

// Vessels of a fleet are dealt to its services in turn.
void check_vessels(Loading& loading) {
  auto const& corridor = loading.corridor;
  std::map<FleetId, int> services_of;
  for (auto const id : corridor.services.ids()) {
    auto const& service = corridor.services[id];
    if (service.mode == Mode::rail || !service.fleet ||
        !loading.fleets.sound(service.fleet)) {
      continue;
    }
    auto const& fleet = corridor.fleets[service.fleet];
    if (++services_of[service.fleet] > fleet.number) {
      loading.error(
          loading.services, id, "fleet",
          {fmt::format("fleet '{}' has {} vessels for {} services: "
                       "this one would never sail",
                       fleet.key, fleet.number, services_of[service.fleet]),
           "enlarge the fleet or give the service its own"});
    }
  }
}

void check_stops(Loading& loading, ServiceId id) {
  auto const& corridor = loading.corridor;
  auto const stops = corridor.stops_of[id];
  if (stops.size() < 2) {
    if (loading.stops.dropped > 0 || loading.stops.keyless) {
      return;  // they may be its stops
    }
    loading.error(loading.services, id, "service",
                  {fmt::format("service '{}' has {}", corridor.services[id].key,
                               stops.empty() ? "no stops" : "one stop only"),
                   "add at least two rows to stops.csv"});
    return;
  }
  auto boards = false;
  auto leaves = false;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    auto const& stop = corridor.stops[stops[i]];
    boards = boards || (i + 1 < stops.size() && stop.loads());
    leaves = leaves || (i > 0 && stop.unloads());
    if (i > 0 && stop.place == corridor.stops[stops[i - 1]].place) {
      loading.error(loading.stops, stops[i], "place",
                    {"two stops in a row at the same place",
                     "make them one stop with the longer dwell_hours"});
      loading.stops_in_doubt = true;
    }
  }
  if (corridor.services[id].mode != Mode::rail && !is_loop(corridor, id)) {
    loading.error(loading.stops, stops.back(), "place",
                  {fmt::format("the vessels of service '{}' never come back: "
                               "its last stop is not its first",
                               corridor.services[id].key),
                   "end it with its first stop, by way of another port"});
    loading.services.faulty[id.value] = true;
  }
  if (!corridor.services[id].background && (!boards || !leaves)) {
    loading.error(
        loading.stops, boards ? stops.back() : stops.front(), "action",
        {fmt::format("no box can {} service '{}'", boards ? "leave" : "board",
                     corridor.services[id].key),
         boards ? "let a stop after the first unload"
                : "let a stop before the last load"});
    loading.services.faulty[id.value] = true;
  }
}

// At one place: the first stop found of each gauge.
using StopOfGauge = std::map<Gauge, StopId>;

void collect(Loading const& loading, std::vector<StopOfGauge>& unloading,
             std::vector<StopOfGauge>& loading_at) {
  auto const& corridor = loading.corridor;
  for (auto const id : corridor.services.ids()) {
    auto const& service = corridor.services[id];
    if (service.mode != Mode::rail || service.background ||
        service.gauge == 0 || !loading.services.sound(id)) {
      continue;
    }
    auto const stops = corridor.stops_of[id];
    for (std::size_t i = 0; i < stops.size(); ++i) {
      auto const& stop = corridor.stops[stops[i]];
      if (i > 0 && stop.unloads()) {
        unloading[stop.place.value].try_emplace(service.gauge, stops[i]);
      }
      if (i + 1 < stops.size() && stop.loads()) {
        loading_at[stop.place.value].try_emplace(service.gauge, stops[i]);
      }
    }
  }
}

// A stop that unloads and a stop that loads boxes of one form, of two gauges.
std::pair<StopId, StopId> find_meeting(Corridor const& corridor,
                                       StopOfGauge const& unloading,
                                       StopOfGauge const& loading) {
  for (auto const& [from, arrives] : unloading) {
    for (auto const& [to, departs] : loading) {
      auto const& a = corridor.services[corridor.stops[arrives].service];
      auto const& b = corridor.services[corridor.stops[departs].service];
      if (from != to && (a.cargo & b.cargo) != 0) {
        return {arrives, departs};
      }
    }
  }
  return {};
}

}  // namespace

void check_services(Loading& loading) {
  doubt_services_of_lost_stops(loading);
  for (auto const id : loading.corridor.services.ids()) {
    if (loading.services.sound(id)) {
      check_fleet(loading, id);
      check_stops(loading, id);
    }
  }
  check_vessels(loading);
}

void check_gauge_changes(Loading& loading) {
  auto const& corridor = loading.corridor;
  std::vector<StopOfGauge> unloading(corridor.places.size());
  std::vector<StopOfGauge> loading_at(corridor.places.size());
  collect(loading, unloading, loading_at);
  for (auto const place : corridor.places.ids()) {
    auto const [arrives, departs] =
        find_meeting(corridor, unloading[place.value], loading_at[place.value]);
    if (!arrives || loading.facilities.dropped > 0 ||
        find_facility(corridor, place, FacilityKind::gauge_change)) {
      continue;
    }
    auto const& a = corridor.services[corridor.stops[arrives].service];
    auto const& b = corridor.services[corridor.stops[departs].service];
    loading.error(
        loading.stops, departs, "place",
        {fmt::format("service '{}' on {} mm and service '{}' on {} mm cannot "
                     "exchange boxes at {}: no gauge change",
                     a.key, a.gauge, b.key, b.gauge,
                     corridor.places[place].code),
         "add a facility of kind gauge_change to it, or let one of them "
         "pass"});
  }
}

}  // namespace camel
