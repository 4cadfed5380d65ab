// SPDX-License-Identifier: Apache-2.0
// Independent replications on all cores. Each has its own simulation and its
// own numbers; results come back in the order of the replications, so the
// answer is the same on any number of threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace camel {

template <typename Result>
std::vector<Result> run_replications(
    int replications, int threads,
    std::function<Result(int replication)> const& run,
    std::function<void(int done)> const& progress = {}) {
  std::vector<Result> results(static_cast<std::size_t>(replications));
  std::atomic<int> next{0};
  int done = 0;
  std::exception_ptr failure;
  std::mutex mutex;
  auto const work = [&] {
    for (auto i = next++; i < replications; i = next++) {
      try {
        results[static_cast<std::size_t>(i)] = run(i);
        std::lock_guard const lock{mutex};
        ++done;
        if (progress) {
          progress(done);
        }
      } catch (...) {
        std::lock_guard const lock{mutex};
        failure = failure ? failure : std::current_exception();
        next = replications;
      }
    }
  };
  auto const count = std::clamp(threads, 1, std::max(replications, 1));
  std::vector<std::thread> team;
  for (int t = 1; t < count; ++t) {
    team.emplace_back(work);
  }
  work();
  for (auto& member : team) {
    member.join();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
  return results;
}

}  // namespace camel
