// SPDX-License-Identifier: Apache-2.0
// Whether boxes are accepted where they begin: operators stop loading while a
// border on the way is shut, or while too many trains stand before it.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// By demand row, the loading bans whose border lies on its way in the ban's
// direction, and whose goods are its own.
Ragged<DemandId, LoadingBanId> bans_on_journeys(
    Corridor const& corridor, ServiceNetwork const& network,
    Table<DemandId, std::vector<Ride>> const& routes);

// Is there anything that could ever forbid loading the boxes of the row?
inline bool may_be_refused(World const& world, DemandId row) {
  return !world.bans_on[row].empty() ||
         !world.circumstances.loading(row).is_always_1();
}

// By demand row, the others of the same choice.
Ragged<DemandId, DemandId> other_ways(Corridor const& corridor);

// The row by which the shippers of `row` send boxes that are ready now: their
// own, unless so many trains stand before a border on it that they look for
// another (`divert_above`), and a way of their choice has no such queue. Of
// several, that which carries most.
DemandId way_taken(World const& world, DemandId row);

// Does nothing forbid it now?
bool is_accepted(World const& world, DemandId row, Ticks now);

// Waits until nothing forbids loading the boxes where they begin, and writes
// it down as `Part::ban`. When a ban is lifted all who waited are accepted, in
// the order they came.
Task<> be_accepted(Simulation& sim, World& world, LotId id);

}  // namespace camel
