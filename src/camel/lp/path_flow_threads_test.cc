// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/lp/path_flow.h"
#include "camel/lp/test_flow.h"

namespace camel {
namespace {

// A ring with chords of `nodes`, demand from everywhere to everywhere, and
// every third arc too narrow.
FlowProblem ring(int nodes) {
  FlowProblem problem{.nodes = nodes};
  auto const link = [&](int from, int to, double cost) {
    auto const row = static_cast<int>(problem.capacities.size());
    problem.arcs.push_back(
        {.from = from, .to = to, .cost = cost, .uses = {{row, 1}}});
    problem.capacities.push_back(row % 3 == 0 ? 12.0 + row % 7 : 60.0);
  };
  for (int node = 0; node < nodes; ++node) {
    link(node, (node + 1) % nodes, 2.0 + node % 3);
    link((node + 1) % nodes, node, 2 + node % 2);
    link(node, (node + 5) % nodes, 11 + node % 4);
    for (int other = 1; other < nodes; other += 3) {
      problem.commodities.push_back({.origin = node,
                                     .destination = (node + other) % nodes,
                                     .demand = 1.0 + (node * other) % 5,
                                     .unserved_cost = 60});
    }
  }
  return problem;
}

TEST(PathFlowThreads, the_answer_is_the_same_on_one_two_and_seven) {
  for (auto const objective : {FlowObjective::cost, FlowObjective::growth}) {
    auto const one = solve_path_flow(ring(24), {.objective = objective});
    EXPECT_EQ(one.status, FlowStatus::optimal);
    EXPECT_GT(one.rounds, 2);
    for (int const threads : {2, 7}) {
      SCOPED_TRACE(threads);
      expect_same(one, solve_path_flow(ring(24), {.objective = objective,
                                                  .threads = threads}));
    }
  }
}

}  // namespace
}  // namespace camel
