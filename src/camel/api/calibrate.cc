// SPDX-License-Identifier: Apache-2.0
#include "camel/api/calibrate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/base/text.h"
#include "camel/scenario/edit_tables.h"

namespace camel {

namespace {

constexpr auto kNothing = std::numeric_limits<double>::quiet_NaN();

// Somewhere between the bounds that no column of whole numbers allows.
constexpr double kBetween = 0.381966;

// Fitted values are written with so many digits: more would pretend more.
double rounded(double value) {
  return *parse_number(fmt::format("{:.4g}", value));
}

// How far outside its range counts as one.
double scale_of(Observation const& row) {
  auto const scale = std::max((row.high - row.low) / 2,
                              kObservedTolerance * std::abs(row.value));
  return scale > 0 ? scale : 1;
}

using Values = std::vector<double>;
using Figures = std::map<ObservationId, Estimate>;

class Calibrator {
 public:
  Calibrator(Package const& package, CalibrationPlan const& plan)
      : package_{package}, corridor_{package.base.corridor}, plan_{plan} {
    result_.plan = plan;
  }

  Calibration run() {
    if (corridor_.uncertain_inputs.size() == 0) {
      throw UsageError{
          "nothing of the corridor is said to be uncertain — name inputs and "
          "their bounds in calibration.csv"};
    }
    find_lines();
    auto const inputs = find_starts();
    if (!result_.ok() || !try_bounds()) {
      result_.diagnostics.sort();
      return std::move(result_);
    }
    choose_targets();
    fit(inputs);
    judge();
    return std::move(result_);
  }

 private:
  // ------------------------------------------------------------- inputs

  std::string prefix() const {
    auto const folder = package_.folder.string();
    return folder.empty() || folder.ends_with('/') ? folder : folder + "/";
  }

  // Where in calibration.csv each input names what it changes.
  void find_lines() {
    std::vector<TableChange> same;
    for (auto const& input : corridor_.uncertain_inputs) {
      same.push_back({{"calibration", input.key, "change", input.key}});
    }
    auto const edited = edit_tables(package_.files, same);
    for (auto const& input : corridor_.uncertain_inputs) {
      Origin origin{.file = prefix() + "calibration.csv", .by = input.key};
      for (auto const& cell : edited.cells) {
        if (cell.name == "calibration." + input.key + ".change") {
          origin.line = cell.line;
          origin.column = cell.from;
        }
      }
      origins_.push_back(origin);
    }
  }

  void report(std::size_t input, std::string what, std::string mend) {
    auto const& origin = origins_[input];
    result_.diagnostics.error({.file = origin.file,
                               .line = origin.line,
                               .column = origin.column,
                               .message = std::move(what),
                               .hint = std::move(mend)});
  }

  // The values that stand in the package.
  std::vector<FitInput> find_starts() {
    std::vector<FitInput> inputs;
    for (auto const id : corridor_.uncertain_inputs.ids()) {
      auto const& input = corridor_.uncertain_inputs[id];
      auto const start = input.factor ? 1 : find_start(input, id.value);
      if (start && (*start < input.low || *start > input.high)) {
        report(id.value,
               fmt::format("the value {} is outside the bounds {}…{}", *start,
                           input.low, input.high),
               "bounds say what the value may be: change them or the value");
      }
      inputs.push_back({start.value_or(input.low), input.low, input.high});
    }
    return inputs;
  }

  std::optional<double> find_start(UncertainInput const& input,
                                   std::size_t index) {
    // Adding nothing finds the cells, or says why they hold no number.
    std::vector<TableChange> const nothing{
        {input.change, ChangeKind::add, origins_[index]}};
    auto change = nothing;
    change[0].change.value = "0";
    auto const edited = edit_tables(package_.files, change);
    take(edited.diagnostics);
    if (!edited.ok()) {
      return std::nullopt;
    }
    std::set<double> values;
    for (auto const& cell : edited.cells) {
      values.insert(number_in(edited.files.at(cell.file), cell));
    }
    if (values.size() == 1) {
      return *values.begin();
    }
    report(index,
           fmt::format("{}.{}.{} has {} values: {}", input.change.table,
                       input.change.key, input.change.column, values.size(),
                       fmt::join(values, ", ")),
           fmt::format("fit a factor instead: {}.{}.{}*", input.change.table,
                       input.change.key, input.change.column));
    return std::nullopt;
  }

