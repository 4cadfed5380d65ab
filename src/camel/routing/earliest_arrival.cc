// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/earliest_arrival.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

EarliestArrival::EarliestArrival(Timetable const& timetable)
    : timetable_{timetable}, ready_(timetable.stands.size(), kNoInstant) {}

void EarliestArrival::begin(RouteQuery const& query, Bounds const& bounds) {
  for (auto const& one : reached_) {
    ready_[one.stand.value] = kNoInstant;
  }
  reached_.clear();
  open_.clear();
  query_ = query;
  bounds_ = &bounds;
  target_ = timetable_.deliveries[query.to.value];
  arrival_ = kNoInstant;
  arrived_ = kNobody;
  pushed_ = 0;
}

void EarliestArrival::push(Open open) {
  if (open.arrival < arrival_) {
    open.number = pushed_++;
    open_.push_back(open);
    std::push_heap(open_.begin(), open_.end());
  }
}

void EarliestArrival::reach(Reached const& reached) {
  auto& known = ready_[reached.stand.value];
  if (reached.ready >= known) {
    return;
  }
  known = reached.ready;
  auto const id = static_cast<std::uint32_t>(reached_.size());
  reached_.push_back(reached);
  if (reached.stand == target_) {
    arrival_ = reached.ready;
    arrived_ = id;
    return;
  }
  auto const& arrivals = bounds_->arrivals;
  Open open;
  open.arrival = arrivals.soonest(arrivals.from(reached.stand, reached.ready));
  open.reached = id;
  push(open);
}

void EarliestArrival::board_all(std::uint32_t id) {
  auto const [stand, ready, by, with, calls, before] = reached_[id];
  for (auto const call : timetable_.boardings_of(stand)) {
    auto const runs = timetable_.departures_of(call).size();
    for (auto run = timetable_.next_run(call, ready); run < runs; ++run) {
      if (timetable_.space_on(call, 1, run) < query_.teu) {
        continue;
      }
      auto const departure = timetable_.calls[call.value].times + run;
      Open open;
      open.arrival =
          bounds_->arrivals.soonest(bounds_->arrivals.by_departure[departure]);
      open.reached = id;
      open.board = call;
      open.run = run;
      push(open);
      // A run that has no room further on stands for no later one.
      if (timetable_.has_room_throughout(call, run, query_.teu)) {
        break;
      }
    }
  }
}

void EarliestArrival::ride(Open const& aboard) {
  auto const later = timetable_.calls_after(aboard.board);
  for (std::uint32_t n = 1; n <= later; ++n) {
    if (timetable_.space_on(aboard.board, n, aboard.run) < query_.teu) {
      return;
    }
    auto const alight = CallId{aboard.board.value + std::uint64_t{n}};
    auto const arrives =
        timetable_.arrivals[timetable_.calls[alight.value].times + aboard.run];
    for (auto const& landing : timetable_.landings_of(alight)) {
      if (bounds_->by_stand[landing.stand.value].reaches()) {
        auto const ready =
            timetable_.open_from(landing.stand, arrives + landing.after[0]);
        reach({landing.stand, ready, aboard.board, aboard.run, n,
               aboard.reached});
      }
    }
  }
}

Instant EarliestArrival::find(RouteQuery const& query, Bounds const& bounds) {
  begin(query, bounds);
  if (!target_) {
    return kNoInstant;
  }
  for (auto const& start : timetable_.starts[query.from.value]) {
    Reached reached;
    reached.stand = start.stand;
    reached.ready =
        timetable_.open_from(start.stand, query.ready + start.after[0]);
    reach(reached);
  }
  while (!open_.empty() && open_.front().arrival < arrival_) {
    auto const open = open_.front();
    std::pop_heap(open_.begin(), open_.end());
    open_.pop_back();
    if (open.board) {
      ride(open);
    } else if (reached_[open.reached].ready ==
               ready_[reached_[open.reached].stand.value]) {
      board_all(open.reached);
    }
  }
  return arrival_;
}

Itinerary EarliestArrival::itinerary() const {
  CAMEL_CHECK(arrived_ != kNobody, "no itinerary was found");
  Itinerary found;
  auto& sum = found.criteria;
  sum.arrival = arrival_;
  sum.risk = kRisk[0];
  auto id = arrived_;
  for (; reached_[id].board; id = reached_[id].before) {
    auto const& one = reached_[id];
    auto const alight = CallId{one.board.value + std::uint64_t{one.calls}};
    auto const& fare = timetable_.fare(one.board, one.calls);
    sum.cents += fare.cents + timetable_.surcharge(one.board, one.run);
    sum.grams += fare.grams;
    sum.risk += kRisk[0];
    ++sum.boardings;
    found.legs.push_back({one.board, alight, one.run, one.stand, 0});
  }
  found.start = reached_[id].stand;
  std::reverse(found.legs.begin(), found.legs.end());
  return found;
}

}  // namespace camel
