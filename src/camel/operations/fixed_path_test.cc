// SPDX-License-Identifier: Apache-2.0
// Trains with a fixed path among ordinary ones: what a dispatcher does for
// them.
#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// One box makes a train, and an hour a stretch takes two. Row 0 goes by
// ordinary trains, row 1 by those with fixed paths.
constexpr auto kTwoKinds =
    "place A CN\n place B KZ\n place C KZ\n"
    "service S A+ B. C- capacity=1\n"
    "service F A+ B. C- capacity=1 path=fixed\n"
    "demand A C\n demand A C path=fixed\n";

struct TwoKinds : Stage {
  explicit TwoKinds(std::string const& rows) : Stage{kTwoKinds + rows} {}

  void come(std::vector<double> const& ordinary,
            std::vector<double> const& fixed) {
    send(0, 1, ordinary);
    send(1, 1, fixed);
    dispatch_all();
    run_until(1000);
  }
};

constexpr auto kOpenLine = "link A B capacity=960\n link B C capacity=960\n";

TEST(FixedPath, a_train_with_a_fixed_path_goes_before_those_that_wait) {
  TwoKinds line{std::string{kOpenLine} +
                "facility B customs hours=10\n"
                "step B CN>KZ customs at=customs\n"};
  line.come({0, 1, 2}, {3});
  // In the lane from 2 to 12 the first, to 22 the one with the fixed path.
  EXPECT_EQ(line.transit(1), 22 + 2 - 3);
  EXPECT_EQ(line.transit(0),
            ((12 + 2 - 0) + (32 + 2 - 1) + (42 + 2 - 2)) / 3.0);
}

TEST(FixedPath, it_goes_first_where_a_crane_may_break_down_too) {
  TwoKinds line{std::string{kOpenLine} +
                "facility C lifts hours=10 breakdown=1000000 repair=1\n"};
  line.come({0, 1, 2}, {3});
  EXPECT_EQ(line.transit(1), 24 - 3);
}

TEST(FixedPath, it_has_booked_its_path_and_those_behind_wait_one_longer) {
  TwoKinds line{"link A B capacity=1\n link B C capacity=960\n"};
  line.come({0, 1, 2, 4}, {3});
  EXPECT_EQ(line.transit(1), 4);
  EXPECT_EQ(line.part(Part::path, 1), 0);
  // They set out at 0, 24, 48 and, as the path of 72 is taken, at 96.
  EXPECT_EQ(line.transit(0), (4 + (28 - 1) + (52 - 2) + (100 - 4)) / 4.0);
}

TEST(FixedPath, a_closed_line_holds_it_like_any_other) {
  TwoKinds line{std::string{kOpenLine} +
                "closure B>C from=2024-01-01 to=2024-01-02 share=0\n"};
  line.come({}, {10});
  EXPECT_EQ(line.part(Part::closure, 1), 48 - 12);
}

TEST(FixedPath, a_loading_ban_does_not_hold_its_boxes) {
  TwoKinds line{std::string{kOpenLine} + "ban B CN>KZ above=3 below=2\n"};
  EXPECT_EQ(line.world.bans_on[DemandId{0}].size(), 1U);
  EXPECT_TRUE(line.world.bans_on[DemandId{1}].empty());
}

TEST(FixedPath, its_papers_are_there_before_it) {
  TwoKinds line{std::string{kOpenLine} +
                "step C KZ>* papers unit=lot hours=60 early=0.3 "
                "early_hours=6\n"};
  line.come({}, {0, 10, 20, 30, 40});
  EXPECT_EQ(line.part(Part::processing, 1), 6);
}

TEST(FixedPath, its_train_gets_the_wagons_that_come_free) {
  Stage stage{
      "place A CN\n place B CN\n link A B capacity=960\n"
      "fleet W number=1 teu=1 gauge=1435 turnaround=10\n"
      "service S A+ B- capacity=1 fleet=W\n"
      "service F A+ B- capacity=1 fleet=W path=fixed\n"
      "service T B+ A- capacity=1 fleet=W\n"
      "demand A B\n demand A B path=fixed\n demand B A\n"};
  stage.send(0, 1, {0, 1});
  stage.send(1, 1, {2});
  stage.send(2, 1, {2});
  stage.dispatch_all();
  stage.run_until(24 * 20);
  EXPECT_LT(stage.transit(1), 24 + 2);
  EXPECT_GT(stage.transit(0), 24);
}

TEST(FixedPath,
     the_next_train_leaves_when_all_boxes_of_the_one_before_are_over) {
  Stage stage{
      "place A CN\n place B KZ\n place C KZ\n"
      "link A B capacity=960\n link B C capacity=960\n"
      "facility B customs hours=5 per=lot\n"
      "step B CN>KZ customs unit=lot at=customs\n"
      "service F A+ B- capacity=3 path=fixed\n"
      "service G B+ C- capacity=9 rule=full_or_time wait=500 path=fixed\n"
      "demand A C path=fixed\n"};
  stage.send(0, 1, {0, 0, 0});
  stage.dispatch_all();
  stage.run_until(100);
  // There at 2, cleared at 7, 12 and 17.
  EXPECT_EQ(stage.teu(0), 3);
  EXPECT_EQ(stage.transit(0), 17 + 2);
}

TEST(FixedPath, boxes_booked_on_a_timetable_come_for_the_cut_off) {
  Stage stage{
      "place A CN\n place B CN\n link A B capacity=960\n"
      "service F A+ B- rule=timetable frequency=7 cut_off=6 path=fixed\n"
      "demand A B path=fixed\n"};
  stage.send(0, 1, {1, 10, 20, 100, 130});
  stage.dispatch_all();
  stage.run_until(300);
  EXPECT_EQ(stage.teu(0), 5);
  EXPECT_EQ(stage.transit(0), 6 + 2);
}

TEST(FixedPath, boxes_go_by_the_trains_they_are_booked_on) {
  TwoKinds line{kOpenLine};
  line.come({0, 1}, {0});
  auto const& departures =
      line.world.record.runs[run_index(LinkId{0}, true)].departures;
  EXPECT_EQ(departures[0], 2);
  EXPECT_EQ(departures[1], 1);
}

}  // namespace
}  // namespace camel
