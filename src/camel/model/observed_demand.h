// SPDX-License-Identifier: Apache-2.0
// Which demand an observation speaks of.
#pragma once

#include <algorithm>
#include <set>

#include "camel/model/corridor.h"

namespace camel {

inline bool contains(Region const& region, PlaceId place) {
  return region.places.empty() ||
         std::binary_search(region.places.begin(), region.places.end(), place);
}

// Boxes on their way from one region to another.
struct Journeys {
  Region const& from;
  Region const& to;
};

// Is this demand, whose route passes these places, among the journeys, by one
// of the observation's `via`, of its cargo and by its trains?
inline bool speaks_of(Observation const& observation, Journeys journeys,
                      Demand const& demand, CargoForm form,
                      std::set<PlaceId> const& passes) {
  auto const& via = observation.via;
  auto const by_way =
      via.empty() || std::any_of(via.begin(), via.end(), [&](PlaceId place) {
        return passes.contains(place);
      });
  return by_way && contains(journeys.from, demand.origin) &&
         contains(journeys.to, demand.destination) &&
         (observation.cargo & bit(form)) != 0 &&
         observation.path.value_or(demand.path) == demand.path;
}

}  // namespace camel
