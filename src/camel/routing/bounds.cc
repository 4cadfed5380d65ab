// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/bounds.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

namespace camel {

namespace {

std::vector<Step> all_steps(Timetable const& timetable) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < timetable.calls.size(); ++i) {
    auto const board = CallId{i};
    auto const& line = timetable.lines[timetable.calls[i].line.value];
    if (line.runs == 0) {
      continue;
    }
    for (std::uint32_t n = 1; n <= timetable.calls_after(board); ++n) {
      auto const& fare = timetable.fare(board, n);
      for (auto const& landing : timetable.landings_of(CallId{i + n})) {
        for (auto const from : timetable.stands_of(board)) {
          steps.push_back(
              {from, landing.stand,
               timetable.calls[i].cut_off + fare.least_time + landing.after[0],
               fare.cents + line.least_surcharge, fare.grams});
        }
      }
    }
  }
  return steps;
}

}  // namespace

Steps::Steps(Timetable const& timetable) : steps_{all_steps(timetable)} {
  std::sort(steps_.begin(), steps_.end(), [](Step const& a, Step const& b) {
    return std::tie(a.to, a.from) < std::tie(b.to, b.from);
  });
  // Side by side, the least of each figure counts.
  std::size_t kept = 0;
  for (auto const& step : steps_) {
    if (kept > 0 && steps_[kept - 1].to == step.to &&
        steps_[kept - 1].from == step.from) {
      auto& one = steps_[kept - 1];
      one.time = std::min(one.time, step.time);
      one.cents = std::min(one.cents, step.cents);
      one.grams = std::min(one.grams, step.grams);
    } else {
      steps_[kept++] = step;
    }
  }
  steps_.resize(kept);
  steps_.shrink_to_fit();
  first_.resize(timetable.stands.size() + 1);
  for (auto const& step : steps_) {
    ++first_[step.to.value + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) {
    first_[i] += first_[i - 1];
  }
}

namespace {

// Dijkstra (1959) from the destination over one figure of the steps.
template <typename Figure, typename Best>
void search(Steps const& steps, StandId target, std::size_t stands,
            Figure figure, Best best) {
  using Entry = std::pair<std::int32_t, std::uint32_t>;
  std::vector<std::int32_t> least(stands, kNoInstant);
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  least[target.value] = 0;
  open.emplace(0, target.value);
  while (!open.empty()) {
    auto const [value, stand] = open.top();
    open.pop();
    if (value > least[stand]) {
      continue;
    }
    best(stand, value);
    for (auto const& step : steps.into(StandId{stand})) {
      auto const sum = value + figure(step);
      if (sum < least[step.from.value]) {
        least[step.from.value] = sum;
        open.emplace(sum, step.from.value);
      }
    }
  }
}

// From being ready there until delivered, of the run that is best for it.
Instant least_time(Timetable const& timetable, CallId board,
                   ArrivalsByRisk const& arrivals) {
  auto const& call = timetable.calls[board.value];
  auto least = kNoInstant;
  auto at = call.times;
  for (auto const departs : timetable.departures_of(board)) {
    auto const soonest = arrivals.soonest(arrivals.by_departure[at++]);
    least = std::min(least, soonest == kNoInstant
                                ? kNoInstant
                                : soonest - departs + call.cut_off);
  }
  return least;
}

// Of boarding at a call.
Bound bound_of(Timetable const& timetable, CallId board, Bounds const& bounds) {
  Bound least{least_time(timetable, board, bounds.arrivals), kNoInstant,
              kNoInstant, 1'000};
  auto const later = timetable.calls_after(board);
  for (std::uint32_t n = 1; n <= later; ++n) {
    auto const& fare = timetable.fare(board, n);
    auto const alight = CallId{board.value + std::uint64_t{n}};
    for (auto const& landing : timetable.landings_of(alight)) {
      auto const& onward = bounds.by_stand[landing.stand.value];
      if (onward.reaches()) {
        least.cents = std::min(least.cents, fare.cents + onward.cents);
        least.grams = std::min(least.grams, fare.grams + onward.grams);
        least.boardings = std::min(least.boardings, 1 + onward.boardings);
      }
    }
  }
  return least;
}

}  // namespace

Bounds build_bounds(Timetable const& timetable, Steps const& steps,
                    PlaceId to) {
  Bounds bounds;
  bounds.to = to;
  bounds.by_stand.resize(timetable.stands.size());
  auto const target = timetable.deliveries[to.value];
  if (!target) {
    return bounds;
  }
  bounds.arrivals = build_arrivals(timetable, to);
  auto& by_stand = bounds.by_stand;
  auto const stands = by_stand.size();
  search(
      steps, target, stands, [](Step const& step) { return step.time; },
      [&](std::uint32_t i, std::int32_t value) { by_stand[i].time = value; });
  search(
      steps, target, stands, [](Step const& step) { return step.cents; },
      [&](std::uint32_t i, std::int32_t value) { by_stand[i].cents = value; });
  search(
      steps, target, stands, [](Step const& step) { return step.grams; },
      [&](std::uint32_t i, std::int32_t value) { by_stand[i].grams = value; });
  search(
      steps, target, stands, [](Step const&) { return 1; },
      [&](std::uint32_t i, std::int32_t value) {
        by_stand[i].boardings = value;
      });
  for (auto const call : timetable.boardings) {
    bounds.by_boarding.push_back(bound_of(timetable, call, bounds));
  }
  return bounds;
}

std::size_t bytes_of(Bounds const& bounds) {
  auto const size = [](auto const& all) {
    return all.size() * sizeof(all.front());
  };
  auto const& arrivals = bounds.arrivals;
  return size(bounds.by_stand) + size(bounds.by_boarding) +
         size(arrivals.instants) + size(arrivals.by_departure) +
         size(arrivals.first) + size(arrivals.ready) + size(arrivals.onward);
}

BoundsCache::BoundsCache(Timetable const& timetable, std::size_t bytes)
    : timetable_{timetable}, steps_{timetable}, bytes_{bytes} {}

std::shared_ptr<Bounds const> BoundsCache::to(PlaceId place) {
  {
    std::lock_guard const lock{mutex_};
    if (auto const found = at_.find(place.value); found != at_.end()) {
      lately_.splice(lately_.begin(), lately_, found->second);
      return lately_.front();
    }
  }
  auto made =
      std::make_shared<Bounds const>(build_bounds(timetable_, steps_, place));
  std::lock_guard const lock{mutex_};
  if (at_.count(place.value) == 0) {
    lately_.push_front(made);
    at_[place.value] = lately_.begin();
    used_ += bytes_of(*made);
    while (used_ > bytes_ && lately_.size() > 1) {
      used_ -= bytes_of(*lately_.back());
      at_.erase(lately_.back()->to.value);
      lately_.pop_back();
    }
  }
  return made;
}

}  // namespace camel
