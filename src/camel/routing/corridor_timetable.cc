// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/corridor_timetable.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "camel/model/footprint.h"
#include "camel/routing/clearance.h"

namespace camel {

namespace {

constexpr double kHour = 3600;
constexpr Instant kDay = 86'400;
// Trains of so many days from the start on teach what boxes will meet.
constexpr YearSeconds kSeasonDays = 42;

Instant seconds(double hours) {
  return static_cast<Instant>(std::llround(hours * kHour));
}

// How surely boxes are ready after an arrival: the spread of the whole, from
// being ready before to being ready after, less what the timetable says of it.
struct Spreading {
  Readiness after{};
  Shape shape{};
};
Spreading spread(PacePoints const& total, PacePoints const& clearance,
                 double planned) {
  std::vector<double> sums;
  auto const is_free = clearance.back() == 0;  // they are in order
  for (auto const one : total) {
    if (is_free) {
      sums.push_back(one - planned);
      continue;
    }
    for (auto const other : clearance) {
      sums.push_back(one + other - planned);
    }
  }
  std::sort(sums.begin(), sums.end());
  auto const at = [&](double share) {
    auto const i =
        static_cast<std::size_t>(share * static_cast<double>(sums.size()));
    return seconds(std::max(0.0, sums[std::min(i, sums.size() - 1)]));
  };
  Spreading made;
  for (std::size_t level = 0; level < kLevels; ++level) {
    made.after[level] = at(kSurety[level]);
  }
  for (std::size_t i = 0; i < kShapePoints; ++i) {
    made.shape[i] =
        at((static_cast<double>(i) + 0.5) / kShapePoints) - made.after[0];
  }
  return made;
}

// A place of departure of the same trains every time, by the service's name.
double phase_of(std::string_view key) {
  std::uint32_t hash = 2'166'136'261U;  // FNV-1a
  for (auto const letter : key) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 16'777'619U;
  }
  return hash / 4'294'967'296.0;
}

class Maker {
 public:
  Maker(Corridor const& corridor, ServiceNetwork const& network,
        std::span<RecordedYear const> years, TimetableRequest const& request)
      : corridor_{corridor},
        network_{network},
        request_{request},
        goods_{corridor.commodities[request.goods]},
        experience_{corridor, network, years},
        procedures_{corridor},
        clearance_{corridor, request.teu},
        ends_{static_cast<Instant>(request.weeks) * 7 * kDay},
        builder_{request.begins, ends_, corridor.places.size()} {
    auto const from = second_of_year(corridor, request.begins);
    season_ = {from, from + kSeasonDays * kDay};
  }

  CorridorTimetable make() {
    for (auto const id : corridor_.places.ids()) {
      builder_.add_delivery(id);
    }
    for (auto const path : {TrainPath::ordinary, TrainPath::fixed}) {
      find_boardings(path);
      if (path == TrainPath::fixed && !has_rail_) {
        continue;
      }
      for (std::size_t passed = 0; passed <= request_.via.size(); ++passed) {
        layer_ = {path, passed};
        add_starts();
        for (auto const board : boardings_) {
          offer_line(board);
        }
      }
    }
    add_lines();
    made_.table = builder_.build();
    name_calls();
    return std::move(made_);
  }

 private:
  struct Layer {
    TrainPath path = TrainPath::ordinary;
    std::size_t passed = 0;
  };
  struct Offered {
    OfferedLine line;
    std::size_t passed = 0;
    std::vector<StopId> stops;  // by call
    CorridorLine what;
  };
  // Stops at one place from which boxes of one passage may board.
  struct Group {
    std::vector<ProcedureId> const* steps;
    std::vector<StopId> boards;
  };

  bool takes(Service const& service, TrainPath path) const {
    return !service.background && (service.cargo & bit(goods_.form)) != 0 &&
           service.capacity >= request_.teu &&
           (service.mode != Mode::rail || service.path == path);
  }

  bool is_avoided(PlaceId place) const {
    auto const has = [](auto const& list, auto const& what) {
      return std::find(list.begin(), list.end(), what) != list.end();
    };
    return has(request_.avoid_places, place) ||
           has(request_.avoid_countries, corridor_.places[place].country);
  }

  void find_boardings(TrainPath path) {
    boardings_.clear();
    has_rail_ = false;
    for (auto const id : corridor_.stops.ids()) {
      auto const& stop = corridor_.stops[id];
      auto const& service = corridor_.services[stop.service];
      auto const is_last_of_loop =
          is_loop(corridor_, stop.service) &&
          id == corridor_.stops_of[stop.service].back();
      auto const& avoided = request_.avoid_services;
      if (takes(service, path) && stop.loads() &&
          network_.way_after[id.value] && !is_last_of_loop &&
          !is_avoided(stop.place) &&
          std::find(avoided.begin(), avoided.end(), stop.service) ==
              avoided.end()) {
        boardings_.push_back(id);
        has_rail_ = has_rail_ || service.mode == Mode::rail;
      }
    }
  }

