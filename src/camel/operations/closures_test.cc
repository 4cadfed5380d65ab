// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/closures.h"

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"
#include "camel/operations/hours.h"
#include "camel/sim/statistics.h"

namespace camel {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

constexpr auto kNewYear = sys_days{year{2024} / 1 / 1};

// A line from A by B to C, and what happens to it.
Corridor line_with(std::string const& closure) {
  return corridor_from(
      "place A CN\n place B KZ\n place C KZ\n"
      "link A B\n link B C\n" +
      closure);
}

// Day 1 is January 1 of 2024, a leap year.
Closures two_years(Corridor const& corridor, std::uint32_t replication = 0) {
  return {corridor, {kNewYear, 731 * kDay, 3, replication}};
}

constexpr Ticks day(int number) { return (number - 1) * kDay; }
constexpr LinkRun kAtoB{LinkId{0}, true}, kBtoA{LinkId{0}, false};
constexpr LinkRun kBtoC{LinkId{1}, true}, kCtoB{LinkId{1}, false};

TEST(Closures, a_dated_closure_lasts_to_the_end_of_its_last_day) {
  auto const corridor =
      line_with("closure A>B from=2024-03-01 to=2024-03-02 share=0");
  auto const closures = two_years(corridor);
  EXPECT_EQ(closures.open_from(kAtoB, day(61) - 1), day(61) - 1);
  EXPECT_EQ(closures.open_from(kAtoB, day(61)), day(63));  // March 1
  EXPECT_EQ(closures.open_from(kAtoB, day(63) - 1), day(63));
  EXPECT_EQ(closures.open_from(kAtoB, day(63)), day(63));
}

TEST(Closures, a_stretch_may_be_shut_one_way_or_both) {
  auto const one =
      line_with("closure A>B from=2024-01-02 to=2024-01-02 share=0");
  EXPECT_EQ(two_years(one).open_from(kBtoA, day(2)), day(2));
  auto const both =
      line_with("closure A-B from=2024-01-02 to=2024-01-02 share=0");
  EXPECT_EQ(two_years(both).open_from(kBtoA, day(2)), day(3));
  EXPECT_EQ(two_years(both).open_from(kBtoC, day(2)), day(2));
}

TEST(Closures, a_shut_place_is_neither_entered_nor_left) {
  auto const corridor =
      line_with("closure B from=2024-01-02 to=2024-01-03 share=0");
  auto const closures = two_years(corridor);
  for (auto const run : {kAtoB, kBtoA, kBtoC, kCtoB}) {
    EXPECT_EQ(closures.open_from(run, day(2)), day(4));
  }
}

TEST(Closures, one_that_recurs_may_cross_new_year) {
  auto const corridor =
      line_with("closure B from=2000-12-30 to=2000-01-03 share=0 recurs=yes");
  auto const closures = two_years(corridor);
  EXPECT_EQ(closures.open_from(kAtoB, 0), day(4));  // that of last December
  EXPECT_EQ(closures.open_from(kAtoB, day(4)), day(4));
  auto const december_30 = day(365);
  EXPECT_EQ(closures.open_from(kAtoB, december_30 - 1), december_30 - 1);
  EXPECT_EQ(closures.open_from(kAtoB, december_30), december_30 + 5 * kDay);
}

TEST(Closures, that_follow_each_other_are_waited_for_together) {
  auto const corridor = line_with(
      "closure A>B from=2024-01-05 to=2024-01-08 share=0\n"
      "closure B from=2024-01-02 to=2024-01-06 share=0");
  EXPECT_EQ(two_years(corridor).open_from(kAtoB, day(3)), day(9));
}

TEST(Closures, reduced_capacity_leaves_the_line_open_and_the_least_counts) {
  auto const corridor = line_with(
      "closure A>B from=2024-01-02 to=2024-01-05 share=0.5\n"
      "closure B from=2024-01-03 to=2024-01-03 share=0.2");
  auto const closures = two_years(corridor);
  EXPECT_EQ(closures.open_from(kAtoB, day(2)), day(2));
  EXPECT_EQ(closures.capacity_share(kAtoB, day(1)), 1);
  EXPECT_EQ(closures.capacity_share(kAtoB, day(2)), 0.5);
  EXPECT_EQ(closures.capacity_share(kAtoB, day(3)), 0.2);
  EXPECT_EQ(closures.capacity_share(kAtoB, day(4)), 0.5);
  EXPECT_EQ(closures.capacity_share(kAtoB, day(6)), 1);
}

TEST(Closures, those_of_no_base_year_or_of_unknown_size_change_nothing) {
  auto const corridor = line_with(
      "closure B from=2024-01-02 to=2024-01-05 share=0 base=no\n"
      "closure B from=2024-01-02 to=2024-01-05");
  auto const closures = two_years(corridor);
  EXPECT_EQ(closures.open_from(kAtoB, day(3)), day(3));
  EXPECT_EQ(closures.capacity_share(kAtoB, day(3)), 1);
}

TEST(Closures, of_a_facility_or_of_vessels_leave_the_line_open) {
  auto const corridor = line_with(
      "facility B customs\n fleet F kind=vessel\n"
      "closure B/customs from=2024-01-02 to=2024-01-05 share=0\n"
      "closure fleets/F from=2024-01-02 to=2024-01-05 share=0\n");
  auto const closures = two_years(corridor);
  for (auto const run : {kAtoB, kBtoA, kBtoC, kCtoB}) {
    EXPECT_EQ(closures.open_from(run, day(3)), day(3));
    EXPECT_EQ(closures.capacity_share(run, day(3)), 1);
  }
}

TEST(Closures, before_the_warm_up_is_over_they_count_from_its_first_day) {
  auto const corridor =
      line_with("closure B from=2024-01-02 to=2024-01-02 share=0");
  Closures const closures{corridor,
                          {kNewYear - std::chrono::days{10}, 100 * kDay, 3, 0}};
  EXPECT_EQ(closures.open_from(kAtoB, day(2)), day(2));
  EXPECT_EQ(closures.open_from(kAtoB, day(12)), day(13));
}

// The share of two years' hours in which the line is shut.
double shut_share(Closures const& closures) {
  int shut = 0;
  for (int hour = 0; hour < 24 * 730; hour += 3) {
    shut += closures.open_from(kAtoB, hour * kHour) > hour * kHour ? 1 : 0;
  }
  return shut / (8.0 * 730);
}

TEST(Closures, random_spells_shut_the_stated_share_of_the_time) {
  auto const corridor = line_with(
      "closure A-B from=2024-01-01 to=2025-12-31 closed=0.2 spell=12");
  Tally shares;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    shares.add(shut_share(two_years(corridor, replication)));
  }
  auto const error = std::sqrt(shares.variance() / 19);
  EXPECT_NEAR(shares.mean(), 0.2, 4 * error);
  EXPECT_LT(error, 0.015);
  EXPECT_GT(error, 0);  // replications differ
}

