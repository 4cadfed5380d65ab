// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/journey.h"

#include <algorithm>

namespace camel {

std::vector<PlaceId> journey_of(Corridor const& corridor,
                                ServiceNetwork const& network,
                                std::vector<Ride> const& route) {
  std::vector<PlaceId> journey;
  for (auto const& ride : route) {
    auto const places = places_of(corridor, network, ride);
    // A ride begins where the one before it ends.
    auto const seen = journey.empty() ? 0 : 1;
    journey.insert(journey.end(), places.begin() + seen, places.end());
  }
  return journey;
}

bool passes(std::vector<PlaceId> const& journey, Target const& target) {
  if (target.facility || !target.at) {
    return false;
  }
  if (!target.to) {
    return std::find(journey.begin(), journey.end(), target.at) !=
           journey.end();
  }
  return std::adjacent_find(journey.begin(), journey.end(),
                            [&](PlaceId from, PlaceId to) {
                              return (from == target.at && to == target.to) ||
                                     (target.both_directions &&
                                      from == target.to && to == target.at);
                            }) != journey.end();
}

bool crosses(Corridor const& corridor, std::vector<PlaceId> const& journey,
             Direction direction) {
  auto const is_in = [&](PlaceId place, std::string const& country) {
    return country == "*" || corridor.places[place].country == country;
  };
  for (std::size_t i = 0; i < journey.size(); ++i) {
    auto const before = journey[i > 0 ? i - 1 : i];
    auto const after = journey[i + 1 < journey.size() ? i + 1 : i];
    if (journey[i] == direction.place &&
        is_in(before, direction.from_country) &&
        is_in(after, direction.to_country)) {
      return true;
    }
  }
  return false;
}

bool is_meant(std::vector<CommodityId> const& meant, CommodityId commodity) {
  return meant.empty() ||
         std::find(meant.begin(), meant.end(), commodity) != meant.end();
}

}  // namespace camel