  static double number_in(std::string_view text, EditedCell const& cell) {
    for (std::size_t line = 1; line < cell.line; ++line) {
      text.remove_prefix(text.find('\n') + 1);
    }
    auto field = text.substr(cell.from - 1, cell.to - cell.from);
    if (field.starts_with('"')) {
      field = field.substr(1, field.size() - 2);
    }
    auto const value = parse_number(trim(field));
    CAMEL_CHECK(value, "an edited number is one");
    return *value;
  }

  void take(Diagnostics const& more) {
    for (auto const& finding : more.findings) {
      if (!finding.warning) {
        result_.diagnostics.error(finding);
      }
    }
  }

  // -------------------------------------------------------- the simulation

  EditedTables edit(Values const& values) const {
    std::vector<TableChange> changes;
    for (auto const id : corridor_.uncertain_inputs.ids()) {
      auto const& input = corridor_.uncertain_inputs[id];
      TableChange change{input.change,
                         input.factor ? ChangeKind::multiply : ChangeKind::set,
                         origins_[id.value]};
      change.change.value = fmt::format("{:.12g}", values[id.value]);
      changes.push_back(std::move(change));
    }
    return edit_tables(package_.files, changes);
  }

  // Does the package take the values at the bounds, and between?
  bool try_bounds() {
    for (auto const share : {0.0, kBetween, 1.0}) {
      Values values;
      for (auto const& input : corridor_.uncertain_inputs) {
        values.push_back(input.low + share * (input.high - input.low));
      }
      auto const edited = edit(values);
      take(edited.diagnostics);
      auto const loaded = load_corridor(edited.files, package_.folder.string());
      if (!loaded.ok()) {
        take(attribute_findings(loaded.diagnostics, package_.base.diagnostics,
                                edited, prefix(), "of these bounds"));
      }
      if (!result_.ok()) {
        return false;
      }
    }
    return true;
  }

  Package with(Values const& values) const {
    auto package = package_;
    package.files = edit(values).files;
    package.base = load_corridor(package.files, package.folder.string());
    CAMEL_CHECK(package.base.ok(), "what is refused was found before");
    return package;
  }

  // What simulations of these scenarios ("" is the base) say of their
  // observations.
  Figures observe(Package const& package, std::set<std::string> const& names,
                  SimulationPlan const& plan) {
    Figures figures;
    for (auto const& name : names) {
      auto loaded =
          name.empty() ? package.base
                       : load_with_scenarios(package, std::vector{name}).loaded;
      if (!loaded.ok()) {
        throw UsageError{"the scenario '" + name +
                         "' does not fit the corridor — camel check says why"};
      }
      auto simulated = plan_.simulate(loaded.corridor, plan);
      for (auto const& one : simulated.observed) {
        figures[one.observation] = one.simulated;
      }
      if (name.empty()) {
        result_.simulation = std::move(simulated);
      }
    }
    return figures;
  }

  std::set<std::string> scenarios_of(auto const& belongs) const {
    std::set<std::string> names{""};
    for (auto const& row : corridor_.observations) {
      if (belongs(row) && is_simulated(row.indicator)) {
        names.insert(row.scenario);
      }
    }
    return names;
  }

  // ---------------------------------------------------------------- fitting

  bool is_target(Observation const& row) const {
    return row.role == Role::fit && is_simulated(row.indicator) &&
           !follows_from_inputs(row.indicator) &&
           (row.scenario.empty() || !plan_.base_only);
  }

