// SPDX-License-Identifier: Apache-2.0
// What stands in the way where there is no route: rules are lifted one after
// another until there would be one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "camel/api/route.h"

namespace camel {

struct RouteGround {
  Corridor const& corridor;
  ServiceNetwork const& network;
  std::span<RecordedYear const> years;
  TimetablesAtHand& timetables;
};

std::vector<RouteReason> why_no_route(RouteGround const& ground,
                                      RouteQuestion const& question);

}  // namespace camel
