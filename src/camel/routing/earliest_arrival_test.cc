// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/earliest_arrival.h"

#include <gtest/gtest.h>

#include "camel/routing/connection_scan.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

TEST(EarliestArrival, agrees_with_the_connection_scan_for_every_pair) {
  auto pairs = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    auto const timetable = make_timetable({.seed = seed,
                                           .terminals = 7,
                                           .weekly_departures = 30,
                                           .weeks = 3,
                                           .most_calls = 4,
                                           .with_rules = true});
    auto const steps = Steps{timetable};
    ConnectionScan scan{timetable};
    EarliestArrival earliest{timetable};
    for (std::size_t to = 0; to < 7; ++to) {
      auto const bounds = build_bounds(timetable, steps, PlaceId{to});
      for (std::size_t from = 0; from < 7; ++from) {
        auto const query =
            RouteQuery{PlaceId{from}, PlaceId{to},
                       static_cast<Instant>((seed * 7 + from) * 5'000), 2};
        auto const arrival = scan.find_arrival(query);
        ASSERT_EQ(earliest.find(query, bounds), arrival)
            << seed << ": " << from << " to " << to;
        if (arrival != kNoInstant) {
          auto const itinerary = earliest.itinerary();
          EXPECT_EQ(itinerary.criteria.arrival, arrival);
          EXPECT_EQ(itinerary.legs.size(),
                    static_cast<std::size_t>(itinerary.criteria.boardings));
          ++pairs;
        }
      }
    }
  }
  EXPECT_GT(pairs, 1'000);
}

}  // namespace
}  // namespace camel
