// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "calibration_summary.h"
#include "camel/api/calibration_codec.h"
#include "camel/api/codec.h"
#include "camel/api/report.h"
#include "camel/base/file.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

namespace camel {

namespace {

// Enough to tell inputs apart, as all evaluations have the same luck.
constexpr int kReplications = 2;

CalibrationPlan calibration_plan(Corridor const& corridor,
                                 Options const& options) {
  CalibrationPlan plan;
  plan.evaluations = options.evaluations;
  plan.base_only = options.base_only;
  plan.simulation = plan_of(corridor, options);
  plan.simulation.replications = options.replications.value_or(kReplications);
  plan.judging_replications = corridor.simulation.replications;
  return plan;
}

Calibration calibrate_with_progress(Package const& package,
                                    Options const& options) {
  auto plan = calibration_plan(package.base.corridor, options);
  Progress progress{"calibrating", plan.evaluations + 2};
  plan.progress = [&](int done, int) { progress.done(done); };
  return calibrate(package, plan);
}

}  // namespace

int calibrate_command(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  if (auto const check = check_corridor(package.base); !check.loaded.ok()) {
    options.json ? print(to_json(check)) : refuse(check);
    return 2;
  }
  auto const folder = std::filesystem::path{options.out};
  make_folder(folder);  // before the work, not after it
  auto const calibration = calibrate_with_progress(package, options);
  if (!calibration.ok()) {
    if (options.json) {
      print(findings_json(calibration.diagnostics));
    } else {
      for (auto const& finding : calibration.diagnostics.findings) {
        fmt::print(stderr, "{}\n", to_text(finding));
      }
    }
    return 2;
  }
  auto const document = to_json(calibration);
  auto const table = calibration_csv(calibration);
  auto const scenario = calibration_scenario(calibration);
  auto const report = build_report(
      report_data(check_corridor(calibration.corridor), calibration));
  write_files({{folder / "calibration.json", document},
               {folder / "calibration.csv", table},
               {folder / "calibrated.toml", scenario},
               {folder / "calibration.html", report}});
  if (options.json) {
    print(document);
    return 0;
  }
  print(describe(calibration));
  print(fmt::format(
      "\n  {} {}\n  {} {}\n  use it: --scenario {}\n",
      styled("report", Style::accent), (folder / "calibration.html").string(),
      styled("values", Style::accent), (folder / "calibration.csv").string(),
      (folder / "calibrated.toml").string()));
  return 0;
}

}  // namespace camel
