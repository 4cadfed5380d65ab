// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/time_spread.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

// Even between 0 and 100 hours.
TimeSpread even() {
  TimeSpread spread;
  for (std::size_t i = 0; i < kSpreadLevels.size(); ++i) {
    spread.hours[i] = 100 * kSpreadLevels[i];
  }
  return spread;
}

TEST(TimeSpread, any_level_lies_between_those_that_are_known) {
  EXPECT_NEAR(even().at(0.5), 50, 1e-9);
  EXPECT_NEAR(even().at(0.42), 42, 1e-9);
  EXPECT_NEAR(even().level_of(42), 0.42, 1e-9);
}

TEST(TimeSpread, outside_of_them_it_goes_on_and_never_before_now) {
  EXPECT_NEAR(even().at(1.0), 100, 1e-6);
  EXPECT_NEAR(even().at(-1.0), 0, 1e-6);
  EXPECT_NEAR(even().level_of(110), 1.1, 1e-6);
}

TEST(TimeSpread, of_a_moment_that_is_certain_the_level_is_in_the_middle) {
  TimeSpread spread;
  spread.hours.fill(5);
  EXPECT_NEAR(spread.level_of(5), 0.5, 1e-9);
  EXPECT_EQ(spread.at(0.9), 5);
}

}  // namespace
}  // namespace camel
