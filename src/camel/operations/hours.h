// SPDX-License-Identifier: Apache-2.0
// A tick of the simulated corridor is one second.
#pragma once

#include "camel/model/place.h"
#include "camel/sim/random.h"
#include "camel/sim/simulation.h"

namespace camel {

inline constexpr Ticks kHour = 3600;
inline constexpr Ticks kDay = 24 * kHour;
inline constexpr Ticks kWeek = 7 * kDay;

// To the nearest second, halves away from zero, as std::llround does, without
// a call of the library.
inline Ticks hours(double h) {
  auto const seconds = h * static_cast<double>(kHour);
  auto const whole = static_cast<Ticks>(seconds);
  auto const rest = seconds - static_cast<double>(whole);
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}
inline double in_hours(Ticks t) {
  return static_cast<double>(t) / static_cast<double>(kHour);
}

// A duration drawn from its law, in hours; `units` stretches its mean.
double draw_hours(DurationLaw const& law, double units, Random& random);

}  // namespace camel
