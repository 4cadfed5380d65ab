// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/train.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// From A to B trains run for two hours.
std::string service(std::string const& rule) {
  return "place A CN\n place B CN\n link A B km=100 speed=50\n"
         "fleet W number=25 teu=2 turnaround=10\n"
         "facility A yard\n"
         "service S A+ B- capacity=50 " +
         rule + "\n demand A B\n demand A B\n";
}

// The hour of the year at which its first timetabled train leaves.
double first_departure(Stage const& stage, double between) {
  Random luck{stage.world.key("timetable", "S")};
  return luck.uniform() * between;
}

TEST(Train, when_full_leaves_with_the_box_that_fills_it) {
  Stage stage{service("rule=when_full")};
  stage.send(0, 20, {0, 10});
  stage.send(1, 10, {30});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.teu(0), 40);
  EXPECT_EQ(stage.transit(0), (32 + 22) / 2.0);
  EXPECT_EQ(stage.transit(1), 2);
  EXPECT_EQ(stage.part(Part::train, 0), 25);
  EXPECT_EQ(stage.part(Part::moving, 0), 2);
}

TEST(Train, when_full_waits_for_ever_for_the_last_box) {
  Stage stage{service("rule=when_full")};
  stage.send(0, 49, {0});
  stage.dispatch_all();
  stage.run_until(8000);
  EXPECT_EQ(stage.teu(), 0);
  EXPECT_EQ(stage.world.record.trains, 0);
}

TEST(Train, full_or_time_leaves_when_its_oldest_box_has_waited_enough) {
  Stage stage{service("rule=full_or_time wait=24")};
  stage.send(0, 20, {5});
  stage.send(1, 20, {20});
  stage.send(1, 50, {100});  // full at once
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.part(Part::train, 0), 24);
  EXPECT_EQ(stage.part(Part::train, 1), (20 * 9 + 50 * 0) / 70.0);
  EXPECT_EQ(stage.world.record.trains, 2);
}

TEST(Train, by_timetable_it_leaves_with_who_is_there_at_the_cut_off) {
  Stage stage{service("rule=timetable frequency=7 cut_off=6")};
  auto const leaves = first_departure(stage, 24) + 48;
  stage.send(0, 1, {leaves - 6.01});
  stage.send(1, 1, {leaves - 5.99});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_NEAR(stage.transit(0), 6.01 + 2, 0.001);
  EXPECT_NEAR(stage.transit(1), 24 + 5.99 + 2, 0.001);
  // It runs on every day, with or without boxes.
  EXPECT_NEAR(stage.world.record.trains, 500 / 24.0, 1);
}

TEST(Train, slots_a_week_bound_the_trains_of_every_rule) {
  Stage stage{service("rule=when_full frequency=7")};
  stage.send(0, 50, {0, 0, 0});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.transit(), (2 + 26 + 50) / 3.0);
}

TEST(Train, a_box_waits_for_wagons_that_come_back_empty) {
  Stage stage{service("rule=when_full fleet=W")};
  stage.send(0, 50, {0});
  stage.send(1, 50, {1});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.part(Part::wagon, 0), 0);
  EXPECT_EQ(stage.transit(0), 2);
  // The only wagons are at B at hour 2, ready at 12, when their keeper looks
  // and sends them back, and are at A at 14.
  EXPECT_EQ(stage.part(Part::wagon, 1), 14 - 1);
  EXPECT_EQ(stage.transit(1), 13 + 2);
  EXPECT_EQ(stage.world.record.wagon_waits.mean(), 13 / 2.0);
  // And back again: a train's wagons are kept where they are loaded.
  auto& stock = *stage.world.wagons.front();
  EXPECT_EQ(stock.standing(stock.depot_at(stage.place("A"))), 25);
}

TEST(Train, boxes_get_on_and_off_at_the_stops_between) {
  Stage stage{
      "place A CN\n place B CN\n place C CN\n link A B km=100 speed=50\n"
      "link B C km=100 speed=50\n"
      "service S A+ B* C- capacity=50\n"
      "demand A B\n demand A C\n demand B C\n"};
  stage.send(0, 30, {0});
  stage.send(1, 20, {10});
  stage.send(2, 35, {3});  // there is room for 30
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.transit(0), 12);
  EXPECT_EQ(stage.transit(1), 4);
  EXPECT_EQ(stage.teu(2), 0);
}

TEST(Train, one_is_sent_for_boxes_that_have_waited_long_at_a_stop_between) {
  // Nobody comes to A: after 30 hours a train leaves there for those at B, is
  // with them two hours later and at C in four.
  Stage stage{
      "place A CN\n place B CN\n place C CN\n link A B km=100 speed=50\n"
      "link B C km=100 speed=50\n"
      "service S A+ B* C- capacity=50 rule=full_or_time wait=30\n"
      "demand B C\n"};
  stage.send(0, 5, {10});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.transit(), 30 + 4);
  EXPECT_EQ(stage.world.record.trains, 1);
}

