// SPDX-License-Identifier: Apache-2.0
// Column generation against the same problem by arcs.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "camel/lp/test_flow.h"
#include "flow_certificates/arc_oracle.h"
#include "flow_certificates/check_certificate.h"
#include "flow_certificates/random_problems.h"

namespace camel {
namespace {

constexpr double kLargestGrowth = 1e6;

// Two answers to one problem; what was compared is counted by status.
struct Tally {
  int optimal = 0, infeasible = 0, unbounded = 0, without_path = 0;
};

bool some_is_unserved(FlowSolution const& solution) {
  return std::any_of(solution.unserved.begin(), solution.unserved.end(),
                     [](double unserved) { return unserved > 0; });
}

void compare_growth(FlowProblem const& problem, FlowSolution const& found,
                    LpSolution const& oracle, Tally& tally) {
  if (found.status == FlowStatus::optimal && some_is_unserved(found)) {
    EXPECT_EQ(found.value, 0);  // there is no path at all
    EXPECT_TRUE(oracle.status == LpStatus::infeasible ||
                std::abs(oracle.value) < 1e-9);
    ++tally.without_path;
    return;
  }
  if (oracle.status == LpStatus::infeasible) {
    EXPECT_EQ(found.status, FlowStatus::infeasible);
    ++tally.infeasible;
    return;
  }
  ASSERT_EQ(oracle.status, LpStatus::optimal);
  if (-oracle.value > kLargestGrowth * (1 - 1e-9)) {
    EXPECT_EQ(found.status, FlowStatus::unbounded);
    ++tally.unbounded;
    return;
  }
  ASSERT_EQ(found.status, FlowStatus::optimal);
  EXPECT_NEAR(found.value, -oracle.value, 1e-7 * (1 + found.value));
  auto const findings =
      check_certificate(problem, found, FlowObjective::growth);
  EXPECT_TRUE(findings.holds()) << findings.text();
  ++tally.optimal;
}

void compare_cost(FlowProblem const& problem, FlowSolution const& found,
                  LpSolution const& oracle, Tally& tally) {
  if (oracle.status == LpStatus::infeasible) {
    EXPECT_EQ(found.status, FlowStatus::infeasible);
    ++tally.infeasible;
    return;
  }
  ASSERT_EQ(oracle.status, LpStatus::optimal);
  ASSERT_EQ(found.status, FlowStatus::optimal);
  EXPECT_NEAR(found.value, oracle.value, 1e-7 * (1 + std::abs(found.value)));
  auto const findings = check_certificate(problem, found, FlowObjective::cost);
  EXPECT_TRUE(findings.holds()) << findings.text();
  ++tally.optimal;
}

TEST(RandomFlow, least_cost_is_that_of_the_problem_by_arcs) {
  RandomProblems problems{1};
  Tally tally;
  for (int i = 0; i < 400 && !HasFailure(); ++i) {
    SCOPED_TRACE(i);
    auto const problem = problems.next();
    compare_cost(problem, solve_path_flow(problem),
                 solve_linear(oracle_program(problem, FlowObjective::cost, 0)),
                 tally);
  }
  EXPECT_GT(tally.optimal, 150);
  EXPECT_GT(tally.infeasible, 30);
}

TEST(RandomFlow, growth_is_that_of_the_problem_by_arcs) {
  RandomProblems problems{2};
  Tally tally;
  for (int i = 0; i < 400 && !HasFailure(); ++i) {
    SCOPED_TRACE(i);
    auto const problem = problems.next();
    auto const objective = FlowObjective::growth;
    compare_growth(
        problem,
        solve_path_flow(problem, {.objective = objective,
                                  .largest_growth = kLargestGrowth}),
        solve_linear(oracle_program(problem, objective, kLargestGrowth)),
        tally);
  }
  EXPECT_GT(tally.optimal, 100);
  EXPECT_GT(tally.infeasible, 10);
  EXPECT_GT(tally.unbounded, 10);
  EXPECT_GT(tally.without_path, 10);
}

// Where one must be served, it must be ever after.
double another_unserved_cost(RandomProblems& problems,
                             FlowCommodity const& commodity) {
  return std::isfinite(commodity.unserved_cost) ? 5 + problems.below(30)
                                                : kMustServe;
}

void change_costs(RandomProblems& problems, PathFlowSolver& solver) {
  auto const& now = solver.problem();
  solver.set_arc_cost(problems.below(static_cast<int>(now.arcs.size())),
                      problems.below(6));
  auto const commodity =
      problems.below(static_cast<int>(now.commodities.size()));
  solver.set_unserved_cost(
      commodity, another_unserved_cost(problems, now.commodities[commodity]));
  if (!now.activities.empty()) {
    solver.set_activity_cost(
        problems.below(static_cast<int>(now.activities.size())),
        problems.below(9) - 2.0);
  }
}

// Changes one number and solves again, many times over.
void change_and_compare(FlowObjective objective, std::uint32_t seed) {
  RandomProblems problems{seed};
  FlowOptions const options{.objective = objective,
                            .largest_growth = kLargestGrowth};
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(i);
    PathFlowSolver solver{problems.next(), options};
    for (int change = 0; change < 8; ++change) {
      auto const again = solver.solve();
      auto const anew = solve_path_flow(solver.problem(), options);
      ASSERT_EQ(again.status, anew.status) << change;
      if (anew.status == FlowStatus::optimal) {
        ASSERT_NEAR(again.value, anew.value, 1e-7 * (1 + std::abs(anew.value)))
            << change;
      }
      auto const& now = solver.problem();
      auto const pick = [&](auto const& list) {
        return problems.below(static_cast<int>(list.size()));
      };
      solver.set_capacity(pick(now.capacities), problems.below(9) == 0
                                                    ? kMustServe
                                                    : problems.below(13));
      solver.set_demand(pick(now.commodities), problems.below(7));
      if (!now.activities.empty()) {
        solver.set_activity_upper(pick(now.activities), problems.below(6));
      }
      if (change % 3 == 2) {
        change_costs(problems, solver);
      }
    }
  }
}

// Capacities that grow little by little: most of such solutions go on with the
// factors and the prices that there are.
void widen_and_compare(FlowObjective objective, std::uint32_t seed) {
  RandomProblems problems{seed};
  FlowOptions const options{.objective = objective,
                            .largest_growth = kLargestGrowth};
  for (int i = 0; i < 40; ++i) {
    SCOPED_TRACE(i);
    PathFlowSolver solver{problems.next(), options};
    auto const row =
        problems.below(static_cast<int>(solver.problem().capacities.size()));
    for (double capacity = 0; capacity < 6; capacity += 0.25) {
      solver.set_capacity(row, capacity);
      auto const again = solver.solve();
      auto const anew = solve_path_flow(solver.problem(), options);
      ASSERT_EQ(again.status, anew.status) << capacity;
      if (anew.status == FlowStatus::optimal && !some_is_unserved(anew)) {
        ASSERT_NEAR(again.value, anew.value, 1e-7 * (1 + std::abs(anew.value)));
        auto const findings =
            check_certificate(solver.problem(), again, objective);
        ASSERT_TRUE(findings.holds()) << findings.text();
      }
    }
  }
}

TEST(RandomFlow, cost_is_proven_at_each_step_of_a_capacity_that_grows) {
  widen_and_compare(FlowObjective::cost, 5);
}

TEST(RandomFlow, growth_is_proven_at_each_step_of_a_capacity_that_grows) {
  widen_and_compare(FlowObjective::growth, 6);
}

// The same network in another season: other capacities, demands and bounds.
void turn_season(PathFlowSolver& solver, RandomProblems problems) {
  auto const& problem = solver.problem();
  for (std::size_t row = 0; row < problem.capacities.size(); ++row) {
    solver.set_capacity(static_cast<int>(row), problems.below(13));
  }
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    solver.set_demand(static_cast<int>(k), problems.below(7));
  }
  for (std::size_t j = 0; j < problem.activities.size(); ++j) {
    solver.set_activity_upper(static_cast<int>(j), problems.below(6));
  }
}

