// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>

#include <Cbc_C_Interface.h>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/lp/linear_program.h"

namespace camel {
namespace {

struct DeleteModel {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};
using Model = std::unique_ptr<Cbc_Model, DeleteModel>;

Model load(LinearProgram const& program) {
  std::vector<int> starts = {0}, rows;
  std::vector<double> values;
  for (auto const& column : program.columns) {
    for (auto const& entry : column) {
      rows.push_back(entry.row);
      values.push_back(entry.value);
    }
    starts.push_back(static_cast<int>(rows.size()));
  }
  Model model{Cbc_newModel()};
  Cbc_setLogLevel(model.get(), 0);
  Cbc_loadProblem(model.get(), static_cast<int>(program.cost.size()),
                  static_cast<int>(program.row_lower.size()), starts.data(),
                  rows.data(), values.data(), program.lower.data(),
                  program.upper.data(), program.cost.data(),
                  program.row_lower.data(), program.row_upper.data());
  for (std::size_t j = 0; j < program.whole.size(); ++j) {
    if (program.whole[j]) {
      Cbc_setInteger(model.get(), static_cast<int>(j));
    }
  }
  return model;
}

// Of a solution with whole numbers that the solver gives as 2.9999999.
void make_whole(LinearProgram const& program, std::vector<double>& x) {
  for (std::size_t j = 0; j < program.whole.size(); ++j) {
    if (program.whole[j]) {
      x[j] = std::round(x[j]);
    }
  }
}

LpStatus status_of(Cbc_Model* model) {
  if (Cbc_isProvenOptimal(model)) {
    return LpStatus::optimal;
  }
  if (Cbc_isContinuousUnbounded(model)) {
    return LpStatus::unbounded;
  }
  if (Cbc_isProvenInfeasible(model)) {
    return LpStatus::infeasible;
  }
  if (Cbc_isAbandoned(model)) {
    throw Error(
        "the solver of whole-number programs gave up in numerical trouble: "
        "are costs or bounds of very different sizes?");
  }
  return LpStatus::stopped;
}

}  // namespace

LpSolution solve_mixed(LinearProgram const& program, MixedOptions options) {
  if (std::none_of(program.whole.begin(), program.whole.end(),
                   [](bool whole) { return whole; })) {
    auto linear = program;
    linear.whole.clear();
    return solve_linear(linear);
  }
  // Without the whole numbers first: Cbc does not tell an unbounded program
  // from one without a solution.
  auto relaxed = program;
  relaxed.whole.clear();
  auto const relaxation = solve_linear(relaxed);
  if (relaxation.status != LpStatus::optimal) {
    return {.status = relaxation.status};
  }
  // Cbc keeps settings in variables of the program: one at a time.
  static std::mutex one_at_a_time;
  std::lock_guard const lock{one_at_a_time};

  auto const model = load(program);
  Cbc_setParameter(model.get(), "threads", "0");
  Cbc_setAllowableFractionGap(model.get(), options.gap);
  Cbc_setAllowableGap(model.get(), 1e-12);
  if (options.seconds < 1e9) {
    Cbc_setMaximumSeconds(model.get(), options.seconds);
  }
  if (!options.start.empty()) {
    CAMEL_CHECK(options.start.size() == program.cost.size(),
                "a start names every column");
    std::vector<int> columns(program.cost.size());
    std::iota(columns.begin(), columns.end(), 0);
    Cbc_setMIPStartI(model.get(), static_cast<int>(columns.size()),
                     columns.data(), options.start.data());
  }
  Cbc_solve(model.get());

  LpSolution solution{.status = status_of(model.get())};
  solution.bound = relaxation.value;
  if (auto const* const best = Cbc_bestSolution(model.get());
      best != nullptr && solution.status != LpStatus::infeasible) {
    solution.x.assign(best, best + program.cost.size());
    make_whole(program, solution.x);
    solution.value = std::inner_product(solution.x.begin(), solution.x.end(),
                                        program.cost.begin(), 0.0);
    solution.bound = std::min(
        solution.value,
        std::max(solution.bound, Cbc_getBestPossibleObjValue(model.get())));
  }
  return solution;
}

}  // namespace camel
