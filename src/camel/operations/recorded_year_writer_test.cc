// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/recorded_year_writer.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kNone = RecordedYear::kNone;

YearSeconds at(double hour) { return static_cast<YearSeconds>(hours(hour)); }

std::vector<RecordedBoarding> boardings(RecordedYear const& year,
                                        std::size_t stop) {
  auto const found = year.boardings[StopId{stop}];
  return {found.begin(), found.end()};
}
std::vector<RecordedJourney> journeys(RecordedYear const& year,
                                      std::size_t row = 0) {
  auto const found = year.journeys[DemandId{row}];
  return {found.begin(), found.end()};
}

// Two hours from place to place; a train leaves when it is full.
constexpr auto kLine =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "service W A+ B* C- capacity=4 rule=when_full\n"
    "demand A C\n demand A B\n demand B C\n";

TEST(RecordedYearWriter, a_train_takes_boxes_leaves_and_sets_them_down) {
  Stage stage{kLine};
  stage.send(0, 1, {1, 2});
  stage.send(1, 1, {3, 4});
  stage.send(2, 1, {5, 7});  // the second misses it
  stage.dispatch_all();
  stage.run_until(20);
  auto const year = stage.record();
  ASSERT_EQ(boardings(year, 0).size(), 1U);
  EXPECT_EQ(boardings(year, 0)[0], (RecordedBoarding{at(4), at(4), 0}));
  ASSERT_EQ(boardings(year, 1).size(), 1U);
  // There was room for one more.
  EXPECT_EQ(boardings(year, 1)[0], (RecordedBoarding{at(6), at(6), 2}));
  EXPECT_EQ(year.landings, (std::vector<YearSeconds>{at(6), at(8), at(8)}));
  EXPECT_TRUE(boardings(year, 2).empty());
  EXPECT_EQ(journeys(year),
            (std::vector<RecordedJourney>{{at(1), at(8)}, {at(2), at(8)}}));
  EXPECT_EQ(journeys(year, 2), (std::vector<RecordedJourney>{{at(5), at(8)}}));
}

TEST(RecordedYearWriter, a_full_train_closes_with_the_last_who_had_room) {
  Stage stage{kLine};
  stage.send(0, 1, {1, 2});
  stage.send(1, 1, {3, 4});
  stage.send(2, 1, {4.5, 5, 5.5});
  stage.dispatch_all();
  stage.run_until(20);
  auto const year = stage.record();
  ASSERT_EQ(boardings(year, 1).size(), 1U);
  EXPECT_EQ(boardings(year, 1)[0].closed, at(5));
}

TEST(RecordedYearWriter, a_full_train_that_takes_nobody_is_no_boarding) {
  Stage stage{kLine};
  stage.send(0, 1, {1, 2, 3, 4});
  stage.dispatch_all();
  stage.run_until(20);
  auto const year = stage.record();
  EXPECT_EQ(boardings(year, 0).size(), 1U);
  EXPECT_TRUE(boardings(year, 1).empty());
}

TEST(RecordedYearWriter, lots_had_to_come_before_the_first_left_behind) {
  Stage stage{kLine};
  stage.send(0, 2, {1});
  stage.send(0, 3, {2});
  stage.send(0, 1, {3});  // goes with the other three
  stage.dispatch_all();
  stage.run_until(20);
  auto const year = stage.record();
  ASSERT_EQ(boardings(year, 0).size(), 2U);
  EXPECT_EQ(boardings(year, 0)[0].closed, at(2));
  EXPECT_EQ(boardings(year, 0)[0].closed_for(2), at(2));
  EXPECT_EQ(boardings(year, 0)[0].closed_for(3), at(2) - 1);
  EXPECT_EQ(boardings(year, 0)[0].left, at(2));
  EXPECT_EQ(boardings(year, 0)[1].closed, at(3));
}

// What was recorded by this hour of a train that is loaded for an hour and
// meets a line closed until midnight.
RecordedYear held_until_midnight(double hour) {
  Stage stage{std::string{kLine} +
              "facility A lifts hours=1\n"
              "closure A>B from=2024-01-01 to=2024-01-01 share=0\n"};
  stage.send(0, 4, {1});
  stage.dispatch_all();
  stage.run_until(hour);
  return stage.record();
}

TEST(RecordedYearWriter, it_leaves_when_the_line_is_open) {
  auto const year = held_until_midnight(27);
  ASSERT_EQ(boardings(year, 0).size(), 1U);
  EXPECT_EQ(boardings(year, 0)[0], (RecordedBoarding{at(1), at(24), 0}));
  EXPECT_EQ(year.landings, (std::vector<YearSeconds>{at(26), kNone}));
}

TEST(RecordedYearWriter, what_has_not_happened_by_the_end_is_none) {
  auto const year = held_until_midnight(20);
  ASSERT_EQ(boardings(year, 0).size(), 1U);
  EXPECT_EQ(boardings(year, 0)[0], (RecordedBoarding{at(1), kNone, 0}));
  EXPECT_EQ(year.landings, (std::vector<YearSeconds>{kNone, kNone}));
}

