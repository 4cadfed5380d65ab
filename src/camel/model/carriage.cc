// SPDX-License-Identifier: Apache-2.0
#include "camel/model/carriage.h"

#include <algorithm>

namespace camel {

std::vector<CarriageRun> runs_of(Corridor const& corridor,
                                 ServiceNetwork const& network,
                                 std::vector<Ride> const& route) {
  std::vector<CarriageRun> runs;
  for (std::size_t leg = 0; leg < route.size(); ++leg) {
    auto stop = route[leg].from;
    do {
      auto const& way = network.way_after[stop.value];
      CAMEL_CHECK(way.has_value(), "a ride over a jump");
      for (auto const run : *way) {
        runs.push_back({run, leg});
      }
      stop = next_stop(corridor, stop);
    } while (stop != route[leg].to);
  }
  return runs;
}

std::vector<PlaceId> hubs_of(Corridor const& corridor,
                             std::vector<Ride> const& route) {
  std::vector<PlaceId> hubs;
  for (auto const& ride : route) {
    hubs.push_back(corridor.stops[ride.from].place);
  }
  if (!route.empty()) {
    hubs.push_back(corridor.stops[route.back().to].place);
  }
  return hubs;
}

std::vector<std::string> countries_of(Corridor const& corridor, LinkId link) {
  auto const& row = corridor.links[link];
  if (row.mode == Mode::sea || row.mode == Mode::ferry) {
    return {""};
  }
  auto const& from = corridor.places[row.from].country;
  auto const& to = corridor.places[row.to].country;
  return from == to ? std::vector{from} : std::vector{from, to};
}

int closeness(Corridor const& corridor, std::string_view region,
              Locality const& where) {
  if (region == "*") {
    return 0;
  }
  if (region == where.place && !where.place.empty()) {
    return 4;
  }
  if (region == where.country && !where.country.empty()) {
    return 2;
  }
  for (auto const& zone : corridor.zones) {
    if (zone.name == region) {
      auto const holds = [&](std::string_view member) {
        return std::find(zone.members.begin(), zone.members.end(), member) !=
               zone.members.end();
      };
      if (!where.place.empty() && holds(where.place)) {
        return 3;
      }
      return !where.country.empty() && holds(where.country) ? 1 : -1;
    }
  }
  return -1;
}

}  // namespace camel
