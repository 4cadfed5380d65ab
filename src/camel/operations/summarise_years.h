// SPDX-License-Identifier: Apache-2.0
// What replications say together, from what each of them left behind.
#pragma once

#include <vector>

#include "camel/model/network.h"
#include "camel/operations/simulate_corridor.h"
#include "camel/operations/year_record.h"

namespace camel {

struct YearsRun {
  Corridor const& corridor;
  ServiceNetwork const& network;
  Table<DemandId, std::vector<Ride>> const& routes;
  std::vector<YearRecord> const& years;  // one at least
};

// `plan` has as many replications as there are years.
SimulationResult summarise_years(YearsRun const& simulated,
                                 SimulationPlan const& plan);

}  // namespace camel
