// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/hours.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/sim/statistics.h"

namespace camel {
namespace {

Random luck() {
  return Random{{.seed = 5, .stream = stream_id("hours"), .replication = 0}};
}

// Moments of 200,000 draws of a mean of 3 hours, stretched by 2 units.
Tally draw_many(DurationLaw const& law) {
  auto random = luck();
  Tally tally;
  for (int i = 0; i < 200'000; ++i) {
    tally.add(draw_hours(law, 2, random));
  }
  return tally;
}

TEST(Hours, a_law_has_its_mean_times_the_units_and_its_variation) {
  for (auto const family : {Spread::gamma, Spread::lognormal}) {
    for (auto const variation : {0.3, 1.5}) {
      auto const drawn = draw_many({3, variation, family});
      auto const deviation = 6 * variation;
      EXPECT_NEAR(drawn.mean(), 6, 4 * deviation / std::sqrt(200'000));
      EXPECT_NEAR(std::sqrt(drawn.variance()), deviation, 0.05 * deviation);
    }
  }
}

TEST(Hours, an_exponential_time_varies_as_much_as_its_mean_whatever_is_said) {
  auto const drawn = draw_many({3, 0.1, Spread::exponential});
  EXPECT_NEAR(drawn.mean(), 6, 4 * 6 / std::sqrt(200'000));
  EXPECT_NEAR(std::sqrt(drawn.variance()), 6, 0.1);
}

TEST(Hours, a_fixed_time_and_one_without_spread_are_their_mean) {
  auto random = luck();
  EXPECT_EQ(draw_hours({3, 0.3, Spread::fixed}, 2, random), 6);
  EXPECT_EQ(draw_hours({3, 0, Spread::gamma}, 0.5, random), 1.5);
}

TEST(Hours, no_time_stays_no_time_in_every_law) {
  auto random = luck();
  for (auto const family :
       {Spread::fixed, Spread::exponential, Spread::gamma, Spread::lognormal}) {
    EXPECT_EQ(draw_hours({0, 0.3, family}, 40, random), 0);
    EXPECT_EQ(draw_hours({5, 0.3, family}, 0, random), 0);
  }
}

TEST(Hours, a_tick_is_a_second) {
  EXPECT_EQ(hours(1.5), 5400);
  EXPECT_EQ(in_hours(kWeek), 168);
  EXPECT_EQ(kDay, 86'400);
}

TEST(Hours, they_are_rounded_to_the_nearest_second_and_halves_away_from_0) {
  auto const half = 0.5 / 3600;
  for (auto const h : {0.0, half, -half, std::nextafter(half, 0.0), 1e9 / 7,
                       -1e5 / 3, 3 * half, 41.0 * half}) {
    EXPECT_EQ(hours(h), std::llround(h * 3600)) << h;
  }
}

}  // namespace
}  // namespace camel
