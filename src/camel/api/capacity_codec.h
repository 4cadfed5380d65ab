// SPDX-License-Identifier: Apache-2.0
// What a corridor can carry as a JSON document, described in
// docs/reference/results.md.
#pragma once

#include <string>

#include "camel/api/capacity.h"
#include "camel/api/codec.h"

namespace camel {

std::string to_json(Corridor const& corridor, CapacityAnswer const& answer,
                    Timings timings);

// The same for the report, on one line: of the limits only those that bind,
// that would bind next, or that are well in use.
std::string capacity_part(Corridor const& corridor,
                          CapacityAnswer const& answer);

// "Dostyk → Aktogay: paths: +1 train a day = +50,900 TEU a year, until …".
std::string in_words(Corridor const& corridor, CapacityResult const& result,
                     LimitResult const& limit);

// "TEU a year", "times the demand", "USD a year".
std::string_view value_unit(CapacityObjective objective);

}  // namespace camel
