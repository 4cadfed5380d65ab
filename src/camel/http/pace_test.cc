// SPDX-License-Identifier: Apache-2.0
#include "camel/http/pace.h"

#include <gtest/gtest.h>

#include "camel/http/problem.h"

namespace camel::http {
namespace {

using std::chrono::milliseconds;
constexpr PaceKeeper::Clock::time_point kNoon{};

// "" when it may ask, else after how many seconds.
std::string asks(PaceKeeper& keeper, std::string const& who,
                 milliseconds after) {
  try {
    keeper.take(who, kNoon + after);
    return "";
  } catch (Problem const& problem) {
    EXPECT_EQ(problem.status, 429);
    return problem.retry_after;
  }
}

TEST(Pace, lets_a_burst_through_and_then_a_steady_stream) {
  PaceKeeper keeper{{.per_second = 2, .burst = 3}};
  for (auto i = 0; i < 3; ++i) {
    EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "");
  }
  EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "1");
  EXPECT_EQ(asks(keeper, "a", milliseconds{499}), "1");
  EXPECT_EQ(asks(keeper, "a", milliseconds{501}), "");
  EXPECT_EQ(asks(keeper, "a", milliseconds{502}), "1");
}

TEST(Pace, a_bucket_holds_no_more_than_its_burst) {
  PaceKeeper keeper{{.per_second = 2, .burst = 3}};
  asks(keeper, "a", milliseconds{0});
  for (auto i = 0; i < 3; ++i) {
    EXPECT_EQ(asks(keeper, "a", milliseconds{3'600'000}), "");
  }
  EXPECT_EQ(asks(keeper, "a", milliseconds{3'600'000}), "1");
}

TEST(Pace, says_how_long_to_wait) {
  PaceKeeper keeper{{.per_second = 0.1, .burst = 1}};
  EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "");
  EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "10");
}

TEST(Pace, each_has_a_bucket_of_its_own) {
  PaceKeeper keeper{{.per_second = 1, .burst = 1}};
  EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "");
  EXPECT_EQ(asks(keeper, "b", milliseconds{0}), "");
  EXPECT_NE(asks(keeper, "a", milliseconds{0}), "");
}

TEST(Pace, there_is_none_unless_it_is_set) {
  PaceKeeper keeper{{}};
  for (auto i = 0; i < 1000; ++i) {
    EXPECT_EQ(asks(keeper, "a", milliseconds{0}), "");
  }
  EXPECT_EQ(keeper.buckets(), 0U);
}

TEST(Pace, full_buckets_are_forgotten_and_there_are_never_too_many) {
  PaceKeeper keeper{{.per_second = 1, .burst = 1}};
  for (auto i = 0; i < 20'000; ++i) {
    asks(keeper, std::to_string(i), milliseconds{0});
  }
  EXPECT_LE(keeper.buckets(), 10'001U);
  asks(keeper, "late", milliseconds{5000});
  EXPECT_EQ(keeper.buckets(), 1U);
}

}  // namespace
}  // namespace camel::http
