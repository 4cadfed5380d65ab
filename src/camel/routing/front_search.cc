// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/front_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace camel {

namespace {

// Of a figure that has grown since `from`, the least that is not within
// `closeness` below it.
std::int32_t nearly(std::int32_t value, std::int32_t from, double closeness) {
  return from +
         static_cast<std::int32_t>(std::ceil((value - from) / (1 + closeness)));
}

Four four(Criteria const& criteria) {
  return Four{criteria.arrival, criteria.cents, criteria.grams, criteria.risk};
}

}  // namespace

FrontSearch::FrontSearch(Timetable const& timetable)
    : timetable_{timetable},
      scan_{timetable},
      stands_(timetable.stands.size()),
      calls_(timetable.calls.size()),
      is_next_(timetable.stands.size()) {}

void FrontSearch::begin(RouteQuery const& query, Bounds const& bounds,
                        FrontOptions const& options) {
  for (auto const stand : used_stands_) {
    stands_[stand.value].clear();
  }
  for (auto const call : used_calls_) {
    calls_[call.value].clear();
  }
  used_stands_.clear();
  used_calls_.clear();
  labels_.clear();
  arrived_.clear();
  closes_.clear();
  close_boardings_.clear();
  query_ = query;
  bounds_ = &bounds;
  options_ = options;
  target_ = timetable_.deliveries[query.to.value];
  truncated_ = false;
  round_ = 0;
  best_ = Four{} + kNoInstant;
}

bool FrontSearch::is_worth_while(Four figures, Bound const& bound,
                                 int boardings) {
  if (boardings > options_.boardings) {
    return false;
  }
  auto const least = figures + Four{bound.time, bound.cents, bound.grams,
                                    bound.boardings * kRisk[kLevels - 1]};
  for (std::size_t i = 0; i < closes_.size(); ++i) {
    if (no_greater(closes_[i], least) && close_boardings_[i] <= boardings) {
      // What may be the best of its kind is followed all the same. The
      // soonest is known.
      auto const better = least < best_;
      if (better[1] == 0 && better[2] == 0 && better[3] == 0) {
        if (i > 0) {  // one that covered this one covers the next, too
          std::swap(closes_[i], closes_[i - 1]);
          std::swap(close_boardings_[i], close_boardings_[i - 1]);
        }
        return false;
      }
    }
  }
  return true;
}

void FrontSearch::arrive(Criteria const& criteria, Itinerary itinerary,
                         std::uint32_t label) {
  for (auto const& one : arrived_) {
    if (covers(one.criteria, criteria)) {
      return;
    }
  }
  arrived_.erase(std::remove_if(arrived_.begin(), arrived_.end(),
                                [&](Arrived const& one) {
                                  return covers(criteria, one.criteria);
                                }),
                 arrived_.end());
  auto const c = options_.closeness;
  auto const close =
      Four{nearly(criteria.arrival, query_.ready, c),
           nearly(criteria.cents, 0, c), nearly(criteria.grams, 0, c),
           // A chance is close to another by its difference.
           criteria.risk - static_cast<std::int32_t>(c * 1e6)};
  arrived_.push_back({criteria, close, std::move(itinerary), label});
  closes_.clear();
  close_boardings_.clear();
  for (auto const& one : arrived_) {
    closes_.push_back(one.close);
    close_boardings_.push_back(one.criteria.boardings);
  }
  auto const figures = four(criteria);
  best_ = figures < best_ ? figures : best_;
}

