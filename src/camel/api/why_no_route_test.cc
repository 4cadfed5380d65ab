// SPDX-License-Identifier: Apache-2.0
#include "camel/api/why_no_route.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

using namespace std::chrono;

// From A over B to C; grain only from C to D; nothing goes to E.
struct Ground {
  Ground()
      : corridor{corridor_from(
            "place A CN\n place B KZ\n place C KZ\n place D PL\n place E PL\n"
            "link A B\n link B C\n link C D\n link D E\n"
            "goods grain bulk\n"
            "service T A+ B- capacity=50 rule=timetable frequency=7\n"
            "service U B+ C- capacity=20 rule=timetable frequency=7\n"
            "service G C+ D- capacity=50 rule=timetable frequency=7 "
            "cargo=bulk\n")},
        network{build_service_network(corridor)} {}

  RouteQuestion asked(std::string const& from, std::string const& to) const {
    RouteQuestion question;
    question.from = find_place(corridor, from);
    question.to = find_place(corridor, to);
    question.goods = CommodityId{0};
    question.ready = sys_days{2026y / March / 2};
    return question;
  }
  std::vector<RouteReason> why(RouteQuestion const& question) const {
    TimetablesAtHand timetables{corridor, network, {}};
    return why_no_route({corridor, network, {}, timetables}, question);
  }
  std::string first(RouteQuestion const& question) const {
    auto const reasons = why(question);
    return reasons.empty() ? "" : reasons.front().text;
  }

  Corridor corridor;
  ServiceNetwork network;
};

bool says(std::string const& text, std::string const& part) {
  return text.find(part) != std::string::npos;
}

TEST(WhyNoRoute, boxes_that_are_there) {
  Ground const ground;
  auto const reasons = ground.why(ground.asked("A", "A"));
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].text, "the boxes are there already: Aville (A)");
  EXPECT_EQ(reasons[0].type, "there-already");
}

TEST(WhyNoRoute, times_that_nothing_keeps) {
  Ground const ground;
  auto question = ground.asked("A", "C");
  question.arrive_by = question.ready + 1h;
  EXPECT_TRUE(says(ground.first(question), "arrives in time"));
  question.arrive_by.reset();
  question.depart_by = question.ready - 1h;
  EXPECT_TRUE(says(ground.first(question), "nothing leaves between"));
}

TEST(WhyNoRoute, what_is_to_be_avoided) {
  Ground const ground;
  auto question = ground.asked("A", "C");
  question.avoid_places = {find_place(ground.corridor, "B")};
  EXPECT_TRUE(says(ground.first(question), "to be avoided"));
}

TEST(WhyNoRoute, places_that_no_way_leads_by) {
  Ground const ground;
  auto question = ground.asked("A", "C");
  question.via = {find_place(ground.corridor, "D"),
                  find_place(ground.corridor, "B")};
  EXPECT_TRUE(
      says(ground.first(question), "none via Dville (D), then Bville (B)"));
}

TEST(WhyNoRoute, too_many_boxes) {
  Ground const ground;
  auto question = ground.asked("A", "C");
  question.teu = 21;
  EXPECT_TRUE(says(ground.first(question), "takes 21 TEU at once"));
}

TEST(WhyNoRoute, goods_of_another_form) {
  Ground const ground;
  EXPECT_TRUE(says(ground.first(ground.asked("C", "D")), "form 'bulk', not"));
}

// A train every six weeks is seen by who asks for a year.
TEST(WhyNoRoute, too_few_weeks) {
  Ground ground;
  ground.corridor.services[ServiceId{1}].frequency = 1 / 20.0;
  auto question = ground.asked("A", "C");
  question.weeks = 2;
  ASSERT_EQ(ground.why(question).size(), 1U);
  EXPECT_TRUE(says(ground.first(question), "within 2 weeks"));
}

TEST(WhyNoRoute, places_that_nothing_joins) {
  Ground const ground;
  auto const reasons = ground.why(ground.asked("A", "E"));
  ASSERT_EQ(reasons.size(), 2U);
  EXPECT_EQ(reasons[0].text,
            "from Aville (A) box gets to Bville (B), Cville (C)");
  EXPECT_EQ(reasons[1].text,
            "no service brings box to Eville (E): ask for a place near it, "
            "Bville (B), 0 km or Cville (C), 0 km");
  EXPECT_EQ(reasons[1].type, "nothing-to");
  EXPECT_EQ(reasons[1].places, (std::vector{find_place(ground.corridor, "E"),
                                            find_place(ground.corridor, "B"),
                                            find_place(ground.corridor, "C")}));
  EXPECT_EQ(reasons[1].km, (std::vector{0, 0}));
  auto const back = ground.why(ground.asked("E", "C"));
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].text,
            "no service takes box from Eville (E): ask for a place near it, "
            "Aville (A), 0 km or Bville (B), 0 km");
  EXPECT_EQ(back[1].text, "Cville (C) is reached from Aville (A), Bville (B)");
}

}  // namespace
}  // namespace camel
