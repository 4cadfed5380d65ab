// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_bound.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

// One arc that needs a place aboard, of which a train gives two kinds and takes
// a path: at prices of 0.1, 0.2 and 0.3 it would cost nothing, were 0.3 - 0.1 -
// 0.2 nothing in a machine. It is -2.8e-17.
FlowProblem train_at_no_cost() {
  FlowProblem problem{.nodes = 2,
                      .arcs = {{0, 1, 0, {{1, 1}, {2, 1}}}},
                      .commodities = {{0, 1, 5, 1}},
                      .capacities = {10, 0, 0}};
  problem.activities = {{.cost = 0,
                         .upper = 1e12,
                         .uses = {{0, 1}, {1, -1}, {2, -1}},
                         .balances = {}}};
  return problem;
}

FlowPrices prices_of_it() {
  return {.rows = {0.3, 0.1, 0.2}, .balances = {}, .commodities = {0.1 + 0.2}};
}

TEST(FlowBound, a_bound_of_trains_that_never_binds_does_not_blur_the_proof) {
  auto const problem = train_at_no_cost();
  auto prices = prices_of_it();
  // What demand costs, less what the paths are worth.
  EXPECT_NEAR(FlowBound(problem, FlowObjective::cost).at(prices),
              5 * 0.3 - 10 * 0.3, 1e-14);
}

TEST(FlowBound, what_others_give_may_let_trains_run_up_to_their_bound) {
  auto problem = train_at_no_cost();
  problem.activities.front().upper = 40;
  problem.activities.push_back(
      {.cost = 1, .upper = 1, .uses = {{0, -30}}, .balances = {}});
  auto prices = prices_of_it();
  prices.rows = {0.3, 0.3, 0.3};
  // Each train gains 0.3, and each of the others that give paths 8.
  EXPECT_NEAR(FlowBound(problem, FlowObjective::cost).at(prices),
              5 * 0.3 - 10 * 0.3 - 40 * 0.3 - 8, 1e-12);
}

}  // namespace
}  // namespace camel
