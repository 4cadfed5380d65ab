// SPDX-License-Identifier: Apache-2.0
#include "camel/model/journey.h"

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

bool strikes(Corridor const& corridor, Target const& target, LinkRun run) {
  if (target.facility || target.fleet) {
    return false;
  }
  auto const from = start_of(corridor, run);
  auto const to = end_of(corridor, run);
  if (!target.to) {
    return target.at == from || target.at == to;
  }
  return (target.at == from && target.to == to) ||
         (target.both_directions && target.at == to && target.to == from);
}

bool is_whole_place(Target const& target, PlaceId place) {
  return target.at == place && !target.to && !target.facility;
}

bool leads_through(Corridor const& corridor, Passage const& passage,
                   Direction direction) {
  auto const is_in = [&](PlaceId place, std::string const& country) {
    return country == "*" ||
           corridor.places[place ? place : passage.at].country == country;
  };
  return passage.at == direction.place &&
         is_in(passage.before, direction.from_country) &&
         is_in(passage.after, direction.to_country);
}

bool crosses(Corridor const& corridor, std::vector<PlaceId> const& journey,
             Direction direction) {
  for (std::size_t i = 0; i < journey.size(); ++i) {
    auto const passage =
        Passage{.before = i > 0 ? journey[i - 1] : PlaceId{},
                .at = journey[i],
                .after = i + 1 < journey.size() ? journey[i + 1] : PlaceId{}};
    if (leads_through(corridor, passage, direction)) {
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
