// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/box_watch.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

EventMoment at(int hour) { return EventMoment{std::chrono::hours{hour}}; }

Milestone milestone(int hour, std::string const& step,
                    std::string const& place) {
  return {.time = at(hour),
          .step = "https://ref.gs1.org/cbv/BizStep-" + step,
          .disposition = "",
          .place = "https://id.example.org/place/" + place,
          .through = "",
          .event_id = step + place};
}

PlannedLeg leg(std::string const& from, std::string const& to,
               std::string const& by, int departs, int arrives) {
  return {.from = from,
          .to = to,
          .service = by,
          .link = "",
          .mode = "",
          .departs = std::chrono::sys_seconds{std::chrono::hours{departs}},
          .arrives = std::chrono::sys_seconds{std::chrono::hours{arrives}}};
}

ToldPlan const kPlan{.plan = {.consignment = "C1",
                              .boxes = {"CSQU3054383"},
                              .legs = {leg("A", "B", "E1", 10, 30),
                                       leg("B", "C", "S1", 40, 60)}},
                     .product = "fruit"};

LineUp const kLine{.object = "CSQU3054383",
                   .milestones = {milestone(1, "accepting", "A"),
                                  milestone(11, "departing", "A"),
                                  milestone(35, "arriving", "B"),
                                  milestone(41, "departing", "B")},
                   .in = "",
                   .last_place = "",
                   .contents = {}};

TEST(BoxWatch, milestones_are_passed_in_the_order_of_the_plan) {
  auto const known = watch(kLine, kPlan, 38 * 3600);
  EXPECT_EQ(known.passed, 2U);
  EXPECT_EQ(known.way[2], (Waypoint{"B", Passing::arrives, "E1"}));
  EXPECT_EQ(known.journey.times[2], 35 * 3600);
  EXPECT_EQ(known.journey.times[3], kNotYet);
  EXPECT_EQ(known.planned[2], 30 * 3600);
  EXPECT_EQ(known.promised(), 60 * 3600);
  EXPECT_FALSE(known.is_there());
}

TEST(BoxWatch, what_is_told_later_is_not_known_yet) {
  EXPECT_EQ(watch(kLine, kPlan, 12 * 3600).passed, 1U);
  EXPECT_EQ(watch(kLine, kPlan, 99 * 3600).passed, 3U);
}

TEST(BoxWatch, a_milestone_that_nobody_told_of_is_passed_by_the_next) {
  auto line = kLine;
  line.milestones.erase(line.milestones.begin() + 1);
  auto const known = watch(line, kPlan, 38 * 3600);
  EXPECT_EQ(known.passed, 2U);
  EXPECT_EQ(known.journey.times[1], kNotYet);
}

// Nobody told that it was ready; that it departs is told twice.
TEST(BoxWatch, what_is_told_again_leads_nowhere_back) {
  auto line = kLine;
  line.milestones = {milestone(11, "departing", "A"),
                     milestone(35, "arriving", "B"),
                     milestone(36, "departing", "A")};
  auto const known = watch(line, kPlan, 38 * 3600);
  EXPECT_EQ(known.passed, 2U);
  EXPECT_EQ(known.journey.times[1], 11 * 3600);
}

TEST(BoxWatch, of_whom_nobody_told_or_who_has_no_plan_has_not_begun) {
  auto line = kLine;
  line.milestones.clear();
  EXPECT_FALSE(watch(line, kPlan, 38 * 3600).has_begun());
  auto const aimless = watch(kLine, ToldPlan{}, 38 * 3600);
  EXPECT_FALSE(aimless.has_begun());
  EXPECT_FALSE(aimless.is_there());
  EXPECT_EQ(aimless.promised(), kNotYet);
  EXPECT_EQ(aimless.strays.size(), 3U);
}

TEST(BoxWatch, a_place_off_the_plan_is_noted) {
  auto line = kLine;
  line.milestones.insert(line.milestones.begin() + 2,
                         milestone(20, "arriving", "X"));
  auto const known = watch(line, kPlan, 38 * 3600);
  ASSERT_EQ(known.strays.size(), 1U);
  EXPECT_EQ(known.strays[0].place, "X");
  EXPECT_EQ(known.passed, 2U);
}

TEST(BoxWatch, a_plan_is_read_from_the_event_that_brings_it) {
  EpcisEvent event;
  event.objects = {"https://id.example.org/container/CSQU3054383"};
  event.json = R"({"rail:commodity": "fruit", "bizTransactionList":
      [{"type": "bol", "bizTransaction": "https://x.example/c/C1"}],
      "rail:plan": [{"rail:from": "https://x.example/place/A",
        "rail:to": "https://x.example/place/B", "rail:service": "E1",
        "rail:departs": "1970-01-01T10:00:00Z",
        "rail:arrives": "1970-01-02T06:00:00Z"}]})";
  auto const told = plan_in(event);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->plan.consignment, "C1");
  EXPECT_EQ(told->plan.legs, (std::vector{leg("A", "B", "E1", 10, 30)}));
  EXPECT_EQ(told->product, "fruit");
  event.json = R"({"rail:plan": [7]})";
  EXPECT_FALSE(plan_in(event));
  event.json = "{}";
  EXPECT_FALSE(plan_in(event));
}

}  // namespace
}  // namespace camel
