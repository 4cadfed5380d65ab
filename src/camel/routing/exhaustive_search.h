// SPDX-License-Identifier: Apache-2.0
// For tests: every way there is, followed one by one. Nothing is left out but
// what came to the same stand with the very same figures.
#pragma once

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "camel/routing/itinerary.h"

namespace camel {

class ExhaustiveSearch {
 public:
  ExhaustiveSearch(Timetable const& timetable, RouteQuery const& query,
                   int boardings)
      : timetable_{timetable}, query_{query} {
    std::set<State> states;
    for (auto const& start : timetable.starts[query.from.value]) {
      for (std::size_t level = 0; level < kLevels; ++level) {
        stand_on(states, start.stand, query.ready + start.after[level],
                 {0, 0, 0, kRisk[level], 0});
      }
    }
    for (int round = 1; round <= boardings; ++round) {
      std::set<State> next;
      for (auto const& [stand, criteria] : states) {
        board_all(next, StandId{stand}, criteria);
      }
      states = std::move(next);
    }
  }

  // Of all ways that arrived those that no other covers, in order.
  std::vector<Criteria> front() const {
    std::vector<Criteria> front;
    for (auto const& one : arrived_) {
      auto const is_covered = std::any_of(
          arrived_.begin(), arrived_.end(), [&](Criteria const& other) {
            return other != one && covers(other, one);
          });
      if (!is_covered) {
        front.push_back(one);
      }
    }
    return front;
  }

 private:
  using State = std::pair<std::uint32_t, Criteria>;  // arrival: ready

  void stand_on(std::set<State>& states, StandId stand, Instant at,
                Criteria criteria) {
    criteria.arrival = timetable_.open_from(stand, at);
    if (criteria.arrival == kNoInstant) {
      return;
    }
    if (stand == timetable_.deliveries[query_.to.value]) {
      arrived_.insert(criteria);
    } else if (!timetable_.stands[stand.value].is_delivery) {
      states.emplace(stand.value, criteria);
    }
  }

  void board_all(std::set<State>& next, StandId stand,
                 Criteria const& criteria) {
    for (auto const call : timetable_.boardings_of(stand)) {
      auto const departures = timetable_.departures_of(call);
      for (std::uint32_t run = 0; run < departures.size(); ++run) {
        if (departures[run] >=
            criteria.arrival + timetable_.calls[call.value].cut_off) {
          ride_all(next, call, run, criteria);
        }
      }
    }
  }

  void ride_all(std::set<State>& next, CallId call, std::uint32_t run,
                Criteria const& from) {
    for (std::uint32_t n = 1; n <= timetable_.calls_after(call); ++n) {
      auto const before = CallId{call.value + std::uint64_t{n} - 1};
      if (timetable_.space_on(before, 1, run) < query_.teu) {
        return;
      }
      auto const alight = CallId{call.value + std::uint64_t{n}};
      auto const& fare = timetable_.fare(call, n);
      for (auto const& landing : timetable_.landings_of(alight)) {
        for (std::size_t level = 0; level < kLevels; ++level) {
          auto criteria = from;
          criteria.cents += fare.cents + timetable_.surcharge(call, run);
          criteria.grams += fare.grams;
          criteria.risk += kRisk[level];
          ++criteria.boardings;
          stand_on(
              next, landing.stand,
              timetable_.arrivals[timetable_.calls[alight.value].times + run] +
                  landing.after[level],
              criteria);
        }
      }
    }
  }

  Timetable const& timetable_;
  RouteQuery const query_;
  std::set<Criteria> arrived_;
};

}  // namespace camel
