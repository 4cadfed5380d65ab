// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "camel/api/capacity_codec.h"
#include "camel/api/codec.h"
#include "capacity_summary.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

namespace camel {

CapacityQuestion question_of(Options const& options) {
  auto question = options.capacity;
  question.objective = *find_by_name<CapacityObjective>(options.objective);
  question.routes = *find_by_name<RouteFreedom>(options.routes);
  question.by_season = !options.year_as_one;
  question.rank = !options.no_ranking;
  question.threads = plan_of({}, options).threads;
  return question;
}

int capacity_command(Options const& options) {
  auto const check = accept_corridor(options);
  if (!check) {
    return 2;
  }
  auto const& corridor = check->loaded.corridor;
  CapacityStudy study{.question = question_of(options),
                      .with_growth = true,
                      .saturated = std::nullopt};
  std::optional<Progress> progress;
  if (options.simulate) {
    study.saturated = plan_of(corridor, options);
    study.saturated->replications = options.replications.value_or(2);
    study.saturated->progress = [&](int done) {
      if (!progress) {
        progress.emplace("simulating", study.saturated->replications);
      }
      progress->done(done);
    };
  }
  auto const answer = study_capacity(corridor, study);
  print(options.json ? to_json(corridor, answer, Timings::written)
                     : describe(corridor, answer));
  return 0;
}

}  // namespace camel
