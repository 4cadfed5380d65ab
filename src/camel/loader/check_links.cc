// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

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

// What a disruption does, and the kinds of targets to which it can do it.
struct Effect {
  std::string_view column;
  bool (*is_there)(Disruption const&);
  bool (*can_strike)(Target const&);
  std::string_view mend;
};

bool is_place(Target const& target) {
  return target.at && !target.to && !target.facility;
}
bool is_passed(Target const& target) { return target.at && !target.facility; }

constexpr std::array kEffects{
    Effect{"time_factor",
           [](Disruption const& event) { return event.time_factor != 1; },
           [](Target const& target) {
             return is_place(target) || target.facility;
           },
           "name a place or a facility"},
    Effect{"demand_factor",
           [](Disruption const& event) { return event.demand_factor != 1; },
           is_passed, "name a place or a stretch that boxes pass"},
    Effect{"payload_share",
           [](Disruption const& event) { return event.payload_share != 1; },
           is_place, "name the places where less is loaded"},
    Effect{"loading_stop",
           [](Disruption const& event) { return event.loading_stop; },
           is_passed, "name a place or a stretch that boxes pass"}};

void check_effects(Loading& loading, DisruptionId id) {
  auto const& event = loading.corridor.disruptions[id];
  for (auto const& effect : kEffects) {
    if (effect.is_there(event) &&
        std::none_of(event.targets.begin(), event.targets.end(),
                     effect.can_strike)) {
      loading.warning(loading.disruptions, id, effect.column,
                      {fmt::format("no target of the disruption can have a {}",
                                   effect.column),
                       std::string{effect.mend}});
    }
  }
}

void check_yard(Loading& loading, DisruptionId id, Target const& target) {
  if (!target.facility) {
    return;
  }
  auto const& facility = loading.corridor.facilities[target.facility];
  if (facility.kind == FacilityKind::yard) {
    loading.warning(
        loading.disruptions, id, "target",
        {fmt::format("{}/{} is a yard, which serves nobody: "
                     "nothing is struck",
                     loading.corridor.places[target.at].code, facility.name),
         "name the place, or what unloads there"});
  }
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
    if (!loading.disruptions.sound(id)) {
      continue;
    }
    check_effects(loading, id);
    for (auto const& target : corridor.disruptions[id].targets) {
      check_yard(loading, id, target);
      if (target.to && !links_in_doubt(loading) &&
          !is_joined(corridor, target)) {
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