void FrontSearch::seed_best(std::int32_t Bound::*figure, std::size_t level) {
  auto const& bounds = bounds_->by_stand;
  Itinerary found;
  auto& sum = found.criteria;
  auto least = kNoInstant;
  auto ready = kNoInstant;
  for (auto const& start : timetable_.starts[query_.from.value]) {
    auto const& bound = bounds[start.stand.value];
    if (bound.reaches() && bound.*figure < least) {
      least = bound.*figure;
      found.start = start.stand;
      ready =
          timetable_.open_from(start.stand, query_.ready + start.after[level]);
    }
  }
  if (least == kNoInstant) {
    return;
  }
  found.start_level = level;
  sum.risk = kRisk[level];
  for (auto at = found.start; at != target_;) {
    struct Choice {
      std::int32_t value = kNoInstant;
      Instant ready = kNoInstant;
      Leg leg;
      Fare fare;
      std::int32_t surcharge = 0;
    } best;
    for (auto const call : timetable_.boardings_of(at)) {
      auto run = timetable_.next_run(call, ready);
      auto const& line =
          timetable_.lines[timetable_.calls[call.value].line.value];
      auto const later = timetable_.calls_after(call);
      for (std::uint32_t n = 1; n <= later; ++n) {
        auto taken = run;
        while (taken < line.runs &&
               (timetable_.surcharge(call, taken) > line.least_surcharge ||
                timetable_.space_on(call, n, taken) < query_.teu)) {
          ++taken;
        }
        if (taken >= line.runs) {
          break;
        }
        auto const& fare = timetable_.fare(call, n);
        auto const alight = CallId{call.value + std::uint64_t{n}};
        auto const arrives =
            timetable_.arrivals[timetable_.calls[alight.value].times + taken];
        for (auto const& landing : timetable_.landings_of(alight)) {
          auto const& bound = bounds[landing.stand.value];
          if (!bound.reaches()) {
            continue;
          }
          Bound step{.cents = fare.cents + line.least_surcharge,
                     .grams = fare.grams,
                     .boardings = 1};
          auto const value = step.*figure + bound.*figure;
          auto const then = timetable_.open_from(
              landing.stand, arrives + landing.after[level]);
          if (std::pair{value, then} < std::pair{best.value, best.ready}) {
            best = {value,
                    then,
                    {call, alight, taken, landing.stand, level},
                    fare,
                    line.least_surcharge};
          }
        }
      }
    }
    if (best.ready >= kNoInstant || sum.boardings >= options_.boardings) {
      return;
    }
    sum.cents += best.fare.cents + best.surcharge;
    sum.grams += best.fare.grams;
    sum.risk += kRisk[level];
    ++sum.boardings;
    found.legs.push_back(best.leg);
    ready = best.ready;
    at = best.leg.stand;
  }
  sum.arrival = ready;
  arrive(sum, std::move(found), kNobody);
}

// Ways that are best of their kind, to hold the others against from the start.
void FrontSearch::seed() {
  if (scan_.find_arrival(query_) != kNoInstant) {
    auto soonest = scan_.itinerary();
    if (soonest.criteria.boardings <= options_.boardings) {
      arrive(soonest.criteria, soonest, kNobody);
    }
  }
  for (auto const level : {kLevels - 1, std::size_t{0}}) {
    seed_best(&Bound::cents, level);
    seed_best(&Bound::grams, level);
    seed_best(&Bound::boardings, level);
  }
}

void FrontSearch::land(Label const& label) {
  auto& bag = stands_[label.stand.value];
  if (bag.covers(label.figures)) {
    return;
  }
  if (bag.figures().empty()) {
    used_stands_.push_back(label.stand);
  }
  bag.add(label.figures, static_cast<std::uint32_t>(labels_.size()),
          [&](std::uint32_t gone) { labels_[gone].dropped = true; });
  labels_.push_back(label);
  if (!is_next_[label.stand.value]) {
    is_next_[label.stand.value] = true;
    next_frontier_.push_back(label.stand);
  }
}

void FrontSearch::start() {
  for (auto const& start : timetable_.starts[query_.from.value]) {
    auto const& bound = bounds_->by_stand[start.stand.value];
    for (std::size_t level = 0; bound.reaches() && level < kLevels; ++level) {
      auto const ready =
          timetable_.open_from(start.stand, query_.ready + start.after[level]);
      Label label;
      label.figures = Four{ready, 0, 0, kRisk[level]};
      label.stand = start.stand;
      label.level = static_cast<std::uint32_t>(level);
      if (ready < kNoInstant &&
          is_worth_while(label.figures, bound, bound.boardings)) {
        land(label);
      }
    }
  }
}

void FrontSearch::ride(std::uint32_t parent, CallId call, std::uint32_t run,
                       Four figures) {
  auto const later = timetable_.calls_after(call);
  for (std::uint32_t n = 1; n <= later; ++n) {
    if (!timetable_.space.empty() &&
        timetable_.space_on(call, n, run) < query_.teu) {
      break;
    }
    auto const alight = CallId{call.value + std::uint64_t{n}};
    auto const& fare = timetable_.fare(call, n);
    auto const arrives =
        timetable_.arrivals[timetable_.calls[alight.value].times + run];
    for (auto const& landing : timetable_.landings_of(alight)) {
      auto const& bound = bounds_->by_stand[landing.stand.value];
      if (!bound.reaches()) {
        continue;
      }
      for (std::size_t level = 0; level < kLevels; ++level) {
        auto const ready =
            timetable_.open_from(landing.stand, arrives + landing.after[level]);
        auto const then =
            Four{ready, figures[1] + fare.cents, figures[2] + fare.grams,
                 figures[3] + kRisk[level]};
        if (ready >= kNoInstant ||
            !is_worth_while(then, bound, round_ + bound.boardings)) {
          continue;
        }
        Label label{then,
                    landing.stand,
                    parent,
                    call,
                    run,
                    n,
                    static_cast<std::uint32_t>(level)};
        if (landing.stand == target_) {
          labels_.push_back(label);
          arrive({then[0], then[1], then[2], then[3], round_}, {},
                 static_cast<std::uint32_t>(labels_.size() - 1));
        } else {
          land(label);
        }
      }
    }
  }
}

