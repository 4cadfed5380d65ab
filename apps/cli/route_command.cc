// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include "camel/api/codec.h"
#include "camel/api/load_scenarios.h"
#include "camel/api/recorded_years.h"
#include "camel/api/route_codec.h"
#include "camel/base/error.h"
#include "options.h"
#include "progress.h"
#include "route_summary.h"
#include "terminal.h"

namespace camel {

namespace {

RouteQuestion question_of(Corridor const& corridor,
                          RouteOptions const& options) {
  RouteQuestion question;
  question.from = place_called(corridor, options.from);
  question.to = place_called(corridor, options.to);
  question.goods = options.commodity.empty()
                       ? usual_goods(corridor)
                       : goods_called(corridor, options.commodity);
  question.teu = teu_of_units(options.units);
  auto const& origin = corridor.places[question.from];
  question.ready = options.ready.empty()
                       ? std::chrono::floor<std::chrono::days>(
                             std::chrono::system_clock::now())
                       : moment_at(origin, options.ready);
  if (!options.depart_by.empty()) {
    question.depart_by = moment_at(origin, options.depart_by);
  }
  if (!options.arrive_by.empty()) {
    question.arrive_by =
        moment_at(corridor.places[question.to], options.arrive_by);
  }
  for (auto const& word : options.via) {
    question.via.push_back(place_called(corridor, word));
  }
  for (auto const& word : options.avoid) {
    avoid(corridor, word, question);
  }
  question.weeks = options.weeks;
  return question;
}

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
  auto const question = question_of(corridor, options.route);
  auto const recorded = years_of(with, options);
  if (!recorded.warning.empty()) {
    std::fprintf(stderr, "camel: %s\n", recorded.warning.c_str());
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
