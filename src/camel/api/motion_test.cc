// SPDX-License-Identifier: Apache-2.0
#include "camel/api/motion.h"

#include <gtest/gtest.h>

#include "camel/api/json.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

Corridor line() {
  return corridor_from(
      "place A CN\n place B KZ\n link A B km=480 speed=20\n"
      "service S A+ B- capacity=40 rule=timetable frequency=7\n"
      "demand A B teu=3650 lot=10\n"
      "closure A>B from=2024-01-03 to=2024-01-04 share=0\n"
      "ban B CN>KZ above=1 below=1\n");
}

TEST(Motion, calls_of_all_trains_stand_one_after_the_other) {
  Motion motion;
  motion.plan.days = 10;
  motion.trains = {
      {ServiceId{0},
       {{PlaceId{0}, -3'601, 60, 40}, {PlaceId{1}, 7'200, 7'260, 40}}},
      {ServiceId{}, {{PlaceId{1}, 120, 180, 0}}}};
  auto const json = Json::parse(to_json(line(), motion));
  EXPECT_EQ(json["start"], "2024-01-01");
  EXPECT_EQ(json["places"], Json::parse(R"(["A", "B"])"));
  auto const& trains = json["trains"];
  EXPECT_EQ(trains["service"], Json::parse("[0, -1]"));
  EXPECT_EQ(trains["first"], Json::parse("[0, 2, 3]"));
  EXPECT_EQ(trains["call_place"], Json::parse("[0, 1, 1]"));
  EXPECT_EQ(trains["arrive"], Json::parse("[-61, 120, 2]"));
  EXPECT_EQ(trains["leave"], Json::parse("[1, 121, 3]"));
  EXPECT_EQ(trains["teu"], Json::parse("[40, 40, 0]"));
}

TEST(Motion, a_year_of_a_line_says_what_ran_and_what_was_shut) {
  auto const corridor = line();
  auto const motion =
      simulate_motion(corridor, {.days = 20, .warm_up_days = 5, .seed = 7});
  auto const json = Json::parse(to_json(corridor, motion));
  // One a day, a few still under way.
  EXPECT_GE(json["trains"]["service"].size(), 18U);
  EXPECT_LE(json["trains"]["service"].size(), 25U);
  std::vector<Json> links, bans;
  for (auto const& closure : json["closures"]) {
    (closure["what"] == "link" ? links : bans).push_back(closure);
  }
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0]["start"], 2 * 24 * 60);
  EXPECT_EQ(links[0]["end"], 4 * 24 * 60);
  EXPECT_EQ(links[0]["share"], 0);
  ASSERT_EQ(bans.size(), 1U);  // while trains stood before the shut line
  EXPECT_GE(bans[0]["start"], 2 * 24 * 60);
  EXPECT_EQ(json["queues"][0]["kind"], "trains");
  EXPECT_EQ(json["queues"][0]["values"].size(), 20U * 4 + 1);
}

}  // namespace
}  // namespace camel
