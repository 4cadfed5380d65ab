// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_pricing.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <time.h>

#include "camel/base/parallel.h"

namespace camel {

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

FlowPricing::FlowPricing(FlowProblem const& problem, int threads)
    : arcs_{problem} {
  std::map<int, Group> by_origin;
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    auto const& commodity = problem.commodities[k];
    auto& group = by_origin[commodity.origin];
    group.origin = commodity.origin;
    group.commodities.push_back(static_cast<int>(k));
  }
  for (auto& [origin, group] : by_origin) {
    groups_.push_back(std::move(group));
  }
  auto const most = std::max<std::size_t>(1, groups_.size());
  auto const count = std::clamp<std::size_t>(threads, 1, most);
  searches_.assign(count, PathSearch{arcs_});
}

PricedPaths FlowPricing::price(FlowProblem const& problem, double cost_factor,
                               std::vector<double> const& row_prices,
                               std::vector<double> const& limits) {
  auto const began = thread_seconds();
  for (auto& leaving : arcs_.leaving) {
    auto const& arc = problem.arcs[leaving.arc];
    leaving.length = arc.cost * cost_factor;
    for (auto const& use : arc.uses) {
      leaving.length += use.amount * row_prices[use.row];
    }
  }
  PricedPaths priced;
  priced.distance.assign(problem.commodities.size(), kUnreachable);
  priced.path.resize(problem.commodities.size());

  auto const price_origin = [&](Group& group, PathSearch& search) {
    group.sinks.clear();
    for (int const k : group.commodities) {
      if (problem.commodities[k].demand > 0) {
        group.sinks.push_back(problem.commodities[k].destination);
      }
    }
    if (group.sinks.empty()) {
      return;
    }
    search.run(group.origin, group.sinks);
    for (int const k : group.commodities) {
      auto const& commodity = problem.commodities[k];
      if (commodity.demand > 0) {
        priced.distance[k] = search.distance(commodity.destination);
        if (priced.distance[k] < limits[k]) {
          priced.path[k] = search.path_to(commodity.destination);
        }
      }
    }
  };
  // What the other threads take of the processor counts, too.
  std::vector<double> elsewhere(searches_.size());
  for_each_parallel(groups_.size(), static_cast<int>(searches_.size()),
                    [&](std::size_t i, std::size_t thread) {
                      if (thread == 0) {  // counted as a whole
                        price_origin(groups_[i], searches_[thread]);
                        return;
                      }
                      auto const started = thread_seconds();
                      price_origin(groups_[i], searches_[thread]);
                      elsewhere[thread] += thread_seconds() - started;
                    });
  priced.seconds = std::accumulate(elsewhere.begin(), elsewhere.end(),
                                   thread_seconds() - began);
  return priced;
}

}  // namespace camel
