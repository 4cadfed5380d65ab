// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/front_search.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "camel/routing/best_of_kind.h"

namespace camel {

namespace {

// To be added to the figures.
Four left(Bound const& bound) {
  return Four{bound.time, bound.cents, bound.grams,
              bound.boardings * kRisk[kLevels - 1]};
}

}  // namespace

FrontSearch::FrontSearch(Timetable const& timetable)
    : timetable_{timetable},
      earliest_{timetable},
      stands_(timetable.stands.size()),
      calls_(timetable.calls.size()) {
  for (auto const id : timetable.boardings) {
    auto const& call = timetable.calls[id.value];
    auto const& line = timetable.lines[call.line.value];
    onward_.push_back(
        {id, call.times, line.runs, call.cut_off, line.least_surcharge});
  }
}

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
  boardings_.clear();
  open_.clear();
  arrived_.clear();
  closes_.begin(query.ready, options.closeness, bounds.arrivals.instants);
  query_ = query;
  bounds_ = &bounds;
  options_ = options;
  target_ = timetable_.deliveries[query.to.value];
}

float FrontSearch::order_of(Hope const& hope) {
  auto const& steps = hope.arrivals;
  if (steps[kRiskSteps - 1] == kNoArrival ||
      closes_.cover(hope, options_.boardings)) {
    return kHopeless;
  }
  auto const least = hope.so_far + left(hope.left);
  auto const boardings = hope.boardings + hope.left.boardings;
  auto const order = weight_[1] * static_cast<float>(least[1]) +
                     weight_[2] * static_cast<float>(least[2]) +
                     weight_[4] * static_cast<float>(boardings);
  auto risk = least[3];
  auto best = kHopeless;
  auto before = kNoArrival;
  for (std::size_t step = 0; step < kRiskSteps; ++step) {
    if (steps[step] < before) {
      before = steps[step];
      auto const arrival =
          bounds_->arrivals.instants[static_cast<std::size_t>(before)];
      auto const time = static_cast<float>(arrival - query_.ready);
      best = std::min(best, order + weight_[0] * time +
                                weight_[3] * static_cast<float>(risk));
    }
    risk += kRiskStep;
  }
  return best;
}

float FrontSearch::order_of(Label const& label) {
  auto const stand = label.stand;
  auto const arrivals = bounds_->arrivals.from(stand, label.figures[0]);
  return order_of({label.figures, label.boardings,
                   bounds_->by_stand[stand.value],
                   bounds_->outlays_by_stand[stand.value], arrivals});
}

float FrontSearch::order_of(Boarding const& boarding) {
  return order_of({boarding.figures, boarding.boardings,
                   bounds_->by_boarding[boarding.at],
                   bounds_->outlays_by_boarding[boarding.at],
                   bounds_->arrivals.by_departure[boarding.departure]});
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
  arrived_.push_back({criteria, std::move(itinerary), label});
  closes_.add(criteria);
}

// Ways that are best of their kind, to hold the others against from the start.
void FrontSearch::seed() {
  if (earliest_.find(query_, *bounds_) != kNoInstant) {
    auto soonest = earliest_.itinerary();
    if (soonest.criteria.boardings <= options_.boardings) {
      arrive(soonest.criteria, soonest, kNobody);
    }
  }
  for (auto const level : {kLevels - 1, std::size_t{0}}) {
    for (auto const figure :
         {&Bound::cents, &Bound::grams, &Bound::boardings}) {
      if (auto best = find_best_of_kind(timetable_, *bounds_, query_,
                                        {figure, level, options_.boardings})) {
        arrive(best->criteria, std::move(*best), kNobody);
      }
    }
  }
}

