// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "camel/api/choose_routes.h"
#include "camel/api/codec.h"
#include "camel/api/compare_codec.h"
#include "camel/api/report.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "compare_summary.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

namespace camel {

namespace {

// Says what is wrong and returns false, or true.
bool accept(LoadedCorridor const& loaded, Options const& options) {
  if (loaded.ok()) {
    return true;
  }
  auto const check = check_corridor(loaded);
  if (options.json) {
    print(to_json(check));
  } else {
    refuse(check);
  }
  return false;
}

Comparison compare_with_progress(Corridor const& base,
                                 std::vector<ScenarioCorridor> alternatives,
                                 Options const& options) {
  ComparisonPlan plan{
      .simulation = plan_of(base, options),
      .simulate = [](Corridor const& corridor, SimulationPlan const& own) {
        return simulate_choosing(corridor, own);
      }};
  auto const runs = static_cast<int>(alternatives.size()) + 1;
  Progress progress{"comparing", runs * plan.simulation.replications};
  plan.simulation.progress = [&](int done) { progress.done(done); };
  return compare_scenarios(base, std::move(alternatives), plan);
}

}  // namespace

int compare_command(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  if (options.list) {
    print(options.json ? scenarios_json(package) : list_scenarios(package));
    return 0;
  }
  if (options.scenarios.empty()) {
    throw UsageError{
        "nothing to compare with — name one with --scenario NAME, or see "
        "camel compare --list"};
  }
  std::vector<ScenarioCorridor> alternatives;
  for (auto const& name : options.scenarios) {
    alternatives.push_back(load_with_scenarios(package, std::vector{name}));
  }
  if (!accept(package.base, options)) {
    return 2;
  }
  for (auto const& alternative : alternatives) {
    if (!accept(alternative.loaded, options)) {
      return 2;
    }
  }
  auto const folder = std::filesystem::path{options.out};
  make_folder(folder);
  auto const& base = package.base.corridor;
  auto const comparison =
      compare_with_progress(base, std::move(alternatives), options);
  auto const results = to_json(base, comparison);
  auto const report = build_report(report_data(
      check_corridor(package.base), comparison.base,
      {{"comparison",
        comparison_data(base, comparison, Distributions::left_out)}}));
  write_files({{folder / "comparison.json", results},
               {folder / "report.html", report}});
  if (options.json) {
    print(results);
  } else {
    print(describe(base, comparison));
    print(fmt::format(
        "\n  {} {}\n  {} {}\n", styled("report    ", Style::accent),
        (folder / "report.html").string(), styled("comparison", Style::accent),
        (folder / "comparison.json").string()));
  }
  return 0;
}

}  // namespace camel
