// SPDX-License-Identifier: Apache-2.0
// The ways of simulated boxes as a tracker sees them, and what became of boxes
// on them: from the journal of a year to the journeys that arrivals are learnt
// from.
#pragma once

#include <vector>

#include "camel/model/network.h"
#include "camel/operations/journal.h"
#include "camel/tracking/box_way.h"

namespace camel {

// By row of demand. Between two trains, and where something is done with a
// train or its boxes, a box is told of; what it only passes is left out.
Table<DemandId, BoxWay> box_ways(Corridor const& corridor);

// The first second of the base year, UTC.
EpochSeconds first_second_of(Corridor const& corridor);

// One for each lot of the journal; their ways are rows of demand.
std::vector<BoxJourney> journeys_in(Corridor const& corridor,
                                    Table<DemandId, BoxWay> const& ways,
                                    Journal const& journal);

}  // namespace camel
