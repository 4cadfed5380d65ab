// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/bounds.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/routing/exhaustive_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

TEST(Bounds, are_never_above_what_a_way_takes) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    auto const timetable = make_timetable({.seed = seed,
                                           .terminals = 5,
                                           .weekly_departures = 12,
                                           .weeks = 2,
                                           .most_calls = 3,
                                           .with_rules = true});
    auto const bounds = build_bounds(timetable, Steps{timetable}, PlaceId{1});
    auto const query = RouteQuery{PlaceId{0}, PlaceId{1}, 1000};
    auto const& start = timetable.starts[0][0];
    auto const& bound = bounds.by_stand[start.stand.value];
    for (auto const& one : ExhaustiveSearch{timetable, query, 4}.front()) {
      ASSERT_TRUE(bound.reaches());
      EXPECT_LE(query.ready + bound.time, one.arrival);
      EXPECT_LE(bound.cents, one.cents);
      EXPECT_LE(bound.grams, one.grams);
      EXPECT_LE(bound.boardings, one.boardings);
      auto const& outlays = bounds.outlays_by_stand[start.stand.value];
      auto const more = static_cast<std::size_t>(
          std::min(one.boardings - bound.boardings, int{kOutlays} - 1));
      auto least = outlays[0];
      for (std::size_t i = 0; i <= more; ++i) {
        least = outlays[i].is_some() ? outlays[i] : least;
      }
      EXPECT_LE(least.cents, one.cents);
      EXPECT_LE(least.grams, one.grams);
    }
  }
}

TEST(BoundsCache, keeps_the_latest_destinations) {
  auto const timetable =
      make_timetable({.seed = 2, .terminals = 9, .weekly_departures = 30});
  auto const steps = Steps{timetable};
  auto const one_of = [&](std::size_t place) {
    return bytes_of(build_bounds(timetable, steps, PlaceId{place}));
  };
  // Room for two of the three.
  BoundsCache cache{timetable, one_of(1) + one_of(2) + one_of(3) - 1};
  auto const one = cache.to(PlaceId{1});
  auto const two = cache.to(PlaceId{2});
  EXPECT_EQ(cache.to(PlaceId{1}), one);
  cache.to(PlaceId{3});  // 2 has not been asked for the longest
  EXPECT_EQ(cache.to(PlaceId{1}), one);
  EXPECT_NE(cache.to(PlaceId{2}), two);
}

}  // namespace
}  // namespace camel
