// SPDX-License-Identifier: Apache-2.0
// The same work on many things, on several threads. What is done for each must
// touch nothing of the others; then the outcome is that of one thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

namespace camel {

// Calls `work(i)`, or `work(i, thread)` for what each thread has of its own,
// for each i below `count`. After a failure nothing new is begun; the first is
// thrown here when all threads have ended.
template <typename Work>
void for_each_parallel(std::size_t count, int threads, Work work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  auto const share = [&](std::size_t thread) {
    for (auto i = next++; i < count; i = next++) {
      try {
        if constexpr (std::is_invocable_v<Work, std::size_t, std::size_t>) {
          work(i, thread);
        } else {
          work(i);
        }
      } catch (...) {
        std::lock_guard const lock{failing};
        failure = failure ? failure : std::current_exception();
        next = count;
      }
    }
  };
  auto const team =
      std::min(count, static_cast<std::size_t>(std::max(threads, 1)));
  std::vector<std::thread> others;
  for (std::size_t thread = 1; thread < team; ++thread) {
    others.emplace_back(share, thread);
  }
  share(0);
  for (auto& other : others) {
    other.join();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace camel
