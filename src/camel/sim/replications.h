// SPDX-License-Identifier: Apache-2.0
// Independent replications on all cores. Each has its own simulation and its
// own numbers; results come back in the order of the replications, so the
// answer is the same on any number of threads.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "camel/base/parallel.h"

namespace camel {

template <typename Result>
std::vector<Result> run_replications(
    int replications, int threads,
    std::function<Result(int replication)> const& run,
    std::function<void(int done)> const& progress = {}) {
  std::vector<Result> results(static_cast<std::size_t>(replications));
  int done = 0;
  std::mutex telling;
  for_each_parallel(results.size(), threads, [&](std::size_t i) {
    results[i] = run(static_cast<int>(i));
    std::lock_guard const lock{telling};
    ++done;
    if (progress) {
      progress(done);
    }
  });
  return results;
}

}  // namespace camel