// Three ports ten hours apart.
std::string ports(std::string const& rule) {
  return "place P KZ\n place Q AZ\n place R TM\n"
         "link P Q mode=sea km=200 speed=20\n"
         "link Q R mode=sea km=200 speed=20\n"
         "link R P mode=sea km=200 speed=20\n"
         "fleet F kind=vessel number=1 teu=100\n"
         "service S P* Q* R* P* mode=sea capacity=9 fleet=F " +
         rule + "\n demand P Q\n demand R Q\n";
}

TEST(RecordedYearWriter, a_vessel_lands_once_at_each_port_of_its_round) {
  Stage stage{ports("rule=timetable frequency=10000")};
  stage.dispatch_all();
  stage.run_until(300);
  auto const year = stage.record();
  for (std::size_t stop = 0; stop < 3; ++stop) {
    auto const all = boardings(year, stop);
    ASSERT_GE(all.size(), 7U);
    for (std::size_t i = 0; i + 2 < all.size(); ++i) {
      // Ten hours a stretch, and up to a minute for the next sailing.
      EXPECT_EQ(year.landings[all[i].landings] - all[i].left, at(10));
      EXPECT_NEAR(year.landings[all[i].landings + 1] - all[i].left, at(20), 90);
      EXPECT_NEAR(all[i + 1].closed - all[i].closed, at(30), 200);
    }
  }
  EXPECT_TRUE(boardings(year, 3).empty());  // written as the first
}

TEST(RecordedYearWriter, a_vessel_that_loads_twice_has_two_boardings) {
  Stage stage{ports("rule=full_or_time wait=20")};
  stage.send(0, 1, {0});
  stage.send(0, 8, {60});
  stage.dispatch_all();
  stage.run_until(200);
  auto const year = stage.record();
  auto const all = boardings(year, 0);
  ASSERT_GE(all.size(), 2U);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (all[i].landings == all[i + 1].landings) {
      EXPECT_EQ(all[i].left, all[i + 1].left);
      EXPECT_LT(all[i].closed, all[i + 1].closed);
      EXPECT_EQ(all[i + 1].closed, at(60));
      return;
    }
  }
  FAIL() << "no call with two";
}

TEST(RecordedYearWriter, a_ban_lasts_from_the_train_too_many_to_its_departure) {
  Stage stage{
      "place A CN\n place B KZ\n link A B\n"
      "service W A+ B- capacity=1 rule=when_full\n demand A B\n"
      "ban B CN>KZ above=0 below=1\n"
      "closure A>B from=2024-01-02 to=2024-01-03 share=0\n"};
  stage.send(0, 1, {30, 40});
  stage.dispatch_all();
  stage.run_until(100);
  auto const year = stage.record();
  auto const spells = year.bans[LoadingBanId{0}];
  ASSERT_EQ(spells.size(), 1U);
  EXPECT_EQ(spells[0], (RecordedSpell{at(30), at(72)}));
  // The second set out when it was ready, and then was not accepted.
  EXPECT_EQ(journeys(year),
            (std::vector<RecordedJourney>{{at(30), at(74)}, {at(40), at(74)}}));
}

TEST(RecordedYearWriter, a_ban_that_does_not_end_ends_with_the_record) {
  Stage stage{
      "place A CN\n place B KZ\n link A B\n"
      "service W A+ B- capacity=1 rule=when_full\n demand A B\n"
      "ban B CN>KZ above=0 below=1\n"
      "closure A>B from=2024-01-02 to=2024-01-03 share=0\n"};
  stage.send(0, 1, {30});
  stage.dispatch_all();
  stage.run_until(50);
  auto const year = stage.record();
  ASSERT_EQ(year.bans[LoadingBanId{0}].size(), 1U);
  EXPECT_EQ(year.bans[LoadingBanId{0}][0], (RecordedSpell{at(30), at(50)}));
}

TEST(RecordedYearWriter, boxes_brought_for_a_train_set_out_when_they_were) {
  Stage stage{
      "place A CN\n place B KZ\n link A B\n"
      "service W A+ B- capacity=9 rule=timetable frequency=1 path=fixed\n"
      "demand A B path=fixed\n"};
  stage.send(0, 1, {1});
  stage.dispatch_all();
  stage.run_until(200);
  auto const year = stage.record();
  ASSERT_EQ(journeys(year).size(), 1U);
  EXPECT_EQ(journeys(year)[0].ready, at(1));
  // The figures count from the cut-off, which is at departure here.
  EXPECT_EQ(stage.transit(), 2);
  EXPECT_GT(journeys(year)[0].delivered, at(1 + 2));
}

TEST(RecordedYearWriter, traffic_of_others_leaves_no_mark) {
  Stage stage{
      "place A CN\n place B KZ\n link A B\n"
      "service BG A+ B- rule=timetable background=yes frequency=30 "
      "capacity=9\n service W A+ B- capacity=1 rule=when_full\n demand A B\n"};
  stage.dispatch_all();
  stage.run_until(200);
  auto const year = stage.record();
  EXPECT_TRUE(boardings(year, 0).empty());
  EXPECT_TRUE(year.landings.empty());
}

}  // namespace
}  // namespace camel