  void choose_targets() {
    for (auto const id : corridor_.observations.ids()) {
      if (is_target(corridor_.observations[id])) {
        result_.targets.push_back(id);
      }
    }
    if (result_.targets.empty()) {
      throw UsageError{
          "the corridor has no observation to fit to — give some of "
          "observations.csv the role 'fit'"};
    }
    auto const inputs = corridor_.uncertain_inputs.size();
    if (plan_.evaluations < fewest_evaluations(inputs)) {
      throw UsageError{fmt::format(
          "{} evaluations are too few for {} inputs — give at least {}",
          plan_.evaluations, inputs, fewest_evaluations(inputs))};
    }
  }

  void fit(std::vector<FitInput> const& inputs) {
    auto const names =
        scenarios_of([&](Observation const& row) { return is_target(row); });
    FitProblem problem{.inputs = inputs,
                       .targets = {},
                       .simulate =
                           [&](Values const& values) {
                             auto const figures =
                                 observe(with(values), names, plan_.simulation);
                             return values_of(figures);
                           },
                       .evaluations = plan_.evaluations,
                       .progress = [&](int done) { tell(done); }};
    for (auto const id : result_.targets) {
      auto const& row = corridor_.observations[id];
      problem.targets.push_back({row.low, row.high, scale_of(row)});
    }
    result_.fit = fit_inputs(problem);
    for (auto const id : corridor_.uncertain_inputs.ids()) {
      auto const& input = corridor_.uncertain_inputs[id];
      auto fitted = result_.fit.inputs[id.value];
      auto const value =
          std::clamp(rounded(fitted.value), input.low, input.high);
      fitted.rest += value - fitted.value;
      fitted.value = value;
      result_.inputs.push_back({id, inputs[id.value].start, fitted});
    }
  }

  Values values_of(Figures const& figures) const {
    Values values;
    for (auto const id : result_.targets) {
      auto const found = figures.find(id);
      values.push_back(found == figures.end() ? kNothing : found->second.mean);
    }
    return values;
  }

  void tell(int done) const {
    if (plan_.progress) {
      plan_.progress(done, plan_.evaluations + 2);
    }
  }

  // ---------------------------------------------------------------- judging

  // Other luck, so that nothing is praised for having fitted the chance of the
  // evaluations.
  void judge() {
    auto plan = plan_.simulation;
    plan.replications = plan_.judging_replications;
    ++plan.seed;
    Values before, after;
    for (auto const& input : result_.inputs) {
      before.push_back(input.start);
      after.push_back(input.fitted.value);
    }
    auto const names = scenarios_of([&](Observation const& row) {
      return row.role != Role{} && (row.scenario.empty() || !plan_.base_only);
    });
    auto const then = observe(with(before), names, plan);
    tell(plan_.evaluations + 1);
    auto fitted = with(after);
    auto const now = observe(fitted, names, plan);
    tell(plan_.evaluations + 2);
    for (auto const id : corridor_.observations.ids()) {
      auto const& row = corridor_.observations[id];
      if (row.role != Role{} && is_simulated(row.indicator)) {
        JudgedRow judged{id, target_of(id), figure(then, id), figure(now, id)};
        result_.rows.push_back(std::move(judged));
      }
    }
    result_.corridor = std::move(fitted.base);
  }

  std::optional<std::size_t> target_of(ObservationId id) const {
    auto const& targets = result_.targets;
    auto const found = std::find(targets.begin(), targets.end(), id);
    return found == targets.end() ? std::nullopt
                                  : std::optional{static_cast<std::size_t>(
                                        found - targets.begin())};
  }

  static Estimate figure(Figures const& figures, ObservationId id) {
    auto const found = figures.find(id);
    return found == figures.end() ? Estimate{{kNothing, kNothing, kNothing}}
                                  : found->second;
  }

  Package const& package_;
  Corridor const& corridor_;
  CalibrationPlan const& plan_;
  std::vector<Origin> origins_;
  Calibration result_;
};

}  // namespace

Calibration calibrate(Package const& package, CalibrationPlan const& plan) {
  return Calibrator{package, plan}.run();
}

}  // namespace camel
