// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <thread>
#include <utility>

#include "camel/api/choose_routes.h"
#include "camel/api/codec.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/simulated_events.h"
#include "camel/base/file.h"
#include "options.h"
#include "progress.h"
#include "summary.h"
#include "terminal.h"

namespace camel {

SimulationPlan plan_of(Corridor const& corridor, Options const& options) {
  auto const& own = corridor.simulation;
  auto const cores = static_cast<int>(std::thread::hardware_concurrency());
  return {.replications = options.replications.value_or(own.replications),
          .days = options.days.value_or(own.days),
          .warm_up_days = options.warm_up_days.value_or(own.warm_up_days),
          .seed = options.seed.value_or(own.seed),
          .threads = options.threads > 0 ? options.threads : std::max(cores, 1),
          .progress = {}};
}

bool is_sound(CorridorCheck const& check, Options const& options) {
  if (check.loaded.ok()) {
    return true;
  }
  if (options.json) {
    print(to_json(check));
  } else {
    refuse(check);
  }
  return false;
}

std::optional<CorridorCheck> accept_corridor(Options const& options) {
  auto const package = open_package(find_corridor(options.corridor));
  auto check =
      check_corridor(load_with_scenarios(package, options.scenarios).loaded);
  return is_sound(check, options) ? std::optional{std::move(check)}
                                  : std::nullopt;
}

SimulationResult simulate_with_progress(Corridor const& corridor,
                                        Options const& options) {
  auto plan = plan_of(corridor, options);
  Progress choosing{"choosing ways", corridor.choice.iterations};
  std::optional<Progress> progress;
  plan.progress = [&](int done) {
    if (!progress) {
      progress.emplace("simulating", plan.replications);
    }
    progress->done(done);
  };
  return simulate_choosing(corridor, plan,
                           [&](int done) { choosing.done(done); });
}

namespace {

void write_events(Corridor const& corridor, SimulationResult const& result,
                  Options const& options) {
  FileWriter file{options.events};
  EpcisWriter writer{[&](std::string_view text) { file.write(text); }};
  auto const plan = plan_of(corridor, options);
  auto const written =
      write_simulated_events(with_shares(corridor, result.choice),
                             {.days = plan.days,
                              .warm_up_days = plan.warm_up_days,
                              .seed = plan.seed,
                              .boxes = static_cast<double>(options.boxes)},
                             writer);
  file.finish();
  std::fprintf(stderr,
               "%s: %zu events of %zu boxes in %zu consignments, on %zu trains "
               "and vessels\n",
               options.events.c_str(), written.events, written.boxes,
               written.consignments, written.trains);
}

}  // namespace

int simulate_command(Options const& options) {
  auto const check = accept_corridor(options);
  if (!check) {
    return 2;
  }
  auto const& corridor = check->loaded.corridor;
  auto const result = simulate_with_progress(corridor, options);
  if (!options.events.empty()) {
    write_events(corridor, result, options);
  }
  print(options.json ? to_json(corridor, result, Timings::written)
                     : describe(corridor, result));
  return 0;
}

}  // namespace camel
