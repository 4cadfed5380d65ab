// SPDX-License-Identifier: Apache-2.0
// What can hold a corridor back: paths over a stretch, the sections of single
// track, room to stand, tracks, cranes and lanes, yards, wagons, vessels and
// departures. Each is counted in a unit that a planner can buy one more of.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "camel/model/corridor.h"
#include "camel/model/network.h"

namespace camel {

enum class LimitKind : std::uint8_t {
  path,          // trains a day over a link in one direction
  single_track,  // hours a day of the slowest section, both directions
  standing,      // trains at a time on a link in one direction
  facility,      // servers: tracks, cranes, lanes, berths
  storage,       // TEU in the yards of a place
  wagons,        // of a fleet
  vessels,       // of a fleet
  departures     // a week, of a service
};
constexpr auto names(LimitKind) {
  return std::array<std::string_view, 8>{"path",     "single_track", "standing",
                                         "facility", "storage",      "wagons",
                                         "vessels",  "departures"};
}

struct Limit {
  LimitKind kind = LimitKind::path;
  LinkRun run;  // path, standing; its link: single_track
  FacilityId facility;
  PlaceId place;  // of the facility or the yards
  FleetId fleet;
  ServiceId service;

  bool operator==(Limit const&) const = default;
};

// "KZDOS/gauge_change", "links/KZDOS_XAKTOGAY:forward"; unique and stable.
std::string key_of(Corridor const& corridor, Limit const& limit);
// "Dostyk: gauge_change", "Dostyk → Aktogay: paths".
std::string label_of(Corridor const& corridor, Limit const& limit);
// "trains a day", "servers", "TEU".
std::string_view unit_of(LimitKind kind);
// What is bought at a time: 1 train a day, 1 server, 1,000 TEU, 100 wagons.
double step_of(LimitKind kind);
// "+1 train a day", "+1 crane".
std::string step_words(Corridor const& corridor, Limit const& limit);

}  // namespace camel
