// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/solve_capacity.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/capacity/test_capacity.h"

namespace camel {
namespace {

// Trains of 50 TEU from A to B and back, and more boxes than they can carry.
std::string const kLine = R"(
  place A CN
  place B KZ
)";
std::string const kThere = R"(
  service S A+ B- capacity=50
  demand A B teu=1000000
)";
std::string const kBack = R"(
  service R B+ A- capacity=50
  demand B A teu=1000000
)";

TEST(Capacity, ten_paths_a_day_and_trains_of_50_teu_carry_500_teu_a_day) {
  EXPECT_NEAR(capacity_a_day(kLine + "link A B capacity=10" + kThere), 500,
              1e-6);
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
  auto const line = kLine + "link A B km=150 speed=50 tracks=1 passing=150 "
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

TEST(Capacity, a_crane_that_is_repaired_a_tenth_of_the_time_lifts_a_tenth_less) {
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

std::string const kTwoWays = R"(
  place A CN
  place M KZ
  place N KZ
  place B PL
  link A M capacity=4
  link M B
  link A N capacity=2
  link N B
  service S A+ M. B- capacity=50
  service R A+ N. B- capacity=50
)";

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

// ---- growth

CapacityQuestion growth() {
  CapacityQuestion question;
  question.objective = CapacityObjective::growth;
  return question;
}

// 100 and 50 TEU a day share ten paths, and at B there is customs for eight
// trains: 400 / 150; without customs 500 / 150; then the cranes at B, 16 trains.
TEST(CapacityGrowth, the_ladder_shows_one_limit_after_the_other) {
  Solved const solved{kLine + R"(
    link A B capacity=10 standing=9999
    facility B customs servers=2 hours=6
    step B *>* customs at=customs
    facility B lifts servers=4 hours=6
    service S A+ B- capacity=50
    demand A B key=1 teu=36500
    demand A B key=2 teu=18250
  )",
                      growth()};
  EXPECT_NEAR(solved.result.value, 400 / 150.0, 1e-6);
  ASSERT_EQ(solved.result.ladder.size(), 3U);
  auto const& ladder = solved.result.ladder;
  EXPECT_NEAR(ladder[0].growth, 400 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[0].limit), "facility/B/customs");
  EXPECT_NEAR(ladder[1].growth, 500 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[1].limit), "path/A-B/there");
  EXPECT_NEAR(ladder[2].growth, 800 / 150.0, 1e-6);
  EXPECT_EQ(solved.key(ladder[2].limit), "facility/B/lifts");
  // One more lane of customs lets the paths hold it back.
  auto const& customs = solved.limit("facility/B/customs");
  EXPECT_NEAR(customs.step.growth, 100 / 150.0, 1e-6);
  EXPECT_NEAR(customs.tenth.growth, 40 / 150.0, 1e-6);
  ASSERT_TRUE(customs.next.has_value());
  EXPECT_EQ(solved.key(*customs.next), "path/A-B/there");
}

TEST(CapacityGrowth, the_worst_season_counts) {
  Solved const solved{kLine + R"(
    link A B capacity=10
    closure A>B from=2024-03-01 to=2024-03-31 share=0.5
    service S A+ B- capacity=50
    demand A B teu=36500
  )",
                      growth()};
  EXPECT_NEAR(solved.result.value, 2.5, 1e-6);
  ASSERT_TRUE(solved.result.binding_season.has_value());
  auto const worst = *solved.result.binding_season;
  EXPECT_EQ(solved.result.seasons[worst].season.name, "March");
  // Even with all paths of March there are those of April.
  EXPECT_NEAR(solved.limit("path/A-B/there").tenth.growth, 0.25, 1e-6);
}

