// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/spells.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "camel/base/text.h"
#include "camel/operations/hours.h"
#include "camel/sim/statistics.h"

namespace camel {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

constexpr auto kNewYear = sys_days{year{2024} / 1 / 1};

constexpr Ticks day(int number) { return (number - 1) * kDay; }

Disruption event(std::string const& from, std::string const& to,
                 bool recurs = false) {
  Disruption row;
  row.key = "storm";
  row.recurs = recurs;
  row.start = *parse_date(from);
  row.end = *parse_date(to);
  return row;
}

TEST(Spells, a_window_lasts_to_the_end_of_its_last_day) {
  auto const found = windows_of(event("2024-02-28", "2024-03-01"),
                                {kNewYear, 366 * kDay, 1, 0}, 0.4);
  EXPECT_EQ(found, (std::vector<Window>{{day(59), day(62), 0.4}}));
}

TEST(Spells, what_lies_outside_the_period_is_left_out) {
  Period const march{sys_days{year{2024} / 3 / 1}, 31 * kDay, 1, 0};
  EXPECT_TRUE(windows_of(event("2024-02-01", "2024-02-29"), march, 0).empty());
  EXPECT_TRUE(windows_of(event("2024-04-02", "2024-04-20"), march, 0).empty());
  // One that has begun before is there from the first tick.
  EXPECT_EQ(windows_of(event("2024-02-01", "2024-03-01"), march, 0),
            (std::vector<Window>{{0, kDay, 0}}));
}

TEST(Spells, one_that_recurs_strikes_every_year_also_over_new_year) {
  auto const found = windows_of(event("2000-12-30", "2000-01-03", true),
                                {kNewYear, 731 * kDay, 1, 0}, 0);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0], (Window{0, day(4), 0}));
  EXPECT_EQ(found[1], (Window{day(365), day(370), 0}));
  EXPECT_EQ(found[2].begin, day(366 + 364));
}

TEST(Spells, one_whose_days_are_not_known_never_strikes) {
  Disruption storm;
  storm.capacity_share = 0;
  EXPECT_TRUE(closures_of(storm, {kNewYear, 366 * kDay, 1, 0}).empty());
}

TEST(Spells, reduced_capacity_and_shut_spells_may_strike_together) {
  auto storm = event("2024-01-01", "2024-12-31");
  storm.capacity_share = 0.5;
  storm.closed_share = 0.3;
  auto const course =
      Course::least(closures_of(storm, {kNewYear, 366 * kDay, 1, 0}));
  EXPECT_EQ(course.lowest(), 0);
  auto const is_half = [](double share) { return share == 0.5; };
  EXPECT_LT(course.first(0, is_half), 366 * kDay);
  auto const is_whole = [](double share) { return share == 1; };
  EXPECT_EQ(course.first(0, is_whole), 366 * kDay);
}

TEST(Spells, a_scenario_shares_the_weather_of_its_base) {
  auto storm = event("2024-01-01", "2024-12-31");
  storm.closed_share = 0.3;
  Period const period{kNewYear, 366 * kDay, 7, 2};
  auto const base = closures_of(storm, period);
  storm.demand_factor = 2;  // what else it does is no matter
  EXPECT_EQ(closures_of(storm, period), base);
  storm.key = "other";
  EXPECT_NE(closures_of(storm, period), base);
}

// Shut spells of 12 hours on average in a fifth of the time: so the open ones
// between them last 48.
TEST(Spells, shut_and_open_spells_have_their_means) {
  auto storm = event("2024-01-01", "2024-12-31");
  storm.closed_share = 0.2;
  storm.spell_hours = 12;
  Tally shut;
  Tally open;
  for (std::uint32_t replication = 0; replication < 50; ++replication) {
    auto const found =
        closures_of(storm, {kNewYear, 366 * kDay, 3, replication});
    for (std::size_t i = 1; i + 1 < found.size(); ++i) {
      shut.add(in_hours(found[i].end - found[i].begin));
      open.add(in_hours(found[i].begin - found[i - 1].end));
    }
  }
  auto const error = 1 / std::sqrt(static_cast<double>(shut.count()));
  EXPECT_NEAR(shut.mean(), 12, 4 * 12 * error);
  EXPECT_NEAR(open.mean(), 48, 4 * 48 * error);
}

}  // namespace
}  // namespace camel
