// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/timetable.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

// Three places in a row, a train at each of the times.
struct Row {
  explicit Row(std::vector<OfferedRun> runs) {
    TimetableBuilder builder{{}, 1'000, 3};
    for (std::size_t i = 0; i < 3; ++i) {
      stands.push_back(builder.add_stand(PlaceId{i}));
    }
    OfferedLine line;
    line.service = ServiceId{0};
    line.runs = runs;
    for (std::size_t i = 0; i < 3; ++i) {
      line.calls.push_back(
          {PlaceId{i}, 10, {stands[i]}, {{stands[i], 0, {5, 6, 7}}}});
    }
    line.fares = {{{1, 1, 0}, {2, 2, 0}}, {{1, 1, 0}}, {}};
    builder.add_line(std::move(line));
    timetable = builder.build();
  }
  std::vector<StandId> stands;
  Timetable timetable;
};

OfferedRun run_at(Instant departs, Instant hours = 20) {
  return {.arrivals = {departs, departs + hours, departs + 2 * hours + 5},
          .departures = {departs, departs + hours + 5, departs + 2 * hours + 5},
          .surcharges = {},
          .space = {}};
}

TEST(Timetable, the_next_run_is_the_first_one_after_the_cut_off) {
  auto const table = Row{{run_at(300), run_at(100), run_at(200)}}.timetable;
  EXPECT_EQ(table.next_run(CallId{0}, 0), 0U);
  EXPECT_EQ(table.next_run(CallId{0}, 90), 0U);
  EXPECT_EQ(table.next_run(CallId{0}, 91), 1U);
  EXPECT_EQ(table.next_run(CallId{0}, 290), 2U);
  EXPECT_EQ(table.next_run(CallId{0}, 291), 3U);  // none
}

TEST(Timetable, trains_that_overtake_are_a_line_of_their_own) {
  auto const table =
      Row{{run_at(100, 80), run_at(120, 20), run_at(200)}}.timetable;
  ASSERT_EQ(table.lines.size(), 2U);
  EXPECT_EQ(table.lines[0].runs, 1U);
  EXPECT_EQ(table.lines[1].runs, 2U);
  EXPECT_EQ(table.connections.size(), 6U);
}

TEST(Timetable, a_train_that_takes_no_time_is_refused) {
  EXPECT_THROW((Row{{run_at(100, 0)}}), CheckFailed);
}

TEST(Timetable, opening_hours_let_nobody_pass_who_comes_later) {
  TimetableBuilder builder{{}, 1'000, 1};
  auto const stand =
      builder.add_stand(PlaceId{0}, {{100, 200}, {300, 400}, {500, 600}});
  auto const table = builder.build();
  EXPECT_EQ(table.open_from(stand, 0), 100);
  EXPECT_EQ(table.open_from(stand, 150), 150);
  EXPECT_EQ(table.open_from(stand, 200), 300);
  EXPECT_EQ(table.open_from(stand, 600), kNoInstant);
  auto before = Instant{0};
  for (Instant at = 0; at < 700; ++at) {
    auto const open = table.open_from(stand, at);
    EXPECT_GE(open, std::max(at, before));
    before = open;
  }
}

TEST(Timetable, the_space_of_a_stretch_is_the_least_on_it) {
  auto run = run_at(100);
  run.space = {4, 2, 0};
  auto const table = Row{{run}}.timetable;
  EXPECT_EQ(table.space_on(CallId{0}, 1, 0), 4);
  EXPECT_EQ(table.space_on(CallId{0}, 2, 0), 2);
  EXPECT_TRUE(table.has_room_throughout(CallId{1}, 0, 2));
  EXPECT_FALSE(table.has_room_throughout(CallId{0}, 0, 3));
}

}  // namespace
}  // namespace camel
