// SPDX-License-Identifier: Apache-2.0
// Servers out of order: cranes that break down and are repaired, tracks and
// lanes that a disruption takes away. Causes add up: where one of three cranes
// is broken and two are taken away, none is left.
//
// Work in progress pauses, and goes on with what is left of it before other
// work when a server is there again: a crane has lifted the boxes it has
// lifted, and so it is with papers that are read and wagons that are looked at.
// A vessel alongside is served to its end, and a track that a train keeps is
// given back first.
//
// Breakdowns strike a server also when it has nothing to do, so that it is in
// order breakdown_hours / (breakdown_hours + repair_hours) of the time.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// Starts what takes servers out of order and brings them back; before those
// who use them.
void start_outages(Simulation& sim, World& world);

// Can servers of the facility ever be out of order?
bool may_be_out_of_order(Corridor const& corridor, FacilityId facility);

}  // namespace camel
