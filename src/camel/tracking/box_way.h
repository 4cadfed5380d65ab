// SPDX-License-Identifier: Apache-2.0
// The way of a box as its tracker sees it: places at which it is told when it
// came and left, and the times at which it did.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace camel {

enum class Passing : std::uint8_t {
  ready,     // at its origin, for the first train
  departs,   // aboard a train or vessel
  arrives,   // likewise
  delivered  // at its destination, with all that is done there
};
constexpr auto names(Passing) {
  return std::array<std::string_view, 4>{"ready", "departs", "arrives",
                                         "delivered"};
}

struct Waypoint {
  std::string place;
  Passing passing = Passing::ready;
  std::string by;  // the service, of `departs` and `arrives`

  auto operator<=>(Waypoint const&) const = default;
};

using BoxWay = std::vector<Waypoint>;

// What is between a waypoint and the next one, the same for all ways on which
// it is: a stay at a place on the way from one to another, with the service
// that is waited for; or a run from a place to a place.
std::string step_name(BoxWay const& way, std::size_t step);
// Is it a stay, which queues lengthen, and no run?
bool is_stay(BoxWay const& way, std::size_t step);
// What is left of a way from a waypoint on, with what the step that begins
// there is called.
std::string name_of_rest(BoxWay const& way, std::size_t from);

// Seconds since the beginning of 1970, UTC.
using EpochSeconds = std::int64_t;
constexpr EpochSeconds kNotYet = std::numeric_limits<EpochSeconds>::max();

struct BoxJourney {
  std::uint32_t way = 0;            // of a list of ways
  std::string product;              // the commodity
  std::vector<EpochSeconds> times;  // of each waypoint; kNotYet

  // Of the last waypoint that was passed by then; nothing is before the first.
  std::size_t passed_by(EpochSeconds now) const;

  bool operator==(BoxJourney const&) const = default;
};

}  // namespace camel
