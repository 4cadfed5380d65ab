// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/box_uses.h"

#include <gtest/gtest.h>

#include "camel/capacity/test_uses.h"

namespace camel {
namespace {

// 0.1 h a TEU to load at A, 4 h a train of 50 to unload at B: the 25 wagons and
// the track at B wait for both, or for the second.
TEST(BoxUses, a_box_takes_its_part_of_cranes_wagons_and_tracks) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B
    facility A lifts hours=0.1 per=teu
    facility B lifts hours=4
    facility B tracks kind=reception hours=1
    step B *>* reception at=tracks hold=yes
    fleet W number=100
    service S A+ B- capacity=50 fleet=W
  )"};
  auto const ride = uses.ride(0, 1);
  EXPECT_NEAR(uses.box("facility/A/lifts", ride), 0.1, 1e-12);
  EXPECT_NEAR(uses.box("facility/B/lifts", ride), 0.08, 1e-12);
  EXPECT_NEAR(uses.box("facility/B/tracks", ride), 0.08, 1e-12);
  EXPECT_NEAR(uses.box("wagons/W", ride), 25 * 0.18, 1e-12);
}

TEST(BoxUses, a_lot_of_four_is_lifted_as_one) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B
    facility B lifts hours=2 per=lot
    service S A+ B-
  )"};
  EXPECT_NEAR(uses.box("facility/B/lifts", uses.ride(0, 1), 4), 0.5, 1e-12);
}

TEST(BoxUses, where_gauges_meet_only_trains_that_arrive_are_lifted) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C gauge=1520
    facility B gauge_change hours=5
    facility B lifts hours=1
    service S A+ B- capacity=50
    service T B+ C- gauge=1520 capacity=50
  )"};
  EXPECT_NEAR(uses.box("facility/B/gauge_change", uses.ride(0, 1)), 0.1, 1e-12);
  EXPECT_EQ(uses.box("facility/B/lifts", uses.ride(0, 1)), 0);
  EXPECT_TRUE(uses.boxes.aboard(uses.ride(2, 3), 1).empty());
}

// A TEU aboard is weighed at B whether it stays or not; one that begins at B
// is not. The track is kept for what comes after.
TEST(BoxUses, steps_by_the_teu_count_what_is_aboard_when_the_train_comes) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C
    facility B tracks kind=reception hours=1
    facility B scales kind=inspection hours=0.02 per=teu
    facility B lifts hours=0.1 per=teu
    step B *>* reception at=tracks hold=yes
    step B *>* weighing at=scales
    fleet W number=100
    service S A+ B* C- capacity=50 fleet=W
  )"};
  auto const through = uses.ride(0, 2), off = uses.ride(0, 1),
             on = uses.ride(1, 2);
  EXPECT_NEAR(uses.box("facility/B/scales", through), 0.02, 1e-12);
  EXPECT_NEAR(uses.box("facility/B/tracks", through), 0.02, 1e-12);
  EXPECT_EQ(uses.box("facility/B/lifts", through), 0);
  EXPECT_NEAR(uses.box("wagons/W", through), 25 * 0.02, 1e-12);
  EXPECT_NEAR(uses.box("facility/B/scales", off), 0.02, 1e-12);
  EXPECT_NEAR(uses.box("facility/B/tracks", off), 0.12, 1e-12);
  EXPECT_NEAR(uses.box("wagons/W", off), 25 * 0.12, 1e-12);
  EXPECT_EQ(uses.box("facility/B/scales", on), 0);
  EXPECT_NEAR(uses.box("facility/B/tracks", on), 0.1, 1e-12);
  EXPECT_NEAR(uses.box("wagons/W", on), 25 * 0.1, 1e-12);
}

// Loaded first, weighed after it; the track at A is only then taken.
TEST(BoxUses, at_its_origin_a_train_is_loaded_before_its_procedure) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B
    facility A lifts hours=0.1 per=teu
    facility A tracks kind=reception hours=1
    facility A scales kind=inspection hours=0.02 per=teu
    step A *>* reception at=tracks hold=yes
    step A *>* weighing at=scales
    service S A+ B- capacity=50
  )"};
  auto const ride = uses.ride(0, 1);
  EXPECT_NEAR(uses.box("facility/A/scales", ride), 0.02, 1e-12);
  EXPECT_NEAR(uses.box("facility/A/tracks", ride), 0.02, 1e-12);
}

// Unloading 50 TEU takes 5 h; within a dwell of 6 it costs the train nothing.
TEST(BoxUses, a_dwell_may_cover_the_cranes) {
  auto const wagons = [](char const* dwell) {
    Uses uses{std::string{R"(
      place A CN
      place B KZ
      link A B
      facility B lifts hours=0.1 per=teu
      fleet W number=100
      service S A+ B-)"} +
              dwell + " capacity=50 fleet=W"};
    EXPECT_NEAR(uses.box("facility/B/lifts", uses.ride(0, 1)), 0.1, 1e-12);
    return uses.box("wagons/W", uses.ride(0, 1));
  };
  EXPECT_EQ(wagons("6"), 0);
  EXPECT_NEAR(wagons("4"), 2.5, 1e-12);
}

TEST(BoxUses, a_berth_that_counts_teu_holds_the_vessel_at_both_ends) {
  Uses uses{R"(
    place S KZ
    place T AZ
    link S T mode=ferry
    facility S berth hours=0.1 per=teu
    facility T berth hours=4
    fleet V kind=vessel number=2 teu=100
    service F S* T* S* mode=ferry fleet=V capacity=100
  )"};
  auto const there = uses.ride(0, 1), back = uses.ride(1, 0);
  for (auto const& ride : {there, back}) {
    EXPECT_NEAR(uses.box("facility/S/berth", ride), 0.1, 1e-12);
    EXPECT_EQ(uses.box("facility/T/berth", ride), 0);
    EXPECT_NEAR(uses.box("vessels/V", ride), 0.1, 1e-12);
  }
}

TEST(BoxUses, a_row_is_named_once) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C
    facility B scales kind=inspection hours=0.02 per=teu
    step B *>* weighing at=scales
    service S A+ C* A* C- capacity=50
  )"};
  auto const box = uses.boxes.aboard(uses.ride(0, 3), 1);
  ASSERT_EQ(box.size(), 1U);
  EXPECT_NEAR(box.front().amount, 3 * 0.02, 1e-12);
}

}  // namespace
}  // namespace camel
