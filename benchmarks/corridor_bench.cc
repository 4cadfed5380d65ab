// SPDX-License-Identifier: Apache-2.0
// The simulated year of a corridor: one JSON line a measurement.
//
//   ./bench corridor [CORRIDOR] [REPLICATIONS]

#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "camel/api/find_corridor.h"
#include "camel/api/simulate.h"
#include "camel/loader/load_corridor.h"
#include "measure.h"

int main(int argc, char** argv) {
  using namespace camel;
  std::string const name = argc > 1 ? argv[1] : kDefaultCorridor;
  auto const replications = argc > 2 ? std::atoi(argv[2]) : 4;

  auto const before = usage_now();
  auto const loaded = load_corridor(find_corridor(name));
  auto const after_load = usage_now();
  fmt::print(
      "{{\"case\":\"load\",\"corridor\":\"{}\",\"user_seconds\":{:.4f},"
      "\"peak_mb\":{:.1f}}}\n",
      name, after_load.user_seconds - before.user_seconds, after_load.peak_mb);

  for (auto const threads : {1, 2}) {
    auto const& own = loaded.corridor.simulation;
    auto const start = usage_now();
    auto const result =
        simulate_corridor(loaded.corridor, {.replications = replications,
                                            .days = own.days,
                                            .warm_up_days = own.warm_up_days,
                                            .seed = own.seed,
                                            .threads = threads,
                                            .progress = {}});
    auto const end = usage_now();
    auto const user = end.user_seconds - start.user_seconds;
    fmt::print(
        "{{\"case\":\"simulate\",\"corridor\":\"{}\",\"threads\":{},"
        "\"replications\":{},\"days\":{},\"trains_year\":{:.0f},"
        "\"teu_year\":{:.0f},\"events\":{},\"events_per_second\":{:.0f},"
        "\"user_seconds_a_replication\":{:.3f},\"user_seconds\":{:.3f},"
        "\"wall_seconds\":{:.3f},\"peak_mb\":{:.1f}}}\n",
        name, threads, replications, own.days + own.warm_up_days,
        result.trains_year.mean, result.teu_year.mean, result.events,
        static_cast<double>(result.events) / user, user / replications, user,
        result.seconds, end.peak_mb);
  }
}
