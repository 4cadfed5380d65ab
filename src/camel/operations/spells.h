// SPDX-License-Identifier: Apache-2.0
// When a disruption strikes during one replication: on its days, or in spells
// drawn at random within them.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "camel/model/plans.h"
#include "camel/operations/course.h"

namespace camel {

// The simulated time of one replication: 0 is midnight UTC of `first_day`.
struct Period {
  std::chrono::sys_days first_day;
  Ticks end = 0;
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
};

// The days of a disruption that touch the period, each window with this value;
// none where they are not known. The last day counts to its end.
std::vector<Window> windows_of(Disruption const& event, Period const& period,
                               double value);

// The same with the share of the capacity that is left, and the random spells
// in which nothing is: open and shut spells of exponential lengths. They have
// a stream of their own, named after the disruption, so that all its targets
// are shut at the same time and scenarios share their luck.
std::vector<Window> closures_of(Disruption const& event, Period const& period);

}  // namespace camel
