// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/single_track.h"

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

TEST(SingleTrack, an_empty_line_is_run_at_its_free_time) {
  SingleTrack track{7, 1000};
  EXPECT_EQ(track.run_through(true, 50), 1050);
  EXPECT_EQ(track.run_through(false, 100'000), 101'000);
}

TEST(SingleTrack, opposing_trains_meet_at_a_passing_place) {
  // Three sections of 600 ticks. The first train has the middle one until 1200
  // and its route is released at 1440: the train against it has run the last
  // section by 600, waits there, and runs the other two by 2640.
  SingleTrack track{3, 1800};
  EXPECT_EQ(track.run_through(true, 0), 1800);
  EXPECT_EQ(track.run_through(false, 0), 1200 + kRouteSetting + 1200);
}

TEST(SingleTrack, who_comes_later_waits_only_as_long_as_needed) {
  // The train from the other end enters at 700, is in the last section until
  // 1300 and would be in the middle one from there. The first train is there
  // from 600 to 1200, in the last one from 1200 to 1800: they would meet in
  // the last section, so the second one waits for it until 2040 at its end.
  SingleTrack track{3, 1800};
  track.run_through(true, 0);
  EXPECT_EQ(track.run_through(false, 700), 2040 + 1800);
  // One that comes 2040 ticks after the first is in nobody's way.
  SingleTrack other{3, 1800};
  other.run_through(true, 0);
  EXPECT_EQ(other.run_through(false, 2040), 3840);
}

TEST(SingleTrack, trains_of_one_direction_follow_section_by_section) {
  // A section and the setting of its route behind the first train.
  SingleTrack track{3, 1800};
  track.run_through(true, 0);
  EXPECT_EQ(track.run_through(true, 0), 600 + kRouteSetting + 1800);
}

TEST(SingleTrack, a_train_is_fitted_into_a_gap_that_is_long_enough) {
  SingleTrack track{1, 600};
  EXPECT_EQ(track.run_through(true, 0), 600);       // takes it until 840
  EXPECT_EQ(track.run_through(false, 0), 1440);     // until 1680
  EXPECT_EQ(track.run_through(true, 3000), 3600);   // 3000 to 3840
  EXPECT_EQ(track.run_through(false, 3000), 4440);  // 3840 to 4680
}

TEST(SingleTrack, sections_add_up_to_the_whole_run) {
  for (int sections = 1; sections < 40; ++sections) {
    SingleTrack track{sections, 9999};
    EXPECT_EQ(track.run_through(true, 0), 9999) << sections;
    EXPECT_GE(track.blocking_time() - kRouteSetting, 9999 / sections);
  }
}

// UIC 406: trains that run without a gap take up 100 % of the slowest section.
TEST(SingleTrack, a_saturated_section_passes_a_train_each_blocking_time) {
  SingleTrack track{4, 4800};
  Ticks last = 0;
  for (int i = 0; i < 1000; ++i) {
    last = track.run_through(true, 0);
  }
  EXPECT_EQ(last, 999 * track.blocking_time() + 4800);
}

// The auditor: whatever the traffic, no two trains are in one section.
TEST(SingleTrack, no_two_trains_ever_share_a_section) {
  std::size_t checked = 0;
  for (std::uint32_t number = 0; number < 300; ++number) {
    Random random{{.seed = number, .stream = 3, .replication = 0}};
    SingleTrack track{static_cast<int>(random.integer(1, 12)),
                      random.integer(100, 50'000)};
    Ticks now = 0;
    for (int i = 0; i < 100; ++i) {
      now += random.integer(0, 3000);
      auto const arrival = track.run_through(random.happens(0.5), now);
      ASSERT_GE(arrival, now);
      for (std::size_t s = 0; s < track.sections(); ++s) {
        Ticks until = -1;
        for (auto const& taken : track.planned(s)) {
          ASSERT_LT(taken.begin, taken.end);
          ASSERT_GE(taken.begin, until);
          until = taken.end;
          ++checked;
        }
      }
    }
  }
  EXPECT_GT(checked, 100'000U);
}

}  // namespace
}  // namespace camel
