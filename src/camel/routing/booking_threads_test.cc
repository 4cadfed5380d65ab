// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>

#include <gtest/gtest.h>

#include "camel/base/parallel.h"
#include "camel/routing/booking.h"
#include "camel/routing/front_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

TEST(BookedTimetable, no_train_is_booked_beyond_its_space_by_many_at_once) {
  auto table = make_timetable(
      {.seed = 3, .terminals = 6, .weekly_departures = 30, .weeks = 4});
  std::vector<int> const teu(table.lines.size(), 6);
  BookedTimetable booked{std::move(table), teu};
  std::atomic<int> made{0};
  std::atomic<int> too_late{0};
  for_each_parallel(16, 4, [&](std::size_t) {
    for (int tries = 0; tries < 20; ++tries) {
      auto const seen = booked.now();
      RouteQuery const query{PlaceId{0}, PlaceId{1}, 0, 2};
      auto const front = FrontSearch{*seen}.find(
          query, build_bounds(*seen, Steps{*seen}, query.to));
      if (front.itineraries.empty()) {
        return;
      }
      if (booked.reserve(front.itineraries.front(), 2)) {
        ++made;
        return;
      }
      ++too_late;  // somebody was quicker: search again
    }
  });
  auto const& space = booked.now()->space;
  EXPECT_EQ(*std::min_element(space.begin(), space.end()) >= 0, true);
  EXPECT_GT(made, 3);  // more than one train holds
}

}  // namespace
}  // namespace camel
