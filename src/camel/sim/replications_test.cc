// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/replications.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Replications, results_come_in_order_on_any_number_of_threads) {
  std::function<int(int)> const square = [](int i) { return i * i; };
  auto const expected = run_replications<int>(20, 1, square);
  EXPECT_EQ(expected[7], 49);
  for (auto const threads : {2, 3, 16}) {
    EXPECT_EQ(run_replications<int>(20, threads, square), expected);
  }
}

TEST(Replications, each_is_reported_once_whichever_thread_did_it) {
  std::function<int(int)> const same = [](int i) { return i; };
  std::vector<int> told;
  run_replications<int>(50, 4, same, [&](int done) { told.push_back(done); });
  ASSERT_EQ(told.size(), 50U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 50);
}

TEST(Replications, a_failure_in_one_comes_out) {
  std::function<int(int)> const fail = [](int i) {
    return i == 3 ? throw std::runtime_error{"no"} : i;
  };
  EXPECT_THROW(run_replications<int>(8, 2, fail), std::runtime_error);
}

}  // namespace
}  // namespace camel
