// SPDX-License-Identifier: Apache-2.0
#include "camel/api/closed_ways.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/record_years.h"

namespace camel {
namespace {

using namespace std::chrono;

std::string line_with(std::string const& closure) {
  return "place A CN\n place B KZ\n place C PL\n place D PL\n"
         "link A B km=500\n link B C km=500\n link A D km=900\n"
         "link D C km=900\n"
         "service S A+ C- capacity=50 rule=timetable frequency=7\n"
         "demand A C teu=2000 via=B\n" +
         closure;
}

RouteAlternative looked_at(std::string const& closure, Moment ready,
                           days length) {
  auto const corridor = corridor_from(line_with(closure));
  RouteQuestion question;
  question.goods = CommodityId{0};
  question.ready = ready;
  RouteAlternative way;
  way.promise.p50 = ready + length;
  look_for_closures(corridor, {PlaceId{0}, PlaceId{1}, PlaceId{2}}, question,
                    way);
  return way;
}

std::vector<RouteReason> shut(std::string const& closure, Moment ready,
                              days length) {
  return looked_at(closure, ready, length).shut_by;
}

constexpr auto kClosed = "closure B>C from=2024-09-01 to=2024-11-30 share=0\n";

TEST(ClosedWays, a_closure_is_said_with_its_place_and_days) {
  auto const found = shut(kClosed, sys_days{2026y / September / 10}, days{8});
  ASSERT_EQ(found.size(), 1U);
  auto const& text = found[0].text;
  EXPECT_NE(text.find("Bville – Cville"), std::string::npos) << text;
  EXPECT_NE(text.find("from 1 September to 30 November"), std::string::npos)
      << text;
  EXPECT_EQ(found[0].type, "closed");
  EXPECT_EQ(found[0].places, (std::vector{PlaceId{1}, PlaceId{2}}));
  EXPECT_EQ(found[0].from, sys_days{2024y / September / 1});
  EXPECT_EQ(found[0].until, sys_days{2024y / November / 30});
}

TEST(ClosedWays, one_that_boxes_do_not_meet_is_not) {
  EXPECT_TRUE(shut(kClosed, sys_days{2026y / July / 1}, days{8}).empty());
  EXPECT_TRUE(shut(kClosed, sys_days{2026y / December / 1}, days{8}).empty());
  EXPECT_EQ(shut(kClosed, sys_days{2026y / August / 28}, days{8}).size(), 1U);
  EXPECT_TRUE(shut("closure A>D from=2024-09-01 to=2024-11-30 share=0\n",
                   sys_days{2026y / September / 10}, days{8})
                  .empty());
  EXPECT_TRUE(shut("closure B>C from=2024-09-01 to=2024-11-30 share=0.5\n",
                   sys_days{2026y / September / 10}, days{8})
                  .empty());
}

TEST(ClosedWays, a_way_is_blocked_that_is_shut_for_most_of_the_time) {
  auto const blocked = [](Moment ready, days length) {
    return looked_at(kClosed, ready, length).is_blocked;
  };
  EXPECT_TRUE(blocked(sys_days{2026y / September / 10}, days{90}));
  EXPECT_TRUE(blocked(sys_days{2026y / November / 20}, days{20}));
  EXPECT_FALSE(blocked(sys_days{2026y / November / 25}, days{20}));
}

struct Answered {
  explicit Answered(Moment ready, int weeks = 26)
      : corridor{corridor_from(line_with(kClosed))},
        years{record_years(corridor, {.replications = 2,
                                      .warm_up_days = 30,
                                      .progress = {},
                                      .followers = {}})} {
    RouteQuestion question;
    question.from = find_place(corridor, "A");
    question.to = find_place(corridor, "C");
    question.goods = CommodityId{0};
    question.ready = ready;
    question.weeks = weeks;
    answer = RouteFinder{corridor, years}.find(question);
  }
  Corridor corridor;
  std::vector<RecordedYear> years;
  RouteAnswer answer;
};

TEST(ClosedWays, where_every_way_is_shut_there_is_no_route_and_it_is_said_why) {
  Answered const shut{sys_days{2026y / September / 10}};
  EXPECT_TRUE(shut.answer.alternatives.empty());
  ASSERT_GE(shut.answer.no_route.size(), 2U);
  EXPECT_EQ(shut.answer.no_route[0].text.find("closed: "), 0U);
  EXPECT_NE(shut.answer.no_route.back().text.find("wait for it to open"),
            std::string::npos);
  EXPECT_EQ(shut.answer.others.size(), 1U);  // for whoever wants to wait
}

TEST(ClosedWays, also_where_it_is_shut_for_longer_than_was_asked) {
  Answered const shut{sys_days{2026y / September / 10}, 2};
  ASSERT_GE(shut.answer.no_route.size(), 2U);
  EXPECT_EQ(shut.answer.no_route[0].text.find("closed: "), 0U);
}

TEST(ClosedWays, on_other_days_the_way_is_there) {
  Answered const open{sys_days{2026y / March / 10}};
  EXPECT_EQ(open.answer.alternatives.size(), 1U);
  EXPECT_TRUE(open.answer.no_route.empty());
  EXPECT_TRUE(open.answer.alternatives[0].shut_by.empty());
}

}  // namespace
}  // namespace camel
