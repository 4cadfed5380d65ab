// SPDX-License-Identifier: Apache-2.0
// Boxes that travel together, from the door of the first terminal to the door
// of the last.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// The journey of one lot: cleared at each place, then aboard.
Process travel(Simulation& sim, World& world, LotId id);

// Lots of one demand row come into being, season by season.
Process ship_demand(Simulation& sim, World& world, DemandId id);

}  // namespace camel
