// SPDX-License-Identifier: Apache-2.0
// A linear or mixed-integer program as vectors, and its solution. The solvers
// are Clp and Cbc of COIN-OR; nothing else knows them.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace camel {

inline constexpr double kNoBound = std::numeric_limits<double>::infinity();

// Minimise cost * x, subject to row_lower <= A x <= row_upper and
// lower <= x <= upper; columns marked `whole` take whole numbers only.
struct LinearProgram {
  struct Entry {
    int row = 0;
    double value = 0;
  };
  std::vector<double> row_lower, row_upper;
  std::vector<double> cost, lower, upper;  // by column
  std::vector<bool> whole;                 // by column; empty: none
  std::vector<std::vector<Entry>> columns;

  int add_row(double at_least, double at_most);
  int add_column(double column_cost, double at_least, double at_most,
                 std::vector<Entry> entries, bool is_whole = false);
};

enum class LpStatus : std::uint8_t {
  optimal,
  infeasible,
  unbounded,
  stopped  // at a limit; `x` is the best found, empty if none
};

struct LpSolution {
  LpStatus status = LpStatus::optimal;
  double value = 0;
  double bound = 0;  // proven
  std::vector<double> x = {};
  std::vector<double> row_prices = {};     // of a linear program
  std::vector<double> reduced_costs = {};  // of a linear program
};

LpSolution solve_linear(LinearProgram const& program);

struct MixedOptions {
  double gap = 1e-9;     // relative
  double seconds = 1e9;  // of processor time; results may depend on it
  std::vector<double> start = {};  // a solution known, or empty
};
LpSolution solve_mixed(LinearProgram const& program, MixedOptions options = {});

}  // namespace camel