  PlaceId place_after(StopId stop) const {
    return end_of(corridor_, network_.way_after[stop.value]->front());
  }

  Passage passage(PlaceId before, PlaceId at, PlaceId after) const {
    return {.before = before,
            .at = at,
            .after = after,
            .unit = ProcedureUnit::lot,
            .commodity = request_.goods,
            .path = layer_.path};
  }

  std::vector<Group> groups_at(PlaceId at, PlaceId before) {
    std::vector<Group> groups;
    for (auto const board : boardings_) {
      if (corridor_.stops[board].place != at) {
        continue;
      }
      auto const* const steps =
          &procedures_.steps(passage(before, at, place_after(board)));
      auto found = std::find_if(
          groups.begin(), groups.end(),
          [&](Group const& group) { return *group.steps == *steps; });
      if (found == groups.end()) {
        groups.push_back({steps, {}});
        found = std::prev(groups.end());
      }
      found->boards.push_back(board);
    }
    return groups;
  }

  StandId stand_for(PlaceId at, std::size_t passed,
                    std::vector<StopId> const& boards) {
    auto const [found, is_new] =
        stands_.try_emplace({layer_.path, passed, boards}, StandId{});
    if (is_new) {
      found->second = builder_.add_stand(at);
      for (auto const board : boards) {
        boards_from_[{layer_.path, passed, board}].push_back(found->second);
      }
    }
    return found->second;
  }

  PacePoints const& clearance(std::vector<ProcedureId> const& steps) {
    auto& known = clearances_[{steps, layer_.path}];
    if (known.empty()) {
      known = clearance_.hours(steps, layer_.path);
    }
    return known;
  }

  std::size_t pass(std::size_t passed, PlaceId place) const {
    return passed < request_.via.size() && request_.via[passed] == place
               ? passed + 1
               : passed;
  }

  void add_starts() {
    for (auto const place : corridor_.places.ids()) {
      if (layer_.passed != pass(0, place) || is_avoided(place)) {
        continue;
      }
      for (auto const& group : groups_at(place, PlaceId{})) {
        auto const spreading = spread({0}, clearance(*group.steps), 0);
        builder_.add_start(
            place,
            {stand_for(place, layer_.passed, group.boards), spreading.after});
      }
    }
  }

  std::vector<Landing> landings(PlaceId at, PlaceId before, std::size_t passed,
                                RidePace const& pace, double planned) {
    std::vector<Landing> made;
    auto const add = [&](StandId stand, std::vector<ProcedureId> const& steps) {
      auto const spreading =
          spread(pace.total_hours, clearance(steps), planned);
      made.push_back(
          {stand, builder_.add_shape(spreading.shape), spreading.after});
    };
    if (passed == request_.via.size()) {
      add(deliveries_at(at), procedures_.steps(passage(before, at, {})));
    }
    for (auto const& group : groups_at(at, before)) {
      add(stand_for(at, passed, group.boards), *group.steps);
    }
    return made;
  }

  // Deliveries were added first, in the order of the places.
  static StandId deliveries_at(PlaceId at) { return StandId{at.value}; }

  void offer_line(StopId board) {
    auto const& stop = corridor_.stops[board];
    auto const& service = corridor_.services[stop.service];
    auto const pace = pace_of(board);
    // Boxes are brought so long before the departure that half of them are in
    // time for it.
    auto const before =
        std::max(0.0, pace.wait_hours - pace.interval_hours / 2);
    OfferedLine line;
    line.service = stop.service;
    line.calls.push_back({stop.place, seconds(before), {}, {}});
    std::vector<StopId> stops{board};
    std::vector<double> hours{0};
    line.fares.resize(1);
    walk(board, [&](StopId to, PlaceId last, std::size_t passed) {
      auto const ride =
          std::find_if(pace.rides.begin(), pace.rides.end(),
                       [&](RidePace const& one) { return one.to == to; });
      if (ride == pace.rides.end()) {
        return;
      }
      hours.push_back(std::max(ride->ride_hours, hours.back() + 0.1));
      stops.push_back(to);
      auto const at = corridor_.stops[to].place;
      line.calls.push_back(
          {at,
           0,
           {},
           landings(at, last, passed, *ride,
                    before + pace.interval_hours / 2 + ride->ride_hours)});
      line.fares[0].push_back(fare({stop.service, board, to}));
      line.fares.emplace_back();
    });
    if (stops.size() < 2) {
      return;
    }
    for (std::size_t i = 1; i < stops.size(); ++i) {
      line.fares[i].resize(stops.size() - 1 - i);
    }
    add_runs(line, pace.interval_hours, phase_of(service.key), hours);
    if (!line.runs.empty()) {
      offered_.push_back(
          {std::move(line),
           layer_.passed,
           std::move(stops),
           {board, layer_.path, pace.is_seen, pace.interval_hours}});
    }
  }

