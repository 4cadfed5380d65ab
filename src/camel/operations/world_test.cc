// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/world.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kBorder =
    "place A CN\n place B KZ zone=Asia/Almaty\n place C UZ\n"
    "link A B\n link B C\n"
    "goods fruit reefer\n"
    "service S A+ C- cargo=container,reefer\n"
    "demand A C\n";

// When a facility of B that opens so is open for one who comes at this UTC
// hour of 2024, in UTC hours.
double opens(std::string const& opening, double hour) {
  Stage const stage{std::string{kBorder} + "facility B gate open=" + opening};
  return in_hours(stage.world.open_from(FacilityId{0}, hours(hour)));
}

// Until the last of February Almaty is six hours ahead of UTC, then five.
constexpr double kMarch1 = 60 * 24;
constexpr double kMay1 = 121 * 24;

TEST(World, doors_open_by_the_clock_of_the_place) {
  EXPECT_EQ(opens("8-20", 0), 2);  // 06:00 there
  EXPECT_EQ(opens("8-20", 2), 2);  // 08:00
  EXPECT_EQ(opens("8-20", 13.99), 13.99);
  EXPECT_EQ(opens("8-20", 14), 26);  // 20:00: tomorrow
  EXPECT_EQ(opens("0-24", 14), 14);
}

TEST(World, doors_that_close_after_midnight_are_open_in_the_small_hours) {
  EXPECT_EQ(opens("22-30", 16), 16);      // 22:00
  EXPECT_EQ(opens("22-30", 23.5), 23.5);  // 05:30
  EXPECT_EQ(opens("22-30", 24), 40);      // 06:00: in the evening
  EXPECT_EQ(opens("22-30", 15.5), 16);    // 21:30
}

TEST(World, doors_follow_a_change_of_the_clock) {
  EXPECT_EQ(opens("8-20", kMay1), kMay1 + 3);
  EXPECT_EQ(opens("8-20", kMay1 + 14.5), kMay1 + 14.5);  // 19:30
  // Who comes in the evening before the clock is put back waits an hour more.
  EXPECT_EQ(opens("8-20", kMarch1 - 9), kMarch1 + 3);
}

TEST(World, where_gauges_meet_one_lift_unloads_and_loads) {
  Stage const stage{std::string{kBorder} +
                    "facility A lifts\n facility B lifts\n"
                    "facility B gauge_change\n"};
  auto const& world = stage.world;
  EXPECT_EQ(world.unloading_at(PlaceId{0}), stage.facility("A", "lifts"));
  EXPECT_EQ(world.loading_at(PlaceId{0}), stage.facility("A", "lifts"));
  EXPECT_EQ(world.unloading_at(PlaceId{1}),
            stage.facility("B", "gauge_change"));
  EXPECT_FALSE(world.loading_at(PlaceId{1}));
  EXPECT_FALSE(world.unloading_at(PlaceId{2}));
}

TEST(World, a_lot_in_two_places_or_in_none_is_noticed) {
  Stage stage{kBorder};
  auto& world = stage.world;
  auto const lot = world.new_lot(DemandId{0}, 3, 0);
  EXPECT_EQ(world.count_inside(), 1U);
  world.queues[StopId{0}].lots.push_back({lot, StopId{1}, 3});
  EXPECT_ANY_THROW(world.count_inside());  // clearing, and in the queue
  world[lot].where = Lot::Where::queueing;
  EXPECT_EQ(world.count_inside(), 1U);
  auto const train = world.new_train(ServiceId{0}, 0, 0);
  world[train].aboard.push_back({lot, StopId{1}, 3});
  EXPECT_ANY_THROW(world.count_inside());  // in the queue, and aboard
  world.queues[StopId{0}].lots.clear();
  world[train].aboard.clear();
  EXPECT_ANY_THROW(world.count_inside());  // nowhere
}

TEST(World, a_train_that_ends_with_boxes_aboard_is_noticed) {
  Stage stage{kBorder};
  auto const train = stage.world.new_train(ServiceId{0}, 0, 0);
  stage.world[train].aboard.push_back({LotId{0}, StopId{1}, 3});
  EXPECT_ANY_THROW(stage.world.forget(train, 0));
}

TEST(World, months_are_those_of_the_year_after_the_warm_up) {
  Prepared const prepared{kBorder};
  World const world{prepared.corridor,
                    prepared.network,
                    prepared.routes,
                    prepared.plan,
                    {.warm_up = 31 * kDay, .end = 400 * kDay}};
  EXPECT_EQ(world.month(0), 11U);  // December 1
  EXPECT_EQ(world.month(31 * kDay - 1), 11U);
  EXPECT_EQ(world.month(31 * kDay), 0U);         // January 1
  EXPECT_EQ(world.month((31 + 59) * kDay), 1U);  // February 29
}

TEST(World, a_train_longer_than_its_fleet_is_refused) {
  EXPECT_ANY_THROW(
      Stage{"place A CN\n place B CN\n link A B\n fleet W number=24 teu=2\n"
            "service S A+ B- capacity=50 fleet=W\n demand A B\n"});
}

TEST(World, equal_names_of_steps_do_not_share_their_luck) {
  Stage stage{std::string{kBorder} +
              "step B CN>UZ inspection\n"
              "step B CN>UZ inspection unit=lot\n"
              "step B CN>UZ inspection unit=lot goods=fruit\n"};
  auto& luck = stage.world.step_luck;
  auto const [train, lot, fruit] =
      std::array{luck[0].bits(), luck[1].bits(), luck[2].bits()};
  EXPECT_NE(train, lot);
  EXPECT_NE(train, fruit);
  EXPECT_NE(lot, fruit);
}

}  // namespace
}  // namespace camel
