// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_bound.h"

#include <algorithm>

namespace camel {
namespace {

double of_commodities(FlowProblem const& problem, FlowPrices const& prices) {
  double sum = 0;
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    if (problem.commodities[k].demand > 0) {
      sum += problem.commodities[k].demand * prices.commodities[k];
    }
  }
  return sum;
}

double of_rows_and_activities(FlowProblem const& problem, double cost_factor,
                              FlowPrices const& prices) {
  double sum = 0;
  for (std::size_t r = 0; r < problem.capacities.size(); ++r) {
    if (prices.rows[r] > 0) {
      sum -= prices.rows[r] * problem.capacities[r];
    }
  }
  for (auto const& activity : problem.activities) {
    double reduced = activity.cost * cost_factor;
    for (auto const& use : activity.uses) {
      reduced += prices.rows[use.row] * use.amount;
    }
    for (auto const& use : activity.balances) {
      reduced -= prices.balances[use.row] * use.amount;
    }
    sum += std::min(0.0, reduced) * activity.upper;
  }
  for (std::size_t i = 0; i < problem.balances.size(); ++i) {
    sum += prices.balances[i] * problem.balances[i];
  }
  return sum;
}

}  // namespace

double lagrangian_bound(FlowProblem const& problem, FlowObjective objective,
                        FlowPrices& prices) {
  auto const commodities = of_commodities(problem, prices);
  if (objective == FlowObjective::cost) {
    return commodities + of_rows_and_activities(problem, 1, prices);
  }
  auto const rest = of_rows_and_activities(problem, 0, prices);
  if (!(commodities > 0)) {
    return std::numeric_limits<double>::infinity();
  }
  for (auto* list : {&prices.rows, &prices.balances, &prices.commodities}) {
    for (auto& price : *list) {
      price /= commodities;
    }
  }
  return -rest / commodities;
}

}  // namespace camel
