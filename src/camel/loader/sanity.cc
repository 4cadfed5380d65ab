// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/sanity.h"

#include <cmath>

#include "camel/base/check.h"

namespace camel {

namespace {

void check_number(double value, double low, char const* what) {
  CAMEL_CHECK(std::isfinite(value) && value >= low, what);
}

void check_law(DurationLaw const& law) {
  check_number(law.mean_hours, 0, "hours");
  check_number(law.variation, 0, "spread");
  CAMEL_CHECK((law.variation == 0) == (law.family == Spread::fixed),
              "only fixed times have no spread");
}

// Every id that must name a row does; looking the row up checks it.
void check_references(Corridor const& corridor) {
  for (auto const& link : corridor.links) {
    static_cast<void>(corridor.places[link.from]);
    static_cast<void>(corridor.places[link.to]);
  }
  for (auto const& step : corridor.procedures) {
    static_cast<void>(corridor.places[step.place]);
    CAMEL_CHECK(!step.facility ||
                    corridor.facilities[step.facility].place == step.place,
                "a step waits for a facility of its own place");
  }
  for (auto const& stop : corridor.stops) {
    static_cast<void>(corridor.places[stop.place]);
    static_cast<void>(corridor.services[stop.service]);
  }
  for (auto const& demand : corridor.demand) {
    static_cast<void>(corridor.places[demand.origin]);
    static_cast<void>(corridor.places[demand.destination]);
    static_cast<void>(corridor.commodities[demand.commodity]);
  }
  for (auto const& disruption : corridor.disruptions) {
    for (auto const& target : disruption.targets) {
      static_cast<void>(corridor.places[target.at]);
    }
  }
}

void check_numbers(Corridor const& corridor) {
  for (auto const& place : corridor.places) {
    check_number(place.longitude, -180, "longitude");
    check_number(place.latitude, -90, "latitude");
  }
  for (auto const& link : corridor.links) {
    check_number(link.capacity, 0.01, "capacity");
    check_number(link.capacity_back, 0.01, "capacity_back");
    check_number(link.free_speed, 1, "free_speed");
  }
  for (auto const& facility : corridor.facilities) {
    check_law(facility.service);
    CAMEL_CHECK(facility.servers >= 1, "a facility serves");
    CAMEL_CHECK(facility.opening.closes > facility.opening.opens,
                "a facility opens");
  }
  for (auto const& step : corridor.procedures) {
    check_law(step.time);
    check_law(step.pre_arrival_time);
    check_number(step.share, 0, "share");
  }
  for (auto const& demand : corridor.demand) {
    check_number(demand.teu_year, 0, "teu");
    check_number(demand.lot_teu, 1, "lot_teu");
    for (auto const factor : demand.season) {
      check_number(factor, 0, "season");
    }
  }
}

// Of a package without errors, more.
void check_sound(Corridor const& corridor) {
  CAMEL_CHECK(!corridor.places.empty() && !corridor.links.empty(),
              "a corridor has places and links");
  for (auto const& link : corridor.links) {
    CAMEL_CHECK(link.length.count > 0, "a link has a length");
    CAMEL_CHECK(link.from != link.to, "a link leads somewhere");
    CAMEL_CHECK(link.mode != Mode::rail || link.gauge > 0, "rails");
  }
  for (auto const& service : corridor.services) {
    CAMEL_CHECK(service.capacity > 0, "a service carries boxes");
    CAMEL_CHECK(service.mode == Mode::rail || service.fleet, "vessels");
    check_number(service.max_wait_hours, 0.1, "max_wait_hours");
    CAMEL_CHECK(service.frequency == 0 || service.frequency >= 0.01,
                "departures are not years apart");
  }
  for (auto const& demand : corridor.demand) {
    CAMEL_CHECK(demand.teu_year >= 0.1, "a demand is for boxes");
  }
}

}  // namespace

void check_sane(LoadedCorridor const& loaded) {
  check_references(loaded.corridor);
  check_numbers(loaded.corridor);
  if (loaded.ok()) {
    check_sound(loaded.corridor);
  }
}

}  // namespace camel
