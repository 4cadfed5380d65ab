// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/announced_closures.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr EpochSeconds kHourSeconds = 3600, kDaySeconds = 24 * kHourSeconds;
constexpr EpochSeconds kBegin = 1'704'067'200;
constexpr int kDays = 300;

BoxWay const kWay{{"A", Passing::ready, ""},
                  {"A", Passing::departs, "E"},
                  {"B", Passing::arrives, "E"},
                  {"B", Passing::delivered, ""}};

ClosureOnWay closure(EpochSeconds from, EpochSeconds until) {
  return {.waypoint = 1,
          .closure = {
              .name = "shut", .stretch = "A>B", .from = from, .until = until}};
}

// Four boxes a day that wait some hours at A, run for a day and stand for half
// a day. Once in thirty days A is shut for five: then one leaves every three
// hours.
EtaYear year_of_closures() {
  EtaYear year{.journeys = {},
               .begin = kBegin,
               .end = kBegin + kDays * kDaySeconds,
               .closures = {{}}};
  for (int month = 0; month < kDays / 30; ++month) {
    auto const from = kBegin + (30 * month + 10) * kDaySeconds;
    year.closures[0].push_back(closure(from, from + 5 * kDaySeconds));
  }
  EpochSeconds last = 0;
  for (int i = 0; i < 4 * kDays; ++i) {
    auto const ready = kBegin + i * kDaySeconds / 4;
    auto left = ready + (2 + i % 5) * kHourSeconds;
    for (auto const& one : year.closures[0]) {
      if (left >= one.closure.from && left < one.closure.until) {
        left = one.closure.until;
      }
    }
    left = std::max(left, last + 3 * kHourSeconds);
    last = left;
    year.journeys.push_back({.way = 0,
                             .product = "boxes",
                             .times = {ready, left, left + kDaySeconds,
                                       left + kDaySeconds * 3 / 2}});
  }
  return year;
}

struct AnnouncedClosures : testing::Test {
  std::vector<BoxWay> const ways{kWay};
  std::vector<EtaYear> const years{year_of_closures()};
  EtaModel const model{ways, years};
  EtaCalibration const calibration, announced;
  ClosureQueues const queues{model, ways, years};
  std::vector<std::uint32_t> const steps = model.steps().of(kWay);
  EpochSeconds const now = kBegin + 100 * kDaySeconds;

  std::vector<TimeSpread> said(std::vector<ClosureOnWay> const& closures,
                               std::size_t step = 0,
                               EpochSeconds since = kBegin +
                                                    100 * kDaySeconds) const {
    return Foreteller{model, calibration, queues, announced}.forecast(
        {.steps = &steps,
         .product = "boxes",
         .step = step,
         .since = since,
         .now = now},
        Signals(model.steps().size()), closures);
  }
};

void expect_the_same(std::vector<TimeSpread> const& one,
                     std::vector<TimeSpread> const& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].hours, other[i].hours);
  }
}

// A box comes every six hours, and one leaves in three.
TEST_F(AnnouncedClosures, how_quickly_queues_go_is_learnt) {
  EXPECT_NEAR(queues.hours_of_an_hour("A>B"), 0.5, 0.1);
  EXPECT_NEAR(queues.off().at(0.5), 1, 0.2);
}

TEST_F(AnnouncedClosures, nobody_is_to_pass_while_the_only_way_is_shut) {
  for (auto const first : {-72, -3, 0, 2, 5, 9, 48}) {
    auto const from = now + first * kHourSeconds;
    auto const until = now + 100 * kHourSeconds;
    auto const arrivals = said({closure(from, until)});
    ASSERT_EQ(arrivals.size(), 3U);
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
      auto const later = i == 0 ? 0 : 20;  // a day's run, or nearly so
      for (auto const hours : arrivals[i].hours) {
        EXPECT_TRUE(hours < std::max(first, 0) + later + 60 * (later > 0) ||
                    hours >= 100 + later)
            << first << " " << i << " " << hours;
      }
      EXPECT_TRUE(
          std::is_sorted(arrivals[i].hours.begin(), arrivals[i].hours.end()));
    }
    for (auto const hours : arrivals[0].hours) {
      EXPECT_TRUE(hours <= first || hours >= 100) << first << " " << hours;
    }
  }
}

TEST_F(AnnouncedClosures, who_came_first_is_through_first) {
  auto const shut =
      std::vector{closure(now - 48 * kHourSeconds, now + 24 * kHourSeconds)};
  auto const early = said(shut, 0, now - 40 * kHourSeconds);
  auto const late = said(shut, 0, now);
  EXPECT_LT(early[0].at(0.9), late[0].at(0.5));
  // 48 hours of boxes came before it.
  EXPECT_NEAR(late[0].at(0.5), 24 + 50 * queues.hours_of_an_hour("A>B"), 10);
}

TEST_F(AnnouncedClosures, a_box_behind_it_hears_nothing_of_it) {
  auto const shut = std::vector{closure(now - kDaySeconds, now + kDaySeconds)};
  expect_the_same(said(shut, 1), said({}, 1));
}

TEST_F(AnnouncedClosures, what_is_over_or_far_ahead_changes_nothing) {
  expect_the_same(said({closure(now - 2 * kDaySeconds, now)}), said({}));
  expect_the_same(
      said({closure(now + 90 * kDaySeconds, now + 95 * kDaySeconds)}),
      said({}));
}

TEST_F(AnnouncedClosures, without_any_it_is_what_the_model_says) {
  expect_the_same(said({}), model.forecast({.steps = &steps,
                                            .product = "boxes",
                                            .step = 0,
                                            .since = now,
                                            .now = now},
                                           Signals(model.steps().size())));
}

}  // namespace
}  // namespace camel
