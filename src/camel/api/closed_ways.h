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

// In words, each once: "Poland closes … (Brest – Terespol), from 1 September to
// 30 November". `until` is when the boxes would be there; days are those of the
// corridor's year, into which the question is moved.
std::vector<std::string> what_shuts(Corridor const& corridor,
                                    std::vector<PlaceId> const& journey,
                                    RouteQuestion const& question,
                                    Moment until);

// Something on it is shut, and its trains are hardly ever made: boxes would
// wait until it opens.
bool is_blocked(RouteAlternative const& way);

// Why there is no route, where all ways are blocked.
std::vector<std::string> why_shut(std::span<RouteAlternative const> ways);

}  // namespace camel
