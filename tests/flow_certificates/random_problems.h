// SPDX-License-Identifier: Apache-2.0
// Small flow problems by chance, of small whole numbers and halves, so that
// ties and corners are common.
#pragma once

#include <random>

#include "camel/lp/path_flow.h"

namespace camel {

class RandomProblems {
 public:
  explicit RandomProblems(std::uint32_t seed) : bits_{seed} {}

  FlowProblem next() {
    FlowProblem problem{.nodes = 2 + below(8)};
    auto const rows = 1 + below(10);
    for (int r = 0; r < rows; ++r) {
      problem.capacities.push_back(below(8) == 0 ? kMustServe : below(13));
    }
    auto const arcs = 3 * problem.nodes;
    for (int a = 0; a < arcs; ++a) {
      FlowArc arc{.from = below(problem.nodes),
                  .to = below(problem.nodes),
                  .cost = below(6) + 0.0};
      for (int uses = below(3); uses > 0; --uses) {
        arc.uses.push_back({below(rows), (1 + below(4)) * 0.5});
      }
      problem.arcs.push_back(arc);
    }
    for (int count = 1 + below(7); count > 0; --count) {
      problem.commodities.push_back(
          {.origin = below(problem.nodes),
           .destination = below(problem.nodes),
           .demand = below(7) + 0.0,
           .unserved_cost = below(3) == 0 ? kMustServe : 5 + below(30)});
    }
    if (below(2) == 0) {
      add_activities(problem);
    }
    return problem;
  }

  int below(int count) {
    return static_cast<int>(bits_() % static_cast<std::uint32_t>(count));
  }

 private:
  void add_activities(FlowProblem& problem) {
    auto const rows = static_cast<int>(problem.capacities.size());
    auto const balances = below(3);
    for (int count = 1 + below(4); count > 0; --count) {
      FlowActivity activity{.cost = below(9) - 2.0, .upper = below(6) + 0.0};
      for (int uses = below(4); uses > 0; --uses) {
        activity.uses.push_back({below(rows), below(9) - 4.0});
      }
      for (int i = 0; i < balances; ++i) {
        activity.balances.push_back({i, below(3) - 1.0});
      }
      problem.activities.push_back(activity);
    }
    for (int i = 0; i < balances; ++i) {
      problem.balances.push_back(below(3) == 0 ? below(3) - 1 : 0);
    }
  }

  std::mt19937 bits_;
};

}  // namespace camel
