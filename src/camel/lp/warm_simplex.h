// SPDX-License-Identifier: Apache-2.0
// The simplex method of Clp, from a basis that the caller knows. Inside this
// folder only: others use linear_program.h or path_flow.h.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "camel/lp/linear_program.h"

namespace camel {

enum class BasisStatus : std::uint8_t { at_lower, at_upper, basic };

// A linear program in one array of entries, column by column, and a basis (as
// many basic columns and rows as there are rows). Of a row the status is that
// of its slack: basic where the row does not bind.
struct SparseProgram {
  std::vector<double> row_lower, row_upper;
  std::vector<double> cost, lower, upper;
  std::vector<int> starts = {0}, rows;
  std::vector<double> values;
  std::vector<BasisStatus> column_basis, row_basis;

  void clear();
  void add_row(double at_least, double at_most, BasisStatus status);
  void add_entry(int row, double value) {
    rows.push_back(row);
    values.push_back(value);
  }
  // Closes the column of the entries added since the last.
  void end_column(double column_cost, double at_least, double at_most,
                  BasisStatus status = BasisStatus::at_lower);
};

// Of the solver: how far a bound or a reduced cost may be missed.
inline constexpr double kTolerance = 1e-7;

class WarmSimplex {
 public:
  enum class Way : std::uint8_t { primal, dual };

  WarmSimplex();
  ~WarmSimplex();
  WarmSimplex(WarmSimplex&&) noexcept;
  WarmSimplex& operator=(WarmSimplex&&) noexcept;

  // With presolve, from no basis.
  LpStatus solve_anew(SparseProgram const& program);
  // From the basis in `program`, and writes the last one back into it. Where
  // bounds alone differ from the program solved last, it goes on with what it
  // has (the dual way only): most of a short solution is the start.
  LpStatus solve_from_basis(SparseProgram& program, Way way);
  void set_tolerance(double tolerance) { tolerance_ = tolerance; }

  double value() const;
  double const* x() const;
  double const* row_prices() const;
  double const* reduced_costs() const;
  int iterations() const;

 private:
  struct Model;
  bool goes_on_from(SparseProgram const& program) const;
  void load_with_basis(SparseProgram const& program);
  std::unique_ptr<Model> model_;
  double tolerance_ = kTolerance;
};

}  // namespace camel
