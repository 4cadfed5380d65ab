// SPDX-License-Identifier: Apache-2.0
// Ways that are the best of their kind, found without a search: from each stand
// on by the train whose figure is least with what is left to pay at least. They
// are what others are held against from the start.
#pragma once

#include <optional>

#include "camel/routing/bounds.h"

namespace camel {

// Least in one figure, counting on boxes to be ready at one level.
struct BestOfKind {
  std::int32_t Bound::*figure = nullptr;
  std::size_t level = 0;
  int boardings = 0;  // at the most
};

// None if there is no such way in the timetable's horizon. Prices and room are
// those of the trains taken; of dear trains none is.
std::optional<Itinerary> find_best_of_kind(Timetable const& timetable,
                                           Bounds const& bounds,
                                           RouteQuery const& query,
                                           BestOfKind const& kind);

}  // namespace camel
