// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/step_times.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr EpochSeconds kHourSeconds = 3600;
constexpr EpochSeconds kJanuary = 1'704'067'200;  // of 2024

// A step of 1 to 100 hours, and one of 10 hours.
struct StepTimesTest : testing::Test {
  StepTimesTest() {
    for (int i = 1; i <= 100; ++i) {
      auto const left = kJanuary + i * kHourSeconds;
      journeys.push_back({.way = 0,
                          .product = i % 2 == 0 ? "even" : "odd",
                          .times = {kJanuary, left, left + 10 * kHourSeconds}});
    }
    for (auto const& one : journeys) {
      numbered.push_back({&one, &steps});
    }
    times = StepTimes{numbered, 2};
  }
  EtaQuestion asked(EpochSeconds hours) const {
    return {.steps = &steps,
            .product = "even",
            .step = 0,
            .since = kJanuary,
            .now = kJanuary + hours * kHourSeconds};
  }
  std::vector<std::uint32_t> const steps{0, 1};
  std::vector<BoxJourney> journeys;
  std::vector<NumberedJourney> numbered;
  StepTimes times;
};

TEST_F(StepTimesTest, steps_add_up) {
  auto const said = times.forecast(asked(0));
  ASSERT_EQ(said.size(), 2U);
  EXPECT_NEAR(said[0].at(0.5), 50, 4);
  EXPECT_NEAR(said[0].at(0.9), 90, 5);
  EXPECT_NEAR(said[1].at(0.5) - said[0].at(0.5), 10, 0.1);
}

TEST_F(StepTimesTest, who_is_in_a_step_for_long_has_what_is_left_of_it) {
  auto const said = times.forecast(asked(60));
  EXPECT_NEAR(said[0].at(0.5), 20, 4);
  auto const overdue = times.forecast(asked(200));
  EXPECT_GT(overdue[0].at(0.5), 10);
}

TEST_F(StepTimesTest, quantiles_do_not_cross) {
  for (auto const& spread : times.forecast(asked(17))) {
    EXPECT_TRUE(std::is_sorted(spread.hours.begin(), spread.hours.end()));
  }
}

TEST_F(StepTimesTest, how_rare_a_stay_is_can_be_asked) {
  EXPECT_NEAR(times.level_of(0, "even", 50), 0.5, 0.05);
  EXPECT_NEAR(times.hours_at(0, "even", 0.95), 95, 3);
  EXPECT_EQ(times.level_of(0, "unheard of", 500), 1);
}

TEST_F(StepTimesTest, winter_is_one_season) {
  EXPECT_EQ(season_of(kJanuary), 0);
  EXPECT_EQ(season_of(kJanuary + 330 * 24 * kHourSeconds), 3);
}

}  // namespace
}  // namespace camel