  // When all stands are known.
  void add_lines() {
    for (auto& one : offered_) {
      one.line.calls.front().boards =
          boards_from_[{one.what.path, one.passed, one.what.board}];
      builder_.add_line(std::move(one.line));
      made_.lines.push_back(one.what);
    }
  }

  // From stop to stop, while nothing is avoided: the stop, the place passed
  // last before it, and how far `via` has been passed.
  template <typename Visit>
  void walk(StopId board, Visit visit) {
    auto passed = layer_.passed;
    for (auto stop = board;;) {
      auto const& way = network_.way_after[stop.value];
      stop = next_stop(corridor_, stop);
      if (!way || !stop || stop == board) {
        return;
      }
      for (auto const run : *way) {
        auto const place = end_of(corridor_, run);
        if (is_avoided(place)) {
          return;
        }
        passed = pass(passed, place);
      }
      if (corridor_.stops[stop].unloads()) {
        visit(stop, start_of(corridor_, way->back()), passed);
      }
    }
  }

  Pace const& pace_of(StopId board) {
    auto const found = paces_.find(board);
    return found != paces_.end()
               ? found->second
               : paces_.emplace(board, experience_.pace(board, season_))
                     .first->second;
  }

  Fare fare(Ride const& ride) {
    auto const [found, is_new] = fares_.try_emplace({ride.from, ride.to});
    if (!is_new) {
      return found->second;
    }
    auto const footprint =
        footprint_of(corridor_, network_, request_.goods, {ride});
    // The hub at the end is that of the next leg, or of the delivery.
    auto const& end = footprint.hubs.back();
    found->second = Fare{.cents = static_cast<std::int32_t>(
                             std::llround((footprint.usd - end.usd) * 100)),
                         .grams = static_cast<std::int32_t>(
                             std::llround(footprint.grams - end.grams))};
    return found->second;
  }

  void add_runs(OfferedLine& line, double interval_hours, double phase,
                std::vector<double> const& hours) const {
    auto const interval = interval_hours * kHour;
    for (auto at = interval * phase; at < ends_; at += interval) {
      OfferedRun run;
      for (auto const hour : hours) {
        run.arrivals.push_back(static_cast<Instant>(at) + seconds(hour));
      }
      run.departures = run.arrivals;
      line.runs.push_back(std::move(run));
    }
  }

  void name_calls() {
    made_.stops.resize(made_.table.calls.size());
    for (std::size_t i = 0; i < made_.table.lines.size(); ++i) {
      auto const& line = made_.table.lines[i];
      for (std::uint32_t call = 0; call < line.calls; ++call) {
        made_.stops[line.first.value + call] = offered_[i].stops[call];
      }
    }
  }

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  TimetableRequest const& request_;
  Commodity const& goods_;
  TrainExperience const experience_;
  Procedures procedures_;
  Clearance clearance_;
  Instant const ends_;
  TimeOfYear season_;
  Layer layer_;
  bool has_rail_ = false;
  std::vector<StopId> boardings_;
  std::map<std::tuple<TrainPath, std::size_t, std::vector<StopId>>, StandId>
      stands_;
  std::map<std::tuple<TrainPath, std::size_t, StopId>, std::vector<StandId>>
      boards_from_;
  std::map<std::pair<std::vector<ProcedureId>, TrainPath>, PacePoints>
      clearances_;
  std::map<StopId, Pace> paces_;
  std::map<std::pair<StopId, StopId>, Fare> fares_;
  std::vector<Offered> offered_;
  TimetableBuilder builder_;
  CorridorTimetable made_;
};

}  // namespace

YearSeconds second_of_year(Corridor const& corridor,
                           std::chrono::sys_seconds at) {
  using namespace std::chrono;
  auto const midnight = floor<days>(at);
  auto const date = year_month_day{midnight};
  auto const base = year{corridor.base_year};
  // Of a February 29th that the base year does not have: March 1st.
  auto const same = sys_days{base / date.month() / date.day()};
  return static_cast<YearSeconds>(
      (same - sys_days{base / January / 1} + (at - midnight)).count());
}

CorridorTimetable build_corridor_timetable(Corridor const& corridor,
                                           ServiceNetwork const& network,
                                           std::span<RecordedYear const> years,
                                           TimetableRequest const& request) {
  return Maker{corridor, network, years, request}.make();
}

}  // namespace camel
