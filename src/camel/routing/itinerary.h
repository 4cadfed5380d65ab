// SPDX-License-Identifier: Apache-2.0
// A planned way of boxes through a timetable, and what it is judged by.
#pragma once

#include <cstdint>
#include <vector>

#include "camel/routing/timetable.h"

namespace camel {

// What a forwarder weighs, all the less the better. `risk`: -ln, in millionths,
// of the chance that every connection is made and the arrival kept.
struct Criteria {
  Instant arrival = 0;
  std::int32_t cents = 0, grams = 0;  // of one TEU
  std::int32_t risk = 0;
  std::int32_t boardings = 0;

  bool operator==(Criteria const&) const = default;
  auto operator<=>(Criteria const&) const = default;  // to sort by
};

// No worse in anything; equal ones do so, too.
constexpr bool covers(Criteria const& one, Criteria const& other) {
  return one.arrival <= other.arrival && one.cents <= other.cents &&
         one.grams <= other.grams && one.risk <= other.risk &&
         one.boardings <= other.boardings;
}

// Aboard one train: it leaves the stand where the boxes were ready, and is left
// for the stand of the next leg (of the last: the delivery).
struct Leg {
  CallId board, alight;
  std::uint32_t run = 0;  // of the line
  StandId stand;
  std::size_t level = 0;  // how surely the boxes are counted on to be ready

  bool operator==(Leg const&) const = default;
};

struct Itinerary {
  Criteria criteria;
  StandId start;
  std::size_t start_level = 0;
  std::vector<Leg> legs;

  bool operator==(Itinerary const&) const = default;
};

struct RouteQuery {
  PlaceId from, to;
  Instant ready = 0;
  int teu = 1;
};

}  // namespace camel
