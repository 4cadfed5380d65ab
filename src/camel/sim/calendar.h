// SPDX-License-Identifier: Apache-2.0
// How many units there are when: the shifts of a customs desk, the opening
// hours of a gate, the tracks that a flood leaves. A period (a day, a week)
// repeats for ever, and dated exceptions lie on top of it.
//
//   Calendar const desk{{.period = 7 * day,
//                        .shifts = {{8 * hour, 18 * hour, 3}},
//                        .exceptions = {{christmas, christmas + day, 0}}}};
//   desk.units_at(now);
//   desk.end_of_work(now, 5 * hour);  // the hours without units do not count
//
// A calendar is immutable data and knows no processes. When it is built, the
// open ticks, closed ticks and unit-ticks up to each of its stretches are added
// up. So a question costs a few binary searches, however many periods lie
// between question and answer, and work that rests at night is one event.
//
// Stretches are half open: `from` belongs to one, `until` does not. Times and
// lengths are in ticks. A time is from -kForever to kForever, or it is refused
// with a UsageError; so is a plan that makes no sense. What does not happen
// before kForever never happens: the answer is nullopt.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "camel/sim/ticks.h"

namespace camel {

class Calendar {
 public:
  // The end of time; an exception may last until then.
  static constexpr Ticks kForever = Ticks{1} << 62;

  struct Span {
    Ticks from, until;
  };
  struct Stretch {
    Ticks from, until;
    int units;
  };
  struct Change {
    Ticks time;
    int units;  // from then on
    bool operator==(Change const&) const = default;
  };

  struct Plan {
    Ticks period = 0;                  // positive, at most kForever
    Ticks offset = 0;                  // a period begins here; may be negative
    std::vector<Stretch> shifts = {};  // counted from the beginning of a period
    int otherwise = 0;                 // units outside of the shifts
    // In simulated time. Where two overlap, the later in the list wins.
    std::vector<Stretch> exceptions = {};
  };
  explicit Calendar(Plan const& plan);

  static Calendar always(int units);

  // For what is only ever open or closed: one unit or none.
  struct Opening {
    Ticks period = 0, offset = 0;
    std::vector<Span> hours = {};     // counted from the beginning of a period
    std::vector<Span> closures = {};  // in simulated time
  };
  static Calendar open(Opening const& opening);

  int units_at(Ticks time) const;
  bool is_open(Ticks time) const { return units_at(time) > 0; }

  // The largest number of units there ever is.
  int most_units() const;

  // The first change after `time` (not at it) to another number of units.
  std::optional<Change> next_change(Ticks time) const;

  // The first time from `time` on that is open, or that is closed: `time`
  // itself if it is.
  std::optional<Ticks> opens_at(Ticks time) const;
  std::optional<Ticks> closes_at(Ticks time) const;

  // Open ticks, and units times ticks, from `from` up to `until`, which is not
  // earlier. Refused when the answer does not fit into Ticks.
  Ticks open_time(Ticks from, Ticks until) const;
  Ticks unit_time(Ticks from, Ticks until) const;

  // When work that rests while the calendar is closed is done: the earliest
  // end >= start with open_time(start, end) == work. Work that is done at
  // closing time ends then, not at the next opening; no work ends when it
  // starts, be it open or closed; negative work is refused.
  std::optional<Ticks> end_of_work(Ticks start, Ticks work) const;

 private:
  __extension__ typedef __int128 Wide;
  enum Measure : std::size_t { open_ticks, closed_ticks, unit_ticks };
  using Sums = std::array<Wide, 3>;  // by measure

  struct Step {
    Ticks from;  // within the period
    int units;
    Sums before;  // since the beginning of the period
  };
  struct Exception {
    Ticks from, until;
    int units;
    Sums before;      // up to `from`, since `offset_`
    Sums after;       // up to `until`
    Sums shifted_by;  // what the exceptions so far add to the regular sums
    std::optional<Change> change;  // the first one after `from`
  };
  using Exceptions = std::vector<Exception>;
  struct Position {
    Ticks round;  // whole periods since `offset_`
    Ticks within;
    std::size_t step;
  };

  static Wide rate(Measure measure, int units);
  static void add(Sums& sums, int units, Wide length);
  void build_period(Plan const& plan);
  void build_exceptions(std::vector<Stretch> const& exceptions);

  Position position(Ticks time) const;
  std::optional<Change> next_regular_change(Ticks time) const;
  Wide regular_sum(Measure measure, Ticks time) const;
  Exceptions::const_iterator present_or_next(Ticks time) const;
  Wide shift_before(Measure measure, Exceptions::const_iterator next) const;
  Wide sum(Measure measure, Ticks time) const;
  Ticks difference(Measure measure, Ticks from, Ticks until) const;
  std::optional<Ticks> nth_tick(Measure measure, Ticks start, Ticks n) const;

  Ticks period_;
  Ticks offset_;             // from 0 up to the period
  std::vector<Step> steps_;  // of one period; neighbours differ in units
  Sums total_{};             // of one period
  Exceptions exceptions_;    // in order of time, apart
};

}  // namespace camel
