// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/parallel.h"

namespace camel {
namespace {

TEST(Parallel, each_is_done_once_on_any_number_of_threads) {
  for (auto const threads : {0, 1, 2, 7}) {
    std::vector<int> done(100);
    for_each_parallel(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(100, 1)) << threads << " threads";
  }
}

TEST(Parallel, each_thread_has_a_number_below_that_of_threads) {
  std::vector<int> by_thread(3);
  for_each_parallel(
      90, 3, [&](std::size_t, std::size_t thread) { ++by_thread.at(thread); });
  EXPECT_EQ(by_thread[0] + by_thread[1] + by_thread[2], 90);
}

TEST(Parallel, there_are_no_more_threads_than_things_to_do) {
  for_each_parallel(
      1, 8, [](std::size_t, std::size_t thread) { EXPECT_EQ(thread, 0U); });
  for_each_parallel(0, 8, [](std::size_t) { FAIL(); });
}

TEST(Parallel, a_failure_comes_out_and_ends_the_work) {
  int done = 0;
  EXPECT_THROW(for_each_parallel(100, 1,
                                 [&](std::size_t i) {
                                   ++done;
                                   if (i == 3) {
                                     throw std::runtime_error{"broken"};
                                   }
                                 }),
               std::runtime_error);
  EXPECT_EQ(done, 4);
}

}  // namespace
}  // namespace camel
