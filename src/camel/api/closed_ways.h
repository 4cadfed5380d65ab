// SPDX-License-Identifier: Apache-2.0
// What shuts a way while boxes would be on it: a disruption of the corridor
// that leaves nothing of a place or stretch on the way, or stops loading for
// it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "camel/api/route.h"

namespace camel {

// Fills in what shuts it and whether it is blocked. Days are those of the
// corridor's year, into which the question is moved.
void look_for_closures(Corridor const& corridor,
                       std::vector<PlaceId> const& journey,
                       RouteQuestion const& question, RouteAlternative& way);

// Why there is no route, where all ways are blocked.
std::vector<RouteReason> why_shut(std::span<RouteAlternative const> ways);

}  // namespace camel
