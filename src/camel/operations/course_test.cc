// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/course.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

TEST(Course, without_windows_it_is_1_for_ever) {
  Course const course;
  EXPECT_TRUE(course.is_always_1());
  EXPECT_EQ(course.at(0), 1);
  EXPECT_EQ(course.at(1'000'000), 1);
  EXPECT_EQ(course.lowest(), 1);
  EXPECT_EQ(course.highest(), 1);
}

TEST(Course, a_window_holds_from_its_beginning_and_no_longer_at_its_end) {
  auto const course = Course::least({{10, 20, 0.3}});
  EXPECT_EQ(course.at(9), 1);
  EXPECT_EQ(course.at(10), 0.3);
  EXPECT_EQ(course.at(19), 0.3);
  EXPECT_EQ(course.at(20), 1);
}

TEST(Course, where_windows_overlap_the_least_counts_or_all_are_multiplied) {
  std::vector<Window> const windows{{10, 40, 0.5}, {20, 30, 0.25}, {25, 60, 4}};
  auto const least = Course::least(windows);
  auto const product = Course::product(windows);
  auto const both = [&](Ticks now) {
    return std::pair{least.at(now), product.at(now)};
  };
  EXPECT_EQ(both(15), std::pair(0.5, 0.5));
  EXPECT_EQ(both(22), std::pair(0.25, 0.125));
  EXPECT_EQ(both(27), std::pair(0.25, 0.5));
  EXPECT_EQ(both(35), std::pair(0.5, 2.0));
  EXPECT_EQ(both(50), std::pair(1.0, 4.0));
  EXPECT_EQ(both(60), std::pair(1.0, 1.0));
  EXPECT_EQ(product.highest(), 4);
  EXPECT_EQ(product.lowest(), 0.125);
}

TEST(Course, an_empty_window_and_one_of_value_1_change_nothing) {
  EXPECT_TRUE(Course::least({{10, 10, 0}, {20, 30, 1}}).is_always_1());
}

TEST(Course, says_when_it_is_next_as_asked) {
  auto const course = Course::least({{10, 20, 0}, {20, 30, 0}, {25, 50, 0.5}});
  auto const is_open = [](double share) { return share > 0; };
  EXPECT_EQ(course.first(0, is_open), 0);
  EXPECT_EQ(course.first(10, is_open), 30);
  EXPECT_EQ(course.first(29, is_open), 30);
  EXPECT_EQ(course.first(30, is_open), 30);
  EXPECT_EQ(course.first(0, [](double share) { return share == 0.5; }), 30);
  EXPECT_EQ(course.first(0, [](double share) { return share > 1; }), kNever);
}

// At each tick, what the windows of that tick say. Powers of two multiply
// exactly in any order.
TEST(Course, agrees_with_a_look_at_every_window_at_every_time) {
  Random random{{.seed = 5}};
  for (int round = 0; round < 200; ++round) {
    std::vector<Window> windows;
    for (auto i = random.integer(0, 8); i > 0; --i) {
      auto const begin = random.integer(0, 40);
      windows.push_back(
          {begin, begin + random.integer(0, 20),
           std::exp2(static_cast<double>(random.integer(-2, 2)))});
    }
    auto const least = Course::least(windows);
    auto const product = Course::product(windows);
    for (Ticks now = 0; now < 70; ++now) {
      double lowest = 1;
      double all = 1;
      for (auto const& window : windows) {
        if (window.begin <= now && now < window.end) {
          lowest = std::min(lowest, window.value);
          all *= window.value;
        }
      }
      ASSERT_EQ(least.at(now), lowest);
      ASSERT_EQ(product.at(now), all);
    }
  }
}

}  // namespace
}  // namespace camel
