// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/linear_program.h"

#include <utility>

#include "camel/base/check.h"
#include "camel/lp/warm_simplex.h"

namespace camel {

int LinearProgram::add_row(double at_least, double at_most) {
  row_lower.push_back(at_least);
  row_upper.push_back(at_most);
  return static_cast<int>(row_lower.size()) - 1;
}

int LinearProgram::add_column(double column_cost, double at_least,
                              double at_most, std::vector<Entry> entries,
                              bool is_whole) {
  auto const column = cost.size();
  cost.push_back(column_cost);
  lower.push_back(at_least);
  upper.push_back(at_most);
  columns.push_back(std::move(entries));
  if (is_whole || !whole.empty()) {
    whole.resize(column + 1);
    whole[column] = is_whole;
  }
  return static_cast<int>(column);
}

LpSolution solve_linear(LinearProgram const& program) {
  for (bool const whole : program.whole) {
    CAMEL_CHECK(!whole, "whole numbers ask for solve_mixed");
  }
  SparseProgram sparse;
  sparse.row_lower = program.row_lower;
  sparse.row_upper = program.row_upper;
  for (std::size_t j = 0; j < program.columns.size(); ++j) {
    for (auto const& entry : program.columns[j]) {
      sparse.add_entry(entry.row, entry.value);
    }
    sparse.end_column(program.cost[j], program.lower[j], program.upper[j]);
  }
  WarmSimplex simplex;
  LpSolution solution;
  solution.status = simplex.solve_anew(sparse);
  if (solution.status != LpStatus::optimal) {
    return solution;
  }
  solution.value = solution.bound = simplex.value();
  solution.x.assign(simplex.x(), simplex.x() + program.cost.size());
  solution.row_prices.assign(simplex.row_prices(),
                             simplex.row_prices() + program.row_lower.size());
  solution.reduced_costs.assign(simplex.reduced_costs(),
                                simplex.reduced_costs() + program.cost.size());
  return solution;
}

}  // namespace camel
