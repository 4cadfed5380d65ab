// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/monitor.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min();

SpanMonitor spans(std::vector<std::int64_t> const& all) {
  SpanMonitor monitor;
  for (auto const span : all) {
    monitor.add(span);
  }
  return monitor;
}

TEST(LevelMonitor, the_area_is_level_times_ticks) {
  LevelMonitor level;
  level.set(2, 0);
  level.add(3, 10);   // 2 for 10 ticks
  level.add(-4, 14);  // 5 for 4 ticks
  EXPECT_EQ(level.level(), 1);
  EXPECT_EQ(level.max(), 5);
  EXPECT_TRUE(level.area(20) == 2 * 10 + 5 * 4 + 1 * 6);
  EXPECT_DOUBLE_EQ(level.mean(20), 46.0 / 20);
}

TEST(LevelMonitor, a_monitor_built_during_the_run_begins_there) {
  LevelMonitor const level{3, 100};
  EXPECT_TRUE(level.area(110) == 30);
  EXPECT_DOUBLE_EQ(level.mean(110), 3);
  EXPECT_DOUBLE_EQ(level.mean(100), 3);
}

TEST(LevelMonitor, a_reset_keeps_the_level_and_forgets_the_past) {
  LevelMonitor level;
  level.set(9, 0);
  level.set(4, 50);
  level.reset(60);
  EXPECT_EQ(level.level(), 4);
  EXPECT_EQ(level.max(), 4);
  EXPECT_TRUE(level.area(60) == 0);
  level.set(0, 70);
  EXPECT_DOUBLE_EQ(level.mean(80), 2);
}

TEST(LevelMonitor, the_highest_of_levels_below_zero_is_below_zero) {
  LevelMonitor level{-5, 0};
  level.set(-2, 10);
  EXPECT_EQ(level.max(), -2);
  EXPECT_TRUE(level.area(20) == -70);
}

TEST(LevelMonitor, the_area_holds_the_largest_level_over_the_longest_time) {
  LevelMonitor level{kLargest, 0};
  level.set(0, kLargest);
  EXPECT_TRUE(level.area(kLargest) == Int128{kLargest} * kLargest);
  EXPECT_DOUBLE_EQ(level.mean(kLargest), std::ldexp(1, 63));
}

TEST(SpanMonitor, five_spans_by_hand) {
  // Mean 30/5 = 6; squares about it 16 + 4 + 0 + 1 + 25 = 46.
  auto const monitor = spans({2, 4, 6, 7, 11});
  EXPECT_EQ(monitor.count(), 5);
  EXPECT_TRUE(monitor.sum() == 30);
  EXPECT_TRUE(monitor.sum_of_squares() == 4 + 16 + 36 + 49 + 121);
  EXPECT_EQ(monitor.min(), 2);
  EXPECT_EQ(monitor.max(), 11);
  EXPECT_DOUBLE_EQ(monitor.mean(), 6);
  EXPECT_DOUBLE_EQ(monitor.variance(), 46.0 / 5);
}

TEST(SpanMonitor, a_mean_between_two_ticks) {
  // 5 and 6: mean 5.5, each half a tick off. The same below zero.
  EXPECT_DOUBLE_EQ(spans({5, 6}).variance(), 0.25);
  EXPECT_DOUBLE_EQ(spans({-5, -6}).variance(), 0.25);
  EXPECT_DOUBLE_EQ(spans({-5, -6}).mean(), -5.5);
}

TEST(SpanMonitor, without_spans_everything_is_zero) {
  SpanMonitor monitor;
  EXPECT_EQ(monitor.min(), 0);
  EXPECT_EQ(monitor.max(), 0);
  EXPECT_EQ(monitor.mean(), 0);
  EXPECT_EQ(monitor.variance(), 0);
  monitor.add(8);
  monitor.reset();
  EXPECT_EQ(monitor, SpanMonitor{});
}

TEST(SpanMonitor, small_differences_survive_beside_a_large_mean) {
  // A year in microseconds, and one tick more: in doubles the squares, about
  // 1e27, would have lost a difference of 1.
  constexpr std::int64_t kYear = 31'536'000'000'000;
  EXPECT_DOUBLE_EQ(spans({kYear, kYear + 1}).variance(), 0.25);
  EXPECT_EQ(spans({kYear, kYear, kYear}).variance(), 0);
}

TEST(SpanMonitor, the_sum_holds_the_largest_spans) {
  auto const monitor = spans({kLargest, kLargest, kLargest});
  EXPECT_TRUE(monitor.sum() == 3 * Int128{kLargest});
  EXPECT_EQ(monitor.variance(), 0);
  auto const both = spans({kSmallest, kLargest});
  EXPECT_TRUE(both.sum() == -1);
  EXPECT_DOUBLE_EQ(both.variance(), std::ldexp(1, 126));
}

TEST(SpanMonitor, squares_beyond_128_bits_make_the_variance_infinite) {
  // 2^62 squared is 2^124: fifteen fit, the sixteenth reaches 2^128.
  SpanMonitor monitor;
  constexpr auto kSpan = std::int64_t{1} << 62;
  for (int i = 0; i < 15; ++i) {
    monitor.add(kSpan);
  }
  EXPECT_EQ(monitor.variance(), 0);
  monitor.add(kSpan);
  EXPECT_TRUE(std::isinf(monitor.variance()));
  EXPECT_TRUE(monitor.sum() == 16 * Int128{kSpan});
  monitor += monitor;
  EXPECT_TRUE(std::isinf(monitor.variance()));
  EXPECT_DOUBLE_EQ(monitor.mean(), std::ldexp(1, 62));
}

TEST(SpanMonitor, merged_parts_equal_the_whole_in_any_order) {
  auto const first = spans({3, -9, 14});
  auto const second = spans({kLargest, 26});
  auto const whole = spans({kLargest, 3, -9, 14, 26});
  auto forward = first;
  forward += second;
  auto backward = second;
  backward += first;
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
  forward += SpanMonitor{};
  EXPECT_EQ(forward, whole);
}

TEST(Monitors, littles_law_holds_to_the_tick) {
  // One server, first come first served: who arrives at a begins at the later
  // of a and the departure before. Everyone has left when the area is read.
  Random random{{.seed = 5, .stream = 1, .replication = 0}};
  struct Step {
    std::int64_t time;
    int change;
  };
  std::vector<Step> steps;
  SpanMonitor stays;
  std::int64_t arrival = 0;
  std::int64_t departure = 0;
  for (int customer = 0; customer < 10'000; ++customer) {
    arrival += std::llround(random.exponential(1e6));
    departure =
        std::max(arrival, departure) + std::llround(random.exponential(0.9e6));
    stays.add(departure - arrival);
    steps.push_back({arrival, 1});
    steps.push_back({departure, -1});
  }
  std::ranges::stable_sort(steps, {}, &Step::time);
  LevelMonitor inside;
  for (auto const& [time, change] : steps) {
    inside.add(change, time);
  }
  ASSERT_EQ(inside.level(), 0);
  EXPECT_TRUE(inside.area(departure) == stays.sum());
  // L = lambda W, with lambda the customers per tick.
  EXPECT_NEAR(inside.mean(departure),
              10'000.0 / static_cast<double>(departure) * stays.mean(), 1e-12);
}

}  // namespace
}  // namespace camel
