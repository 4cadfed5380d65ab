// SPDX-License-Identifier: Apache-2.0
// The problem of a season as if it had been written for that one alone, so that
// what was solved of it can be proven.
#pragma once

#include "camel/capacity/season_flow.h"

namespace camel {

inline FlowProblem problem_of(SeasonFlows const& flows, std::size_t season) {
  auto problem = flows.problem();
  auto const& numbers = flows.numbers(season);
  problem.capacities = numbers.capacities;
  for (std::size_t boxes = 0; boxes < problem.commodities.size(); ++boxes) {
    problem.commodities[boxes].demand = numbers.demands[boxes];
  }
  for (std::size_t train = 0; train < problem.activities.size(); ++train) {
    problem.activities[train].upper = numbers.most[train];
  }
  return problem;
}

}  // namespace camel
