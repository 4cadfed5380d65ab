// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/step_states.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

constexpr EpochSeconds kHourSeconds = 3600, kDaySeconds = 24 * kHourSeconds;

BoxWay const kWay{{"A", Passing::ready, ""},
                  {"A", Passing::departs, "E"},
                  {"B", Passing::arrives, "E"},
                  {"B", Passing::delivered, ""}};

struct StepStatesTest : testing::Test {
  void box(EpochSeconds ready, EpochSeconds departs) {
    journeys.push_back({.way = 0,
                        .product = "",
                        .times = {ready, departs, departs + kDaySeconds,
                                  departs + 2 * kDaySeconds}});
  }
  std::vector<NumberedJourney> numbered() const {
    std::vector<NumberedJourney> all;
    for (auto const& one : journeys) {
      all.push_back({&one, &steps});
    }
    return all;
  }
  std::vector<BoxWay> const ways{kWay};
  StepNumbers const numbers{ways};
  std::vector<std::uint32_t> const steps = numbers.of(kWay);
  std::vector<BoxJourney> journeys;
};

TEST_F(StepStatesTest, boxes_in_a_step_and_those_who_left_it_are_counted) {
  box(0, 10 * kHourSeconds);
  box(4 * kHourSeconds, 30 * kHourSeconds);
  auto const states = states_at(numbered(), numbers.size(), 12 * kHourSeconds);
  auto const& waiting = states[steps[0]];
  EXPECT_EQ(waiting.boxes, 1);
  EXPECT_EQ(waiting.hours_in, 8);
  EXPECT_EQ(waiting.left, 1);
  EXPECT_EQ(waiting.left_hours, 10);
  EXPECT_EQ(states[steps[1]].boxes, 1);
}

TEST_F(StepStatesTest, a_span_knows_what_each_of_its_moments_is_like) {
  for (int i = 0; i < 40; ++i) {
    box(i * 7 * kHourSeconds, (i * 7 + i % 13) * kHourSeconds);
  }
  StepStates const span{numbered(), numbers.size(), {0, 14 * kDaySeconds}};
  for (EpochSeconds now = 0; now <= 14 * kDaySeconds;
       now += StepStates::kEvery) {
    auto const alone = states_at(numbered(), numbers.size(), now);
    auto const of_span = span.at(now);
    for (std::size_t i = 0; i < alone.size(); ++i) {
      EXPECT_EQ(alone[i].boxes, of_span[i].boxes) << now << " " << i;
      EXPECT_NEAR(alone[i].hours_in, of_span[i].hours_in, 1e-2);
      EXPECT_EQ(alone[i].left, of_span[i].left) << now << " " << i;
    }
  }
}

TEST_F(StepStatesTest, what_is_usual_gives_no_signal) {
  UsualStep const usual{.boxes = 5, .left = 3, .hours = 10, .hours_in = 6};
  StepState const state{
      .boxes = 5, .hours_in = 30, .left = 3, .left_hours = 30};
  for (auto const signal : signals_of(state, usual)) {
    EXPECT_NEAR(signal, 0, 1e-6);
  }
  StepState const full{
      .boxes = 20, .hours_in = 400, .left = 0, .left_hours = 0};
  EXPECT_GT(signals_of(full, usual)[0], 1);
  EXPECT_GT(signals_of(full, usual)[1], 0.5);
  EXPECT_GT(signals_of(full, usual)[3], 2);
}

TEST_F(StepStatesTest, few_boxes_show_a_jam_by_half_and_none_show_nothing) {
  std::vector<UsualStep> const usual{
      {.boxes = 50, .left = 50, .hours = 10, .hours_in = 5},
      {.boxes = 50, .left = 50, .hours = 10, .hours_in = 5}};
  std::vector<StepState> seen(2);
  EXPECT_EQ(as_if_all(seen, usual)[0].boxes, 50);
  seen[0] = {.boxes = 9, .hours_in = 450, .left = 0, .left_hours = 0};
  seen[1] = {.boxes = 1, .hours_in = 5, .left = 5, .left_hours = 50};
  auto const all = as_if_all(seen, usual);
  EXPECT_GT(all[0].boxes, 60);
  EXPECT_LT(all[0].boxes, 90);
  EXPECT_GT(all[0].hours_in / all[0].boxes, 20);
  EXPECT_LT(all[1].boxes, 50);
}

TEST_F(StepStatesTest, ways_share_the_steps_that_they_have_in_common) {
  auto other = kWay;
  other[0].place = other[1].place = "X";
  StepNumbers const both{std::vector{kWay, other}};
  EXPECT_EQ(both.size(), 6U);
  EXPECT_TRUE(both.is_stay(both.of(kWay)[0]));
  EXPECT_FALSE(both.is_stay(both.of(kWay)[1]));
  EXPECT_EQ(both.number("nowhere"), StepNumbers::kUnknown);
}

}  // namespace
}  // namespace camel
