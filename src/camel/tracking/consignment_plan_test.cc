// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/consignment_plan.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

using std::chrono::hours;
using std::chrono::sys_seconds;

PlannedLeg leg(std::string from, std::string to, int departs, int arrives) {
  PlannedLeg leg;
  leg.from = std::move(from);
  leg.to = std::move(to);
  leg.mode = "rail";
  leg.departs = sys_seconds{hours{departs}};
  leg.arrives = sys_seconds{hours{arrives}};
  return leg;
}

TEST(ConsignmentPlan, legs_that_follow_one_another_are_sound) {
  ConsignmentPlan const plan{
      .consignment = "C1",
      .boxes = {"CSQU3054383"},
      .legs = {leg("XIY", "DOS", 8, 50), leg("DOS", "ALA", 50, 90)}};
  EXPECT_TRUE(faults_in(plan).empty());
}

TEST(ConsignmentPlan, what_cannot_be_is_named_with_its_leg) {
  auto aimless = leg("ALA", "BRE", 100, 90);
  aimless.mode = "";
  auto const faults =
      faults_in({.consignment = "C1",
                 .boxes = {},
                 .legs = {leg("XIY", "DOS", 8, 50), leg("KHG", "ALA", 40, 90),
                          std::move(aimless)}});
  ASSERT_EQ(faults.size(), 4U);
  EXPECT_EQ(faults[0].leg, 1U);
  EXPECT_EQ(faults[0].message, "departs before the leg before it arrives");
  EXPECT_EQ(faults[1].message,
            "begins at KHG, where the leg before it ends at DOS");
  EXPECT_EQ(faults[2].leg, 2U);
  EXPECT_EQ(faults[3].message, "arrives before it departs");
}

TEST(ConsignmentPlan, a_name_of_an_event_ends_in_the_word_of_a_plan) {
  EXPECT_EQ(last_word("https://example.org/place/CNXIY"), "CNXIY");
  EXPECT_EQ(last_word("urn:example:place:CNXIY"), "CNXIY");
  EXPECT_EQ(last_word("CNXIY"), "CNXIY");
}

}  // namespace
}  // namespace camel
