// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/booking.h"

#include <gtest/gtest.h>

#include "camel/routing/front_search.h"
#include "camel/routing/made_timetable.h"

namespace camel {
namespace {

// The soonest way between two terminals with the space of now; none: no legs.
Itinerary soonest(Timetable const& table, int teu) {
  RouteQuery const query{PlaceId{0}, PlaceId{1}, 0, teu};
  auto const front = FrontSearch{table}.find(
      query, build_bounds(table, Steps{table}, query.to));
  return front.itineraries.empty() ? Itinerary{} : front.itineraries.front();
}

BookedTimetable few_lines() {
  auto table = make_timetable(
      {.seed = 3, .terminals = 6, .weekly_departures = 30, .weeks = 4});
  std::vector<int> const teu(table.lines.size(), 6);
  return BookedTimetable{std::move(table), teu};
}

TEST(BookedTimetable, a_full_train_sends_the_next_boxes_another_way) {
  auto booked = few_lines();
  auto const first = soonest(*booked.now(), 4);
  ASSERT_FALSE(first.legs.empty());
  EXPECT_TRUE(booked.reserve(first, 4));
  auto const second = soonest(*booked.now(), 4);
  EXPECT_NE(first, second);
  EXPECT_LE(first.criteria.arrival, second.criteria.arrival);
  EXPECT_EQ(soonest(*booked.now(), 2), first);  // two TEU are left
}

TEST(BookedTimetable, takes_all_legs_or_none) {
  auto booked = few_lines();
  auto way = soonest(*booked.now(), 1);
  auto whole = way;
  whole.legs.push_back(way.legs.front());  // no room for the same leg twice
  EXPECT_TRUE(booked.reserve(way, 4));
  auto const before = booked.now()->space;
  EXPECT_FALSE(booked.reserve(whole, 3));
  EXPECT_EQ(booked.now()->space, before);
  booked.cancel(way, 4);
  EXPECT_TRUE(booked.reserve(way, 6));
  EXPECT_FALSE(booked.reserve(way, 1));
}

}  // namespace
}  // namespace camel
