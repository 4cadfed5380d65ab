// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/record_motion.h"

#include <gtest/gtest.h>

#include "camel/operations/random_corridor.h"
#include "camel/operations/test_world.h"

namespace camel {
namespace {

constexpr auto kFeeder =
    "place A CN\n place B KZ\n place C KZ\n link A B\n link B C\n"
    "facility B customs hours=2 law=exponential\n"
    "step B CN>KZ customs at=customs\n"
    "service E A+ C- capacity=40 rule=timetable frequency=14\n"
    "demand A C teu=6000 lot=3\n";

Corridor random_corridor(std::uint64_t number) {
  RandomCorridor made{number};
  auto corridor = corridor_from(made.text());
  made.ship(corridor);
  return corridor;
}

// A year of which the trains are as they were without anybody looking on.
TEST(RecordMotion, looking_on_changes_nothing) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Prepared const prepared{random_corridor(seed)};
    auto const plain = simulate_days(prepared, {.measured = 40, .seed = seed});
    MotionWriter writer{0, 40 * kDay};
    auto const watched = simulate_year(
        prepared.corridor, prepared.network, prepared.routes, prepared.plan,
        {.seed = seed, .end = 40 * kDay, .motion = &writer});
    EXPECT_EQ(plain.trains, watched.trains) << seed;
    EXPECT_EQ(plain.lots_delivered, watched.lots_delivered) << seed;
    for (auto const id : prepared.corridor.demand.ids()) {
      EXPECT_EQ(plain.flows[id].transit_hours, watched.flows[id].transit_hours)
          << seed;
    }
  }
}

// As many runs as the record of the year has, each along a link, in order.
TEST(RecordMotion, trains_go_from_place_to_place_in_time) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Prepared const prepared{random_corridor(seed)};
    auto const motion = record_motion(
        prepared.corridor, {.days = 30, .warm_up_days = 0, .seed = seed});
    auto const record = simulate_days(prepared, {.measured = 30, .seed = seed});
    double runs = 0;
    for (auto const& run : record.runs) {
      runs += run.trains();
    }
    double moved = 0;
    for (auto const& train : motion.trains) {
      for (std::size_t i = 0; i < train.calls.size(); ++i) {
        auto const& call = train.calls[i];
        EXPECT_LE(call.arrived, call.left);
        if (i > 0) {
          ++moved;
          EXPECT_LE(train.calls[i - 1].left, call.arrived);
          EXPECT_NE(train.calls[i - 1].place, call.place);
        }
      }
    }
    EXPECT_EQ(moved, runs) << seed;
  }
}

TEST(RecordMotion, a_train_stands_where_its_procedure_holds_it) {
  auto const motion = record_motion(
      corridor_from(kFeeder), {.days = 30, .warm_up_days = 10, .seed = 3});
  ASSERT_GT(motion.trains.size(), 50U);
  double hours = 0;
  for (auto const& train : motion.trains) {
    for (auto const& call : train.calls) {
      EXPECT_LE(call.left, std::max<std::int32_t>(30 * kDay, call.arrived));
    }
    if (train.calls.size() == 3) {
      hours +=
          static_cast<double>(train.calls[1].left - train.calls[1].arrived) /
          kHour;
    }
  }
  // Two hours of service and some waiting.
  EXPECT_GT(hours / static_cast<double>(motion.trains.size()), 1.5);
  EXPECT_LT(hours / static_cast<double>(motion.trains.size()), 6);
}

TEST(RecordMotion, shut_stretches_are_told_with_their_days) {
  auto const corridor =
      corridor_from(std::string{kFeeder} +
                    "closure A>B from=2024-01-03 to=2024-01-05 share=0\n");
  auto const motion = record_motion(corridor, {.days = 30, .warm_up_days = 10});
  ASSERT_EQ(motion.closures.size(), 1U);
  EXPECT_EQ(motion.closures[0].share, 0);
  EXPECT_EQ(motion.closures[0].from, 2 * kDay);
  EXPECT_EQ(motion.closures[0].to, 5 * kDay);
}

TEST(RecordMotion, what_stands_still_is_counted_four_times_a_day) {
  auto const motion = record_motion(
      corridor_from(std::string{kFeeder} + "ban B CN>KZ above=2 below=1\n"),
      {.days = 30, .warm_up_days = 10});
  ASSERT_EQ(motion.standstill.trains.size(), 1U);
  EXPECT_EQ(motion.standstill.trains[0].size(), 121U);
  EXPECT_EQ(motion.standstill.teu.size(), 3U);
  EXPECT_EQ(motion.standstill.banned.size(), 1U);
}

}  // namespace
}  // namespace camel
