// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/train_uses.h"

#include <cmath>

#include <gtest/gtest.h>

#include "camel/capacity/test_uses.h"

namespace camel {
namespace {

TEST(MeanHours,
     of_a_step_count_who_goes_through_it_and_whose_papers_are_early) {
  ProcedureStep step;
  step.share = 0.5;
  step.time.mean_hours = 10;
  step.pre_arrival_share = 0.75;
  step.pre_arrival_time.mean_hours = 2;
  EXPECT_NEAR(mean_hours(step), 0.5 * (0.75 * 2 + 0.25 * 10), 1e-12);
  EXPECT_NEAR(mean_hours(step, TrainPath::fixed), 0.5 * 2, 1e-12);
}

TEST(HoursPerTeu, follow_the_unit_that_is_served) {
  Facility row;
  row.per = ServedUnit::train;
  EXPECT_NEAR(hours_per_teu(row, 6, 4, 60), 0.1, 1e-12);
  row.per = ServedUnit::teu;
  EXPECT_NEAR(hours_per_teu(row, 6, 4, 60), 6, 1e-12);
  row.per = ServedUnit::lot;
  EXPECT_NEAR(hours_per_teu(row, 6, 4, 60), 1.5, 1e-12);
}

// 120 km at 40 km/h on single track in 6 sections: half an hour and 4 minutes.
TEST(TrainUses, a_train_takes_a_path_room_and_the_slowest_section) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B km=120 speed=40 tracks=1 passing=20
    service S A+ B- capacity=50 frequency=7
  )"};
  EXPECT_EQ(uses.train("path/A-B/there"), 1);
  EXPECT_EQ(uses.train("path/A-B/back"), 0);
  EXPECT_EQ(uses.train("standing/A-B/there"), 3);
  EXPECT_NEAR(uses.train("single_track/A-B"), 0.5 + 4 / 60.0, 1e-12);
  EXPECT_EQ(uses.train("departures/S"), 1);
  auto const train = uses.trains.of_service(ServiceId{0});
  EXPECT_EQ(train.uses.front().row, uses.rows.aboard_after(StopId{0}));
  EXPECT_EQ(train.uses.front().amount, -50);
}

// Reception 0.5, customs 3 for four of five trains, papers 1: 3.9 h.
TEST(TrainUses, a_kept_track_is_kept_for_the_steps_after_it) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B km=100 speed=50
    link B C km=100 speed=50
    facility B tracks kind=reception hours=0.5
    facility B customs hours=3
    step B *>* reception at=tracks hold=yes
    step B *>* customs at=customs share=0.8
    step B *>* papers hours=1
    fleet W number=100 turnaround=5
    service S A+ B. C- capacity=51 fleet=W
  )"};
  EXPECT_NEAR(uses.train("facility/B/tracks"), 0.5 + 0.8 * 3 + 1, 1e-12);
  EXPECT_NEAR(uses.train("facility/B/customs"), 0.8 * 3, 1e-12);
  EXPECT_NEAR(uses.train("wagons/W"), 26 * (2 + 3.9 + 2 + 5), 1e-12);
}

TEST(TrainUses, a_track_kept_by_half_of_the_trains_is_kept_half_as_long) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B
    facility B tracks kind=reception hours=2
    step B *>* reception at=tracks hold=yes share=0.5
    step B *>* papers hours=4
    service S A+ B-
  )"};
  EXPECT_NEAR(uses.train("facility/B/tracks"), 0.5 * (2 + 4), 1e-12);
}

// The dwell counts from the arrival: what is done meanwhile takes no longer.
TEST(TrainUses, a_dwell_covers_the_procedure) {
  std::string const text = R"(
    place A CN
    place B KZ
    place C KZ
    link A B km=100 speed=50
    link B C km=100 speed=50
    facility B tracks kind=reception hours=1
    step B *>* reception at=tracks hold=yes
    step B *>* papers hours=3
    fleet W number=100
    service S A+ B*)";
  Uses longer{text + "10 C- capacity=50 fleet=W"};
  EXPECT_NEAR(longer.train("facility/B/tracks"), 10, 1e-12);
  EXPECT_NEAR(longer.train("wagons/W"), 25 * (2 + 10 + 2), 1e-12);
  Uses shorter{text + "2 C- capacity=50 fleet=W"};
  EXPECT_NEAR(shorter.train("facility/B/tracks"), 4, 1e-12);
  EXPECT_NEAR(shorter.train("wagons/W"), 25 * (2 + 4 + 2), 1e-12);
}

// A quarter of the trains are inspected for 4 h within a dwell of 6: those have
// 2 h of it left.
TEST(TrainUses, who_is_inspected_has_less_of_the_dwell_left) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B
    link B C
    facility B shed kind=inspection hours=4
    step B *>* inspection at=shed hold=yes share=0.25
    service S A+ B*6 C-
  )"};
  EXPECT_NEAR(uses.train("facility/B/shed"), 0.25 * 6, 1e-12);
}

