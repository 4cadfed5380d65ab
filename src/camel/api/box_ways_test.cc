// SPDX-License-Identifier: Apache-2.0
#include "camel/api/box_ways.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr auto kBorder =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "facility B customs hours=2 law=fixed\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ C- capacity=40 rule=timetable frequency=14\n"
    "demand A C teu=6000 lot=3\n";

TEST(BoxWays, a_box_is_told_of_where_something_is_done) {
  auto const corridor = corridor_from(kBorder);
  auto const ways = box_ways(corridor);
  EXPECT_EQ(ways[DemandId{0}], (BoxWay{{"A", Passing::ready, ""},
                                       {"A", Passing::departs, "E"},
                                       {"B", Passing::arrives, "E"},
                                       {"B", Passing::departs, "E"},
                                       {"C", Passing::arrives, "E"},
                                       {"C", Passing::delivered, ""}}));
}

TEST(BoxWays, each_journey_of_a_journal_goes_its_way_in_time) {
  auto const corridor = corridor_from(kBorder);
  auto const journal = record_journals(corridor, {.days = 20}).front();
  auto const journeys = journeys_in(corridor, box_ways(corridor), journal);
  ASSERT_EQ(journeys.size(), journal.lots.size());
  for (auto const& journey : journeys) {
    EXPECT_TRUE(std::is_sorted(journey.times.begin(), journey.times.end()));
    EXPECT_NE(journey.times.back(), kNotYet);
    EXPECT_EQ(journey.times[3] - journey.times[2], 2 * 3600);  // customs
  }
}

}  // namespace
}  // namespace camel
