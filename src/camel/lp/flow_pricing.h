// SPDX-License-Identifier: Apache-2.0
// Pricing: the cheapest path of every commodity when rows have prices. One
// search for each origin; origins are shared out among threads, and the answer
// is put together by commodity, so that it does not depend on them.
#pragma once

#include <vector>

#include "camel/lp/path_flow.h"
#include "camel/lp/shortest_paths.h"

namespace camel {

struct PricedPaths {
  std::vector<double> distance;        // by commodity
  std::vector<std::vector<int>> path;  // where it is below the limit
  std::vector<bool> pays;              // whether it should be taken up
  double seconds = 0;                  // of processor, of all threads
};

class FlowPricing {
 public:
  FlowPricing(FlowProblem const& problem, int threads);
  FlowPricing(FlowPricing const&) = delete;
  FlowPricing& operator=(FlowPricing const&) = delete;

  std::size_t origins() const { return groups_.size(); }

  // The length of an arc is its cost times `cost_factor` and the prices of what
  // it uses. Paths are handed out where they are shorter than `limits`, by
  // commodity.
  PricedPaths price(FlowProblem const& problem, double cost_factor,
                    std::vector<double> const& row_prices,
                    std::vector<double> const& limits);

 private:
  struct Group {
    int origin;
    std::vector<int> commodities, sinks;
  };
  ArcList arcs_;
  std::vector<Group> groups_;  // by origin
  std::vector<PathSearch> searches_;
};

// Seconds of processor time of this thread.
double thread_seconds();

}  // namespace camel
