// SPDX-License-Identifier: Apache-2.0
// A stretch of rail, sea, ferry or road, usable both ways.
#pragma once

#include <array>
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
  LinkStatus status = LinkStatus::operating;
  std::optional<int> open_year;
  bool open = true;  // operating, and opened by the base year
  bool default_capacity = false, default_speed = false;
  Evidence evidence;

  bool operator==(Link const&) const = default;
};

}  // namespace camel