TEST(CapacityGrowth, where_nothing_holds_it_back_it_says_so) {
  Solved const solved{kLine + R"(
    link A B mode=road
    link A B key=sea mode=sea
    fleet V kind=vessel number=1 teu=10
    service S A* B* A* mode=sea fleet=V capacity=10
    demand A B teu=0.1
  )",
                      growth()};
  EXPECT_FALSE(solved.result.unbounded);
  EXPECT_GT(solved.result.value, 1000);
}

// ---- cost

TEST(CapacityCost, the_cheaper_way_is_filled_first_and_the_rest_has_its_price) {
  auto question = growth();
  question.objective = CapacityObjective::cost;
  question.demand_factor = 1;
  question.unserved_usd = 5000;
  // 400 TEU a day: 100 by N for 1,000 USD, 200 by M for 2,000, 100 left, each
  // for 5,000 more than by N.
  Solved const solved{kTwoWays + R"(
    price rail USD/TEU 1000 from=A to=N
    price rail USD/TEU 2000 from=A to=M
    demand A B teu=146000
  )",
                      question};
  auto const days = solved.days();
  EXPECT_NEAR(solved.result.served_teu, 300 * days, 1e-3);
  auto const trains = 6 * days;  // a USD each, so that none runs for nobody
  EXPECT_NEAR(solved.result.value,
              days * (100 * 1000 + 200 * 2000 + 100 * 6000) + trains, 1);
  EXPECT_NEAR(solved.result.usd, days * (100 * 1000 + 200 * 2000), 1);
  // A path by N saves 5,000 USD a TEU, one by M 4,000: 50 TEU, less the train.
  EXPECT_NEAR(solved.limit("path/A-N/there").price, days * (50 * 5000 - 1), 1);
  EXPECT_NEAR(solved.limit("path/A-M/there").price, days * (50 * 4000 - 1), 1);
  EXPECT_NEAR(solved.limit("path/A-N/there").step.usd, days * (50 * 5000 - 1),
              1);
}

// ---- what one more would add

TEST(CapacityGains, a_limit_is_worth_more_until_the_next_one_binds) {
  // Ten paths, cranes for twelve trains: three more paths are worth two.
  Solved const solved{kLine + R"(
    link A B capacity=10
    facility B lifts servers=6 hours=12
  )" + kThere};
  auto const& paths = solved.limit("path/A-B/there");
  ASSERT_TRUE(paths.binds);
  EXPECT_NEAR(paths.price, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.step.teu, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.tenth.teu, 50 * 366, 1e-3);
  EXPECT_NEAR(paths.all.teu, 100 * 366, 1e-3);
  ASSERT_TRUE(paths.next.has_value());
  EXPECT_EQ(solved.key(*paths.next), "facility/B/lifts");
  EXPECT_NEAR(paths.saturation, 1, 1e-9);
  EXPECT_NEAR(paths.used, 10, 1e-6);
  auto const& cranes = solved.limit("facility/B/lifts");
  EXPECT_FALSE(cranes.binds);
  EXPECT_NEAR(cranes.saturation, 10 / 12.0, 1e-9);
  EXPECT_NEAR(cranes.used, 5, 1e-6);
}

TEST(CapacityGains, boxes_are_held_by_what_their_trains_or_they_wait_for) {
  Solved const by_paths{kLine + "link A B capacity=10" + kThere};
  ASSERT_EQ(by_paths.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_paths.key(by_paths.demand(0).held_by[0]), "path/A-B/there");
  Solved const by_cranes{kLine + R"(
    link A B
    facility B lifts servers=1 hours=12
  )" + kThere};
  ASSERT_EQ(by_cranes.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_cranes.key(by_cranes.demand(0).held_by[0]), "facility/B/lifts");
  Solved const by_customs{kLine + R"(
    link A B
    facility B customs servers=1 hours=1 per=lot
    step B *>* customs at=customs unit=lot
  )" + kThere};
  ASSERT_EQ(by_customs.demand(0).held_by.size(), 1U);
  EXPECT_EQ(by_customs.key(by_customs.demand(0).held_by[0]),
            "facility/B/customs");
}

