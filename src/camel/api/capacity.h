// SPDX-License-Identifier: Apache-2.0
// How much a corridor can carry, as the programs ask for it: the potential, how
// far all demand can grow together, and what the simulation carries of as much
// demand, which no potential tells.
#pragma once

#include <optional>

#include "camel/api/simulate.h"
#include "camel/capacity/solve_capacity.h"

namespace camel {

// The corridor simulated with a demand that is more than it can carry.
struct SaturatedYear {
  double demand_factor = 1;
  Estimate teu_year;  // delivered
  // Of the same demand by the services the simulation takes: what could be
  // carried if nobody waited, nothing were random and trains were always full.
  double potential_teu = 0;
  struct Flow {
    std::vector<DemandId> rows;
    double demanded_teu = 0, potential_teu = 0, simulated_teu = 0;
  };
  std::vector<Flow> flows;  // in the order of the demand table
  double share() const { return teu_year.mean / potential_teu; }
};

struct CapacityStudy {
  CapacityQuestion question;
  bool with_growth = true;                  // beside another objective
  std::optional<SimulationPlan> saturated;  // simulated, too
};

struct CapacityAnswer {
  CapacityResult result;
  std::optional<CapacityResult> growth;
  std::optional<SaturatedYear> saturated;
};

CapacityAnswer study_capacity(Corridor const& corridor,
                              CapacityStudy const& study);

// With more demand than it can carry, `demand_factor` times that of the table.
SaturatedYear simulate_saturated(Corridor const& corridor,
                                 CapacityQuestion const& question,
                                 SimulationPlan const& plan);

}  // namespace camel
