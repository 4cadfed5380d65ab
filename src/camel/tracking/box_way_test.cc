// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/box_way.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

BoxWay const kWay{{"A", Passing::ready, ""},     {"A", Passing::departs, "E1"},
                  {"B", Passing::arrives, "E1"}, {"B", Passing::departs, "E1"},
                  {"C", Passing::arrives, "E1"}, {"C", Passing::departs, "S1"},
                  {"D", Passing::arrives, "S1"}, {"D", Passing::delivered, ""}};

TEST(BoxWay, a_stay_is_known_by_where_it_leads_and_by_what_is_waited_for) {
  EXPECT_EQ(step_name(kWay, 0), "A>B@E1");
  EXPECT_EQ(step_name(kWay, 1), "A>B");
  EXPECT_EQ(step_name(kWay, 2), "A>B>C");
  EXPECT_EQ(step_name(kWay, 4), "B>C>D@S1");
  EXPECT_EQ(step_name(kWay, 6), "C>D|");
  EXPECT_TRUE(is_stay(kWay, 2));
  EXPECT_FALSE(is_stay(kWay, 3));
}

TEST(BoxWay, ways_that_end_alike_have_a_rest_in_common) {
  auto other = kWay;
  other[0].place = other[1].place = "X";
  EXPECT_NE(name_of_rest(kWay, 2), name_of_rest(other, 2));
  EXPECT_EQ(name_of_rest(kWay, 3), name_of_rest(other, 3));
}

TEST(BoxWay, the_last_waypoint_passed_counts) {
  BoxJourney const journey{.way = 0, .product = "", .times = {10, 20, kNotYet}};
  EXPECT_EQ(journey.passed_by(15), 0U);
  EXPECT_EQ(journey.passed_by(20), 1U);
  EXPECT_EQ(journey.passed_by(99), 1U);
}

}  // namespace
}  // namespace camel
