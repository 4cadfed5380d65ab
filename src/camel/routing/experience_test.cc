// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/experience.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

constexpr YearSeconds kHour = 3600;
constexpr auto kNone = RecordedYear::kNone;

// A train from A over B, where nobody gets off, to C and D; a ferry on a round.
struct Line {
  Line()
      : corridor{corridor_from(
            "place A CN\n place B CN\n place C KZ\n place D KZ\n place E AZ\n"
            "link A B\n link B C km=200\n link C D\n"
            "link D E mode=sea km=200 speed=20\n"
            "facility C customs hours=4\n"
            "step C CN>KZ customs at=customs\n"
            "fleet F kind=vessel\n"
            "service T A+ B. C*6 D- capacity=50 rule=full_or_time wait=48\n"
            "service V D* E* D* mode=sea fleet=F\n")},
        network{build_service_network(corridor)} {}

  // Trains leave A every so many hours, loaded two hours before; they set
  // boxes down ten hours later in C, and then not at all, or five later in D.
  RecordedYear year(YearSeconds every, bool lands_in_d = true) const {
    RecordedYear made;
    std::vector<std::vector<RecordedBoarding>> boardings(corridor.stops.size());
    for (YearSeconds at = 0; at < 400 * 24; at += every) {
      boardings[0].push_back({(at - 2) * kHour, at * kHour,
                              static_cast<std::uint32_t>(made.landings.size()),
                              0});
      made.landings.insert(
          made.landings.end(),
          {kNone, (at + 10) * kHour, lands_in_d ? (at + 15) * kHour : kNone});
    }
    made.boardings = Ragged<StopId, RecordedBoarding>{boardings};
    return made;
  }

  Corridor corridor;
  ServiceNetwork network;
};

TEST(TrainExperience, later_stops_are_those_where_boxes_get_off) {
  Line const line;
  TrainExperience const experience{line.corridor, line.network, {}};
  auto const later = experience.later_stops(StopId{0});
  ASSERT_EQ(later.size(), 2U);
  EXPECT_EQ(later[0].stop, StopId{2});
  EXPECT_EQ(later[0].landing, 1U);
  EXPECT_EQ(later[1].stop, StopId{3});
  EXPECT_EQ(later[1].landing, 2U);
  // Once round a loop, and not home again.
  auto const round = experience.later_stops(StopId{5});
  ASSERT_EQ(round.size(), 1U);
  EXPECT_EQ(line.corridor.stops[round[0].stop].place, PlaceId{3});
}

TEST(TrainExperience, trains_are_seen_as_often_as_they_left) {
  Line const line;
  std::vector<RecordedYear> const years{line.year(24), line.year(24)};
  TrainExperience const experience{line.corridor, line.network, years};
  EXPECT_TRUE(experience.is_seen(StopId{0}));
  EXPECT_FALSE(experience.is_seen(StopId{2}));
  auto const pace = experience.pace(StopId{0}, {0, 30 * 24 * kHour});
  EXPECT_TRUE(pace.is_seen);
  EXPECT_NEAR(pace.interval_hours, 24, 1e-9);
  // Two hours to the departure for those who come last, 26 for those who are
  // just too late.
  EXPECT_NEAR(pace.wait_hours, 14, 1.5);
  ASSERT_EQ(pace.rides.size(), 2U);
  EXPECT_NEAR(pace.rides[0].ride_hours, 10, 1e-9);
  EXPECT_NEAR(pace.rides[1].ride_hours, 15, 1e-9);
  EXPECT_NEAR(pace.rides[0].total_hours.front(), 12, 1);
  EXPECT_NEAR(pace.rides[0].total_hours.back(), 36, 1);
}

TEST(TrainExperience, the_time_of_the_year_counts) {
  Line const line;
  auto year = line.year(24);
  auto const sparse = line.year(72);
  std::vector<std::vector<RecordedBoarding>> lists(line.corridor.stops.size());
  auto const june = 150 * 24 * kHour;
  for (auto const& boarding : year.boardings[StopId{0}]) {
    if (boarding.left < june || (boarding.left / kHour) % 72 == 0) {
      lists[0].push_back(boarding);
    }
  }
  year.boardings = Ragged<StopId, RecordedBoarding>{lists};
  std::vector<RecordedYear> const years{year};
  TrainExperience const experience{line.corridor, line.network, years};
  EXPECT_NEAR(experience.pace(StopId{0}, {0, june}).interval_hours, 24, 0.01);
  EXPECT_NEAR(experience.pace(StopId{0}, {june, 2 * june}).interval_hours, 72,
              0.01);
}

// To C: 100 and 200 km at 50 km/h, and 4 hours at the border; to D the stay of
// 6 hours and 100 km more. A train of `full_or_time` is waited for half of its
// 48 hours.
TEST(TrainExperience, where_no_train_was_seen_the_corridor_stands_in) {
  Line const line;
  TrainExperience const experience{line.corridor, line.network, {}};
  auto const pace = experience.pace(StopId{0}, TimeOfYear{});
  EXPECT_FALSE(pace.is_seen);
  EXPECT_NEAR(pace.wait_hours,
              expected_wait(line.corridor.services[ServiceId{0}]), 1e-9);
  ASSERT_EQ(pace.rides.size(), 2U);
  EXPECT_NEAR(pace.rides[0].ride_hours, 2 + 4 + 4, 1e-9);
  EXPECT_NEAR(pace.rides[1].ride_hours, 2 + 4 + 4 + 6 + 2, 1e-9);
}

TEST(TrainExperience, where_nobody_was_set_down_the_corridor_stands_in) {
  Line const line;
  std::vector<RecordedYear> const years{line.year(24, false)};
  TrainExperience const experience{line.corridor, line.network, years};
  auto const pace = experience.pace(StopId{0}, TimeOfYear{});
  EXPECT_TRUE(pace.is_seen);
  ASSERT_EQ(pace.rides.size(), 2U);
  EXPECT_NEAR(pace.rides[0].ride_hours, 10, 1e-9);
  EXPECT_NEAR(pace.rides[1].ride_hours, 18, 1e-9);
}

TEST(TrainExperience, quantiles_are_spaced_evenly) {
  std::vector<double> values;
  for (int i = 100; i > 0; --i) {
    values.push_back(i);
  }
  EXPECT_EQ(quantiles_of(values, 4), (PacePoints{13, 38, 63, 88}));
}

}  // namespace
}  // namespace camel
