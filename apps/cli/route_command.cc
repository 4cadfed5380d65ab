// SPDX-License-Identifier: Apache-2.0
#include "camel/api/codec.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/recorded_years.h"
#include "camel/api/route_codec.h"
#include "camel/api/user_folders.h"
#include "camel/base/error.h"
#include "options.h"
#include "progress.h"
#include "route_summary.h"
#include "terminal.h"

namespace camel {

namespace {

RecordedYears years_of(ScenarioCorridor const& corridor,
                       Options const& options) {
  auto const plan = plan_of(corridor.loaded.corridor, options);
  YearsWanted wanted;
  wanted.plan.replications = options.replications.value_or(8);
  wanted.plan.warm_up_days = plan.warm_up_days;
  wanted.plan.seed = plan.seed;
  wanted.plan.threads = plan.threads;
  wanted.folder = cache_folder();
  Progress choosing{"choosing ways",
                    corridor.loaded.corridor.choice.iterations};
  wanted.choosing = [&](int done) { choosing.done(done); };
  std::optional<Progress> progress;
  wanted.plan.progress = [&](int done) {
    if (!progress) {
      progress.emplace("simulating, for this and later queries",
                       wanted.plan.replications);
    }
    progress->done(done);
  };
  return load_or_record_years(corridor, wanted);
}

}  // namespace

int route_command(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  auto const with = load_with_scenarios(package, options.scenarios);
  if (!is_sound(check_corridor(with.loaded), options)) {
    return 2;
  }
  auto const& corridor = with.loaded.corridor;
  auto const question = question_in(corridor, options.route);
  auto const recorded = years_of(with, options);
  if (!recorded.warning.empty()) {
    complain("camel: " + recorded.warning + "\n");
  }
  auto const answer = RouteFinder{corridor, recorded.years}.find(question);
  if (options.route.geojson) {
    print(to_geojson(corridor, answer));
  } else {
    print(options.json
              ? to_json(corridor, answer)
              : describe(corridor, answer, {.all = options.route.all}));
  }
  return answer.alternatives.empty() ? 1 : 0;
}

}  // namespace camel
