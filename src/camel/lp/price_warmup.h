// SPDX-License-Identifier: Apache-2.0
// Good prices and paths before the first linear program, by the volume
// algorithm (Barahona and Anbil 2000): each step goes from the best prices
// known towards rows that the mean flow overfills, and mixes the flow that is
// cheapest at the new prices into the mean. Steps look at the paths known; from
// time to time a search adds others.
#pragma once

#include <vector>

#include "camel/lp/flow_pricing.h"
#include "camel/lp/path_master.h"

namespace camel {

struct WarmupPlan {
  int searches = 0;  // of paths, for all origins
  int steps = 0;     // after each
};

// None where the programs will be small, or the problem has activities, of
// which the steps know nothing. `violated` rows are overfull at first.
WarmupPlan plan_warmup(FlowProblem const& problem, std::size_t origins,
                       std::size_t violated);

class PriceWarmup {
 public:
  PriceWarmup(FlowProblem const& problem, FlowPricing& pricing);
  // From prices of nothing; then hands prices and paths to the master.
  void run(WarmupPlan plan, PathMaster& master);
  double pricing_seconds() const { return pricing_seconds_; }

 private:
  struct Known {
    PathColumn path;
    double share = 0;  // of the demand, in the mean flow
  };
  void search(PathMaster const& master);
  // The cheapest of the known paths at `prices`: what it costs in all, less
  // what the rows' room is worth.
  double choose(std::vector<double> const& prices);
  void step();
  double mean_cost() const;  // of a unit, on the paths chosen
  void hand_over(PathMaster& master);

  FlowProblem const& problem_;
  FlowPricing& pricing_;
  std::vector<std::vector<Known>> known_;  // by commodity
  std::vector<std::size_t> chosen_;
  std::vector<double> prices_, trial_;  // by row
  std::vector<double> load_, mean_load_;
  double value_ = 0, reach_ = 1;
  double mean_cost_ = 0, ceiling_ = 0;
  int failures_ = 0;
  double pricing_seconds_ = 0;
};

}  // namespace camel
