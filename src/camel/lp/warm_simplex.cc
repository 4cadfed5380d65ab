// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/warm_simplex.h"

#include <ClpSimplex.hpp>
#include <ClpSolve.hpp>
#include <algorithm>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel {

void SparseProgram::clear() {
  for (auto* numbers :
       {&row_lower, &row_upper, &cost, &lower, &upper, &values}) {
    numbers->clear();
  }
  starts.assign(1, 0);
  rows.clear();
  column_basis.clear();
  row_basis.clear();
}

void SparseProgram::add_row(double at_least, double at_most,
                            BasisStatus status) {
  row_lower.push_back(at_least);
  row_upper.push_back(at_most);
  row_basis.push_back(status);
}

void SparseProgram::end_column(double column_cost, double at_least,
                               double at_most, BasisStatus status) {
  starts.push_back(static_cast<int>(rows.size()));
  cost.push_back(column_cost);
  lower.push_back(at_least);
  upper.push_back(at_most);
  column_basis.push_back(status);
}

struct WarmSimplex::Model {
  ClpSimplex clp;
  SparseProgram last;  // solved from a basis; its bounds may be older
};

namespace {

ClpSimplex::Status to_clp(BasisStatus status) {
  switch (status) {
    case BasisStatus::basic:
      return ClpSimplex::basic;
    case BasisStatus::at_upper:
      return ClpSimplex::atUpperBound;
    default:
      return ClpSimplex::atLowerBound;
  }
}

BasisStatus from_clp(ClpSimplex::Status status) {
  switch (status) {
    case ClpSimplex::basic:
      return BasisStatus::basic;
    case ClpSimplex::atUpperBound:
      return BasisStatus::at_upper;
    default:
      return BasisStatus::at_lower;
  }
}

// Clp knows no infinity.
std::vector<double> made_finite(std::vector<double> numbers) {
  for (auto& number : numbers) {
    number = std::clamp(number, -COIN_DBL_MAX, COIN_DBL_MAX);
  }
  return numbers;
}

void load(ClpSimplex& clp, SparseProgram const& program) {
  clp.setLogLevel(0);
  clp.loadProblem(static_cast<int>(program.cost.size()),
                  static_cast<int>(program.row_lower.size()),
                  program.starts.data(), program.rows.data(),
                  program.values.data(), made_finite(program.lower).data(),
                  made_finite(program.upper).data(), program.cost.data(),
                  made_finite(program.row_lower).data(),
                  made_finite(program.row_upper).data());
}

// Other bounds for the program that is loaded.
void change_bounds(ClpSimplex& clp, SparseProgram const& program) {
  auto const lower = made_finite(program.lower);
  auto const upper = made_finite(program.upper);
  for (int j = 0; j < clp.numberColumns(); ++j) {
    if (lower[j] != clp.columnLower()[j] || upper[j] != clp.columnUpper()[j]) {
      clp.setColumnBounds(j, lower[j], upper[j]);
    }
  }
  auto const at_least = made_finite(program.row_lower);
  auto const at_most = made_finite(program.row_upper);
  for (int i = 0; i < clp.numberRows(); ++i) {
    if (at_least[i] != clp.rowLower()[i] || at_most[i] != clp.rowUpper()[i]) {
      clp.setRowBounds(i, at_least[i], at_most[i]);
    }
  }
}

// Bits of Clp: keep the factors at the end; begin with those that there are,
// and with the work areas, too.
constexpr int kKeep = 1, kGoOn = 1 | 2 | 4;

// Other bits: the program is not looked through for errors; and after fewer
// than twenty pivots the solution is taken at its word, nothing factored anew.
constexpr unsigned kSound = 128, kFewPivots = 2048;

constexpr int kSmall = 1000;
// Scaling by Clp costs more than it saves below so many rows.
constexpr std::size_t kUnscaled = 3000;
constexpr int kOptimal = 0, kInfeasible = 1, kUnbounded = 2;

// Whether any solution exists, whatever it costs.
bool has_solution(ClpSimplex const& clp) {
  ClpSimplex free_of_charge(clp);
  free_of_charge.setLogLevel(0);
  for (int j = 0; j < free_of_charge.numberColumns(); ++j) {
    free_of_charge.setObjectiveCoefficient(j, 0);
  }
  free_of_charge.allSlackBasis(true);
  free_of_charge.primal();
  return free_of_charge.status() == kOptimal;
}

LpStatus status_of(ClpSimplex const& clp) {
  switch (clp.status()) {
    case kOptimal:
      return LpStatus::optimal;
    case kInfeasible:
      return LpStatus::infeasible;
    case kUnbounded:
      return has_solution(clp) ? LpStatus::unbounded : LpStatus::infeasible;
    default:
      throw Error(
          "the solver of linear programs gave up in numerical trouble: are "
          "costs or capacities of very different sizes?");
  }
}

}  // namespace

