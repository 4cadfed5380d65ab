// SPDX-License-Identifier: Apache-2.0
// Calibration: the uncertain inputs of a package (its table `calibration`) are
// fitted to the observations marked `fit`; those marked `judge` say what the
// result is worth. Method and limits: docs/explanation/calibration.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "camel/api/fit_inputs.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/simulate.h"

namespace camel {

struct CalibrationPlan {
  int evaluations = 100;  // sets of inputs that may be tried
  // Of every evaluation; all have the same luck. `progress` is not called.
  SimulationPlan simulation = {};
  // Of the runs by which the result is judged, with another seed.
  int judging_replications = 4;
  // Leave out observations of scenarios, also in judging: each scenario costs
  // a simulation.
  bool base_only = false;
  std::function<SimulationResult(Corridor const&, SimulationPlan const&)>
      simulate = simulate_corridor;
  std::function<void(int done, int of)> progress = {};
};

struct CalibratedInput {
  UncertainInputId input;
  double start = 0;
  FittedInput fitted;  // `moved_by` in the order of Calibration::targets
};

// An observation with a role, and what runs say of it that the fit has not
// seen. Where they say nothing, the mean is not a number.
struct JudgedRow {
  ObservationId observation;
  std::optional<std::size_t> target;  // it took part in the fit
  Estimate before, after;
};

struct Calibration {
  Diagnostics diagnostics;  // with errors: nothing was computed
  CalibrationPlan plan;
  std::vector<CalibratedInput> inputs;
  std::vector<ObservationId> targets;  // observations that were fitted
  std::vector<JudgedRow> rows;
  Fit fit;
  LoadedCorridor corridor;      // with the fitted values
  SimulationResult simulation;  // of it, as it was judged

  bool ok() const { return diagnostics.errors() == 0; }
};

// Throws UsageError where there is nothing to fit, nothing to fit it to, or
// where `evaluations` are fewer than fewest_evaluations().
Calibration calibrate(Package const& package, CalibrationPlan const& plan);

}  // namespace camel
