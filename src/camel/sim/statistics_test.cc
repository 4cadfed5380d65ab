// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/statistics.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/random.h"

namespace camel {
namespace {

TEST(Tally, weights_count_as_that_many_observations) {
  Tally one;
  Tally weighted;
  for (auto const value : {1.0, 4.0, 4.0, 4.0, 7.0, 7.0}) {
    one.add(value);
  }
  weighted.add(1, 1);
  weighted.add(4, 3);
  weighted.add(7, 2);
  EXPECT_DOUBLE_EQ(weighted.mean(), one.mean());
  EXPECT_NEAR(weighted.variance(), one.variance(), 1e-12);
}

TEST(Tally, the_variance_of_a_sample_is_larger_than_its_own) {
  // Mean 4; squares 9 + 0 + 9.
  auto const tally = tally_of(std::array{1.0, 4.0, 7.0});
  EXPECT_DOUBLE_EQ(tally.variance(), 6);
  EXPECT_DOUBLE_EQ(tally.sample_variance(), 9);
  EXPECT_EQ(tally_of(std::array{4.0}).sample_variance(), 0);
}

TEST(TimeWeighted, a_reset_forgets_the_area_but_not_the_value) {
  TimeWeighted level;
  level.set(2, 0);
  level.set(5, 10);
  EXPECT_DOUBLE_EQ(level.area(20), 70);
  EXPECT_DOUBLE_EQ(level.mean(20), 3.5);
  level.reset(20);
  EXPECT_DOUBLE_EQ(level.mean(30), 5);
}

TEST(TValue, is_that_of_the_printed_tables) {
  EXPECT_NEAR(t_value(0.95, 1), 12.706, 5e-4);
  EXPECT_NEAR(t_value(0.95, 10), 2.228, 5e-4);
  EXPECT_NEAR(t_value(0.99, 2), 9.925, 5e-4);
  EXPECT_NEAR(t_value(0.99, 120), 2.617, 5e-4);
}

TEST(TValue, a_confidence_outside_0_and_1_is_refused) {
  EXPECT_THROW(t_value(0, 5), UsageError);
  EXPECT_THROW(t_value(1, 5), UsageError);
  EXPECT_THROW(t_value(95, 5), UsageError);
}

TEST(TInterval, three_values_by_hand) {
  // Mean 2, deviation 1, t(0.975; 2) = 4.302653: half-width 4.302653/sqrt(3).
  std::array const values{1.0, 2.0, 3.0};
  auto const interval = t_interval(values);
  EXPECT_DOUBLE_EQ(interval.mean, 2);
  EXPECT_NEAR(interval.high - interval.mean, 2.484138, 1e-5);
  EXPECT_NEAR(interval.mean - interval.low, 2.484138, 1e-5);
}

TEST(TInterval, it_covers_the_truth_95_times_in_100) {
  int covered = 0;
  constexpr int kTrials = 4000;
  Random random{{.seed = 3, .stream = 4, .replication = 0}};
  for (int i = 0; i < kTrials; ++i) {
    std::array<double, 8> sample{};
    for (auto& value : sample) {
      value = 10 + random.normal();
    }
    auto const interval = t_interval(sample);
    covered += interval.low <= 10 && 10 <= interval.high;
  }
  EXPECT_NEAR(covered / static_cast<double>(kTrials), 0.95, 0.015);
}

}  // namespace
}  // namespace camel
