// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/calendar.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <string>

#include "camel/base/error.h"

namespace camel {

namespace {

constexpr auto kForever = Calendar::kForever;

[[noreturn]] void refuse(std::string const& what) { throw UsageError{what}; }

void check_units(int units, std::string const& whose) {
  if (units < 0) {
    refuse(whose + " has " + std::to_string(units) +
           " units; it needs 0 or more");
  }
}

std::string describe(char const* what, Calendar::Stretch const& stretch) {
  return std::string{what} + " from " + std::to_string(stretch.from) +
         " until " + std::to_string(stretch.until);
}

void check_stretch(std::string const& what, Calendar::Stretch const& stretch,
                   Calendar::Span allowed) {
  if (stretch.from >= stretch.until) {
    refuse(what + " must begin before it ends");
  }
  if (stretch.from < allowed.from || stretch.until > allowed.until) {
    refuse(what + " must lie between " + std::to_string(allowed.from) +
           " and " + std::to_string(allowed.until));
  }
  check_units(stretch.units, what);
}

void check_time(Ticks time) {
  if (time < -kForever || time > kForever) {
    refuse("a calendar is asked about the time " + std::to_string(time) +
           "; it goes from -2^62 to 2^62 ticks");
  }
}

// Rounded down, so that the remainder is never negative.
template <typename Number>
struct Division {
  Number quotient, remainder;
};
template <typename Number>
Division<Number> divide(Number number, Number by) {
  auto const quotient = number / by;
  auto const remainder = number % by;
  return remainder < 0 ? Division<Number>{quotient - 1, remainder + by}
                       : Division<Number>{quotient, remainder};
}

}  // namespace

Calendar::Calendar(Plan const& plan) : period_{plan.period}, offset_{0} {
  if (period_ <= 0 || period_ > kForever) {
    refuse("the period of a calendar is " + std::to_string(period_) +
           " ticks; it must be from 1 to 2^62");
  }
  offset_ = divide(plan.offset, period_).remainder;
  build_period(plan);
  build_exceptions(plan.exceptions);
}

Calendar Calendar::always(int units) {
  return Calendar{{.period = 1, .otherwise = units}};
}

Calendar Calendar::open(Opening const& opening) {
  Plan plan{.period = opening.period, .offset = opening.offset};
  for (auto const& span : opening.hours) {
    plan.shifts.push_back({span.from, span.until, 1});
  }
  for (auto const& span : opening.closures) {
    plan.exceptions.push_back({span.from, span.until, 0});
  }
  return Calendar{plan};
}

Calendar::Wide Calendar::rate(Measure measure, int units) {
  switch (measure) {
    case open_ticks:
      return units > 0 ? 1 : 0;
    case closed_ticks:
      return units > 0 ? 0 : 1;
    default:
      return units;
  }
}

void Calendar::add(Sums& sums, int units, Wide length) {
  for (auto const measure : {open_ticks, closed_ticks, unit_ticks}) {
    sums[measure] += rate(measure, units) * length;
  }
}

void Calendar::build_period(Plan const& plan) {
  check_units(plan.otherwise, "the time outside of the shifts");
  auto shifts = plan.shifts;
  std::sort(shifts.begin(), shifts.end(),
            [](auto const& a, auto const& b) { return a.from < b.from; });
  Ticks end = 0;
  auto const append = [&](Ticks until, int units) {
    if (steps_.empty() || steps_.back().units != units) {
      steps_.push_back({end, units, total_});
    }
    add(total_, units, until - end);
    end = until;
  };
  for (auto const& shift : shifts) {
    auto const name = describe("the shift", shift);
    check_stretch(name, shift, {0, period_});
    if (shift.from < end) {
      refuse(name + " overlaps the one before it, which ends at " +
             std::to_string(end));
    }
    if (shift.from > end) {
      append(shift.from, plan.otherwise);
    }
    append(shift.until, shift.units);
  }
  if (end < period_) {
    append(period_, plan.otherwise);
  }
}

void Calendar::build_exceptions(std::vector<Stretch> const& stretches) {
  // From each key on, these units; nothing: the regular ones.
  std::map<Ticks, std::optional<int>> units{{-kForever, std::nullopt}};
  for (auto const& stretch : stretches) {
    check_stretch(describe("the exception", stretch), stretch,
                  {-kForever, kForever});
    auto const after = std::prev(units.upper_bound(stretch.until))->second;
    units.erase(units.lower_bound(stretch.from),
                units.upper_bound(stretch.until));
    units[stretch.from] = stretch.units;
    units[stretch.until] = after;
  }
  Sums shifted_by{};
  for (auto at = units.begin(); at != units.end(); ++at) {
    if (!at->second) {
      continue;
    }
    Exception e{.from = at->first,
                .until = std::next(at)->first,
                .units = *at->second,
                .before = {},
                .after = {},
                .shifted_by = {},
                .change = {}};
    for (auto const measure : {open_ticks, closed_ticks, unit_ticks}) {
      e.before[measure] = regular_sum(measure, e.from) + shifted_by[measure];
    }
    e.after = e.before;
    add(e.after, e.units, Wide{e.until} - e.from);
    for (auto const measure : {open_ticks, closed_ticks, unit_ticks}) {
      shifted_by[measure] = e.after[measure] - regular_sum(measure, e.until);
    }
    e.shifted_by = shifted_by;
    exceptions_.push_back(e);
  }
  // Backwards: the change after one may be the change after the next.
  for (auto e = exceptions_.rbegin(); e != exceptions_.rend(); ++e) {
    if (e->until < kForever) {
      auto const next = units_at(e->until);
      e->change =
          next != e->units ? Change{e->until, next} : next_change(e->until);
    }
  }
}

Calendar::Position Calendar::position(Ticks time) const {
  auto const [round, within] = divide(time - offset_, period_);
  auto const after =
      std::upper_bound(steps_.begin(), steps_.end(), within,
                       [](Ticks t, Step const& step) { return t < step.from; });
  return {round, within, static_cast<std::size_t>(after - steps_.begin()) - 1};
}

// The first exception that is not over.
Calendar::Exceptions::const_iterator Calendar::present_or_next(
    Ticks time) const {
  return std::upper_bound(
      exceptions_.begin(), exceptions_.end(), time,
      [](Ticks t, Exception const& e) { return t < e.until; });
}

int Calendar::units_at(Ticks time) const {
  check_time(time);
  auto const e = present_or_next(time);
  return e != exceptions_.end() && e->from <= time
             ? e->units
             : steps_[position(time).step].units;
}

std::optional<Calendar::Change> Calendar::next_regular_change(
    Ticks time) const {
  if (steps_.size() == 1) {
    return {};
  }
  auto const at = position(time);
  auto next = at.step + 1;
  auto wait = -at.within;
  if (next == steps_.size()) {
    wait += period_;
    // The shift at the end of a period may go on in the next one.
    next = steps_.front().units == steps_.back().units ? 1 : 0;
  }
  wait += steps_[next].from;
  // Less than a period, so the sum stays below 2^63.
  auto const then = time + wait;
  if (then >= kForever) {
    return {};
  }
  return Change{then, steps_[next].units};
}

int Calendar::most_units() const {
  int most = 0;
  for (auto const& step : steps_) {
    most = std::max(most, step.units);
  }
  for (auto const& exception : exceptions_) {
    most = std::max(most, exception.units);
  }
  return most;
}

std::optional<Calendar::Change> Calendar::next_change(Ticks time) const {
  check_time(time);
  auto const e = present_or_next(time);
  if (e != exceptions_.end() && e->from <= time) {
    return e->change;
  }
  auto const regular = next_regular_change(time);
  if (e == exceptions_.end() || (regular && regular->time < e->from)) {
    return regular;
  }
  return e->units != steps_[position(time).step].units
             ? Change{e->from, e->units}
             : e->change;
}

Calendar::Wide Calendar::regular_sum(Measure measure, Ticks time) const {
  auto const at = position(time);
  auto const& step = steps_[at.step];
  return at.round * total_[measure] + step.before[measure] +
         rate(measure, step.units) * (at.within - step.from);
}

// What is to be added to the regular sums just before this exception.
Calendar::Wide Calendar::shift_before(Measure measure,
                                      Exceptions::const_iterator next) const {
  return next == exceptions_.begin() ? 0 : std::prev(next)->shifted_by[measure];
}

// A measure of the time since `offset_` (negative before it).
Calendar::Wide Calendar::sum(Measure measure, Ticks time) const {
  auto const e = present_or_next(time);
  if (e != exceptions_.end() && e->from <= time) {
    return e->before[measure] + rate(measure, e->units) * (time - e->from);
  }
  return regular_sum(measure, time) + shift_before(measure, e);
}

Ticks Calendar::difference(Measure measure, Ticks from, Ticks until) const {
  check_time(from);
  check_time(until);
  if (from > until) {
    refuse("a calendar is asked about the time from " + std::to_string(from) +
           " until " + std::to_string(until) + ", which is earlier");
  }
  auto const passed = sum(measure, until) - sum(measure, from);
  if (passed > std::numeric_limits<Ticks>::max()) {
    refuse("the units of a calendar from " + std::to_string(from) + " until " +
           std::to_string(until) + " add up to more than 2^63 - 1");
  }
  return static_cast<Ticks>(passed);
}

Ticks Calendar::open_time(Ticks from, Ticks until) const {
  return difference(open_ticks, from, until);
}

Ticks Calendar::unit_time(Ticks from, Ticks until) const {
  return difference(unit_ticks, from, until);
}

// The n-th open (closed) tick from `start` on, n being positive.
std::optional<Ticks> Calendar::nth_tick(Measure measure, Ticks start,
                                        Ticks n) const {
  check_time(start);
  auto const found = [](Wide tick) {
    return tick < kForever ? std::optional{static_cast<Ticks>(tick)}
                           : std::nullopt;
  };
  // How many such ticks the sum has before the one that is looked for.
  auto const passed = sum(measure, start) + n - 1;
  auto const e = std::partition_point(
      exceptions_.begin(), exceptions_.end(),
      [&](Exception const& past) { return past.after[measure] <= passed; });
  if (e != exceptions_.end() && e->before[measure] <= passed) {
    return found(e->from + (passed - e->before[measure]));
  }
  auto const total = total_[measure];
  if (total == 0) {
    return {};  // not among the exceptions and not in any period
  }
  auto const [round, within] = divide(passed - shift_before(measure, e), total);
  auto const step = std::prev(std::partition_point(
      steps_.begin(), steps_.end(), [&, within = within](Step const& s) {
        return s.before[measure] <= within;
      }));
  return found(offset_ + round * period_ + step->from +
               (within - step->before[measure]));
}

std::optional<Ticks> Calendar::opens_at(Ticks time) const {
  return nth_tick(open_ticks, time, 1);
}

std::optional<Ticks> Calendar::closes_at(Ticks time) const {
  return nth_tick(closed_ticks, time, 1);
}

std::optional<Ticks> Calendar::end_of_work(Ticks start, Ticks work) const {
  check_time(start);
  if (work < 0) {
    refuse("a calendar is asked when " + std::to_string(work) +
           " ticks of work end; it needs 0 or more");
  }
  if (work == 0) {
    return start;
  }
  auto const last = nth_tick(open_ticks, start, work);
  return last ? std::optional{*last + 1} : std::nullopt;
}

}  // namespace camel