// Something of everything, all of it short.
std::string const kMixed = R"(
  place A CN
  place B KZ
  place C KZ
  place D AZ
  link A B capacity=4.5 back=3
  link B C gauge=1520 km=400 tracks=1 passing=100 standing=3
  link C D mode=ferry km=300 speed=20
  facility B gauge_change servers=1 hours=5
  facility B tracks kind=reception servers=3 hours=0.5
  step B *>* reception at=tracks hold=yes
  facility B yard storage=450
  step B CN>KZ customs unit=lot hours=24
  facility C customs servers=2 hours=0.5 per=lot
  step C KZ>AZ customs at=customs unit=lot
  facility C berth servers=1 hours=6
  facility D berth servers=1 hours=0.02 per=teu
  fleet W number=70 teu=2 gauge=1520 empty_train=30
  fleet V kind=vessel number=1 teu=150
  service E A+ B- capacity=50
  service F B+ A- capacity=50
  service G B+ C- gauge=1520 capacity=60 fleet=W
  service H C+ B- gauge=1520 capacity=60 fleet=W frequency=20
  service K C* D* C* mode=ferry fleet=V capacity=150
  closure C-D from=2024-01-01 to=2024-03-31 closed=0.2
  demand A B teu=30000
  demand A D teu=40000 lot=2
  demand D A teu=40000
  demand C B teu=60000
  demand B C teu=20000
)";

// Lines that have nothing to do with each other, each held by something else.
std::string const kSeveral = R"(
  place A CN
  place B KZ
  place S KZ
  place T AZ
  place E KZ
  place F KZ
  place G KZ
  place H KZ
  link A B capacity=4 back=3
  service AB A+ B- capacity=50
  service BA B+ A- capacity=50
  demand A B teu=200000
  demand B A teu=200000
  link S T mode=ferry km=200 speed=20
  fleet V kind=vessel number=2 teu=100
  service ST S* T* S* mode=ferry fleet=V capacity=100
  demand S T teu=200000
  link B E
  facility E customs servers=2 hours=1 per=lot
  step E *>* customs at=customs unit=lot
  service BE B+ E- capacity=50
  demand B E teu=200000
  link B F
  facility F yard storage=3000
  step F *>* papers unit=lot hours=240
  service BF B+ F- capacity=50
  demand B F teu=200000
  link B G
  service BG B+ G- capacity=50 frequency=7
  demand B G teu=200000
  link B H km=600 speed=50
  fleet W number=500 teu=2
  service BH B+ H- capacity=50 fleet=W
  demand B H teu=1000000
)";

void add(Corridor& corridor, Limit const& limit, double units) {
  auto const whole = static_cast<int>(units);
  switch (limit.kind) {
    case LimitKind::path: {
      auto& link = corridor.links[limit.run.link];
      (limit.run.forward ? link.capacity : link.capacity_back) += units;
      return;
    }
    case LimitKind::standing: {
      // Of both directions, which the test reckons with.
      auto& link = corridor.links[limit.run.link];
      link.standing = trains_that_fit(link) + whole;
      return;
    }
    case LimitKind::facility:
      corridor.facilities[limit.facility].servers += whole;
      return;
    case LimitKind::storage:
      for (auto const id : corridor.facilities_at[limit.place]) {
        if (corridor.facilities[id].storage) {
          corridor.facilities[id].storage->count += whole;
        }
      }
      return;
    case LimitKind::wagons:
    case LimitKind::vessels:
      corridor.fleets[limit.fleet].number += whole;
      return;
    case LimitKind::departures:
      corridor.services[limit.service].frequency += units;
      return;
    case LimitKind::single_track:
      return;
  }
}

