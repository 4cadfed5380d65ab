// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/best_of_kind.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/routing/exhaustive_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

TEST(BestOfKind, is_a_way_there_is_and_the_cheapest_but_for_lack_of_time) {
  std::size_t found = 0;
  std::size_t cheapest = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    auto const timetable = make_timetable(
        {.seed = seed, .terminals = 6, .weekly_departures = 14, .weeks = 4});
    auto const bounds = build_bounds(timetable, Steps{timetable}, PlaceId{1});
    auto const query = RouteQuery{.from = PlaceId{0}, .to = PlaceId{1}};
    auto const best =
        find_best_of_kind(timetable, bounds, query, {&Bound::cents, 2, 4});
    EXPECT_FALSE(
        find_best_of_kind(timetable, bounds, query, {&Bound::cents, 2, 0}));
    if (!best) {
      continue;
    }
    ++found;
    auto const all = ExhaustiveSearch{timetable, query, 4}.front();
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](Criteria const& one) {
      return covers(one, best->criteria);
    }));
    cheapest += std::all_of(all.begin(), all.end(), [&](Criteria const& one) {
      return best->criteria.cents <= one.cents;
    });
  }
  EXPECT_GT(found, 20U);
  EXPECT_GT(10 * cheapest, 8 * found);
}

}  // namespace
}  // namespace camel
