// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/border_crossing.h"

#include <gtest/gtest.h>

#include "camel/operations/test_world.h"

namespace camel {
namespace {

// A border at B; whoever crosses it comes at a given hour and stays some hours
// after its procedure.
constexpr auto kBorder =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "service S A+ C-\n demand A C\n";

struct Crossing : Stage {
  explicit Crossing(std::string const& rows)
      : Stage{std::string{kBorder} + rows} {}

  double part(std::size_t unit, Part part) const {
    return in_hours(diaries[unit].parts[static_cast<std::size_t>(part)]);
  }

  std::vector<Diary> diaries = std::vector<Diary>(10'000);
  std::vector<double> cleared = std::vector<double>(10'000);  // hour
};

Process cross(Simulation& sim, Crossing& border, std::size_t unit, double comes,
              double stays) {
  co_await sim.wait(hours(comes));
  auto& diary = border.diaries[unit];
  diary.since = sim.now();
  Kept kept;
  StepsAt const procedure{
      PlaceId{1},
      border.world.procedures.steps({PlaceId{0}, PlaceId{1}, PlaceId{2}})};
  co_await take_steps(sim, border.world, procedure, 40, diary, kept);
  border.cleared[unit] = in_hours(sim.now());
  co_await sim.wait(hours(stays));
  kept.holds.clear();
}

// Trains come to the border at these hours and go on at once.
void come(Crossing& border, std::vector<double> const& hours_of_day,
          double stays = 0) {
  for (std::size_t i = 0; i < hours_of_day.size(); ++i) {
    border.sim.start(cross(border.sim, border, i, hours_of_day[i], stays));
  }
  border.sim.run_until(300 * kDay);
}

TEST(BorderCrossing, trains_queue_for_the_only_lane_in_their_order) {
  Crossing border{
      "facility B customs hours=3\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {1, 2, 8});
  EXPECT_EQ(border.cleared[0], 4);
  EXPECT_EQ(border.cleared[1], 7);
  EXPECT_EQ(border.cleared[2], 11);
  EXPECT_EQ(border.part(1, Part::border), 2);
  EXPECT_EQ(border.part(1, Part::processing), 3);
  auto const& record = border.world.record.facilities[FacilityId{0}];
  EXPECT_EQ(record.waits.count(), 3U);
  EXPECT_NEAR(record.waits.sum(), 2, 1e-9);
  EXPECT_EQ(record.services.mean(), 3);
  EXPECT_EQ(record.teu, 120);
}

TEST(BorderCrossing, two_lanes_serve_two_trains_at_a_time) {
  Crossing border{
      "facility B customs hours=3 servers=2\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {1, 1, 1});
  EXPECT_EQ(border.cleared[1], 4);
  EXPECT_EQ(border.cleared[2], 7);
}

TEST(BorderCrossing, a_track_is_held_until_the_train_leaves) {
  Crossing border{
      "facility B reception hours=1\n facility B customs hours=2 servers=9\n"
      "step B CN>KZ reception at=reception hold=yes\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {0, 0}, 4);
  EXPECT_EQ(border.cleared[0], 3);
  EXPECT_EQ(border.cleared[1], 7 + 3);  // the first leaves at 7
  EXPECT_EQ(border.part(1, Part::border), 7);
}

TEST(BorderCrossing, without_hold_the_track_is_free_for_the_next) {
  Crossing border{
      "facility B reception hours=1\n facility B customs hours=2 servers=9\n"
      "step B CN>KZ reception at=reception\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {0, 0}, 4);
  EXPECT_EQ(border.cleared[1], 1 + 3);
}

TEST(BorderCrossing, a_step_without_a_facility_takes_its_time_and_no_queue) {
  Crossing border{"step B CN>KZ handover hours=2\n"};
  come(border, {0, 0, 0});
  EXPECT_EQ(border.cleared[2], 2);
  EXPECT_EQ(border.part(2, Part::processing), 2);
}

TEST(BorderCrossing, only_the_share_that_is_inspected_goes_through_the_step) {
  Crossing border{"step B CN>KZ inspection share=0.05 hours=10\n"};
  come(border, std::vector<double>(10'000, 0));
  auto const inspected =
      std::count(border.cleared.begin(), border.cleared.end(), 10);
  EXPECT_NEAR(static_cast<double>(inspected), 500,
              4 * std::sqrt(10'000 * 0.05 * 0.95));
  EXPECT_EQ(std::count(border.cleared.begin(), border.cleared.end(), 0),
            10'000 - inspected);
}

TEST(BorderCrossing, papers_sent_ahead_shorten_the_step_for_their_share) {
  Crossing border{"step B CN>KZ customs hours=6 early=0.4 early_hours=1\n"};
  come(border, std::vector<double>(10'000, 0));
  auto const early =
      std::count(border.cleared.begin(), border.cleared.end(), 1);
  EXPECT_NEAR(static_cast<double>(early), 4000,
              4 * std::sqrt(10'000 * 0.4 * 0.6));
  EXPECT_EQ(std::count(border.cleared.begin(), border.cleared.end(), 6),
            10'000 - early);
}

TEST(BorderCrossing, work_begins_in_opening_hours_and_is_finished) {
  Crossing border{
      "facility B customs hours=3 open=8-20\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {5, 19, 20});
  EXPECT_EQ(border.cleared[0], 11);
  EXPECT_EQ(border.cleared[1], 22);
  EXPECT_EQ(border.cleared[2], 24 + 11);
  EXPECT_EQ(border.part(2, Part::border), 12);
}

TEST(BorderCrossing, work_may_be_measured_by_the_box) {
  Crossing border{
      "facility B customs hours=0.1 per=teu\n"
      "step B CN>KZ customs at=customs\n"};
  come(border, {0});
  EXPECT_EQ(border.cleared[0], 4);  // 40 TEU
}

TEST(BorderCrossing, a_wait_is_written_down_by_what_is_waited_for) {
  for (auto const& [kind, part] : {std::pair{"lifts", Part::crane},
                                   {"gauge_change", Part::crane},
                                   {"berth", Part::ship},
                                   {"inspection", Part::border}}) {
    Crossing border{"facility B " + std::string{kind} +
                    " hours=3\n step B CN>KZ work at=" + kind};
    come(border, {0, 0});
    EXPECT_EQ(border.part(1, part), 3) << kind;
  }
}

TEST(BorderCrossing, work_begun_in_a_slow_time_takes_longer_to_its_end) {
  Crossing border{
      "facility B customs hours=3\n"
      "step B CN>KZ customs at=customs\n"
      "step B CN>KZ handover hours=1\n"
      "closure B from=2024-01-02 to=2024-01-02 time=4\n"};
  come(border, {0, 22, 30, 47});
  EXPECT_EQ(border.cleared[0], 3 + 1);
  // Begun before midnight; the handover after it.
  EXPECT_EQ(border.cleared[1], 25 + 4);
  EXPECT_EQ(border.cleared[2], 30 + 12 + 4);
  EXPECT_EQ(border.cleared[3], 47 + 12 + 1);
}

}  // namespace
}  // namespace camel
