// SPDX-License-Identifier: Apache-2.0
// Timetables made up for tests and benchmarks: terminals in a plane, lines of
// rail, sea and road between near ones, each with its speed, price and
// emissions, so that the criteria pull apart as they do in life.
#pragma once

#include <cstdint>

#include "camel/routing/timetable.h"

namespace camel {

struct MadeNetwork {
  std::uint64_t seed = 1;
  std::size_t terminals = 10'000;
  std::size_t weekly_departures = 100'000;  // of trains from calls
  int weeks = 8;
  std::size_t most_calls = 6;  // of a line
  // For tests: few rooms, surcharges, opening hours, small numbers that tie.
  bool with_rules = false;
};

Timetable make_timetable(MadeNetwork const& network);

}  // namespace camel