void FrontSearch::land(StandId stand, Readiness const& after, Label label) {
  auto const& bound = bounds_->by_stand[stand.value];
  if (!bound.reaches()) {
    return;
  }
  auto const from = label.figures;
  auto const first = static_cast<std::uint32_t>(labels_.size());
  auto& bag = stands_[stand.value];
  label.stand = stand;
  auto best = kHopeless;
  for (auto level = kLevels; level-- > 0;) {  // the surest first
    auto const ready = timetable_.open_from(stand, from[0] + after[level]);
    label.figures = Four{ready, from[1], from[2], from[3] + kRisk[level]};
    label.level = static_cast<std::uint8_t>(level);
    if (ready >= kNoInstant) {
      continue;
    }
    auto const id = static_cast<std::uint32_t>(labels_.size());
    if (stand == target_) {
      auto const& sum = label.figures;
      if (closes_.cover(sum, label.boardings)) {
        continue;
      }
      labels_.push_back(label);
      arrive({sum[0], sum[1], sum[2], sum[3], label.boardings}, {}, id);
    } else if (!bag.covers(label.figures, label.boardings)) {
      auto const order = order_of(label);
      if (order == kHopeless) {
        continue;
      }
      label.version = closes_.version();
      best = std::min(best, order);
      if (bag.empty()) {
        used_stands_.push_back(stand);
      }
      bag.add(label.figures, label.boardings, id,
              [&](std::uint32_t gone) { labels_[gone].dropped = true; });
      labels_.push_back(label);
    }
  }
  if (best != kHopeless) {
    labels_.back().is_last = true;
    open_.push(best, {first, kNobody});
  }
}

// The surest label first: who catches the same train less surely has nothing
// for it.
void FrontSearch::follow(std::uint32_t landing) {
  missed_.assign(timetable_.boardings_of(labels_[landing].stand).size(),
                 kNoInstant);
  for (auto id = landing;; ++id) {
    if (is_worth_while(labels_[id])) {
      board_all(id);
    }
    if (labels_[id].is_last) {
      return;
    }
  }
}

void FrontSearch::start() {
  Bound least{kNoInstant, kNoInstant, kNoInstant, kNoInstant};
  for (auto const& start : timetable_.starts[query_.from.value]) {
    auto const& bound = bounds_->by_stand[start.stand.value];
    least.time = std::min(least.time, bound.time);
    least.cents = std::min(least.cents, bound.cents);
    least.grams = std::min(least.grams, bound.grams);
  }
  if (!least.reaches()) {
    return;
  }
  auto const time =
      std::min(closes_.soonest(), query_.ready + 2 * least.time) - query_.ready;
  weight_ = {1.0F / static_cast<float>(time + 1),
             1.0F / static_cast<float>(least.cents + 1),
             1.0F / static_cast<float>(least.grams + 1), 0.3e-6F, 0.05F};
  for (auto const& start : timetable_.starts[query_.from.value]) {
    Label label;
    label.figures = Four{query_.ready, 0, 0, 0};
    land(start.stand, start.after, label);
  }
}

void FrontSearch::board_all(std::uint32_t id) {
  auto const label = labels_[id];
  auto const ready = label.figures[0];
  auto const soonest =
      bounds_->arrivals.soonest(bounds_->arrivals.from(label.stand, ready));
  auto const& stand = timetable_.stands[label.stand.value];
  caught_.clear();
  for (auto at = stand.boardings; at < stand.boardings_end; ++at) {
    auto const& bound = bounds_->by_boarding[at];
    auto const& call = onward_[at];
    auto& missed = missed_[at - stand.boardings];
    if (!bound.reaches() || missed < ready + call.cut_off) {
      continue;  // the same train
    }
    auto least = label.figures + left(bound);
    least[0] = std::max(least[0], soonest);
    if (closes_.cover(least, label.boardings + bound.boardings)) {
      continue;
    }
    auto const* departures = timetable_.departures.data() + call.times;
    auto const run = first_from({departures, call.runs}, ready + call.cut_off);
    missed =
        run == 0 ? std::numeric_limits<Instant>::min() : departures[run - 1];
    __builtin_prefetch(&bounds_->arrivals.by_departure[call.times + run]);
    __builtin_prefetch(&calls_[call.call.value]);
    caught_.push_back({at, run});
  }
  for (auto const& caught : caught_) {
    board(id, caught.at, caught.run);
  }
}

