// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "camel/base/time_zone.h"
#include "camel/loader/checks.h"
#include "camel/loader/great_circle.h"

namespace camel {

namespace {

constexpr double kShortest = 0.98;  // of the great circle
constexpr double kLongest = 2.0;

bool is_joined(Corridor const& corridor, Target const& target) {
  auto const links = corridor.links_at[target.at];
  return std::any_of(links.begin(), links.end(), [&](LinkId id) {
    auto const& link = corridor.links[id];
    return link.from == target.to || link.to == target.to;
  });
}

}  // namespace

void check_lengths(Loading& loading) {
  auto const& corridor = loading.corridor;
  for (auto const id : corridor.links.ids()) {
    auto const& link = corridor.links[id];
    if (!loading.links.sound(id) || !loading.places.sound(link.from) ||
        !loading.places.sound(link.to)) {
      continue;
    }
    auto const least =
        great_circle_km(corridor.places[link.from], corridor.places[link.to]);
    auto const length = kilometers(link.length);
    if (length < kShortest * least || length > kLongest * least) {
      loading.warning(
          loading.links, id, "length",
          {fmt::format("length {} km, but its places are {:.0f} km apart",
                       length, least),
           length < least ? "mend the length or the coordinates"
                          : "mend it, unless the way is that winding"});
    }
  }
}

void check_targets(Loading& loading) {
  auto const& corridor = loading.corridor;
  for (auto const id : corridor.disruptions.ids()) {
    for (auto const& target : corridor.disruptions[id].targets) {
      if (target.to && loading.disruptions.sound(id) &&
          !links_in_doubt(loading) && !is_joined(corridor, target)) {
        loading.warning(
            loading.disruptions, id, "target",
            {fmt::format("no link joins {} and {}: nothing is struck",
                         corridor.places[target.at].code,
                         corridor.places[target.to].code),
             "name the stretches of links one by one"});
      }
    }
  }
}

void check_time_zones(Loading& loading) {
  if (has_time_zones()) {
    return;
  }
  for (auto const id : loading.corridor.places.ids()) {
    if (loading.corridor.places[id].time_zone != "UTC") {
      loading.warning(loading.places, id, "time_zone",
                      {"this machine has no time zone database",
                       "install tzdata: until then zones are not checked"});
      return;
    }
  }
}

bool links_in_doubt(Loading const& loading) {
  auto const& links = loading.corridor.links;
  return loading.links.dropped > 0 || loading.links.keyless ||
         std::any_of(links.begin(), links.end(), [](Link const& link) {
           return link.from == link.to ||
                  (link.mode == Mode::rail && link.gauge == 0);
         });
}

}  // namespace camel
