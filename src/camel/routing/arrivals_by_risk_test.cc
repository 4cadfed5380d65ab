// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/arrivals_by_risk.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/routing/connection_scan.h"
#include "camel/routing/exhaustive_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

MadeNetwork small(std::uint64_t seed) {
  return {.seed = seed,
          .terminals = 6,
          .weekly_departures = 20,
          .weeks = 3,
          .most_calls = 4,
          .with_rules = true};
}

TEST(ArrivalsByRisk, with_any_risk_are_those_of_the_profile) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    auto const timetable = make_timetable(small(seed));
    auto const arrivals = build_arrivals(timetable, PlaceId{1});
    auto const profile = build_profile(timetable, PlaceId{1}, 0);
    for (std::size_t i = 0; i < timetable.stands.size(); ++i) {
      for (Instant at = 0; at < timetable.ends; at += 20'000) {
        auto const stand = StandId{i};
        auto const open = timetable.open_from(stand, at);
        auto const soonest = arrivals.soonest(arrivals.from(stand, open));
        EXPECT_EQ(soonest, profile.arrival(timetable, stand, at));
      }
    }
  }
}

TEST(ArrivalsByRisk, no_way_with_so_little_risk_arrives_sooner) {
  auto compared = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    auto const timetable = make_timetable(small(seed));
    auto const arrivals = build_arrivals(timetable, PlaceId{1});
    auto const query = RouteQuery{PlaceId{0}, PlaceId{1}, 1000};
    auto const& start = timetable.starts[0][0];
    auto const at = timetable.open_from(start.stand, 1000 + start.after[2]);
    for (auto const& one : ExhaustiveSearch{timetable, query, 4}.front()) {
      // What it risks more than by counting on the surest level throughout.
      auto const more = one.risk - (one.boardings + 1) * kRisk[kLevels - 1];
      auto const step = std::min<std::size_t>(
          static_cast<std::size_t>(more / kRiskStep), kRiskSteps - 1);
      auto const number = arrivals.from(start.stand, at)[step];
      ASSERT_NE(number, kNoArrival);
      EXPECT_LE(arrivals.instants[static_cast<std::size_t>(number)],
                one.arrival);
      ++compared;
    }
  }
  EXPECT_GT(compared, 200);
}

}  // namespace
}  // namespace camel
