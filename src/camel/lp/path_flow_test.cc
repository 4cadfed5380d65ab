// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/path_flow.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

constexpr auto kGrowth = FlowObjective::growth;

// Ten units from 0 to 1: a road at 1 with room for six, another at 3 with room
// for eight. Row 0 is the cheap road.
FlowProblem two_roads() {
  return {.nodes = 2,
          .arcs = {{.from = 0, .to = 1, .cost = 1, .uses = {{0, 1}}},
                   {.from = 0, .to = 1, .cost = 3, .uses = {{1, 1}}}},
          .commodities = {{.origin = 0, .destination = 1, .demand = 10}},
          .capacities = {6, 8}};
}

TEST(PathFlow, what_does_not_fit_the_cheap_road_takes_the_other) {
  auto const solution = solve_path_flow(two_roads());
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_NEAR(solution.value, 6 * 1 + 4 * 3, 1e-9);
  EXPECT_NEAR(solution.bound, 18, 1e-9);
  ASSERT_EQ(solution.paths.size(), 2U);
  EXPECT_NEAR(solution.used[0], 6, 1e-9);
  EXPECT_NEAR(solution.used[1], 4, 1e-9);
  EXPECT_NEAR(solution.row_prices[0], 2, 1e-9);  // one unit less by the dear
  EXPECT_EQ(solution.row_prices[1], 0);
  EXPECT_NEAR(solution.commodity_prices[0], 3, 1e-9);
}

TEST(PathFlow, is_broken_off_before_a_round) {
  EXPECT_THROW(
      solve_path_flow(two_roads(),
                      {.before_round = [] { throw UsageError{"enough"}; }}),
      UsageError);
}

TEST(PathFlow, whoever_may_stay_at_home_does_so_when_it_is_cheaper) {
  auto problem = two_roads();
  problem.commodities[0].unserved_cost = 2;
  auto const solution = solve_path_flow(problem);
  EXPECT_NEAR(solution.value, 6 * 1 + 4 * 2, 1e-9);
  EXPECT_NEAR(solution.unserved[0], 4, 1e-9);
  EXPECT_NEAR(solution.row_prices[0], 1, 1e-9);
}

TEST(PathFlow, too_much_demand_is_infeasible_and_says_how_much) {
  auto problem = two_roads();
  problem.commodities[0].demand = 20;
  auto const solution = solve_path_flow(problem);
  EXPECT_EQ(solution.status, FlowStatus::infeasible);
  EXPECT_NEAR(solution.unserved[0], 6, 1e-6);
}

TEST(PathFlow, a_commodity_without_a_path_is_infeasible_and_named) {
  auto problem = two_roads();
  problem.commodities.push_back({.origin = 1, .destination = 0, .demand = 3});
  auto const solution = solve_path_flow(problem);
  EXPECT_EQ(solution.status, FlowStatus::infeasible);
  EXPECT_EQ(solution.unserved, (std::vector<double>{0, 3}));
}

TEST(PathFlow, a_commodity_without_a_path_stays_at_home_at_its_price) {
  auto problem = two_roads();
  problem.commodities.push_back(
      {.origin = 1, .destination = 0, .demand = 3, .unserved_cost = 100});
  auto const solution = solve_path_flow(problem);
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_NEAR(solution.value, 18 + 300, 1e-9);
  EXPECT_EQ(solution.commodity_prices[1], 100);
}

TEST(PathFlow, growth_fills_both_roads) {
  auto const solution = solve_path_flow(two_roads(), {.objective = kGrowth});
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_NEAR(solution.value, 1.4, 1e-9);
  EXPECT_NEAR(solution.bound, 1.4, 1e-9);
  EXPECT_NEAR(solution.row_prices[0], 0.1, 1e-9);  // 1 more of 10
  EXPECT_NEAR(solution.row_prices[1], 0.1, 1e-9);
}

TEST(PathFlow, growth_that_nothing_holds_back_is_unbounded) {
  auto problem = two_roads();
  problem.capacities[1] = kMustServe;
  auto const solution = solve_path_flow(problem, {.objective = kGrowth});
  EXPECT_EQ(solution.status, FlowStatus::unbounded);
}

TEST(PathFlow, demand_without_a_path_cannot_grow_and_is_named) {
  auto problem = two_roads();
  problem.commodities.push_back({.origin = 1, .destination = 0, .demand = 3});
  auto const solution = solve_path_flow(problem, {.objective = kGrowth});
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_EQ(solution.value, 0);
  EXPECT_EQ(solution.unserved, (std::vector<double>{0, 3}));
}

