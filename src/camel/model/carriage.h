// SPDX-License-Identifier: Apache-2.0
// A route taken apart for the account of money and CO2e: every line it runs
// over, leg by leg, and the regions for which prices and factors are given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "camel/model/network.h"

namespace camel {

// A link on the way, and the leg (the ride of the route) that uses it.
struct CarriageRun {
  LinkRun run;
  std::size_t leg = 0;

  bool operator==(CarriageRun const&) const = default;
};

std::vector<CarriageRun> runs_of(Corridor const& corridor,
                                 ServiceNetwork const& network,
                                 std::vector<Ride> const& route);

// Where boxes are lifted: the start of each leg, and the end of the last.
std::vector<PlaceId> hubs_of(Corridor const& corridor,
                             std::vector<Ride> const& route);

// Countries a link lies in: one, or half of it in each of two. At sea: none,
// written "".
std::vector<std::string> countries_of(Corridor const& corridor, LinkId link);

// How closely a region of `tariffs` or `emission_factors` fits: 0 for `*`, 1
// for a zone with the country in it, 2 for the country, 3 for a zone with the
// place in it, 4 for the place itself; -1 where it does not fit.
struct Locality {
  std::string_view country;  // "" on open water
  std::string_view place;    // "" between places
};
int closeness(Corridor const& corridor, std::string_view region,
              Locality const& where);

}  // namespace camel
