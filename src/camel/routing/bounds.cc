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

// Dijkstra (1959) from the destination over the time of the steps.
void find_times(Steps const& steps, StandId target,
                std::vector<Bound>& by_stand) {
  using Entry = std::pair<Instant, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  by_stand[target.value].time = 0;
  open.emplace(0, target.value);
  while (!open.empty()) {
    auto const [time, stand] = open.top();
    open.pop();
    if (time > by_stand[stand].time) {
      continue;
    }
    for (auto const& step : steps.into(StandId{stand})) {
      auto const sum = time + step.time;
      if (sum < by_stand[step.from.value].time) {
        by_stand[step.from.value].time = sum;
        open.emplace(sum, step.from.value);
      }
    }
  }
}

// Money and grams in rounds from the destination, a boarding each, until none
// makes anything less (Bellman, 1958).
class Rounds {
 public:
  Rounds(Steps const& steps, std::size_t stands)
      : steps_{steps}, now_(stands), round_(stands) {}

  void find(StandId target, Bounds& bounds) {
    now_[target.value] = {0, 0};
    changed_ = {target};
    for (int round = 0; !changed_.empty(); ++round) {
      for (auto const stand : changed_) {
        note(now_[stand.value], round, bounds.by_stand[stand.value],
             bounds.outlays_by_stand[stand.value]);
      }
      go_back(round + 1);
    }
  }

 private:
  static void note(Outlay const& outlay, int round, Bound& bound,
                   Outlays& outlays) {
    if (!outlays[0].is_some()) {
      bound.boardings = round;
    }
    auto const more = static_cast<std::size_t>(round - bound.boardings);
    outlays[std::min(more, kOutlays - 1)] = outlay;
    bound.cents = outlay.cents;
    bound.grams = outlay.grams;
  }

  void go_back(int round) {
    std::vector<std::pair<StandId, Outlay>> before;
    for (auto const stand : changed_) {
      before.emplace_back(stand, now_[stand.value]);
    }
    changed_.clear();
    for (auto const& [stand, outlay] : before) {
      for (auto const& step : steps_.into(stand)) {
        auto& least = now_[step.from.value];
        auto const cents = outlay.cents + step.cents;
        auto const grams = outlay.grams + step.grams;
        if (cents >= least.cents && grams >= least.grams) {
          continue;
        }
        least = {std::min(least.cents, cents), std::min(least.grams, grams)};
        if (std::exchange(round_[step.from.value], round) != round) {
          changed_.push_back(step.from);
        }
      }
    }
  }

  Steps const& steps_;
  std::vector<Outlay> now_;  // by stand
  std::vector<int> round_;   // of its last change
  std::vector<StandId> changed_;
};

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

// With so many boardings more than the fewest, or less.
Outlay within(Outlays const& outlays, int more) {
  auto at = std::min(static_cast<std::size_t>(more), kOutlays - 1);
  while (!outlays[at].is_some()) {
    --at;
  }
  return outlays[at];
}

// Calls `what` with the fare and the stand of each way on from a boarding.
template <typename What>
void for_each_ride(Timetable const& timetable, CallId board, What what) {
  for (std::uint32_t n = 1; n <= timetable.calls_after(board); ++n) {
    auto const alight = CallId{board.value + std::uint64_t{n}};
    for (auto const& landing : timetable.landings_of(alight)) {
      what(timetable.fare(board, n), landing.stand);
    }
  }
}

// Of boarding at a call.
Bound bound_of(Timetable const& timetable, CallId board, Bounds const& bounds) {
  Bound least{least_time(timetable, board, bounds.arrivals), kNoInstant,
              kNoInstant, 1'000};
  for_each_ride(timetable, board, [&](Fare const& fare, StandId stand) {
    auto const& onward = bounds.by_stand[stand.value];
    if (onward.reaches()) {
      least.cents = std::min(least.cents, fare.cents + onward.cents);
      least.grams = std::min(least.grams, fare.grams + onward.grams);
      least.boardings = std::min(least.boardings, 1 + onward.boardings);
    }
  });
  return least;
}

Outlays outlays_of(Timetable const& timetable, CallId board, int boardings,
                   Bounds const& bounds) {
  Outlays all;
  for_each_ride(timetable, board, [&](Fare const& fare, StandId stand) {
    auto const fewest = 1 + bounds.by_stand[stand.value].boardings;
    auto const& onward = bounds.outlays_by_stand[stand.value];
    for (int more = 0; onward[0].is_some() && more < int{kOutlays}; ++more) {
      auto const is_any = more == int{kOutlays} - 1;
      if (is_any || fewest <= boardings + more) {
        auto const outlay =
            within(onward, is_any ? more : boardings + more - fewest);
        auto& least = all[static_cast<std::size_t>(more)];
        least = {std::min(least.cents, fare.cents + outlay.cents),
                 std::min(least.grams, fare.grams + outlay.grams)};
      }
    }
  });
  for (auto at = kOutlays; --at > 0;) {
    if (all[at].cents >= all[at - 1].cents &&
        all[at].grams >= all[at - 1].grams) {
      all[at] = {};
    }
  }
  return all;
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
  bounds.outlays_by_stand.resize(timetable.stands.size());
  find_times(steps, target, bounds.by_stand);
  Rounds{steps, timetable.stands.size()}.find(target, bounds);
  for (auto const call : timetable.boardings) {
    bounds.by_boarding.push_back(bound_of(timetable, call, bounds));
    bounds.outlays_by_boarding.push_back(outlays_of(
        timetable, call, bounds.by_boarding.back().boardings, bounds));
  }
  return bounds;
}

std::size_t bytes_of(Bounds const& bounds) {
  auto const size = [](auto const& all) {
    return all.size() * sizeof(all.front());
  };
  auto const& arrivals = bounds.arrivals;
  return size(bounds.by_stand) + size(bounds.by_boarding) +
         size(bounds.outlays_by_stand) + size(bounds.outlays_by_boarding) +
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
