// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/solve_capacity.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/capacity/test_capacity.h"

namespace camel {
namespace {

TEST(Capacity, ten_paths_a_day_and_trains_of_50_teu_carry_500_teu_a_day) {
  EXPECT_NEAR(capacity_a_day(kLine + "link A B capacity=10" + kThere), 500,
              1e-6);
}

TEST(Capacity, is_broken_off_between_rounds) {
  CapacityQuestion question;
  question.before_round = [] { throw UsageError{"enough"}; };
  EXPECT_THROW((Solved{kLine + "link A B capacity=10" + kThere, question}),
               UsageError);
}

TEST(Capacity, a_border_may_accept_less_one_way_than_the_other) {
  EXPECT_NEAR(
      capacity_a_day(kLine + "link A B capacity=10 back=4" + kThere + kBack),
      500 + 200, 1e-6);
}

TEST(Capacity, two_cranes_of_six_hours_a_train_unload_eight_trains_a_day) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    facility B lifts servers=2 hours=6
  )" + kThere),
              8 * 50, 1e-6);
}

// Half an hour to come in and five and a half to be unloaded: four trains.
TEST(Capacity, a_track_is_held_for_the_whole_stay) {
  auto const text = kLine + R"(
    link A B
    facility B tracks kind=reception servers=1 hours=0.5
    facility B lifts servers=99 hours=5.5
    step B *>* reception at=tracks hold=)";
  EXPECT_NEAR(capacity_a_day(text + "yes" + kThere), 4 * 50, 1e-6);
  EXPECT_NEAR(capacity_a_day(text + "no" + kThere), 48 * 50, 1e-6);
}

// 150 km in one section take 3 h, and 4 minutes for the route: 7.83 trains.
TEST(Capacity, both_directions_share_a_single_track) {
  auto const line = kLine +
                    "link A B km=150 speed=50 tracks=1 passing=150 "
                    "standing=99";
  auto const trains = 24 / (3 + 4.0 / 60);
  EXPECT_NEAR(capacity_a_day(line + kThere), 50 * trains, 1e-6);
  EXPECT_NEAR(capacity_a_day(line + kThere + kBack), 50 * trains, 1e-6);
}

// Two trains at a time, each a day on its way.
TEST(Capacity, a_line_has_room_for_so_many_trains) {
  EXPECT_NEAR(
      capacity_a_day(kLine + "link A B km=1200 speed=50 standing=2" + kThere),
      2 * 50, 1e-6);
}

// As many boxes each way: what comes loaded goes loaded, though there are
// wagons enough to send empties to and fro all year.
TEST(Capacity, no_train_runs_for_nobody) {
  auto const corridor = corridor_from(kLine + R"(
    link A B capacity=40
    fleet W number=9999 teu=2 empty_train=50
    service S A+ B- capacity=50 fleet=W
    service R B+ A- capacity=50 fleet=W
    demand A B teu=36500
    demand B A teu=36500
  )");
  auto const result = solve_capacity(corridor, {.demand_factor = 1});
  EXPECT_NEAR(result.served_teu, result.demanded_teu, 1e-3);
  EXPECT_NEAR(result.trains_year, result.demanded_teu / 50, 1e-3);
  EXPECT_NEAR(result.empties_year, 0, 1e-3);
}

// Little's law: 100 TEU that stay for half a day each are 200 a day.
TEST(Capacity, a_yard_is_full_of_boxes_that_wait_for_customs) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    facility B yard storage=100
    step B *>* customs unit=lot hours=12
  )" + kThere),
              200, 1e-6);
}

// 25 wagons a train, twelve hours there and twelve empty back: 100 wagons make
// four trains a day, and two trains of 50 empties.
TEST(Capacity, wagons_come_back_empty) {
  Solved const solved{kLine + R"(
    link A B km=600 speed=50
    fleet W number=100 teu=2 empty_train=50
    service S A+ B- capacity=50 fleet=W
    demand A B teu=1000000
  )"};
  EXPECT_NEAR(solved.a_day(), 200, 1e-6);
  EXPECT_NEAR(solved.result.trains_year, 4 * 366, 1e-4);
  EXPECT_NEAR(solved.result.empties_year, 2 * 366, 1e-4);
  EXPECT_TRUE(solved.limit("wagons/W").binds);
  // 100 more wagons make as much again.
  EXPECT_NEAR(solved.limit("wagons/W").step.teu, 200 * 366, 1e-3);
}

