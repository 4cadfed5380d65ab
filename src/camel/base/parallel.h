// SPDX-License-Identifier: Apache-2.0
// The same work on many things, on several threads. What is done for each must
// touch nothing of the others; then the outcome is that of one thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace camel {

// Calls `work(i)` for each i below `count`. The first failure is thrown here,
// after all threads have ended.
template <typename Work>
void for_each_parallel(std::size_t count, int threads, Work work) {
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      work(i);
    }
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  auto const share = [&] {
    for (auto i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        std::lock_guard const lock{failing};
        failure = failure ? failure : std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (int t = 1; t < threads; ++t) {
      others.emplace_back(share);
    }
    share();
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

}  // namespace camel