TEST(Closures, a_spell_has_its_mean_length_and_strikes_both_ways_at_once) {
  auto const corridor = line_with(
      "closure A-B from=2024-01-01 to=2025-12-31 closed=0.2 spell=12");
  Tally lengths;
  for (std::uint32_t replication = 0; replication < 5; ++replication) {
    auto const closures = two_years(corridor, replication);
    for (Ticks at = 0; at < 730 * kDay;) {
      auto const opens = closures.open_from(kAtoB, at);
      EXPECT_EQ(closures.open_from(kBtoA, at), opens);
      if (opens > at) {
        lengths.add(in_hours(opens - at));
      }
      at = std::max(opens, at + 600);
    }
  }
  EXPECT_NEAR(lengths.mean(), 12,
              4 * 12 / std::sqrt(static_cast<double>(lengths.count())));
}

TEST(Closures, all_of_the_time_and_none_of_it_are_no_matter_of_luck) {
  auto const always =
      line_with("closure B from=2024-01-02 to=2024-01-03 closed=1");
  EXPECT_EQ(two_years(always).open_from(kAtoB, day(2)), day(4));
  auto const never =
      line_with("closure B from=2024-01-02 to=2024-01-03 closed=0");
  EXPECT_EQ(two_years(never).open_from(kAtoB, day(2)), day(2));
}

}  // namespace
}  // namespace camel
