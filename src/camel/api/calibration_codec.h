// SPDX-License-Identifier: Apache-2.0
// A calibration as documents: JSON (docs/reference/results.md), a table of the
// fitted values, a scenario that uses them, and a section of the report.
#pragma once

#include <string>

#include "camel/api/calibrate.h"
#include "camel/api/check_corridor.h"

namespace camel {

// Observations of one role that do not only give back what was put in, and how
// many of them are inside their range, or inside 15 % of what was reported.
struct InsideCount {
  int of = 0;
  int before = 0, after = 0;
  int before_15 = 0, after_15 = 0;
};

// Over the observations that were simulated, before and after.
InsideCount count_inside(Calibration const& calibration, Role role);

// Of a calibration that is ok.
std::string to_json(Calibration const& calibration);
std::string calibration_csv(Calibration const& calibration);

// A scenario whose changes are the fitted values, for `--scenario`.
std::string calibration_scenario(Calibration const& calibration);

// Everything the report shows of the calibrated corridor and how it came to be.
std::string report_data(CorridorCheck const& check,
                        Calibration const& calibration);

// What a command answers whose uncertain inputs cannot be used.
std::string findings_json(Diagnostics const& diagnostics);

}  // namespace camel
