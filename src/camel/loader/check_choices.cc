// SPDX-License-Identifier: Apache-2.0
// Alternatives of the same shippers: one cargo between the same two places.
#include <map>
#include <string>

#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

namespace {

// What of the second row is not as in the first; blank if all is.
std::string_view difference(Demand const& first, Demand const& second) {
  return first.origin != second.origin             ? "origin"
         : first.destination != second.destination ? "destination"
         : first.commodity != second.commodity     ? "commodity"
                                                   : "";
}

}  // namespace

void check_choices(Loading& loading) {
  auto const& demand = loading.corridor.demand;
  std::map<std::string, DemandId> first_of;
  for (auto const id : demand.ids()) {
    auto const& row = demand[id];
    if (row.choice.empty() || !loading.demand.sound(id)) {
      continue;
    }
    auto const& first =
        demand[first_of.try_emplace(row.choice, id).first->second];
    if (auto const column = difference(first, row); !column.empty()) {
      loading.error(loading.demand, id, column,
                    {fmt::format("the {} is not that of '{}', whose shippers "
                                 "have the same choice '{}'",
                                 column, first.key, row.choice),
                     "alternatives carry the same goods between the same "
                     "places: give this row another choice"});
    }
  }
}

}  // namespace camel
