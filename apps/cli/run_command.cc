// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "camel/api/capacity_codec.h"
#include "camel/api/choose_routes.h"
#include "camel/api/codec.h"
#include "camel/api/recorded_years.h"
#include "camel/api/report.h"
#include "camel/api/route_examples.h"
#include "camel/base/error.h"
#include "camel/base/file.h"
#include "capacity_summary.h"
#include "options.h"
#include "progress.h"
#include "summary.h"
#include "terminal.h"

namespace camel {

namespace {

// The year with more demand than can be carried is for one figure, its share
// of the potential: one replication tells that to a per cent or two.
CapacityAnswer study_with_progress(Corridor const& corridor,
                                   Options const& options) {
  CapacityStudy study{.question = question_of(options),
                      .with_growth = true,
                      .saturated = plan_of(corridor, options)};
  study.saturated->replications = 1;
  Progress const progress{"simulating with more demand", 1};
  return study_capacity(corridor, study);
}

// Four years are enough for odds in tenths.
std::string routes_with_progress(Corridor const& corridor,
                                 ChoiceResult const& choice,
                                 Options const& options) {
  auto const plan = plan_of(corridor, options);
  RecordingPlan recording{.replications = std::min(plan.replications, 4),
                          .warm_up_days = plan.warm_up_days,
                          .seed = plan.seed,
                          .threads = plan.threads,
                          .progress = {},
                          .followers = {}};
  Progress progress{"following boxes", recording.replications};
  recording.progress = [&](int done) { progress.done(done); };
  auto const chosen = with_shares(corridor, choice);
  return routes_part(chosen, record_years(chosen, recording));
}

bool has_demand(Corridor const& corridor) {
  return std::any_of(corridor.demand.begin(), corridor.demand.end(),
                     [](Demand const& row) { return row.teu_year > 0; });
}

}  // namespace

int run_command(Options const& options) {
  auto const check = accept_corridor(options);
  if (!check) {
    return 2;
  }
  auto const folder = std::filesystem::path{options.out};
  make_folder(folder);
  auto const& corridor = check->loaded.corridor;
  auto const result = simulate_with_progress(corridor, options);
  auto const results = to_json(corridor, result, Timings::left_out);
  std::optional<CapacityAnswer> capacity;
  std::string capacity_json;
  std::map<std::string, std::string> parts;
  if (has_demand(corridor)) {
    capacity = study_with_progress(corridor, options);
    capacity_json = to_json(corridor, *capacity, Timings::left_out);
    parts["capacity"] = capacity_part(corridor, *capacity);
    parts["routes"] = routes_with_progress(corridor, result.choice, options);
  }
  auto const report = build_report(report_data(*check, result, parts));
  std::vector<FileText> files{{folder / "report.html", report},
                              {folder / "results.json", results}};
  if (capacity) {
    files.push_back({folder / "capacity.json", capacity_json});
  }
  write_files(files);
  if (options.json) {
    print(results);
    return 0;
  }
  print(describe(corridor, result));
  if (capacity) {
    print(describe_briefly(corridor, *capacity));
  }
  print("\n");
  for (auto const& file : files) {
    print(fmt::format(
        "  {} {}\n",
        styled(fmt::format("{:<8}", file.path.stem().string()), Style::accent),
        file.path.string()));
  }
  return 0;
}

}  // namespace camel
