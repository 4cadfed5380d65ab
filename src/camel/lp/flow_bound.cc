// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_bound.h"

#include <algorithm>

namespace camel {

FlowBound::FlowBound(FlowProblem const& problem, FlowObjective objective)
    : problem_{&problem},
      grows_{objective == FlowObjective::growth},
      is_given_(problem.capacities.size(), 0) {
  for (auto const& activity : problem.activities) {
    for (auto const& use : activity.uses) {
      is_given_[use.row] |= use.amount < 0;
    }
  }
}

double FlowBound::of_commodities(FlowPrices const& prices) const {
  double sum = 0;
  for (std::size_t k = 0; k < problem_->commodities.size(); ++k) {
    if (problem_->commodities[k].demand > 0) {
      sum += problem_->commodities[k].demand * prices.commodities[k];
    }
  }
  return sum;
}

// Its bound, or what rows leave to it that nobody gives. A bound may be far
// beyond what can ever be, and so much of a price's rounding error is a lot.
double FlowBound::most_of(FlowActivity const& activity) const {
  auto most = activity.upper;
  for (auto const& use : activity.uses) {
    if (use.amount > 0 && is_given_[use.row] == 0) {
      most = std::min(most, problem_->capacities[use.row] / use.amount);
    }
  }
  return std::max(0.0, most);
}

double FlowBound::of_rows_and_activities(FlowPrices const& prices) const {
  double sum = 0;
  for (std::size_t r = 0; r < problem_->capacities.size(); ++r) {
    if (prices.rows[r] > 0) {
      sum -= prices.rows[r] * problem_->capacities[r];
    }
  }
  for (auto const& activity : problem_->activities) {
    double reduced = grows_ ? 0.0 : activity.cost;
    for (auto const& use : activity.uses) {
      reduced += prices.rows[use.row] * use.amount;
    }
    for (auto const& use : activity.balances) {
      reduced -= prices.balances[use.row] * use.amount;
    }
    if (reduced < 0) {
      sum += reduced * most_of(activity);
    }
  }
  for (std::size_t i = 0; i < problem_->balances.size(); ++i) {
    sum += prices.balances[i] * problem_->balances[i];
  }
  return sum;
}

double FlowBound::at(FlowPrices& prices) const {
  auto const commodities = of_commodities(prices);
  auto const rest = of_rows_and_activities(prices);
  if (!grows_) {
    return commodities + rest;
  }
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