TEST(Capacity, turnaround_holds_wagons_too) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B km=600 speed=50
    fleet W number=100 teu=2 empty_train=50 turnaround=24
    service S A+ B- capacity=50 fleet=W
    demand A B teu=1000000
  )"),
              100, 1e-6);
}

// 14 trains there, two back with boxes and twelve with empty wagons.
TEST(Capacity, where_seven_go_and_one_comes_six_of_seven_wagons_go_back_empty) {
  CapacityQuestion question;
  question.demand_factor = 1;
  Solved const solved{kLine + R"(
    link A B km=600 speed=50
    fleet W number=9999 teu=2 empty_train=50
    service S A+ B- capacity=50 fleet=W
    service R B+ A- capacity=50 fleet=W
    demand A B teu=255500
    demand B A teu=36500
  )",
                      question};
  EXPECT_NEAR(solved.a_day(), 800, 1e-6);
  EXPECT_NEAR(solved.result.trains_year / 366, 16, 1e-4);
  EXPECT_NEAR(solved.result.empties_year / 366, 12 * 25 / 50, 1e-4);
}

TEST(Capacity, wagons_that_cannot_come_back_carry_nothing) {
  Solved const solved{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C gauge=1520
    fleet W number=100 teu=2 gauge=1520
    service S A+ B- capacity=50 fleet=W
    service T B+ C- gauge=1520 capacity=50
    demand A B teu=1000
    demand B C teu=1000
  )"};
  EXPECT_NEAR(solved.demand(0).served_teu, 0, 1e-6);
  EXPECT_GT(solved.demand(1).served_teu, 1000);
}

// A round trip is 10 h there, 10 h back and 4 h at each of two berths.
TEST(Capacity, vessels_sail_round_and_round) {
  auto const text = R"(
    place S KZ
    place T AZ
    link S T mode=ferry km=200 speed=20
    facility S berth servers=9 hours=4
    facility T berth servers=9 hours=4
    fleet V kind=vessel number=2 teu=100
    service F S* T* S* mode=ferry fleet=V capacity=100)";
  auto const demand = "\ndemand S T teu=1000000\ndemand T S teu=1000000";
  EXPECT_NEAR(capacity_a_day(std::string{text} + demand),
              2 * 2 * 100 * 24 / 28.0, 1e-6);
  EXPECT_NEAR(capacity_a_day(std::string{text} + " frequency=7" + demand),
              2 * 100, 1e-6);
}

// The berth that takes a vessel for 4 h serves 24 / 4 of them a day.
TEST(Capacity, a_berth_is_taken_by_the_whole_vessel) {
  EXPECT_NEAR(capacity_a_day(R"(
    place S KZ
    place T AZ
    link S T mode=ferry km=20 speed=20
    facility T berth servers=1 hours=4
    fleet V kind=vessel number=99 teu=100
    service F S* T* S* mode=ferry fleet=V capacity=100
    demand S T teu=1000000
  )"),
              6 * 100, 1e-6);
}

// 100 TEU a day on each leg: boxes from A stay aboard at B, those from C stay
// aboard at A, and both need the leg from A to B. Boxes from C to A do not.
TEST(Capacity, a_loop_of_three_ports_carries_each_leg_its_own_boxes) {
  std::string const loop = R"(
    place A KZ
    place B AZ
    place C GE
    link A B mode=sea km=240 speed=10
    link B C mode=sea km=240 speed=10
    link C A mode=sea km=240 speed=10
    fleet V kind=vessel number=3 teu=100
    service F A* B* C* A* mode=sea fleet=V capacity=100
    demand A C teu=1000000
  )";
  EXPECT_NEAR(capacity_a_day(loop + "demand C B teu=1000000"), 100, 1e-6);
  EXPECT_NEAR(capacity_a_day(loop + "demand C A teu=1000000"), 200, 1e-6);
}

