// SPDX-License-Identifier: Apache-2.0
// What holds boxes back that are left behind: the dearest limits on the way
// that is planned for them, of their trains, their cranes and their customs.
#pragma once

#include <span>
#include <vector>

#include "camel/capacity/season_flow.h"

namespace camel {

class PlannedLimits {
 public:
  PlannedLimits(CapacityModel const& model, SeasonFlows const& flows);

  // Limits by number, the dearest first, of a commodity whose boxes are of this
  // row of demand.
  std::vector<std::size_t> dearest(std::size_t commodity, DemandId row) const;

 private:
  std::vector<int> find(int from, int to, std::span<Ride const> rides) const;

  CapacityModel const& model_;
  SeasonFlows const& flows_;
  std::vector<std::vector<int>> out_;  // ways of each point, in all seasons
};

}  // namespace camel