void turn_costs(PathFlowSolver& solver, RandomProblems& problems) {
  auto const& problem = solver.problem();
  for (std::size_t a = 0; a < problem.arcs.size(); ++a) {
    solver.set_arc_cost(static_cast<int>(a), problems.below(6));
  }
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    solver.set_unserved_cost(
        static_cast<int>(k),
        another_unserved_cost(problems, problem.commodities[k]));
  }
}

// Another solver goes on from where the first one stands; and the first one,
// which has been elsewhere meanwhile, goes back there.
void go_on_and_compare(FlowObjective objective, std::uint32_t seed) {
  RandomProblems problems{seed};
  FlowOptions const options{.objective = objective,
                            .largest_growth = kLargestGrowth};
  int optimal = 0;
  for (int i = 0; i < 200; ++i) {
    SCOPED_TRACE(i);
    PathFlowSolver first{problems.next(), options};
    first.solve();
    auto const standing = first.standing();
    RandomProblems const season{seed + 100 + static_cast<std::uint32_t>(i)};
    PathFlowSolver second{first.problem(), options};
    second.go_back_to(*standing);
    turn_season(second, season);
    auto const found = second.solve();
    for (int other = 0; other < 3; ++other) {
      turn_season(first, RandomProblems{seed + 500 +
                                        static_cast<std::uint32_t>(other)});
      first.solve();
    }
    first.go_back_to(*standing);
    turn_season(first, season);
    expect_same(first.solve(), found);
    turn_costs(second, problems);
    auto const dearer = second.solve();
    auto const anew = solve_path_flow(second.problem(), options);
    ASSERT_EQ(dearer.status, anew.status);
    ASSERT_EQ(found.status, solve_path_flow(first.problem(), options).status);
    if (anew.status == FlowStatus::optimal && !some_is_unserved(anew)) {
      ++optimal;
      ASSERT_NEAR(dearer.value, anew.value, 1e-7 * (1 + std::abs(anew.value)));
      auto const findings =
          check_certificate(second.problem(), dearer, objective);
      ASSERT_TRUE(findings.holds()) << findings.text();
    }
    if (found.status == FlowStatus::optimal && !some_is_unserved(found)) {
      auto const findings =
          check_certificate(first.problem(), found, objective);
      ASSERT_TRUE(findings.holds()) << findings.text();
    }
  }
  EXPECT_GT(optimal, 20);
}

TEST(RandomFlow, cost_gone_on_from_a_standing_is_cost_solved_anew) {
  go_on_and_compare(FlowObjective::cost, 7);
}

TEST(RandomFlow, growth_gone_on_from_a_standing_is_growth_solved_anew) {
  go_on_and_compare(FlowObjective::growth, 8);
}

TEST(RandomFlow, cost_solved_again_is_cost_solved_anew) {
  change_and_compare(FlowObjective::cost, 3);
}

TEST(RandomFlow, growth_solved_again_is_growth_solved_anew) {
  change_and_compare(FlowObjective::growth, 4);
}

}  // namespace
}  // namespace camel
