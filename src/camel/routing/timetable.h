// SPDX-License-Identifier: Apache-2.0
// The departures of some weeks as boxes of one kind of goods meet them: one
// flat table that every search reads and none changes.
//
// A line is a service on one sequence of places, whose trains do not overtake
// each other; it calls at places, and its runs are its dated trains. Departures
// of a call stand in order for the whole horizon, so the next one is a binary
// search and there is no loop over days (Delling, Pajor and Werneck,
// Round-Based Public Transit Routing, 2012, for the lines).
//
// What is done with boxes at a place depends on where they come from and where
// they go. So boxes do not stand "at a place" but on a stand: a place, for
// those who came from one side and go on to another. A landing says on which
// stands boxes that leave a train come to stand, and how long after its arrival
// they are ready there: at the earliest level with an even chance, at the
// later ones more surely. Rules are thus part of the table: goods a line does
// not take have no such line, opening hours move the time of being ready, the
// cut-off is a part of boarding.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "camel/model/ids.h"

namespace camel {

using StandId = Id<struct Stand>;
using LineId = Id<struct TrainLine>;
using CallId = Id<struct Call>;

// Seconds since the timetable's start.
using Instant = std::int32_t;
inline constexpr Instant kNoInstant = std::numeric_limits<Instant>::max() / 2;

// Chances that boxes are ready by the time a landing or a start names.
inline constexpr std::size_t kLevels = 3;
inline constexpr std::array<double, kLevels> kSurety{0.5, 0.8, 0.95};
// -ln of them, in millionths: adding up is multiplying chances.
inline constexpr std::array<std::int32_t, kLevels> kRisk{693'147, 223'144,
                                                         51'293};
using Readiness = std::array<Instant, kLevels>;  // not falling

struct TrainLine {
  ServiceId service;
  CallId first;              // its calls are numbered in a row
  std::uint32_t calls = 0;   // two or more
  std::uint32_t runs = 0;    // trains in the horizon
  std::uint32_t number = 0;  // of its first run, among all
  std::int32_t least_surcharge = 0;
};

struct Call {
  LineId line;
  PlaceId place;
  std::uint32_t times = 0;  // where its departures and arrivals begin
  Instant cut_off = 0;      // boxes are ready so long before the departure
  std::uint32_t fares = 0;  // one for each later call of the line
  std::uint32_t landings = 0, landings_end = 0;
  std::uint32_t stands = 0, stands_end = 0;  // that board here
};

// From one call of a line to a later one, for one TEU.
struct Fare {
  std::int32_t cents = 0, grams = 0;
  Instant least_time = 0;  // of all runs, from departure to arrival
};

// Leaving a train at a call: where boxes then stand, ready so long after the
// arrival. `shape`: of `Timetable::shapes`, how that time is spread.
struct Landing {
  StandId stand;
  std::uint32_t shape = 0;
  Readiness after{};
};

// Boxes that begin at a place stand here, so long after they are ready there.
struct Start {
  StandId stand;
  Readiness after{};
};

struct Stand {
  PlaceId place;
  std::uint32_t boardings = 0, boardings_end = 0;
  std::uint32_t hours = 0;   // of `opening`, 0: always open
  bool is_delivery = false;  // the journey ends here
};

// Times at which boxes may be brought for boarding, in order and apart.
struct Open {
  Instant from = 0, to = 0;  // to: the first instant that is too late
};

// One train from one call to the next.
struct Connection {
  Instant departs = 0, arrives = 0;
  CallId call;            // where it departs; it arrives at the next
  std::uint32_t run = 0;  // among all runs
};

// How a readiness is spread: its quantiles at 5 %, 15 % … 95 %, in seconds more
// than that of the first level.
inline constexpr std::size_t kShapePoints = 10;
using Shape = std::array<Instant, kShapePoints>;

// The first of times in order that is not before one; their number if all are.
// Halves without branches, which nobody could foretell.
inline std::uint32_t first_from(std::span<Instant const> times, Instant one) {
  auto const* at = times.data();
  for (auto left = times.size(); left > 0;) {
    auto const half = (left + 1) / 2;
    at += at[half - 1] < one ? half : 0;
    left -= half;
  }
  return static_cast<std::uint32_t>(at - times.data());
}

struct Timetable {
  std::chrono::sys_seconds begins{};
  Instant ends = 0;  // no departure is known from here on

  std::vector<TrainLine> lines;
  std::vector<Call> calls;
  std::vector<Stand> stands;
  std::vector<Instant> departures, arrivals;
  std::vector<Fare> fares;
  std::vector<Landing> landings;
  std::vector<Shape> shapes;
  std::vector<CallId> boardings;     // by stand
  std::vector<StandId> boards_from;  // by call: the stands that board there
  std::vector<std::vector<Open>> opening;
  // TEU left from each departure to the next call; empty: no train fills up.
  std::vector<std::int16_t> space;
  // Cents more or less for boarding at a departure; empty: none.
  std::vector<std::int32_t> surcharges;
  // By place.
  std::vector<std::vector<Start>> starts;
  std::vector<StandId> deliveries;

  std::vector<Connection> connections;  // by departure
  std::uint32_t runs = 0;               // of all lines

  std::span<CallId const> boardings_of(StandId id) const {
    auto const& stand = stands[id.value];
    return {boardings.data() + stand.boardings,
            boardings.data() + stand.boardings_end};
  }
  std::span<StandId const> stands_of(CallId id) const {
    auto const& call = calls[id.value];
    return {boards_from.data() + call.stands,
            boards_from.data() + call.stands_end};
  }
  std::span<Landing const> landings_of(CallId id) const {
    auto const& call = calls[id.value];
    return {landings.data() + call.landings,
            landings.data() + call.landings_end};
  }
  std::span<Instant const> departures_of(CallId id) const {
    auto const& call = calls[id.value];
    return {departures.data() + call.times, lines[call.line.value].runs};
  }
  std::uint32_t calls_after(CallId id) const {
    auto const& line = lines[calls[id.value].line.value];
    return line.first.value + line.calls - 1 - id.value;
  }
  // From a call to the n-th after it, n > 0.
  Fare const& fare(CallId from, std::uint32_t n) const {
    return fares[calls[from.value].fares + n - 1];
  }
  std::int32_t surcharge(CallId from, std::uint32_t run) const {
    return surcharges.empty() ? 0 : surcharges[calls[from.value].times + run];
  }
  // TEU left on a run of the line over the whole stretch to the n-th call.
  int space_on(CallId from, std::uint32_t n, std::uint32_t run) const;
  bool has_room_throughout(CallId from, std::uint32_t run, int teu) const {
    return space.empty() || space_on(from, calls_after(from), run) >= teu;
  }

  // When boxes that come at `at` may be brought; kNoInstant: never again. No
  // earlier for who comes later.
  Instant open_from(StandId id, Instant at) const {
    auto const hours = stands[id.value].hours;
    return hours == 0 ? at : next_open(opening[hours], at);
  }

  // The first run of the call's line that leaves for those who are ready at
  // `ready` with the cut-off; the number of runs if none does.
  std::uint32_t next_run(CallId id, Instant ready) const;

 private:
  static Instant next_open(std::vector<Open> const& hours, Instant at);
};

// --- building ---------------------------------------------------------------

// A call of an offered line. `boards`: the stands from which boxes get on.
struct OfferedCall {
  PlaceId place;
  Instant cut_off = 0;
  std::vector<StandId> boards;
  std::vector<Landing> landings;
};

struct OfferedRun {
  std::vector<Instant> arrivals, departures;  // by call
  std::vector<std::int32_t> surcharges;       // by call; empty: none
  std::vector<std::int16_t> space;            // by call; empty: no limit
};

struct OfferedLine {
  ServiceId service;
  std::vector<OfferedCall> calls;
  std::vector<OfferedRun> runs;  // in any order
  // fares[i][j]: from call i to call i + 1 + j.
  std::vector<std::vector<Fare>> fares;
};

// Collects what a timetable is made of. Throws `CheckFailed` where a run
// arrives before it departs or takes no time.
class TimetableBuilder {
 public:
  TimetableBuilder(std::chrono::sys_seconds begins, Instant ends,
                   std::size_t places);

  StandId add_stand(PlaceId place, std::vector<Open> opening = {});
  StandId add_delivery(PlaceId place);
  void add_start(PlaceId place, Start start);
  std::uint32_t add_shape(Shape const& shape);
  // Trains that overtake others become lines of their own.
  void add_line(OfferedLine offer);

  Timetable build();

 private:
  void add_runs(OfferedLine const& offer, std::vector<OfferedRun> const& runs);

  Timetable made_;
  std::vector<std::vector<CallId>> boardings_;  // by stand
  std::vector<std::vector<StandId>> boards_from_;
  bool has_space_ = false, has_surcharges_ = false;
};

}  // namespace camel