TEST(PathFlow, demand_of_nothing_needs_no_path) {
  auto problem = two_roads();
  problem.commodities.push_back({.origin = 1, .destination = 0});
  EXPECT_NEAR(solve_path_flow(problem).value, 18, 1e-9);
  EXPECT_NEAR(solve_path_flow(problem, {.objective = kGrowth}).value, 1.4,
              1e-9);
}

// A train, at 5, gives room for three on the cheap road; there are two trains,
// and each takes one of three locomotives out of a depot, where balance 0 wants
// as many back as go out: an empty run back at 1.
FlowProblem two_roads_with_trains() {
  auto problem = two_roads();
  problem.capacities[0] = 0;
  problem.activities = {
      {.cost = 5, .upper = 2, .uses = {{0, -3}}, .balances = {{0, 1}}},
      {.cost = 1, .upper = 3, .balances = {{0, -1}}}};
  problem.balances = {0};
  return problem;
}

TEST(PathFlow, trains_run_as_long_as_they_save_more_than_they_cost) {
  // Three units by train cost 3 + 5 + 1 = 9, as much as by road: 3 * 3.
  auto dear = two_roads_with_trains();
  dear.arcs[1].cost = 3.5;
  auto const solution = solve_path_flow(dear);
  EXPECT_EQ(solution.status, FlowStatus::optimal);
  EXPECT_NEAR(solution.activities[0], 2, 1e-9);
  EXPECT_NEAR(solution.activities[1], 2, 1e-9);
  EXPECT_NEAR(solution.value, 6 * 1 + 2 * (5 + 1) + 4 * 3.5, 1e-9);
  auto cheap = two_roads_with_trains();
  cheap.arcs[1].cost = 2.5;
  cheap.capacities[1] = 10;
  EXPECT_NEAR(solve_path_flow(cheap).value, 25, 1e-9);
}

TEST(PathFlow, trains_let_demand_grow) {
  auto const solution =
      solve_path_flow(two_roads_with_trains(), {.objective = kGrowth});
  EXPECT_NEAR(solution.value, 1.4, 1e-9);
}

TEST(PathFlow, balances_that_contradict_are_infeasible) {
  auto problem = two_roads_with_trains();
  problem.balances[0] = 7;  // two trains cannot be seven ahead
  auto const solution = solve_path_flow(problem);
  EXPECT_EQ(solution.status, FlowStatus::infeasible);
}

TEST(PathFlow, solved_again_it_knows_what_changed) {
  PathFlowSolver solver{two_roads(), {}};
  EXPECT_NEAR(solver.solve().value, 18, 1e-9);
  solver.set_capacity(0, 9);
  EXPECT_NEAR(solver.solve().value, 9 + 3, 1e-9);
  solver.set_demand(0, 4);
  EXPECT_NEAR(solver.solve().value, 4, 1e-9);
  solver.set_demand(0, 18);
  EXPECT_EQ(solver.solve().status, FlowStatus::infeasible);
  solver.set_capacity(0, kMustServe);
  EXPECT_NEAR(solver.solve().value, 18, 1e-9);
  EXPECT_EQ(solver.problem().commodities[0].demand, 18);
}

TEST(PathFlow, a_round_too_few_says_that_it_stopped) {
  auto const solution = solve_path_flow(two_roads(), {.most_rounds = 1});
  EXPECT_EQ(solution.status, FlowStatus::stopped);
}

TEST(PathFlow, problems_that_make_no_sense_are_refused) {
  auto const with = [](auto const& change) {
    auto problem = two_roads();
    change(problem);
    return problem;
  };
  EXPECT_THROW(
      solve_path_flow(with([](auto& p) { p.arcs[0].uses[0].amount = 0; })),
      CheckFailed);
  EXPECT_THROW(solve_path_flow(with([](auto& p) { p.arcs[0].to = 2; })),
               CheckFailed);
  EXPECT_THROW(solve_path_flow(with([](auto& p) { p.arcs[0].cost = -1; })),
               CheckFailed);
  EXPECT_THROW(solve_path_flow(with([](auto& p) {
                 p.activities.push_back({.upper = kMustServe});
               })),
               CheckFailed);
  EXPECT_THROW(
      solve_path_flow(with([](auto& p) { p.arcs[0].uses[0].row = 2; })),
      CheckFailed);
}

}  // namespace
}  // namespace camel
