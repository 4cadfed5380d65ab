// SPDX-License-Identifier: Apache-2.0
// Observations that count trains or sailings from one place to the next: only
// where a link joins the two can there be any.
#include <algorithm>

#include <fmt/format.h>

#include "camel/loader/checks.h"

namespace camel {

namespace {

bool counts_runs(Observation const& observation) {
  return observation.role != Role::context &&
         (observation.indicator == Indicator::trains_year ||
          observation.indicator == Indicator::trains_day ||
          observation.indicator == Indicator::sailings_year);
}

bool contains(Region const& region, PlaceId place) {
  return std::find(region.places.begin(), region.places.end(), place) !=
         region.places.end();
}

bool is_joined(Corridor const& corridor, Observation const& observation) {
  return std::any_of(
      corridor.links.begin(), corridor.links.end(), [&](Link const& link) {
        auto const& from = observation.from;
        auto const& to = observation.to;
        return (contains(from, link.from) && contains(to, link.to)) ||
               (contains(from, link.to) && contains(to, link.from));
      });
}

}  // namespace

void check_observations(Loading& loading) {
  if (links_in_doubt(loading) || !loading.places.all_sound()) {
    return;
  }
  auto const& corridor = loading.corridor;
  for (auto const id : corridor.observations.ids()) {
    auto const& observation = corridor.observations[id];
    if (counts_runs(observation) && loading.observations.sound(id) &&
        !is_joined(corridor, observation)) {
      loading.warning(
          loading.observations, id, "from",
          {fmt::format("no link joins '{}' and '{}': {} is always 0",
                       observation.from.name, observation.to.name,
                       observation.indicator_word),
           "name two places next to each other"});
    }
  }
}

}  // namespace camel