// How many limits were tried.
int hold_against_changed_corridors(std::string const& text,
                                   CapacityObjective objective) {
  CapacityQuestion question;
  question.objective = objective;
  question.unserved_usd = 1000;
  Solved const before{text, question};
  int tried = 0;
  for (auto const& row : before.result.limits) {
    if (!row.binds || row.limit.kind == LimitKind::standing ||
        row.limit.kind == LimitKind::single_track) {
      continue;
    }
    SCOPED_TRACE(key_of(before.corridor, row.limit));
    auto changed = before.corridor;
    add(changed, row.limit, step_of(row.limit.kind));
    auto unranked = question;
    unranked.rank = false;
    Solved const after{changed, unranked};
    auto const gain = objective == CapacityObjective::growth ? row.step.growth
                      : objective == CapacityObjective::cost ? -row.step.usd
                                                             : row.step.teu;
    EXPECT_NEAR(after.result.value - before.result.value, gain,
                1e-6 * before.result.value);
    ++tried;
  }
  return tried;
}

TEST(CapacityGains, a_step_more_is_what_a_changed_corridor_carries) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth,
        CapacityObjective::cost}) {
    EXPECT_GE(hold_against_changed_corridors(kMixed, objective), 1);
    auto const alone = objective == CapacityObjective::growth;
    EXPECT_GE(hold_against_changed_corridors(kSeveral, objective),
              alone ? 1 : 7);
  }
}

TEST(CapacityGains, the_price_is_what_a_little_more_adds) {
  Solved const before{kSeveral};
  int tried = 0;
  for (auto const& row : before.result.limits) {
    if (row.price <= 0 || row.limit.kind != LimitKind::path) {
      continue;
    }
    auto changed = before.corridor;
    add(changed, row.limit, 1e-2);
    Solved const after{changed, {}};
    EXPECT_NEAR((after.result.value - before.result.value) / 1e-2, row.price,
                1e-4 * row.price);
    ++tried;
  }
  EXPECT_EQ(tried, 2);
}

TEST(CapacityGains, no_step_adds_more_than_its_price) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth}) {
    CapacityQuestion question;
    question.objective = objective;
    Solved const solved{kMixed, question};
    for (auto const& row : solved.result.limits) {
      if (!row.binds) {
        continue;
      }
      auto const is_growth = objective == CapacityObjective::growth;
      auto const scale = 1e-6 * solved.result.value;
      auto const step = step_of(row.limit.kind);
      EXPECT_LE(is_growth ? row.step.growth : row.step.teu,
                row.price * step + scale);
      EXPECT_LE(is_growth ? row.tenth.growth : row.tenth.teu,
                row.price * row.number / 10 + scale);
      EXPECT_GE(is_growth ? row.all.growth : row.all.teu,
                (is_growth ? row.tenth.growth : row.tenth.teu) - scale);
    }
  }
}

TEST(Capacity, a_proof_comes_with_every_answer) {
  for (auto const objective :
       {CapacityObjective::throughput, CapacityObjective::growth,
        CapacityObjective::cost}) {
    CapacityQuestion question;
    question.objective = objective;
    Solved const solved{kMixed, question};
    EXPECT_LE(solved.result.gap, 1e-8);
    double served = 0, of_rows = 0;
    for (auto const& season : solved.result.seasons) {
      served += season.served_teu;
    }
    for (auto const& boxes : solved.result.demand) {
      EXPECT_LE(boxes.served_teu, boxes.demanded_teu + 1e-6);
      of_rows += boxes.served_teu;
    }
    EXPECT_NEAR(served, solved.result.served_teu, 1e-3);
    if (objective != CapacityObjective::growth) {
      EXPECT_NEAR(of_rows, served, 1e-3);
    }
    for (auto const& row : solved.result.limits) {
      EXPECT_LE(row.saturation, 1 + 1e-6);
      EXPECT_LE(row.busiest, 1 + 1e-6);
      EXPECT_GE(row.price, 0);
    }
  }
}

}  // namespace
}  // namespace camel
