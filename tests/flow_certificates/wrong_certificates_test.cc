// SPDX-License-Identifier: Apache-2.0
// The checker refuses what is wrong, one lie at a time.
#include <functional>

#include <gtest/gtest.h>

#include "flow_certificates/check_certificate.h"

namespace camel {
namespace {

// Ten units over a road of six at 1 and one of eight at 3; a train at 1 gives
// room for two on the first, and one locomotive must be used.
FlowProblem two_roads() {
  return {.nodes = 2,
          .arcs = {{.from = 0, .to = 1, .cost = 1, .uses = {{0, 1}}},
                   {.from = 0, .to = 1, .cost = 3, .uses = {{1, 1}}}},
          .commodities = {{.origin = 0, .destination = 1, .demand = 10}},
          .activities = {{.cost = 1,
                          .upper = 1,
                          .uses = {{0, -2}},
                          .balances = {{0, 1}}}},
          .capacities = {6, 8},
          .balances = {1}};
}

using Lie = std::function<void(FlowSolution&)>;

bool is_refused(FlowObjective objective, Lie const& lie) {
  auto solution = solve_path_flow(two_roads(), {.objective = objective});
  lie(solution);
  return !check_certificate(two_roads(), solution, objective).holds();
}

bool is_refused(Lie const& lie) { return is_refused(FlowObjective::cost, lie); }

TEST(WrongCertificates, the_truth_is_accepted) {
  EXPECT_FALSE(is_refused([](FlowSolution&) {}));
  EXPECT_FALSE(is_refused(FlowObjective::growth, [](FlowSolution&) {}));
}

TEST(WrongCertificates, flows_that_do_not_fit_are_refused) {
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].flow += 1e-3; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].flow = -1; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths.pop_back(); }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].arcs.clear(); }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].arcs = {0, 1}; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].arcs = {7}; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.paths[0].commodity = 3; }));
  // All on the cheap road: served, cheaper, and overfull.
  EXPECT_TRUE(is_refused([](auto& s) {
    s.paths = {{.commodity = 0, .flow = 10, .arcs = {0}}};
    s.used = {8, 0};
    s.value = 11;
  }));
}

TEST(WrongCertificates, unserved_demand_and_false_activities_are_refused) {
  EXPECT_TRUE(is_refused([](auto& s) {
    s.paths[0].flow -= 1;
    s.unserved[0] = 1;
  }));
  EXPECT_TRUE(is_refused([](auto& s) { s.activities[0] = 0; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.activities[0] = 2; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.used[1] += 1; }));
}

TEST(WrongCertificates, false_values_and_prices_are_refused) {
  EXPECT_TRUE(is_refused([](auto& s) { s.value -= 1e-3; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.bound += 1e-3; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.row_prices[0] = -1; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.row_prices[0] = 0; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.commodity_prices[0] += 1; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.balance_prices[0] = kMustServe; }));
  EXPECT_TRUE(is_refused([](auto& s) { s.row_prices.pop_back(); }));
}

TEST(WrongCertificates, false_growth_is_refused) {
  auto const refused = [](Lie const& lie) {
    return is_refused(FlowObjective::growth, lie);
  };
  EXPECT_TRUE(refused([](auto& s) { s.value += 1e-3; }));
  EXPECT_TRUE(refused([](auto& s) { s.bound -= 1e-3; }));
  EXPECT_TRUE(refused([](auto& s) { s.paths[0].flow *= 1.01; }));
  EXPECT_TRUE(refused([](auto& s) { s.row_prices = {0, 0}; }));
}

}  // namespace
}  // namespace camel
