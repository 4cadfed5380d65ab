// SPDX-License-Identifier: Apache-2.0
// The days on which a disruption strikes.
#pragma once

#include <chrono>
#include <vector>

#include "camel/model/plans.h"

namespace camel {

struct DaysStruck {
  std::chrono::sys_days from, until;  // the first, and the first one after

  bool operator==(DaysStruck const&) const = default;
};

// One that recurs, in each of these years, and from the year before where it
// goes on over New Year; another one has its own dates. None where they are not
// known.
std::vector<DaysStruck> days_struck(Disruption const& event,
                                    std::chrono::year first,
                                    std::chrono::year last);

}  // namespace camel