TEST(Capacity, a_frequency_bounds_the_trains) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    service S A+ B- capacity=50 rule=timetable frequency=7
    demand A B teu=1000000
  )"),
              50, 1e-6);
}

// From 8 to 20, and the train that is begun by then: 14 hours of 2.
TEST(Capacity, what_is_begun_before_closing_time_is_finished) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    facility B lifts servers=1 hours=2 open=8-20
  )" + kThere),
              7 * 50, 1e-6);
}

TEST(Capacity,
     a_crane_that_is_repaired_a_tenth_of_the_time_lifts_a_tenth_less) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    facility B lifts servers=1 hours=2 breakdown=90 repair=10
  )" + kThere),
              0.9 * 12 * 50, 1e-6);
}

TEST(Capacity, customs_clears_lots_of_four_teu_one_an_hour) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B
    facility B customs servers=1 hours=1 per=lot
    step B *>* customs at=customs unit=lot
    service S A+ B- capacity=50
    demand A B teu=1000000 lot=4
  )"),
              24 * 4, 1e-6);
}

// Fruit waits for the plant doctor, two hours a lot of one; boxes do not.
TEST(Capacity, goods_with_a_procedure_of_their_own_are_held_by_it) {
  CapacityQuestion question;
  question.demand_factor = 1;
  Solved const solved{R"(
    goods fruit reefer phytosanitary
    place A CN
    place B KZ
    link A B capacity=10
    facility B plants servers=1 hours=2 kind=inspection
    step B *>* phytosanitary at=plants unit=lot goods=phytosanitary
    service S A+ B- capacity=50 cargo=container,reefer
    demand A B key=boxes teu=36500
    demand A B key=fruit teu=36500 goods=fruit
  )",
                      question};
  EXPECT_NEAR(solved.demand(0).served_teu, 36600, 1e-3);
  EXPECT_NEAR(solved.demand(1).served_teu, 12 * 366, 1e-3);
}

TEST(Capacity, other_traffic_runs_first) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B capacity=10
    service OTHER A+ B- rule=timetable frequency=28 background=yes
  )" + kThere),
              (10 - 28 / 7) * 50, 1e-6);
}

// Its wagons come to B and are loaded there by R: no empties need to run.
TEST(Capacity, wagons_of_other_traffic_may_go_back_with_boxes) {
  Solved const solved{kLine + R"(
    link A B km=600 speed=50
    fleet W number=50 teu=2
    service OTHER A+ B- rule=timetable frequency=7 background=yes fleet=W
    service R B+ A- capacity=50 fleet=W
    demand B A teu=1000000
  )"};
  // A train a day each way holds 25 wagons for half a day: 25 are left, for
  // one train more whose wagons come empty.
  EXPECT_NEAR(solved.a_day(), 50 + 50, 1e-6);
  EXPECT_NEAR(solved.result.empties_year * 60 / 25, 366, 1e-4);
}

TEST(Capacity, a_month_without_the_line_is_a_season_of_its_own) {
  auto const text = kLine + R"(
    link A B capacity=10
    closure A>B from=2024-03-01 to=2024-03-31 share=0
  )" + kThere;
  CapacityQuestion question;
  Solved const by_season{text, question};
  ASSERT_EQ(by_season.result.seasons.size(), 3U);
  EXPECT_EQ(by_season.result.seasons[0].season.name, "January to February");
  EXPECT_EQ(by_season.result.seasons[2].season.name, "April to December");
  EXPECT_NEAR(by_season.result.seasons[1].value, 0, 1e-6);
  EXPECT_NEAR(by_season.result.value, 500 * (366 - 31), 1e-4);
  question.by_season = false;
  Solved const as_one{text, question};
  EXPECT_NEAR(as_one.result.value, 500 * (366 - 31), 1e-4);
}