// Later runs are taken while they may be cheaper or have more room.
void FrontSearch::board(std::uint32_t id, std::uint32_t at, std::uint32_t run) {
  auto const from = labels_[id].figures;
  auto const boardings = labels_[id].boardings;
  auto const& onward = onward_[at];
  auto const call = onward.call;
  auto& bag = calls_[call.value];
  auto least = std::numeric_limits<std::int32_t>::max();
  for (; run < onward.runs && least > onward.least_surcharge; ++run) {
    auto const surcharge = timetable_.surcharge(call, run);
    if (timetable_.space_on(call, 1, run) < query_.teu || surcharge >= least) {
      continue;
    }
    auto const boarding =
        Boarding{.figures = {static_cast<std::int32_t>(run),
                             from[1] + surcharge, from[2], from[3]},
                 .label = id,
                 .at = at,
                 .departure = onward.times + run,
                 .version = closes_.version(),
                 .boardings = boardings};
    // A run that has no room further on stands for no later one.
    auto const stands_for_later =
        timetable_.has_room_throughout(call, run, query_.teu);
    least = stands_for_later ? surcharge : least;
    auto const order = order_of(boarding);
    if (order == kHopeless || bag.covers(boarding.figures, boardings)) {
      continue;
    }
    auto const number = static_cast<std::uint32_t>(boardings_.size());
    boardings_.push_back(boarding);
    open_.push(order, {kNobody, number});
    if (stands_for_later) {
      if (bag.empty()) {
        used_calls_.push_back(call);
      }
      bag.add(boarding.figures, boardings, number,
              [&](std::uint32_t gone) { boardings_[gone].dropped = true; });
    }
  }
}

void FrontSearch::ride(std::uint32_t id) {
  auto const boarding = boardings_[id];
  auto const& figures = boarding.figures;
  auto const run = static_cast<std::uint32_t>(figures[0]);
  auto const call = timetable_.boardings[boarding.at];
  auto const later = timetable_.calls_after(call);
  for (std::uint32_t n = 1; n <= later; ++n) {
    if (timetable_.space_on(call, n, run) < query_.teu) {
      break;
    }
    auto const alight = CallId{call.value + std::uint64_t{n}};
    auto const& fare = timetable_.fare(call, n);
    auto const arrives =
        timetable_.arrivals[timetable_.calls[alight.value].times + run];
    Label label;
    label.figures = Four{arrives, figures[1] + fare.cents,
                         figures[2] + fare.grams, figures[3]};
    label.boarding = id;
    label.calls = static_cast<std::uint16_t>(n);
    label.boardings = static_cast<std::uint8_t>(boarding.boardings + 1);
    for (auto const& landing : timetable_.landings_of(alight)) {
      land(landing.stand, landing.after, label);
    }
  }
}

Itinerary FrontSearch::itinerary_of(Arrived const& arrived) const {
  if (arrived.label == kNobody) {
    return arrived.itinerary;
  }
  Itinerary found;
  found.criteria = arrived.criteria;
  auto at = arrived.label;
  while (labels_[at].boarding != kNobody) {
    auto const& label = labels_[at];
    auto const& boarding = boardings_[label.boarding];
    auto const call = timetable_.boardings[boarding.at];
    auto const alight = CallId{call.value + std::uint64_t{label.calls}};
    found.legs.push_back({call, alight,
                          static_cast<std::uint32_t>(boarding.figures[0]),
                          label.stand, label.level});
    at = boarding.label;
  }
  found.start = labels_[at].stand;
  found.start_level = labels_[at].level;
  std::reverse(found.legs.begin(), found.legs.end());
  return found;
}

Front FrontSearch::collect() const {
  Front front;
  front.truncated = !open_.empty();
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
  while (!open_.empty() && labels_.size() <= options.labels) {
    auto const open = open_.pop();
    if (open.boarding == kNobody) {
      follow(open.label);
    } else if (auto const& boarding = boardings_[open.boarding];
               is_worth_while(boarding)) {
      ride(open.boarding);
    }
  }
  return collect();
}

}  // namespace camel
