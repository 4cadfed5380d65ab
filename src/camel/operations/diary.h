// SPDX-License-Identifier: Apache-2.0
// Where the days go: each hour of a box's journey is written down once, under
// what it was spent on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "camel/sim/simulation.h"

namespace camel {

enum class Part : std::uint8_t {
  moving,
  train,       // waiting for a train to fill or to leave
  path,        // waiting for a train path
  border,      // waiting for reception tracks, customs lanes, inspection
  crane,       // waiting to be lifted
  wagon,       // waiting for wagons
  ship,        // waiting for a vessel or its berth
  yard,        // waiting for room: in a yard, on a track, on the line ahead
  ban,         // not accepted where it begins: loading is stopped
  closure,     // waiting for the weather or a closure to end
  processing,  // being handled
};
inline constexpr std::size_t kParts = 11;
constexpr auto names(Part) {
  return std::array<std::string_view, kParts>{
      "moving", "train", "path", "border",  "crane",     "wagon",
      "ship",   "yard",  "ban",  "closure", "processing"};
}

// Seconds. Those of boxes aboard lack what their train had noted before them,
// so they may pass below 0 and come back: a journey is shorter than 136 years.
// One more than there are: they are added up four at a time.
using Parts = std::array<std::uint32_t, 12>;
static_assert(kParts <= std::tuple_size_v<Parts>);

struct Diary {
  Parts parts{};
  Ticks since = 0;

  // All time since the last note was spent on this.
  void note(Part part, Ticks now) {
    parts[static_cast<std::size_t>(part)] +=
        static_cast<std::uint32_t>(now - since);
    since = now;
  }
  void add(Parts more) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i] += more[i];
    }
  }
  void subtract(Parts less) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i] -= less[i];
    }
  }
};

}  // namespace camel