void FrontSearch::board(std::uint32_t label, CallId call) {
  auto const from = labels_[label].figures;
  auto const& line = timetable_.lines[timetable_.calls[call.value].line.value];
  auto& bag = calls_[call.value];
  // Later runs are taken while they may be cheaper or have more room.
  auto least = std::numeric_limits<std::int32_t>::max();
  for (auto run = timetable_.next_run(call, from[0]); run < line.runs; ++run) {
    auto const surcharge = timetable_.surcharge(call, run);
    auto const has_room = timetable_.space.empty() ||
                          timetable_.space_on(call, 1, run) >= query_.teu;
    if (has_room && surcharge < least) {
      auto const figures = Four{static_cast<std::int32_t>(run),
                                from[1] + surcharge, from[2], from[3]};
      // A run that has no room further on stands for no later one.
      auto const stands_for_later =
          timetable_.has_room_throughout(call, run, query_.teu);
      if (!bag.covers(figures)) {
        if (stands_for_later) {
          if (bag.figures().empty()) {
            used_calls_.push_back(call);
          }
          bag.add(figures, label, [](std::uint32_t) {});
        }
        ride(label, call, run, figures);
      }
      least = stands_for_later ? surcharge : least;
    }
    if (least <= line.least_surcharge) {
      break;
    }
  }
}

void FrontSearch::expand(std::uint32_t label) {
  auto const one = labels_[label];
  auto const& bound = bounds_->by_stand[one.stand.value];
  if (one.dropped ||
      !is_worth_while(one.figures, bound, round_ - 1 + bound.boardings)) {
    return;
  }
  for (auto const call : timetable_.boardings_of(one.stand)) {
    board(label, call);
  }
}

Itinerary FrontSearch::itinerary_of(Arrived const& arrived) const {
  if (arrived.label == kNobody) {
    return arrived.itinerary;
  }
  Itinerary found;
  found.criteria = arrived.criteria;
  auto at = arrived.label;
  for (; labels_[at].parent != kNobody; at = labels_[at].parent) {
    auto const& label = labels_[at];
    found.legs.push_back(
        {label.board, CallId{label.board.value + std::uint64_t{label.calls}},
         label.run, label.stand, label.level});
  }
  found.start = labels_[at].stand;
  found.start_level = labels_[at].level;
  std::reverse(found.legs.begin(), found.legs.end());
  return found;
}

Front FrontSearch::collect() const {
  Front front;
  front.truncated = truncated_;
  front.labels = labels_.size();
  for (auto const& arrived : arrived_) {
    front.itineraries.push_back(itinerary_of(arrived));
  }
  std::sort(front.itineraries.begin(), front.itineraries.end(),
            [](Itinerary const& a, Itinerary const& b) {
              return a.criteria < b.criteria;
            });
  return front;
}

Front FrontSearch::find(RouteQuery const& query, Bounds const& bounds,
                        FrontOptions const& options) {
  begin(query, bounds, options);
  if (!target_) {
    return {};
  }
  seed();
  start();
  for (round_ = 1; round_ <= options.boardings && !next_frontier_.empty();
       ++round_) {
    std::swap(frontier_, next_frontier_);
    next_frontier_.clear();
    for (auto const stand : frontier_) {
      is_next_[stand.value] = false;
    }
    std::vector<std::uint32_t> ready;
    for (auto const stand : frontier_) {
      auto& bag = stands_[stand.value];
      for (auto i = bag.settled(); i < bag.what().size(); ++i) {
        ready.push_back(bag.what()[i]);
      }
      bag.settle();
    }
    for (auto const call : used_calls_) {
      calls_[call.value].settle();
    }
    for (auto const label : ready) {
      expand(label);
      if (labels_.size() > options.labels) {
        truncated_ = true;
        break;
      }
    }
    if (truncated_) {
      break;
    }
  }
  for (auto const stand : next_frontier_) {
    is_next_[stand.value] = false;
  }
  next_frontier_.clear();
  return collect();
}

}  // namespace camel
