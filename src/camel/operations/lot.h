// SPDX-License-Identifier: Apache-2.0
// Boxes that travel together, from the door of the first terminal to the door
// of the last. Where they stand they are cleared, each lot by a process of its
// own. In the queue for a ride and aboard they are carried along: then there is
// no process, until they are set down (loading.cc).
#pragma once

#include <vector>

#include "camel/operations/world.h"

namespace camel {

// One lot where it stands: it is accepted, if its journey begins here, and goes
// through the procedure; then it queues for its next ride, or has come.
Process clear(Simulation& sim, World& world, LotId id);

// Lots that were set down together go on, one after the other.
Process set_out(Simulation& sim, World& world, std::vector<LotId> lots);

// Lots of one demand row come into being, season by season.
Process ship_demand(Simulation& sim, World& world, DemandId id);

}  // namespace camel