TEST(Train, who_gets_off_makes_room_for_who_waits) {
  Stage stage{
      "place A CN\n place B CN\n place C CN\n link A B km=100 speed=50\n"
      "link B C km=100 speed=50\n"
      "service S A+ B* C- capacity=50\n"
      "demand A B\n demand A C\n demand B C\n"};
  stage.send(0, 30, {0});
  stage.send(1, 20, {10});
  stage.send(2, 29, {3});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.teu(2), 29);
  EXPECT_EQ(stage.transit(2), 12 - 3 + 2);
}

TEST(Train, a_stop_lasts_at_least_its_dwell) {
  auto const corridor = [](std::string const& lift) {
    return "place A CN\n place B CN\n place C CN\n link A B km=100 speed=50\n"
           "link B C km=100 speed=50\n facility B lifts hours=" +
           lift +
           "\n"
           "service S A+ B*5 C- capacity=50\n demand A B\n demand A C\n";
  };
  for (auto const& [lift, stay] : {std::pair{"3", 5}, {"8", 8}}) {
    Stage stage{corridor(lift)};
    stage.send(0, 20, {0});
    stage.send(1, 30, {0});
    stage.dispatch_all();
    stage.run_until(500);
    EXPECT_EQ(stage.transit(0), 2 + std::stod(lift));
    EXPECT_EQ(stage.transit(1), 2 + stay + 2);
  }
}

TEST(Train, boxes_are_lifted_on_and_off_one_train_after_the_other) {
  Stage stage{
      "place A CN\n place B CN\n link A B km=100 speed=50\n"
      "facility A lifts hours=0.1 per=teu\n facility B lifts hours=4\n"
      "service S A+ B- capacity=50\n demand A B\n demand A B\n"};
  stage.send(0, 50, {0});
  stage.send(1, 50, {0});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.transit(0), 5 + 2 + 4);
  EXPECT_EQ(stage.transit(1), 10 + 2 + 4);
  EXPECT_EQ(stage.part(Part::crane, 1), 5);
  EXPECT_EQ(stage.part(Part::processing, 1), 9);
}

TEST(Train, it_goes_through_the_border_on_its_way) {
  Stage stage{
      "place A CN\n place X KZ kind=border_post\n place B KZ\n"
      "link A X km=100 speed=50\n link X B km=100 speed=50\n"
      "facility X reception servers=1 hours=0\n"
      "facility X customs hours=3\n"
      "step X CN>KZ reception at=reception hold=yes\n"
      "step X CN>KZ customs at=customs\n"
      "service S A+ B- capacity=50\n demand A B\n demand A B\n"};
  stage.send(0, 50, {0});
  stage.send(1, 50, {0});
  stage.dispatch_all();
  stage.run_until(500);
  EXPECT_EQ(stage.transit(0), 2 + 3 + 2);
  EXPECT_EQ(stage.transit(1), 2 + 6 + 2);
  auto const key = std::tuple{stage.place("X"), "CN", "KZ"};
  EXPECT_EQ(stage.world.record.stays.at(key).mean(), 4.5);
  EXPECT_EQ(stage.world.record.stays.at(key).weight(), 100);
}

TEST(Train, background_trains_take_paths_borders_and_lifts) {
  Stage stage{
      "place A CN\n place X KZ\n place B KZ\n"
      "link A X capacity=100\n link X B capacity=100\n"
      "facility X customs hours=1\n facility B lifts hours=0.01 per=teu\n"
      "step X CN>KZ customs at=customs\n"
      "service S A+ B- capacity=50\n"
      "service BG A+ B- capacity=60 frequency=70 rule=timetable "
      "background=yes\n"
      "demand A B\n"};
  stage.dispatch_all();
  stage.run_until(240);
  auto const& record = stage.world.record;
  EXPECT_NEAR(record.trains, 100, 4);
  EXPECT_NEAR(record.runs[run_index(LinkId{0}, true)].trains(), 100, 2);
  EXPECT_EQ(record.runs[run_index(LinkId{0}, true)].teu, 0);
  auto const& customs = record.facilities[stage.facility("X", "customs")];
  EXPECT_NEAR(static_cast<double>(customs.services.count()), 100, 4);
  auto const& lifts = record.facilities[stage.facility("B", "lifts")];
  EXPECT_NEAR(lifts.services.mean(), 0.6, 1e-9);
  EXPECT_EQ(stage.world.count_inside(), 0U);
}

}  // namespace
}  // namespace camel
