// SPDX-License-Identifier: Apache-2.0
// Earliest arrival at a destination whose bounds are known: trains are followed
// in the order of when they arrive at best (Hart, Nilsson, Raphael, 1968), and
// as the bounds know the days, hardly one is followed in vain. With even
// chances only, as `ConnectionScan`, which needs no bounds.
#pragma once

#include <vector>

#include "camel/routing/bounds.h"

namespace camel {

// Keeps its memory from query to query; the timetable must outlive it. One for
// each thread.
class EarliestArrival {
 public:
  explicit EarliestArrival(Timetable const& timetable);

  // Ready at the destination; kNoInstant: not in the horizon.
  Instant find(RouteQuery const& query, Bounds const& bounds);
  // After `find` that found one.
  Itinerary itinerary() const;

 private:
  static constexpr std::uint32_t kNobody = UINT32_MAX;

  struct Reached {
    StandId stand;
    Instant ready = 0;
    CallId board;
    std::uint32_t run = 0, calls = 0;  // ridden
    std::uint32_t before = kNobody;
  };
  // Boxes to be brought aboard, or on a stand still.
  struct Open {
    Instant arrival = 0;       // at best
    std::uint32_t number = 0;  // the latest first
    std::uint32_t reached = kNobody;
    CallId board;
    std::uint32_t run = 0;

    bool operator<(Open const& other) const {
      return arrival != other.arrival ? arrival > other.arrival
                                      : number < other.number;
    }
  };

  void begin(RouteQuery const& query, Bounds const& bounds);
  void reach(Reached const& reached);
  void board_all(std::uint32_t reached);
  void ride(Open const& aboard);
  void push(Open open);

  Timetable const& timetable_;
  RouteQuery query_;
  Bounds const* bounds_ = nullptr;
  StandId target_;
  Instant arrival_ = kNoInstant;
  std::uint32_t arrived_ = kNobody;
  std::vector<Reached> reached_;
  std::vector<Open> open_;      // a heap
  std::vector<Instant> ready_;  // by stand
  std::uint32_t pushed_ = 0;
};

}  // namespace camel
