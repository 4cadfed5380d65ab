// SPDX-License-Identifier: Apache-2.0
// What lies on the way of boxes: whom a closed border, a flood on the line or
// a loading ban concerns.
#pragma once

#include <string>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/model/procedures.h"

namespace camel {

// The places of a route in their order, its ends included.
std::vector<PlaceId> journey_of(Corridor const& corridor,
                                ServiceNetwork const& network,
                                std::vector<Ride> const& route);

// Does the journey lead through a target place (or begin or end there), or
// over a target stretch in its direction? A facility or a fleet is not passed.
bool passes(std::vector<PlaceId> const& journey, Target const& target);

// Does it shut the way to trains that run so? A shut place is neither entered
// nor left.
bool strikes(Corridor const& corridor, Target const& target, LinkRun run);

// Is all of the place meant, and no stretch or facility of it?
bool is_whole_place(Target const& target, PlaceId place);

// Through a place from one country to another (`*`: any). What begins or ends
// there counts the place's own country, as in procedures.
struct Direction {
  PlaceId place;
  std::string const& from_country;
  std::string const& to_country;
};
bool leads_through(Corridor const& corridor, Passage const& passage,
                   Direction direction);
bool crosses(Corridor const& corridor, std::vector<PlaceId> const& journey,
             Direction direction);

// Is this commodity among those that are meant (none: all)?
bool is_meant(std::vector<CommodityId> const& meant, CommodityId commodity);

}  // namespace camel
