// SPDX-License-Identifier: Apache-2.0
// A distribution of the time until something happens, by its quantiles at fixed
// levels. They never cross: whoever makes one sorts them.
#pragma once

#include <array>

namespace camel {

constexpr std::array kSpreadLevels{.01, .025, .05, .10, .15, .20,  .25, .30,
                                   .35, .40,  .45, .50, .55, .60,  .65, .70,
                                   .75, .80,  .85, .90, .95, .975, .99};

struct TimeSpread {
  std::array<double, kSpreadLevels.size()> hours{};

  // At any level, by straight lines between those known, and on in the line of
  // the last ones outside of them; never less than 0 hours.
  double at(double level) const;
  // The level of so many hours by the same lines: it may be less than 0 and
  // more than 1.
  double level_of(double hours) const;
};

}  // namespace camel
