// SPDX-License-Identifier: Apache-2.0
// When boxes aboard each train arrive at one destination at the earliest, by
// the risk that is taken on the way: known for every departure, whatever way
// the query asks for. Waiting for trains that leave once a week is most of a
// journey, so only bounds that know the days tell a good way from a bad one;
// and who takes time to be surer has to know what it costs.
//
// Found from the last departure back to the first (Dibbelt, Pajor, Strasser,
// Wagner, Connection Scan Algorithm, 2013), for all steps of risk at once. Room
// and prices are not looked at: what holds without them holds with them.
#pragma once

#include <array>
#include <vector>

#include "camel/routing/timetable.h"

namespace camel {

// A landing counted on at the last level adds no step, one at an earlier level
// some; the last of the steps is any risk.
inline constexpr std::size_t kRiskSteps = 8;
inline constexpr std::int32_t kRiskStep = kRisk[1] - kRisk[2];

// Numbers in `ArrivalsByRisk::instants`; never: kNoArrival.
using RiskSteps = std::int16_t __attribute__((vector_size(16)));
inline constexpr std::int16_t kNoArrival =
    std::numeric_limits<std::int16_t>::max();

struct ArrivalsByRisk {
  // When boxes may be delivered, in order. Where there are too many, some stand
  // for those that follow soon.
  std::vector<Instant> instants;
  std::vector<RiskSteps> by_departure;  // as the timetable's `departures`
  // By stand: when boxes have to be ready, the latest first, and what they
  // reach then.
  std::vector<std::uint32_t> first;
  std::vector<Instant> ready;
  std::vector<RiskSteps> onward;

  RiskSteps from(StandId stand, Instant at) const;
  Instant soonest(RiskSteps steps) const {
    auto const number = steps[kRiskSteps - 1];
    return number == kNoArrival ? kNoInstant
                                : instants[static_cast<std::size_t>(number)];
  }
};

ArrivalsByRisk build_arrivals(Timetable const& timetable, PlaceId to);

}  // namespace camel
