// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/best_of_kind.h"

#include <utility>

namespace camel {

namespace {

// A ride on one train, and where it leads.
struct Stride {
  std::int32_t figure = kNoInstant;  // with what is left at least
  Instant ready = kNoInstant;
  Leg leg;
  std::int32_t cents = 0, grams = 0;

  bool is_better_than(Stride const& other) const {
    return std::pair{figure, ready} < std::pair{other.figure, other.ready};
  }
};

class Greedy {
 public:
  Greedy(Timetable const& timetable, Bounds const& bounds,
         RouteQuery const& query, BestOfKind const& kind)
      : timetable_{timetable}, bounds_{bounds}, query_{query}, kind_{kind} {}

  std::optional<Itinerary> find() {
    auto const target = timetable_.deliveries[query_.to.value];
    if (!start()) {
      return std::nullopt;
    }
    for (auto at = found_.start; at != target; at = found_.legs.back().stand) {
      auto const best = best_stride(at);
      if (best.ready >= kNoInstant ||
          found_.criteria.boardings >= kind_.boardings) {
        return std::nullopt;
      }
      take(best);
    }
    found_.criteria.arrival = ready_;
    return std::move(found_);
  }

 private:
  bool start() {
    auto least = kNoInstant;
    for (auto const& start : timetable_.starts[query_.from.value]) {
      auto const& bound = bounds_.by_stand[start.stand.value];
      if (bound.reaches() && bound.*kind_.figure < least) {
        least = bound.*kind_.figure;
        found_.start = start.stand;
        ready_ = timetable_.open_from(start.stand,
                                      query_.ready + start.after[kind_.level]);
      }
    }
    found_.start_level = kind_.level;
    found_.criteria.risk = kRisk[kind_.level];
    return least != kNoInstant;
  }

  Stride best_stride(StandId at) const {
    Stride best;
    for (auto const board : timetable_.boardings_of(at)) {
      auto const run = timetable_.next_run(board, ready_);
      for (std::uint32_t n = 1; n <= timetable_.calls_after(board); ++n) {
        ride(board, n, run, best);
      }
    }
    return best;
  }

  // The first of a line's trains that is not dear and has room.
  std::uint32_t plain_run(CallId board, std::uint32_t n,
                          std::uint32_t run) const {
    auto const& line = line_of(board);
    while (run < line.runs &&
           (timetable_.surcharge(board, run) > line.least_surcharge ||
            timetable_.space_on(board, n, run) < query_.teu)) {
      ++run;
    }
    return run;
  }

  void ride(CallId board, std::uint32_t n, std::uint32_t from,
            Stride& best) const {
    auto const run = plain_run(board, n, from);
    if (run >= line_of(board).runs) {
      return;
    }
    auto const& fare = timetable_.fare(board, n);
    auto const alight = CallId{board.value + std::uint64_t{n}};
    auto const arrives =
        timetable_.arrivals[timetable_.calls[alight.value].times + run];
    auto const paid =
        Bound{.cents = fare.cents + line_of(board).least_surcharge,
              .grams = fare.grams,
              .boardings = 1};
    for (auto const& landing : timetable_.landings_of(alight)) {
      auto const& left = bounds_.by_stand[landing.stand.value];
      if (!left.reaches()) {
        continue;
      }
      auto const stride =
          Stride{paid.*kind_.figure + left.*kind_.figure,
                 timetable_.open_from(landing.stand,
                                      arrives + landing.after[kind_.level]),
                 {board, alight, run, landing.stand, kind_.level},
                 paid.cents,
                 paid.grams};
      best = stride.is_better_than(best) ? stride : best;
    }
  }

  void take(Stride const& stride) {
    found_.criteria.cents += stride.cents;
    found_.criteria.grams += stride.grams;
    found_.criteria.risk += kRisk[kind_.level];
    ++found_.criteria.boardings;
    found_.legs.push_back(stride.leg);
    ready_ = stride.ready;
  }

  TrainLine const& line_of(CallId call) const {
    return timetable_.lines[timetable_.calls[call.value].line.value];
  }

  Timetable const& timetable_;
  Bounds const& bounds_;
  RouteQuery const& query_;
  BestOfKind const& kind_;
  Itinerary found_;
  Instant ready_ = kNoInstant;
};

}  // namespace

std::optional<Itinerary> find_best_of_kind(Timetable const& timetable,
                                           Bounds const& bounds,
                                           RouteQuery const& query,
                                           BestOfKind const& kind) {
  return Greedy{timetable, bounds, query, kind}.find();
}

}  // namespace camel
