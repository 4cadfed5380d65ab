// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/policy.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "camel/routing/connection_scan.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

// Boxes that do as the policy says, their readiness drawn from the shapes.
std::vector<Instant> drawn_arrivals(Timetable const& timetable,
                                    Policy const& policy, StandId from,
                                    Instant ready, StandId target) {
  std::mt19937_64 luck{7};
  std::vector<Instant> arrivals;
  for (int i = 0; i < 4'000; ++i) {
    auto stand = from;
    auto at = ready;
    while (stand != target && at < kNoInstant) {
      auto const* const step = policy.find(timetable, stand, at);
      if (step == nullptr) {
        at = kNoInstant;
        break;
      }
      for (auto const& landing : timetable.landings_of(step->alight)) {
        if (landing.stand == step->next) {
          at = timetable.arrivals[timetable.calls[step->alight.value].times +
                                  step->run] +
               landing.after[0] +
               timetable.shapes[landing.shape][luck() % kShapePoints];
        }
      }
      stand = step->next;
    }
    arrivals.push_back(at);
  }
  std::sort(arrivals.begin(), arrivals.end());
  return arrivals;
}

TEST(Policy, arrives_as_boxes_do_that_follow_it_by_chance) {
  auto compared = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    auto const timetable = make_timetable({.seed = seed,
                                           .terminals = 8,
                                           .weekly_departures = 40,
                                           .weeks = 8,
                                           .most_calls = 4});
    auto const policy = build_policy(timetable, PlaceId{1});
    auto const& start = timetable.starts[0][0];
    auto const* const step = policy.find(timetable, start.stand, 0);
    if (step == nullptr || step->arrival.back() >= kNoInstant) {
      continue;
    }
    auto const drawn = drawn_arrivals(timetable, policy, start.stand, 0,
                                      timetable.deliveries[1]);
    double mean = 0;
    for (auto const one : drawn) {
      mean += static_cast<double>(one) / static_cast<double>(drawn.size());
    }
    // Twenty points stand for a distribution, and drawing has its error.
    EXPECT_NEAR(mean_of(step->arrival), mean, 0.02 * mean) << "seed " << seed;
    ++compared;
  }
  EXPECT_GT(compared, 20);
}

// When boxes arrive that take a step: all that may come of it, in order, and
// twenty of them.
ArrivalSpread sorted_arrivals(Timetable const& timetable, Policy const& policy,
                              PolicyStep const& step) {
  std::vector<Instant> all;
  for (auto const& landing : timetable.landings_of(step.alight)) {
    if (landing.stand != step.next) {
      continue;
    }
    for (auto const later : timetable.shapes[landing.shape]) {
      auto const ready =
          timetable
              .arrivals[timetable.calls[step.alight.value].times + step.run] +
          landing.after[0] + later;
      auto const* const then = policy.find(timetable, landing.stand, ready);
      for (std::size_t i = 0; i < kArrivalPoints; ++i) {
        all.push_back(timetable.stands[landing.stand.value].is_delivery ? ready
                      : then == nullptr ? kNoInstant
                                        : then->arrival[i]);
      }
    }
  }
  std::sort(all.begin(), all.end());
  ArrivalSpread spread;
  for (std::size_t i = 0; i < kArrivalPoints; ++i) {
    spread[i] = all[i * kShapePoints + kShapePoints / 2];
  }
  return spread;
}

TEST(Policy, arrivals_are_what_sorting_all_that_may_come_gives) {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    auto const timetable = make_timetable({.seed = seed,
                                           .terminals = 8,
                                           .weekly_departures = 40,
                                           .weeks = 4,
                                           .most_calls = 4,
                                           .with_rules = seed % 2 == 0});
    auto const policy = build_policy(timetable, PlaceId{1});
    for (auto const& steps : policy.by_stand) {
      for (auto const& step : steps) {
        EXPECT_EQ(step.arrival, sorted_arrivals(timetable, policy, step));
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 1'000U);
}

TEST(Policy, without_spread_arrives_as_the_connection_scan_does) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    auto timetable = make_timetable({.seed = seed,
                                     .terminals = 7,
                                     .weekly_departures = 25,
                                     .weeks = 3,
                                     .most_calls = 4,
                                     .with_rules = true});
    for (auto& shape : timetable.shapes) {
      shape = {};
    }
    ConnectionScan scan{timetable};
    auto const policy = build_policy(timetable, PlaceId{2});
    for (std::size_t from = 0; from < 7; ++from) {
      auto const& start = timetable.starts[from][0];
      auto const* const step = policy.find(timetable, start.stand, 1000);
      auto const arrival = scan.find_arrival({PlaceId{from}, PlaceId{2}, 1000});
      if (from != 2) {
        EXPECT_EQ(step == nullptr ? kNoInstant : step->arrival[0], arrival);
      }
    }
  }
}

// A quick train every week that is missed one time in two, and a slow one
// after it every day: who has missed the quick one takes the slow one.
TEST(Policy, knows_what_to_do_after_a_missed_train) {
  constexpr Instant kDay = 86'400;
  TimetableBuilder builder{{}, 30 * kDay, 3};
  auto const start = builder.add_stand(PlaceId{0});
  auto const middle = builder.add_stand(PlaceId{1});
  auto const end = builder.add_delivery(PlaceId{2});
  builder.add_start(PlaceId{0}, {start, {}});
  auto const shape =
      builder.add_shape({0, 0, 0, 0, 0, kDay, kDay, kDay, kDay, kDay});
  auto const add = [&](PlaceId from, StandId at, PlaceId to, Landing landing,
                       std::vector<Instant> const& departures, Instant takes) {
    OfferedLine line;
    line.calls = {{from, 0, {at}, {}}, {to, 0, {}, {landing}}};
    line.fares = {{{1, 1, 0}}, {}};
    for (auto const at_time : departures) {
      line.runs.push_back(
          {{at_time, at_time + takes}, {at_time, at_time + takes}, {}, {}});
    }
    builder.add_line(std::move(line));
  };
  add(PlaceId{0}, start, PlaceId{1}, {middle, shape, {}}, {kDay}, kDay);
  add(PlaceId{1}, middle, PlaceId{2}, {end, 0, {}}, {2 * kDay, 9 * kDay}, kDay);
  add(PlaceId{1}, middle, PlaceId{2}, {end, 0, {}}, {3 * kDay, 4 * kDay},
      3 * kDay);
  auto const timetable = builder.build();
  auto const policy = build_policy(timetable, PlaceId{2});
  auto const* const step = policy.find(timetable, start, 0);
  ASSERT_NE(step, nullptr);
  EXPECT_EQ(step->arrival.front(), 3 * kDay);  // made
  EXPECT_EQ(step->arrival.back(), 6 * kDay);   // missed
  EXPECT_EQ(mean_of(step->arrival), 4.5 * kDay);
  auto const* const after = policy.find(timetable, middle, 2 * kDay + 1);
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(after->arrival.front(), 6 * kDay);
}

}  // namespace
}  // namespace camel
