// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/alerts.h"

#include <gtest/gtest.h>

#include "camel/base/names.h"

namespace camel {
namespace {

constexpr EpochSeconds kHourSeconds = 3600;

TimeSpread about(double hours) {
  TimeSpread spread;
  for (std::size_t i = 0; i < kSpreadLevels.size(); ++i) {
    spread.hours[i] = hours - 10 + 20 * kSpreadLevels[i];
  }
  return spread;
}

// At B, where it came an hour after hour 20, with a train to catch at hour 40
// and a promise at hour 100; steps usually take 1 to 10 hours.
struct AlertsTest : testing::Test {
  AlertsTest() {
    watch.object = "CSQU3054383";
    watch.way = {{"A", Passing::ready, ""},    {"A", Passing::departs, "E"},
                 {"B", Passing::arrives, "E"}, {"B", Passing::departs, "S"},
                 {"C", Passing::arrives, "S"}, {"C", Passing::delivered, ""}};
    watch.planned = {kNotYet, 5, 20, 40, kNotYet, 100};
    for (auto& time : watch.planned) {
      time = time == kNotYet ? kNotYet : time * kHourSeconds;
    }
    watch.journey.times = {0,       5 * kHourSeconds, kNotYet,
                           kNotYet, kNotYet,          kNotYet};
    watch.passed = 1;
    for (int i = 1; i <= 100; ++i) {
      journeys.push_back({.way = 0, .product = "", .times = {}});
      for (int t = 0; t <= 5; ++t) {
        journeys.back().times.push_back(EpochSeconds{t} * i * 360);
      }
    }
    for (auto const& one : journeys) {
      numbered.push_back({&one, &steps});
    }
    times = StepTimes{numbered, 5};
  }
  std::vector<BoxAlert> alerts(std::vector<TimeSpread> const& arrivals,
                               EpochSeconds hour) const {
    return alerts_of({.watch = watch,
                      .arrivals = arrivals,
                      .steps = steps,
                      .times = times,
                      .now = hour * kHourSeconds});
  }
  static std::string kinds(std::vector<BoxAlert> const& all) {
    std::string text;
    for (auto const& one : all) {
      text += std::string{name_of(one.kind)} + " ";
    }
    return text;
  }
  BoxWatch watch;
  std::vector<std::uint32_t> const steps{0, 1, 2, 3, 4};
  std::vector<BoxJourney> journeys;
  std::vector<NumberedJourney> numbered;
  StepTimes times;
};

TEST_F(AlertsTest, a_box_in_time_gives_none) {
  EXPECT_EQ(kinds(alerts({about(10), about(20), about(30), about(60)}, 8)), "");
}

TEST_F(AlertsTest, late_and_perhaps_late_are_told_apart) {
  auto const late = alerts({about(10), about(20), about(80), about(120)}, 8);
  ASSERT_EQ(kinds(late), "late ");
  EXPECT_EQ(late[0].place, "C");
  EXPECT_EQ(late[0].since, 5 * kHourSeconds);
  EXPECT_NE(late[0].reason.find("28 hours after the promise"),
            std::string::npos);
  EXPECT_EQ(late[0].why, (AlertReason{.type = AlertWhy::expected_late,
                                      .planned = 100 * kHourSeconds,
                                      .expected = 128 * kHourSeconds,
                                      .lasts = 28 * kHourSeconds}));
  auto const perhaps = alerts({about(10), about(20), about(80), about(87)}, 8);
  ASSERT_EQ(kinds(perhaps), "may_be_late ");
  EXPECT_EQ(perhaps[0].why, (AlertReason{.type = AlertWhy::may_be_late,
                                         .planned = 100 * kHourSeconds,
                                         .expected = 95 * kHourSeconds}));
}

TEST_F(AlertsTest, longer_than_19_of_20_others_is_stuck) {
  auto const all = alerts({about(10), about(15), about(20), about(40)}, 17);
  ASSERT_EQ(kinds(all), "stuck ");
  EXPECT_EQ(all[0].place, "A");
  EXPECT_NEAR(static_cast<double>(all[0].since), 14.5 * kHourSeconds, 1800);
  EXPECT_EQ(all[0].why.type, AlertWhy::runs_long);
  EXPECT_EQ(all[0].why.lasts, 12 * kHourSeconds);
  EXPECT_NEAR(static_cast<double>(all[0].why.usual), 9.5 * kHourSeconds, 1800);
}

TEST_F(AlertsTest, who_comes_after_his_train_has_another_one_named) {
  auto const all = alerts({about(40), about(60), about(70), about(80)}, 8);
  ASSERT_EQ(kinds(all), "missed_connection ");
  EXPECT_EQ(all[0].place, "B");
  EXPECT_EQ(all[0].fallback, "goes on by S about 1970-01-03 20:00");
  EXPECT_EQ(all[0].why, (AlertReason{.type = AlertWhy::misses_connection,
                                     .planned = 40 * kHourSeconds,
                                     .expected = 48 * kHourSeconds,
                                     .lasts = 8 * kHourSeconds,
                                     .service = "S",
                                     .goes_on = 68 * kHourSeconds}));
}

TEST_F(AlertsTest, of_a_box_that_nobody_saw_nothing_is_reckoned) {
  watch.journey.times.assign(watch.way.size(), kNotYet);
  watch.passed = 0;
  watch.strays = {{"X", 7 * kHourSeconds}};
  EXPECT_EQ(kinds(alerts({about(10), about(20), about(30), about(200)}, 8)),
            "off_plan ");
}

TEST_F(AlertsTest, off_the_plan_and_late_when_it_came) {
  watch.strays = {{"X", 7 * kHourSeconds}};
  EXPECT_EQ(kinds(alerts({about(10), about(20), about(30), about(60)}, 8)),
            "off_plan ");
  EXPECT_EQ(alerts({}, 8)[0].why, (AlertReason{.type = AlertWhy::off_plan}));
  watch.strays.clear();
  watch.journey.times.back() = 124 * kHourSeconds;
  watch.passed = 5;
  auto const came = alerts({}, 130);
  ASSERT_EQ(kinds(came), "late ");
  EXPECT_EQ(came[0].since, 100 * kHourSeconds);
  EXPECT_EQ(came[0].why, (AlertReason{.type = AlertWhy::came_late,
                                      .planned = 100 * kHourSeconds,
                                      .actual = 124 * kHourSeconds,
                                      .lasts = 24 * kHourSeconds}));
}

}  // namespace
}  // namespace camel
