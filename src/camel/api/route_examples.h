// SPDX-License-Identifier: Apache-2.0
// The ways that a report shows: those its corridor names, else those between
// which most boxes travel.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "camel/api/route.h"

namespace camel {

inline constexpr std::size_t kRouteExamples = 5;

// One FEU of the goods of most boxes on that way (or of all), ready on the
// first of September of the base year.
std::vector<RouteQuestion> example_questions(Corridor const& corridor);

// The answers as one JSON document on one line, for the report. Ways of other
// plans are left out.
std::string routes_part(Corridor const& corridor,
                        std::span<RecordedYear const> years);

}  // namespace camel
