// SPDX-License-Identifier: Apache-2.0
// The Lagrangian bound: what prices alone prove of the best value, whatever
// program they come from.
//
// Whoever lets every row be used beyond its capacity at a price per unit, and
// every balance be missed at a price, can do no worse than he who must keep
// them. Then each commodity takes its cheapest path, each activity is at one of
// its bounds, and the total is a sum.
#pragma once

#include <vector>

#include "camel/lp/path_flow.h"

namespace camel {

struct FlowPrices {
  std::vector<double> rows;         // >= 0
  std::vector<double> balances;     // any sign
  std::vector<double> commodities;  // what a unit costs at most at these
};

class FlowBound {
 public:
  // Of what the problem is made of; its numbers may change.
  FlowBound(FlowProblem const& problem, FlowObjective objective);

  // `prices.commodities` are the distances at the prices of rows (and, for
  // cost, at the costs of arcs), or what it costs to serve nobody where that is
  // less. For growth, all prices are divided by what one unit of growth costs
  // at them; where that is nothing, the bound is infinite.
  double at(FlowPrices& prices) const;

 private:
  double of_commodities(FlowPrices const& prices) const;
  double of_rows_and_activities(FlowPrices const& prices) const;
  double most_of(FlowActivity const& activity) const;

  FlowProblem const* problem_;
  bool grows_;
  std::vector<char> is_given_;  // by row: by any activity
};

}  // namespace camel
