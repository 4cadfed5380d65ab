// SPDX-License-Identifier: Apache-2.0
// One replication: the warm-up, the year, and the sums it leaves behind.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// Runs the corridor and checks that every box made is delivered or still
// inside (a failed check throws CheckFailed).
YearRecord simulate_year(Corridor const& corridor,
                         ServiceNetwork const& network,
                         Table<DemandId, std::vector<Ride>> const& routes,
                         TrainPlan const& plan, World::Setting setting);

}  // namespace camel
