// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/made_timetable.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(MadeTimetable, is_the_same_for_a_seed_and_as_large_as_asked) {
  auto const network = MadeNetwork{
      .seed = 4, .terminals = 300, .weekly_departures = 2'000, .weeks = 2};
  auto const one = make_timetable(network);
  auto const other = make_timetable(network);
  EXPECT_EQ(one.departures, other.departures);
  EXPECT_EQ(one.arrivals, other.arrivals);
  EXPECT_NEAR(static_cast<double>(one.connections.size()), 4'000, 100);
}

}  // namespace
}  // namespace camel