WarmSimplex::WarmSimplex() : model_{std::make_unique<Model>()} {}
WarmSimplex::~WarmSimplex() = default;
WarmSimplex::WarmSimplex(WarmSimplex&&) noexcept = default;
WarmSimplex& WarmSimplex::operator=(WarmSimplex&&) noexcept = default;

LpStatus WarmSimplex::solve_anew(SparseProgram const& program) {
  auto& clp = model_->clp;
  model_->last.clear();
  load(clp, program);
  ClpSolve how;
  how.setSolveType(ClpSolve::useDual);
  // Of a small program there is nothing to gain.
  how.setPresolveType(clp.numberRows() < kSmall ? ClpSolve::presolveOff
                                                : ClpSolve::presolveOn);
  clp.initialSolve(how);
  return status_of(clp);
}

bool WarmSimplex::goes_on_from(SparseProgram const& program) const {
  auto const& last = model_->last;
  return !last.cost.empty() && last.starts == program.starts &&
         last.rows == program.rows && last.values == program.values &&
         last.cost == program.cost &&
         last.column_basis == program.column_basis &&
         last.row_basis == program.row_basis;
}

void WarmSimplex::load_with_basis(SparseProgram const& program) {
  auto& clp = model_->clp;
  load(clp, program);
  clp.setPrimalTolerance(tolerance_);
  clp.setDualTolerance(tolerance_);
  clp.setSpecialOptions(clp.specialOptions() | kSound | kFewPivots);
  auto const columns = program.cost.size();
  auto const rows = program.row_lower.size();
  if (rows < kUnscaled) {
    clp.scaling(0);  // the program's rows and columns are scaled already
  }
  for (std::size_t j = 0; j < columns; ++j) {
    clp.setColumnStatus(static_cast<int>(j), to_clp(program.column_basis[j]));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    clp.setRowStatus(static_cast<int>(i), to_clp(program.row_basis[i]));
  }
}

LpStatus WarmSimplex::solve_from_basis(SparseProgram& program, Way way) {
  auto& clp = model_->clp;
  if (way == Way::dual && goes_on_from(program)) {
    change_bounds(clp, program);
    clp.dual(0, kGoOn);
  } else {
    load_with_basis(program);
    model_->last = program;
    way == Way::primal ? clp.primal(0, kKeep) : clp.dual(0, kKeep);
  }
  if (clp.status() > kUnbounded) {
    clp.allSlackBasis(true);
    clp.dual();
  }
  auto const status = status_of(clp);
  for (std::size_t j = 0; j < program.cost.size(); ++j) {
    program.column_basis[j] =
        from_clp(clp.getColumnStatus(static_cast<int>(j)));
  }
  for (std::size_t i = 0; i < program.row_lower.size(); ++i) {
    program.row_basis[i] = from_clp(clp.getRowStatus(static_cast<int>(i)));
  }
  model_->last.column_basis = program.column_basis;
  model_->last.row_basis = program.row_basis;
  return status;
}

double WarmSimplex::value() const { return model_->clp.objectiveValue(); }
double const* WarmSimplex::x() const {
  return model_->clp.primalColumnSolution();
}
double const* WarmSimplex::row_prices() const {
  return model_->clp.dualRowSolution();
}
double const* WarmSimplex::reduced_costs() const {
  return model_->clp.dualColumnSolution();
}
int WarmSimplex::iterations() const { return model_->clp.numberIterations(); }

}  // namespace camel
