// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/connection_scan.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/routing/front_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

TEST(ConnectionScan, agrees_with_the_rounds_and_the_profile_for_every_pair) {
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
    FrontSearch search{timetable};
    for (std::size_t to = 0; to < 7; ++to) {
      auto const bounds = build_bounds(timetable, steps, PlaceId{to});
      auto const profile = build_profile(timetable, PlaceId{to}, 2);
      for (std::size_t from = 0; from < 7; ++from) {
        auto const query =
            RouteQuery{PlaceId{from}, PlaceId{to},
                       static_cast<Instant>((seed * 7 + from) * 5'000), 2};
        auto const arrival = scan.find_arrival(query);
        auto const front =
            search.find(query, bounds, {.closeness = 0, .boardings = 20});
        auto const first = front.itineraries.empty()
                               ? kNoInstant
                               : front.itineraries[0].criteria.arrival;
        EXPECT_EQ(arrival, first) << seed << ": " << from << " to " << to;
        auto by_profile = kNoInstant;
        for (auto const& start : timetable.starts[from]) {
          by_profile = std::min(by_profile,
                                profile.arrival(timetable, start.stand,
                                                query.ready + start.after[0]));
        }
        EXPECT_EQ(arrival, by_profile) << seed << ": " << from << " to " << to;
        pairs += arrival != kNoInstant ? 1 : 0;
      }
    }
  }
  EXPECT_GT(pairs, 1'000);
}

TEST(ConnectionScan, without_a_destination_gives_the_arrival_everywhere) {
  auto const timetable =
      make_timetable({.seed = 5, .terminals = 9, .weekly_departures = 30});
  ConnectionScan everywhere{timetable};
  ConnectionScan one{timetable};
  everywhere.find_arrival({.from = PlaceId{0}, .to = {}, .ready = 3600});
  for (std::size_t to = 1; to < 9; ++to) {
    EXPECT_EQ(everywhere.arrival_at(PlaceId{to}),
              one.find_arrival({PlaceId{0}, PlaceId{to}, 3600}));
  }
}

}  // namespace
}  // namespace camel
