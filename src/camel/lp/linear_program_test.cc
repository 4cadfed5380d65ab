// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/linear_program.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

// Two products, two machines: 3a + 2b earns most under a + b <= 4 and
// a + 3b <= 6 with a <= 3, at a = 3, b = 1.
LinearProgram two_products() {
  LinearProgram program;
  auto const first = program.add_row(-kNoBound, 4);
  auto const second = program.add_row(-kNoBound, 6);
  program.add_column(-3, 0, 3, {{first, 1}, {second, 1}});
  program.add_column(-2, 0, kNoBound, {{first, 1}, {second, 3}});
  return program;
}

TEST(SolveLinear, two_products_share_two_machines) {
  auto const solution = solve_linear(two_products());
  EXPECT_EQ(solution.status, LpStatus::optimal);
  EXPECT_NEAR(solution.value, -11, 1e-9);
  EXPECT_NEAR(solution.x.at(0), 3, 1e-9);
  EXPECT_NEAR(solution.x.at(1), 1, 1e-9);
  // Both corners meet there; what is proven is the value.
  EXPECT_NEAR(4 * solution.row_prices.at(0) + 6 * solution.row_prices.at(1) +
                  3 * solution.reduced_costs.at(0),
              -11, 1e-9);
}

TEST(SolveLinear, rows_that_contradict_have_no_solution) {
  LinearProgram program;
  auto const row = program.add_row(5, kNoBound);
  program.add_column(1, 0, 2, {{row, 1}});
  EXPECT_EQ(solve_linear(program).status, LpStatus::infeasible);
}

TEST(SolveLinear, what_earns_without_end_is_unbounded) {
  LinearProgram program;
  auto const row = program.add_row(1, kNoBound);
  program.add_column(-1, 0, kNoBound, {{row, 1}});
  EXPECT_EQ(solve_linear(program).status, LpStatus::unbounded);
}

TEST(SolveLinear, a_program_without_rows_puts_columns_at_their_bounds) {
  LinearProgram program;
  program.add_column(-2, 0, 7, {});
  program.add_column(2, 1, 7, {});
  auto const solution = solve_linear(program);
  EXPECT_EQ(solution.status, LpStatus::optimal);
  EXPECT_NEAR(solution.value, -12, 1e-9);
}

TEST(SolveLinear, whole_numbers_are_refused) {
  LinearProgram program;
  program.add_column(1, 0, 1, {}, true);
  EXPECT_THROW(solve_linear(program), CheckFailed);
}

// Worth 10, 13, 7 and 4 at weights 3, 4, 2 and 1 into 6: the first, the third
// and the fourth weigh 6 and are worth 21, the second and the third only 20.
LinearProgram knapsack() {
  LinearProgram program;
  auto const weight = program.add_row(-kNoBound, 6);
  double const worth[] = {10, 13, 7, 4}, weights[] = {3, 4, 2, 1};
  for (int i = 0; i < 4; ++i) {
    program.add_column(-worth[i], 0, 1, {{weight, weights[i]}}, true);
  }
  return program;
}

TEST(SolveMixed, a_knapsack_is_packed_best) {
  auto const solution = solve_mixed(knapsack());
  EXPECT_EQ(solution.status, LpStatus::optimal);
  EXPECT_EQ(solution.value, -21);
  EXPECT_EQ(solution.bound, -21);
  EXPECT_EQ(solution.x, (std::vector<double>{1, 0, 1, 1}));
}

TEST(SolveMixed, a_known_start_does_not_change_the_answer) {
  auto const solution = solve_mixed(knapsack(), {.start = {0, 1, 1, 0}});
  EXPECT_EQ(solution.status, LpStatus::optimal);
  EXPECT_EQ(solution.value, -21);
}

TEST(SolveMixed, halves_do_not_count_as_whole) {
  LinearProgram program;
  auto const row = program.add_row(1, 1);
  program.add_column(0, 0, 5, {{row, 2}}, true);  // 2x = 1
  EXPECT_EQ(solve_mixed(program).status, LpStatus::infeasible);
}

TEST(SolveMixed, what_earns_without_end_is_unbounded) {
  LinearProgram program;
  program.add_column(-1, 0, kNoBound, {}, true);
  EXPECT_EQ(solve_mixed(program).status, LpStatus::unbounded);
}

TEST(SolveMixed, without_whole_numbers_it_is_a_linear_program) {
  EXPECT_NEAR(solve_mixed(two_products()).value, -11, 1e-9);
}

// All 2^12 choices of twelve projects under two budgets, tried one by one.
TEST(SolveMixed, a_portfolio_is_the_best_of_all_choices) {
  constexpr int kProjects = 12;
  LinearProgram program;
  int const budgets[] = {program.add_row(-kNoBound, 40),
                         program.add_row(-kNoBound, 35)};
  std::vector<int> worth, cost[2];
  for (int i = 0; i < kProjects; ++i) {
    worth.push_back(7 + (i * 37) % 23);
    cost[0].push_back(3 + (i * 11) % 13);
    cost[1].push_back(2 + (i * 17) % 11);
    program.add_column(
        -worth[i], 0, 1,
        {{budgets[0], cost[0][i] + 0.0}, {budgets[1], cost[1][i] + 0.0}}, true);
  }
  int best = 0;
  for (unsigned choice = 0; choice < 1U << kProjects; ++choice) {
    int value = 0, spent[2] = {0, 0};
    for (int i = 0; i < kProjects; ++i) {
      if ((choice >> i & 1U) != 0) {
        value += worth[i];
        spent[0] += cost[0][i];
        spent[1] += cost[1][i];
      }
    }
    best = spent[0] <= 40 && spent[1] <= 35 ? std::max(best, value) : best;
  }
  auto const solution = solve_mixed(program);
  EXPECT_EQ(solution.value, -best);
  EXPECT_EQ(solve_mixed(program).x, solution.x);
}

}  // namespace
}  // namespace camel
