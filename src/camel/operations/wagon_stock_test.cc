// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/wagon_stock.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// Wagons are loaded at A and come free at B, 100 km away; nothing comes back
// but empties.
constexpr auto kOneWay =
    "place A CN\n place B CN\n link A B km=100 speed=50\n"
    "fleet W number=40 teu=2 turnaround=0 empty_train=10 gauge=1435\n"
    "service S A+ B- capacity=20 rule=when_full fleet=W\n"
    "demand A B teu=3650\n";

TEST(WagonStock, empties_travel_back_and_are_loaded_again) {
  // Four trains take all forty wagons at once. They end at hour 2. The keepers
  // look each six hours, so trains of ten run back from hour 6 and are at A at
  // hour 8: then the next boxes go.
  Stage stage{kOneWay};
  stage.dispatch_all();
  stage.send(0, 20, {0, 0, 0, 0, 1});
  stage.run_until(24);
  EXPECT_EQ(stage.teu(), 100);
  // One train of empties for those who wait, one to be kept at A.
  EXPECT_EQ(stage.world.record.runs[run_index(LinkId{0}, false)].empties, 2U);
  // Eighty TEU take two hours; the twenty come to wait at hour 1 for wagons
  // until 8, and take two more.
  EXPECT_DOUBLE_EQ(stage.part(Part::wagon), 0.2 * 7);
  EXPECT_DOUBLE_EQ(stage.part(Part::moving), 2);
}

TEST(WagonStock, wagons_stay_where_they_are_needed_next) {
  // A train each way: what comes is loaded again, and nobody runs empty.
  Stage stage{
      "place A CN\n place B CN\n link A B km=100 speed=50\n"
      "fleet W number=40 teu=2 turnaround=1 empty_train=10 gauge=1435\n"
      "service S A+ B- capacity=20 rule=when_full fleet=W\n"
      "service R B+ A- capacity=20 rule=when_full fleet=W\n"
      "demand A B teu=3650\n demand B A teu=3650\n"};
  stage.dispatch_all();
  stage.send(0, 20, {0, 10, 20});
  stage.send(1, 20, {0, 10, 20});
  stage.run_until(48);
  EXPECT_EQ(stage.world.record.empty_wagons, 0);
  EXPECT_EQ(stage.teu(0) + stage.teu(1), 120);
}

TEST(WagonStock, the_turnaround_passes_before_a_wagon_is_loaded_again) {
  // Ten wagons for one train, which comes back after its load. The second
  // load leaves B one turnaround after the first train has come.
  Stage stage{
      "place A CN\n place B CN\n link A B km=100 speed=50\n"
      "fleet W number=10 teu=2 turnaround=5 empty_train=10 gauge=1435\n"
      "service S A+ B- capacity=20 rule=when_full fleet=W\n"
      "service R B+ A- capacity=20 rule=when_full fleet=W\n"
      "demand A B teu=3650\n demand B A teu=3650\n"};
  stage.dispatch_all();
  stage.send(0, 20, {0});
  stage.send(1, 20, {3});
  stage.run_until(48);
  // The ten wagons stand half and half at first, and neither is a train. After
  // five days of waiting five would come over; before that nothing runs.
  EXPECT_EQ(stage.teu(0) + stage.teu(1), 0);
  stage.run_until(30 * 24);
  EXPECT_EQ(stage.teu(0), 20);
  EXPECT_EQ(stage.teu(1), 20);
}

Process take_hundred(Simulation& sim, WagonStock& stock, std::size_t at) {
  co_await take_wagons(sim, stock, at, {100});
}

TEST(WagonStock, the_shortest_of_wagons_is_served_from_the_nearest) {
  Prepared const prepared{
      "place A CN\n place B CN\n place C CN\n"
      "link A B km=100 speed=50\n link B C km=100 speed=50\n"
      "fleet W number=90 teu=2 empty_train=10 gauge=1435\n"
      "service S A+ C- capacity=20 rule=when_full fleet=W\n"
      "service T B+ C- capacity=20 rule=when_full fleet=W\n"
      "demand A C teu=3650\n demand B C teu=3650\n"};
  auto const& plan = prepared.plan.fleets[0];
  WagonStock stock{prepared.corridor.fleets[FleetId{0}], plan};
  auto const a = plan.depot_at(find_place(prepared.corridor, "A"));
  auto const b = plan.depot_at(find_place(prepared.corridor, "B"));
  // 45 wagons stand at each of A and B. Both keep ten; nobody is short.
  EXPECT_EQ(stock.standing(a), 45);
  EXPECT_EQ(stock.standing(b), 45);
  EXPECT_FALSE(stock.next_order(0));
  // A train at A waits for a hundred: it gets ten, again and again, from B,
  // down to the ten that B keeps.
  Simulation sim;
  sim.start(take_hundred(sim, stock, a));
  sim.run();
  auto const order = stock.next_order(0);
  ASSERT_TRUE(order);
  EXPECT_EQ(order->from, b);
  EXPECT_EQ(order->to, a);
  EXPECT_EQ(order->wagons, 10);
  stock.send(*order);
  EXPECT_EQ(stock.standing(b), 35);
}

}  // namespace
}  // namespace camel