TEST(Capacity, boxes_that_are_not_accepted_for_a_time_wait) {
  EXPECT_NEAR(capacity_a_day(kLine + R"(
    link A B capacity=10
    closure A>B from=2024-03-01 to=2024-03-31 stop=yes
  )" + kThere),
              500, 1e-6);
}

TEST(Capacity, low_water_makes_vessels_load_less_where_it_is_low) {
  auto const text = std::string{R"(
    place S KZ
    place T AZ
    link S T mode=ferry km=240 speed=20
    fleet V kind=vessel number=1 teu=100
    service F S* T* S* mode=ferry fleet=V capacity=100
    closure S from=2024-01-01 to=2024-12-31 payload=0.8
  )"};
  EXPECT_NEAR(capacity_a_day(text + "demand S T teu=1000000"), 80, 1e-6);
  EXPECT_NEAR(capacity_a_day(text + "demand T S teu=1000000"), 100, 1e-6);
}

TEST(Capacity, boxes_that_stay_aboard_pass_a_port_with_low_water) {
  EXPECT_NEAR(capacity_a_day(R"(
    place A KZ
    place B AZ
    place C GE
    link A B mode=sea km=120 speed=10
    link B C mode=sea km=120 speed=10
    fleet V kind=vessel number=2 teu=100
    service F A* B* C* B* A* mode=sea fleet=V capacity=100
    closure B from=2024-01-01 to=2024-12-31 payload=0.1
    demand A C teu=1000000
  )"),
              100, 1e-6);
}

TEST(Capacity, rows_of_one_choice_are_alternatives_of_the_same_boxes) {
  CapacityQuestion question;
  question.demand_factor = 1;
  Solved const solved{kTwoWays + R"(
    demand A B key=M teu=36500 via=M choice=x
    demand A B key=N teu=73000 via=N choice=x
  )",
                      question};
  ASSERT_EQ(solved.result.demand.size(), 1U);
  EXPECT_EQ(solved.demand(0).rows.size(), 2U);
  EXPECT_NEAR(solved.demand(0).demanded_teu, 300 * 366, 1e-3);
  EXPECT_NEAR(solved.a_day(), 300, 1e-6);
}

// Both ways are as long, so the plan takes the first; it does not change.
TEST(Capacity, boxes_go_by_their_crossing_or_by_their_train_or_anywhere) {
  auto const by = [](RouteFreedom freedom, char const* via) {
    CapacityQuestion question;
    question.routes = freedom;
    return capacity_a_day(kTwoWays + "demand A B teu=1000000" + via, question);
  };
  EXPECT_NEAR(by(RouteFreedom::free, " via=N"), 300, 1e-6);
  EXPECT_NEAR(by(RouteFreedom::by_crossing, " via=N"), 100, 1e-6);
  EXPECT_NEAR(by(RouteFreedom::as_planned, " via=N"), 100, 1e-6);
  EXPECT_NEAR(by(RouteFreedom::by_crossing, ""), 300, 1e-6);
  auto const planned = by(RouteFreedom::as_planned, "");
  EXPECT_TRUE(std::abs(planned - 200) < 1e-6 || std::abs(planned - 100) < 1e-6);
}

TEST(Capacity, without_demand_there_is_nothing_to_say) {
  EXPECT_THROW(Solved{kLine + "link A B\nservice S A+ B-"}, UsageError);
}

TEST(Capacity, a_season_without_demand_carries_nothing_and_says_so) {
  CapacityQuestion question;
  question.objective = CapacityObjective::growth;
  Solved const solved{kLine + R"(
    link A B capacity=10
    closure A>B from=2024-03-01 to=2024-03-31 share=0.5
    service S A+ B- capacity=50
    demand A B teu=36500 season=1.2,1.2,0,1,1,1,1,1,1,1.2,1.2,1.2
  )",
                      question};
  // 500 TEU a day for 100 times the mean of ten months' factors.
  EXPECT_FALSE(solved.result.unbounded);
  EXPECT_GT(solved.result.value, 4);
  EXPECT_LT(solved.result.value, 5);
}

}  // namespace
}  // namespace camel
