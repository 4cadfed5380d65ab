// SPDX-License-Identifier: Apache-2.0
// A stretch of rail, sea, ferry or road, usable both ways.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "camel/base/quantity.h"
#include "camel/model/evidence.h"
#include "camel/model/ids.h"

namespace camel {

enum class Mode : std::uint8_t { rail, sea, ferry, road };
constexpr auto names(Mode) {
  return std::array<std::string_view, 4>{"rail", "sea", "ferry", "road"};
}

enum class Traction : std::uint8_t { electric, diesel, mixed };
constexpr auto names(Traction) {
  return std::array<std::string_view, 3>{"electric", "diesel", "mixed"};
}

enum class LinkStatus : std::uint8_t {
  operating,
  under_construction,
  planned,
  closed
};
constexpr auto names(LinkStatus) {
  return std::array<std::string_view, 4>{"operating", "under_construction",
                                         "planned", "closed"};
}

// Track gauge in millimetres: 1435, 1520. 0 where there are no rails.
using Gauge = int;

struct Link {
  std::string key;
  PlaceId from, to;
  Mode mode = Mode::rail;
  Meters length;
  Gauge gauge = 0;
  int tracks = 1;
  Traction traction = Traction::diesel;
  double capacity = 0;       // trains a day, from -> to
  double capacity_back = 0;  // trains a day, to -> from
  double free_speed = 0;     // km/h
  double passing_km = 15;    // between passing places on single track
  int standing = 0;          // trains of one direction; 0: by its length
  LinkStatus status = LinkStatus::operating;
  std::optional<int> open_year;
  bool open = true;  // operating, and opened by the base year
  bool default_capacity = false, default_speed = false;
  Evidence evidence;

  bool operator==(Link const&) const = default;
};

// Opposing trains share each of these sections, and meet between two of them.
inline int single_track_sections(Link const& link) {
  auto const shared = link.mode == Mode::rail && link.tracks == 1;
  return shared ? std::max(1, static_cast<int>(std::lround(
                                  kilometers(link.length) / link.passing_km)))
                : 0;
}

// From the end of one train's run over a section until the next may enter:
// setting the route. Four minutes, as on lines with relay interlocking.
inline constexpr int kRouteSettingSeconds = 240;

// How long one train takes up the slowest section (UIC Code 406, 2013); 0 on
// two tracks.
inline double blocking_hours(Link const& link) {
  auto const sections = single_track_sections(link);
  return sections == 0 ? 0
                       : kilometers(link.length) / link.free_speed / sections +
                             kRouteSettingSeconds / 3600.0;
}

// How many trains of one direction fit on the stretch: one in each section of
// single track, two in each fifteen kilometres of more.
inline int trains_that_fit(Link const& link) {
  if (link.standing > 0) {
    return link.standing;
  }
  auto const sections = single_track_sections(link);
  return sections > 0 ? sections
                      : std::max(2, static_cast<int>(std::lround(
                                        kilometers(link.length) / 7.5)));
}

}  // namespace camel
