// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "camel/api/arrivals.h"
#include "camel/api/user_folders.h"
#include "options.h"
#include "progress.h"
#include "terminal.h"

namespace camel {

namespace {

std::vector<std::string> row_of(std::string name, EtaScore const& score) {
  if (score.cases == 0) {
    return {std::move(name), "0", "–", "–", "–", "–"};
  }
  return {std::move(name),
          std::to_string(score.cases),
          fmt::format("{:.1f} %", 100 * score.covered),
          fmt::format("{:.1f}", score.pinball),
          fmt::format("{:.1f}", score.off),
          fmt::format("{:.1f}", score.width)};
}

std::string describe(EtaTrialResult const& result) {
  if (result.calibrated.cases == 0) {
    return "There was nothing to judge: no box that was followed came to its "
           "end in a year that was not seen. Follow more of them (--share).\n";
  }
  using Align = TextTable::Align;
  TextTable table{{{"arrivals in years not seen"},
                   {"cases", Align::right},
                   {"in 80 % band", Align::right},
                   {"pinball h", Align::right},
                   {"median off h", Align::right},
                   {"band h", Align::right}}};
  table.add(row_of("times of steps alone", result.empirical));
  table.add(row_of("as the day is", result.conditioned));
  table.add(row_of("and calibrated", result.calibrated));
  auto from = 0.0;
  for (std::size_t i = 0; i < result.horizons.size(); ++i) {
    auto const to = EtaCalibration::kHorizons[i];
    auto const is_last = i + 1 == result.horizons.size();
    table.add(row_of(
        is_last ? fmt::format("  {:.0f} hours ahead and more", from)
                : fmt::format("  {:.0f} to {:.0f} hours ahead", from, to),
        result.horizons[i]));
    from = to;
  }
  table.add(row_of("behind closures, not announced", result.unannounced));
  table.add(row_of("behind closures, announced", result.announced));
  return table.text() +
         fmt::format(
             "\nquantiles out of order: {}; one update of a box: {:.3f} "
             "ms, behind closures {:.3f} ms\n",
             result.crossings, result.microseconds / 1000,
             result.announced_microseconds / 1000);
}

}  // namespace

int eta_command(Options const& options) {
  auto const check = accept_corridor(options);
  if (!check) {
    return 2;
  }
  auto const& corridor = check->loaded.corridor;
  auto const threads =
      options.threads > 0
          ? options.threads
          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  // Seeds that no simulation of the corridor itself begins with.
  ArrivalsPlan plan;
  plan.learnt = {.years = options.learnt_years,
                 .days = corridor.simulation.days,
                 .warm_up_days = corridor.simulation.warm_up_days,
                 .seed = 100,
                 .threads = threads,
                 .share = options.share};
  plan.unseen = plan.learnt;
  plan.unseen.years = options.unseen_years;
  plan.unseen.seed = 9'000;
  Progress learning{"simulating", options.learnt_years};
  Progress judging{"judging", options.unseen_years};
  plan.learnt.progress = [&](int done) { learning.done(done); };
  plan.unseen.progress = [&](int done) { judging.done(done); };
  auto const result = learn_arrivals(corridor, plan);
  keep_arrivals(data_folder(options.tracking.data), result.learnt);
  print(options.json ? to_json(result.trial) : describe(result.trial));
  return 0;
}

}  // namespace camel