TEST(TrainUses, a_background_train_is_full_of_boxes_of_its_own) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B km=100 speed=50
    facility A lifts hours=0.1 per=teu
    facility B lifts hours=3 per=lot
    facility B tracks kind=reception hours=1
    facility B scales kind=inspection hours=0.01 per=teu
    step B *>* reception at=tracks hold=yes
    step B *>* weighing at=scales
    fleet W number=100
    service BG A+ B- capacity=50 background=yes rule=timetable frequency=7 fleet=W
    service S A+ B- capacity=50 fleet=W
  )"};
  EXPECT_NEAR(uses.train("facility/A/lifts"), 5, 1e-12);
  EXPECT_NEAR(uses.train("facility/B/lifts"), 3, 1e-12);  // one lot of all
  EXPECT_NEAR(uses.train("facility/B/scales"), 0.5, 1e-12);
  EXPECT_NEAR(uses.train("facility/B/tracks"), 1 + 0.5 + 3, 1e-12);
  EXPECT_NEAR(uses.train("wagons/W"), 25 * (5 + 2 + 4.5), 1e-12);
  // A train of the table brings nothing of the kind: its boxes do.
  EXPECT_EQ(uses.train("facility/A/lifts", 1), 0);
  EXPECT_EQ(uses.train("facility/B/lifts", 1), 0);
  EXPECT_NEAR(uses.train("facility/B/tracks", 1), 1, 1e-12);
  EXPECT_NEAR(uses.train("wagons/W", 1), 25 * (2 + 1), 1e-12);
}

TEST(TrainUses, a_train_that_passes_a_place_twice_uses_it_twice) {
  Uses uses{R"(
    place A CN
    place B KZ
    place C KZ
    link A B km=100 speed=50
    link B C km=100 speed=50
    facility B tracks kind=reception hours=1
    step B *>* reception at=tracks
    service S A+ C* A- capacity=50
  )"};
  EXPECT_EQ(uses.train("facility/B/tracks"), 2);
  EXPECT_EQ(uses.train("path/A-B/there"), 1);
  EXPECT_EQ(uses.train("path/A-B/back"), 1);
}

TEST(TrainUses, wagons_leave_one_depot_and_come_to_another) {
  Uses uses{R"(
    place A CN
    place B KZ
    link A B km=100 speed=50
    fleet W number=100 empty_train=40
    service S A+ B- capacity=50 fleet=W
  )"};
  auto const train = uses.trains.of_service(ServiceId{0});
  ASSERT_EQ(train.balances.size(), 2U);
  EXPECT_EQ(train.balances[0].amount, -25);
  EXPECT_EQ(train.balances[1].amount, 25);
  auto const empties = uses.trains.of_empties(FleetId{0}, {{LinkId{0}, false}});
  EXPECT_EQ(uses.of(empties.uses, "path/A-B/back"), 1);
  EXPECT_EQ(uses.of(empties.uses, "wagons/W"), 40 * 2);
  ASSERT_EQ(empties.balances.size(), 2U);
  EXPECT_EQ(empties.balances[0].row, train.balances[1].row);
  EXPECT_EQ(empties.balances[0].amount, -40);
  EXPECT_EQ(empties.balances[1].amount, 40);
  EXPECT_EQ(empties.balances[0].row, uses.rows.depot(FleetId{0}, PlaceId{1}));
  EXPECT_EQ(uses.rows.depots(), 2U);
}

// 10 h there and back, 4 h at S, papers of 2 h and a dwell of 8 at T.
TEST(TrainUses, a_round_trip_is_ways_berths_and_dwells) {
  Uses uses{R"(
    place S KZ
    place T AZ
    link S T mode=ferry km=200 speed=20
    facility S berth hours=4
    facility T berth hours=3
    step T *>* papers hours=2
    fleet V kind=vessel number=2 teu=100
    service F S* T*8 S* mode=ferry fleet=V capacity=100
  )"};
  EXPECT_NEAR(uses.train("vessels/V"), 10 + 4 + 10 + 8, 1e-12);
  EXPECT_EQ(uses.train("facility/S/berth"), 4);
  EXPECT_EQ(uses.train("facility/T/berth"), 3);
  EXPECT_EQ(uses.train("standing/S-T/there"), 0);
}

// From D by way of C into S: the papers are those for boxes from C's country.
TEST(TrainUses, a_vessel_comes_from_the_place_it_passed_last) {
  Uses uses{R"(
    place S KZ
    place C AZ
    place D GE
    link S C mode=sea km=20 speed=20
    link C D mode=sea km=20 speed=20
    step S AZ>* papers hours=5
    step S GE>* papers hours=50
    fleet V kind=vessel number=2 teu=100
    service F S* D* S* mode=sea fleet=V capacity=100
  )"};
  EXPECT_EQ(uses.services.way_after[1]->size(), 2U);
  EXPECT_NEAR(uses.train("vessels/V"), 4 + 5, 1e-12);
  EXPECT_EQ(place_before(uses.corridor, uses.services, StopId{0}), PlaceId{1});
  EXPECT_EQ(place_after(uses.corridor, uses.services, StopId{0}), PlaceId{1});
}

TEST(TrainUses, weather_makes_the_trip_longer) {
  Uses uses{R"(
    place S KZ
    place T AZ
    link S T mode=ferry km=200 speed=20
    fleet V kind=vessel number=2 teu=100
    service F S* T* S* mode=ferry fleet=V capacity=100
    closure S-T from=2024-01-01 to=2024-12-31 closed=0.2 spell=40
  )"};
  // Ten hours from one entry to the next.
  EXPECT_NEAR(uses.train("vessels/V"), 20 / (1 - 0.2 * std::exp(-10 / 40.0)),
              1e-9);
}

}  // namespace
}  // namespace camel
