// SPDX-License-Identifier: Apache-2.0
// What to do with boxes at every stand and time so that they arrive as early as
// can be expected, trains missed on the way included: the minimum expected
// arrival time by one scan of the connections backward (Dibbelt, Strasser,
// Wagner, Delay-Robust Journeys in Timetable Networks with Minimum Expected
// Arrival Time, 2014), with the whole distribution of the arrival. Readiness
// after a landing is spread by its shape; legs are taken as independent of each
// other.
#pragma once

#include <array>
#include <vector>

#include "camel/routing/itinerary.h"

namespace camel {

inline constexpr std::size_t kArrivalPoints = 20;

// Quantiles of the arrival, evenly spaced, in order; kNoInstant: not before
// the timetable ends.
using ArrivalSpread = std::array<Instant, kArrivalPoints>;

double mean_of(ArrivalSpread const& spread);

// Boxes that are ready by then board this run and leave it at that call.
struct PolicyStep {
  Instant ready = 0;
  CallId board, alight;
  std::uint32_t run = 0;  // of the line
  StandId next;
  ArrivalSpread arrival{};
};

struct Policy {
  std::vector<std::vector<PolicyStep>> by_stand;  // the latest first

  // What to do next from a stand; null: nothing leads there any more.
  PolicyStep const* find(Timetable const& timetable, StandId stand,
                         Instant ready) const;
};

Policy build_policy(Timetable const& timetable, PlaceId to, int teu = 1);

}  // namespace camel
