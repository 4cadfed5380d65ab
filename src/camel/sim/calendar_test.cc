// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/calendar.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

using Change = Calendar::Change;
using Plan = Calendar::Plan;

constexpr auto kForever = Calendar::kForever;
constexpr auto kNoTime = std::nullopt;
constexpr auto kLongest = std::numeric_limits<Ticks>::max();

// In the tests by hand a tick is an hour and a period a day. The desk has
// three officers from 8 to 12 and two from 13 to 17.
constexpr Ticks kDay = 24;

Plan desk_plan() {
  return {.period = kDay, .shifts = {{8, 12, 3}, {13, 17, 2}}};
}

Calendar desk_but(std::vector<Calendar::Stretch> exceptions) {
  auto plan = desk_plan();
  plan.exceptions = std::move(exceptions);
  return Calendar{plan};
}

TEST(Calendar, units_follow_the_shifts_before_and_after_time_zero) {
  Calendar const desk{desk_plan()};
  for (auto const day : {Ticks{0}, kDay, -kDay, 1000 * kDay, -1000 * kDay}) {
    EXPECT_EQ(desk.units_at(day + 7), 0);
    EXPECT_EQ(desk.units_at(day + 8), 3);
    EXPECT_EQ(desk.units_at(day + 11), 3);
    EXPECT_EQ(desk.units_at(day + 12), 0);
    EXPECT_EQ(desk.units_at(day + 13), 2);
    EXPECT_EQ(desk.units_at(day + 17), 0);
    EXPECT_EQ(desk.next_change(day + 7), (Change{day + 8, 3}));
    EXPECT_EQ(desk.next_change(day + 8), (Change{day + 12, 0}));
    EXPECT_EQ(desk.next_change(day + 17), (Change{day + 32, 3}));
    EXPECT_EQ(desk.opens_at(day + 12), day + 13);
    EXPECT_EQ(desk.opens_at(day + 13), day + 13);
    EXPECT_EQ(desk.opens_at(day + 17), day + 32);
    EXPECT_EQ(desk.closes_at(day + 13), day + 17);
    EXPECT_EQ(desk.closes_at(day + 17), day + 17);
  }
}

TEST(Calendar, work_rests_while_it_is_closed) {
  Calendar const desk{desk_plan()};
  EXPECT_EQ(desk.end_of_work(9, 2), 11);
  EXPECT_EQ(desk.end_of_work(7, 5), 14);            // 8 to 12, 13 to 14
  EXPECT_EQ(desk.end_of_work(15, 3), 24 + 9);       // 15 to 17, 8 to 9
  EXPECT_EQ(desk.end_of_work(12, 1), 14);           // starts at lunch
  EXPECT_EQ(desk.end_of_work(-9, 3), 9);            // 15 to 17 the day before
  EXPECT_EQ(desk.end_of_work(8, 80), 9 * 24 + 17);  // ten days of eight hours
}

TEST(Calendar, work_done_at_closing_time_ends_then_and_no_work_at_once) {
  Calendar const desk{desk_plan()};
  EXPECT_EQ(desk.end_of_work(8, 4), 12);
  EXPECT_EQ(desk.end_of_work(20, 8), 24 + 17);
  for (Ticks start = -kDay; start < kDay; ++start) {
    EXPECT_EQ(desk.end_of_work(start, 0), start);
  }
  EXPECT_EQ(Calendar::always(0).end_of_work(5, 0), 5);
}

TEST(Calendar, open_time_and_unit_time_are_areas) {
  Calendar const desk{desk_plan()};
  EXPECT_EQ(desk.open_time(0, kDay), 8);
  EXPECT_EQ(desk.unit_time(0, kDay), 4 * 3 + 4 * 2);
  EXPECT_EQ(desk.open_time(11, 14), 2);
  EXPECT_EQ(desk.unit_time(11, 14), 3 + 2);
  EXPECT_EQ(desk.unit_time(-13, 9), 3 + 4 * 2 + 3);
  EXPECT_EQ(desk.unit_time(-1'000'000 * kDay, 1'000'000 * kDay), 40'000'000);
  EXPECT_EQ(desk.unit_time(14, 14), 0);
}

TEST(Calendar, shifts_that_meet_with_the_same_units_are_one) {
  Calendar const night{
      {.period = kDay, .shifts = {{0, 4, 2}, {4, 6, 2}, {22, 24, 2}}}};
  EXPECT_EQ(night.next_change(0), (Change{6, 0}));
  EXPECT_EQ(night.next_change(22), (Change{24 + 6, 0}));
  EXPECT_EQ(night.closes_at(-1), 6);
  EXPECT_EQ(night.next_change(6), (Change{22, 2}));
}

TEST(Calendar, fewer_units_are_a_change_but_no_closing) {
  Calendar const port{{.period = kDay, .shifts = {{6, 22, 5}}, .otherwise = 1}};
  EXPECT_EQ(port.next_change(10), (Change{22, 1}));
  EXPECT_EQ(port.closes_at(10), kNoTime);
  EXPECT_EQ(port.opens_at(23), 23);
  EXPECT_EQ(port.end_of_work(10, 1000), 1010);
}

TEST(Calendar, a_period_may_begin_before_time_zero) {
  // In a zone seven hours east of the clock, its days begin at 17.
  auto plan = desk_plan();
  plan.offset = -7;
  Calendar const east{plan};
  EXPECT_EQ(east.opens_at(-7), 1);
  EXPECT_EQ(east.units_at(1), 3);
  EXPECT_EQ(east.next_change(7), (Change{10, 0}));
  plan.offset = -7 + 1000 * kDay;
  EXPECT_EQ(Calendar{plan}.opens_at(-7), 1);
}

TEST(Calendar, a_holiday_is_slept_through) {
  auto const desk = desk_but({{kDay, 2 * kDay, 0}});
  EXPECT_EQ(desk.units_at(kDay + 9), 0);
  EXPECT_EQ(desk.next_change(17), (Change{2 * kDay + 8, 3}));
  EXPECT_EQ(desk.opens_at(kDay + 10), 2 * kDay + 8);  // from inside of it
  EXPECT_EQ(desk.end_of_work(15, 3), 2 * kDay + 9);
  EXPECT_EQ(desk.end_of_work(kDay + 10, 1), 2 * kDay + 9);
  EXPECT_EQ(desk.open_time(0, 3 * kDay), 16);
  EXPECT_EQ(desk.end_of_work(-kDay + 8, 24), 2 * kDay + 17);
}

TEST(Calendar, an_exception_may_cross_the_end_of_a_period) {
  auto const desk = desk_but({{16, kDay + 9, 4}});  // an extra night shift
  EXPECT_EQ(desk.next_change(13), (Change{16, 4}));
  EXPECT_EQ(desk.next_change(20), (Change{kDay + 9, 3}));
  EXPECT_EQ(desk.closes_at(15), kDay + 12);
  EXPECT_EQ(desk.unit_time(15, kDay + 10), 2 + 17 * 4 + 3);
  EXPECT_EQ(desk.end_of_work(12, 21), kDay + 10);  // from 13 on
}

TEST(Calendar, later_exceptions_win) {
  auto const flood_with_emergency_shift =
      desk_but({{0, 3 * kDay, 0}, {kDay + 9, kDay + 11, 1}});
  EXPECT_EQ(flood_with_emergency_shift.open_time(0, 3 * kDay), 2);
  EXPECT_EQ(flood_with_emergency_shift.end_of_work(0, 3), 3 * kDay + 9);
  auto const emergency_shift_drowned =
      desk_but({{kDay + 9, kDay + 11, 1}, {0, 3 * kDay, 0}});
  EXPECT_EQ(emergency_shift_drowned.open_time(0, 3 * kDay), 0);
  EXPECT_EQ(emergency_shift_drowned.end_of_work(0, 3), 3 * kDay + 11);
}

TEST(Calendar, exceptions_without_effect_are_no_changes) {
  // Open from 8 on the first day until 17 on the fourth.
  auto const desk = desk_but({{12, 13, 3},
                              {13, 17, 3},
                              {17, kDay + 8, 3},
                              {kDay + 12, kDay + 13, 3},
                              {kDay + 13, 4 * kDay - 7, 3}});
  EXPECT_EQ(desk.next_change(9), (Change{4 * kDay - 7, 0}));
  EXPECT_EQ(desk.closes_at(9), 4 * kDay - 7);
}

TEST(Calendar, what_is_always_open_or_always_closed_never_changes) {
  auto const open = Calendar::always(2);
  EXPECT_EQ(open.units_at(-5), 2);
  EXPECT_EQ(open.next_change(0), kNoTime);
  EXPECT_EQ(open.closes_at(0), kNoTime);
  EXPECT_EQ(open.unit_time(-5, 5), 20);
  auto const closed = Calendar::always(0);
  EXPECT_FALSE(closed.is_open(0));
  EXPECT_EQ(closed.opens_at(0), kNoTime);
  EXPECT_EQ(closed.end_of_work(0, 1), kNoTime);
}

TEST(Calendar, what_is_shut_for_ever_takes_the_work_that_fits_before) {
  auto const desk = desk_but({{kDay, kForever, 0}});
  EXPECT_EQ(desk.next_change(17), kNoTime);
  EXPECT_EQ(desk.opens_at(17), kNoTime);
  EXPECT_EQ(desk.end_of_work(0, 8), 17);
  EXPECT_EQ(desk.end_of_work(0, 9), kNoTime);
  auto const late = Calendar{
      {.period = 1, .otherwise = 0, .exceptions = {{90, 95, 1}, {97, 99, 1}}}};
  EXPECT_EQ(late.end_of_work(-50, 7), 99);
  EXPECT_EQ(late.end_of_work(-50, 8), kNoTime);
  EXPECT_EQ(late.opens_at(99), kNoTime);
  Calendar const once{{.period = kForever, .shifts = {{0, 5, 1}}}};
  EXPECT_EQ(once.next_change(5), kNoTime);  // it would be at kForever
  EXPECT_EQ(once.opens_at(5), kNoTime);
}

TEST(Calendar, opening_hours_are_units_of_one) {
  auto const gate = Calendar::open({.period = kDay,
                                    .offset = -1,
                                    .hours = {{6, 22}},
                                    .closures = {{kDay, 2 * kDay}}});
  EXPECT_EQ(gate.units_at(5), 1);
  EXPECT_EQ(gate.closes_at(5), 21);
  EXPECT_EQ(gate.opens_at(21), 2 * kDay + 5);
}

TEST(Calendar, a_year_of_work_ends_when_arithmetic_says) {
  // Twenty seconds of every minute of the day: a third of the time.
  Plan plan{.period = 86'400};
  for (Ticks minute = 0; minute < 1440; ++minute) {
    plan.shifts.push_back({60 * minute, 60 * minute + 20, 1});
  }
  Calendar const gate{plan};
  constexpr Ticks kYear = 365 * 86'400;
  EXPECT_EQ(gate.open_time(0, kYear), kYear / 3);
  EXPECT_EQ(gate.end_of_work(0, kYear / 3), kYear - 40);
  EXPECT_EQ(gate.end_of_work(0, kYear / 3 + 1), kYear + 1);
}

// The text of the refusal.
template <typename Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (UsageError const& error) {
    return error.what();
  }
  return "";
}

std::string refusal_of(Plan const& plan) {
  return refusal([&] { Calendar{plan}; });
}

TEST(Calendar, plans_that_make_no_sense_are_refused_by_name) {
  EXPECT_EQ(refusal_of({.period = 0}),
            "the period of a calendar is 0 ticks; it must be from 1 to 2^62");
  EXPECT_NE(refusal_of({.period = -24}), "");
  EXPECT_NE(refusal_of({.period = kForever + 1}), "");
  EXPECT_EQ(refusal_of({.period = kDay, .shifts = {{8, 8, 1}}}),
            "the shift from 8 until 8 must begin before it ends");
  EXPECT_EQ(refusal_of({.period = kDay, .shifts = {{22, 30, 1}}}),
            "the shift from 22 until 30 must lie between 0 and 24");
  EXPECT_EQ(refusal_of({.period = kDay, .shifts = {{-2, 6, 1}}}),
            "the shift from -2 until 6 must lie between 0 and 24");
  EXPECT_EQ(refusal_of({.period = kDay, .shifts = {{10, 14, 1}, {8, 11, 1}}}),
            "the shift from 10 until 14 overlaps the one before it, which "
            "ends at 11");
  EXPECT_EQ(refusal_of({.period = kDay, .shifts = {{8, 12, -3}}}),
            "the shift from 8 until 12 has -3 units; it needs 0 or more");
  EXPECT_EQ(refusal_of({.period = kDay, .otherwise = -1}),
            "the time outside of the shifts has -1 units; it needs 0 or more");
  EXPECT_EQ(refusal_of({.period = kDay, .exceptions = {{50, 40, 1}}}),
            "the exception from 50 until 40 must begin before it ends");
  EXPECT_NE(refusal_of({.period = kDay, .exceptions = {{4, 5, -1}}}), "");
  EXPECT_NE(refusal_of({.period = kDay, .exceptions = {{4, kLongest, 1}}}), "");
  EXPECT_NE(refusal_of({.period = 1, .exceptions = {{-kLongest, 4, 1}}}), "");
  EXPECT_EQ(refusal_of(desk_plan()), "");
}

TEST(Calendar, questions_that_make_no_sense_are_refused) {
  Calendar const desk{desk_plan()};
  EXPECT_THROW(desk.open_time(5, 4), UsageError);
  EXPECT_THROW(desk.end_of_work(0, -1), UsageError);
  for (auto const time : {kForever + 1, -kForever - 1, kLongest, -kLongest}) {
    EXPECT_THROW(desk.units_at(time), UsageError);
    EXPECT_THROW(desk.next_change(time), UsageError);
    EXPECT_THROW(desk.opens_at(time), UsageError);
    EXPECT_THROW(desk.closes_at(time), UsageError);
    EXPECT_THROW(desk.end_of_work(time, 0), UsageError);
    EXPECT_THROW(desk.open_time(std::min<Ticks>(time, 0), 0 < time ? time : 0),
                 UsageError);
  }
}

TEST(Calendar, sums_too_large_for_a_tick_are_refused) {
  EXPECT_EQ(Calendar::always(1).open_time(-kForever, kForever - 1), kLongest);
  EXPECT_THROW(Calendar::always(1).open_time(-kForever, kForever), UsageError);
  EXPECT_EQ(Calendar::always(3).unit_time(0, kForever / 2), kForever / 2 * 3);
  EXPECT_THROW(Calendar::always(2).unit_time(0, kForever), UsageError);
  EXPECT_EQ(Calendar::always(1).end_of_work(1, kForever - 1), kForever);
  EXPECT_EQ(Calendar::always(1).end_of_work(1, kForever), kNoTime);
  EXPECT_EQ(Calendar::always(1).end_of_work(0, kLongest), kNoTime);
}

// ------------------------------------------------------ against tick by tick

// What the plan says of one tick.
int units_in(Plan const& plan, Ticks time) {
  for (auto e = plan.exceptions.rbegin(); e != plan.exceptions.rend(); ++e) {
    if (e->from <= time && time < e->until) {
      return e->units;
    }
  }
  auto const rest = (time - plan.offset) % plan.period;
  auto const within = rest < 0 ? rest + plan.period : rest;
  for (auto const& shift : plan.shifts) {
    if (shift.from <= within && within < shift.until) {
      return shift.units;
    }
  }
  return plan.otherwise;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : bits_{seed} {}
  Ticks from_to(Ticks low, Ticks high) {  // unsigned: 2^63 ticks fit
    auto const first = static_cast<std::uint64_t>(low);
    auto const count = static_cast<std::uint64_t>(high) - first + 1;
    return static_cast<Ticks>(first + bits_() % count);
  }
  int units() { return static_cast<int>(std::max<Ticks>(from_to(-1, 2), 0)); }

 private:
  std::mt19937_64 bits_;
};

constexpr Ticks kLongestPeriod = 40;
// No exception outside of these.
constexpr Ticks kExceptionsFrom = -50, kExceptionsUntil = 150;

Plan any_plan(Chance& chance) {
  Plan plan{.period = chance.from_to(1, kLongestPeriod),
            .offset = chance.from_to(-100, 100)};
  plan.otherwise = chance.from_to(0, 3) == 0 ? 1 : 0;
  for (Ticks at = chance.from_to(0, 8); at < plan.period;) {
    auto const until = std::min(at + chance.from_to(1, 10), plan.period);
    plan.shifts.push_back({at, until, chance.units()});
    at = until + std::max<Ticks>(chance.from_to(-4, 8), 0);
  }
  std::reverse(plan.shifts.begin(), plan.shifts.end());  // any order will do
  for (auto left = chance.from_to(0, 6); left > 0; --left) {
    auto const from = chance.from_to(kExceptionsFrom, kExceptionsUntil - 1);
    auto const until = std::min(from + chance.from_to(1, 60), kExceptionsUntil);
    plan.exceptions.push_back({from, until, chance.units()});
  }
  return plan;
}

// The units of each tick from `begin` up to `end`, and answers found by
// looking at one tick after the other.
class Slow {
 public:
  // After the last exception, two periods to see what comes again.
  static constexpr Ticks begin = -130;
  static constexpr Ticks end = kExceptionsUntil + 2 * kLongestPeriod;
  static constexpr Ticks asked = kExceptionsUntil + 5;  // the last question

  explicit Slow(Plan const& plan) {
    for (auto t = begin; t < end; ++t) {
      units_.push_back(units_in(plan, t));
    }
  }
  int at(Ticks t) const { return units_[static_cast<std::size_t>(t - begin)]; }

  template <typename Condition>
  std::optional<Ticks> first(Ticks from, Condition condition) const {
    for (auto t = from; t < end; ++t) {
      if (condition(at(t))) {
        return t;
      }
    }
    return {};
  }
  std::optional<Change> next_change(Ticks t) const {
    auto const then = first(t, [&](int units) { return units != at(t); });
    return then ? std::optional{Change{*then, at(*then)}} : std::nullopt;
  }
  template <typename Value>
  Ticks sum(Ticks from, Ticks until, Value value) const {
    Ticks sum = 0;
    for (auto t = from; t < until; ++t) {
      sum += value(at(t));
    }
    return sum;
  }
  std::optional<Ticks> end_of_work(Ticks start, Ticks work) const {
    for (auto t = start; t < end; ++t) {
      if (work == 0) {
        return t;
      }
      work -= is_open(at(t)) ? 1 : 0;
    }
    return {};
  }
  static bool is_open(int units) { return units > 0; }
  static bool is_closed(int units) { return units == 0; }

 private:
  std::vector<int> units_;
};

constexpr int kPlans = 3000;

TEST(CalendarTickByTick, units_and_changes_are_those_of_the_plan) {
  for (int seed = 0; seed < kPlans; ++seed) {
    Chance chance{static_cast<std::uint64_t>(seed)};
    auto const plan = any_plan(chance);
    Calendar const calendar{plan};
    Slow const slow{plan};
    for (auto t = Slow::begin; t < Slow::asked; ++t) {
      ASSERT_EQ(calendar.units_at(t), slow.at(t)) << seed << ' ' << t;
      ASSERT_EQ(calendar.is_open(t), slow.at(t) > 0) << seed << ' ' << t;
      ASSERT_EQ(calendar.next_change(t), slow.next_change(t))
          << seed << ' ' << t;
      ASSERT_EQ(calendar.opens_at(t), slow.first(t, Slow::is_open))
          << seed << ' ' << t;
      ASSERT_EQ(calendar.closes_at(t), slow.first(t, Slow::is_closed))
          << seed << ' ' << t;
    }
  }
}

TEST(CalendarTickByTick, areas_and_ends_of_work_are_those_of_the_plan) {
  for (int seed = 0; seed < kPlans; ++seed) {
    Chance chance{static_cast<std::uint64_t>(seed)};
    auto const plan = any_plan(chance);
    Calendar const calendar{plan};
    Slow const slow{plan};
    // Never open again after the last exception?
    auto const is_over = !slow.first(kExceptionsUntil, Slow::is_open);
    for (int i = 0; i < 100; ++i) {
      auto const from = chance.from_to(Slow::begin, Slow::asked);
      auto const until = chance.from_to(from, Slow::end);
      ASSERT_EQ(calendar.open_time(from, until),
                slow.sum(from, until, Slow::is_open))
          << seed << ' ' << from << ' ' << until;
      ASSERT_EQ(calendar.unit_time(from, until),
                slow.sum(from, until, [](int units) { return units; }))
          << seed << ' ' << from << ' ' << until;
      auto const work = chance.from_to(0, 120);
      auto const done = calendar.end_of_work(from, work);
      if (auto const expected = slow.end_of_work(from, work)) {
        ASSERT_EQ(done, expected) << seed << ' ' << from << ' ' << work;
      } else if (is_over) {
        ASSERT_EQ(done, kNoTime) << seed << ' ' << from << ' ' << work;
      } else {  // later than the slow one looks
        ASSERT_TRUE(done && *done >= Slow::end) << seed << ' ' << from;
        ASSERT_EQ(calendar.open_time(from, *done), work) << seed << ' ' << from;
      }
    }
  }
}

TEST(CalendarFarAway, the_plan_repeats_for_ever) {
  Chance chance{1};
  for (int i = 0; i < kPlans; ++i) {
    auto plan = any_plan(chance);
    plan.exceptions.clear();
    Calendar const calendar{plan};
    auto const rounds = chance.from_to(1, kForever / plan.period - 10);
    for (auto const jump : {rounds * plan.period, -rounds * plan.period}) {
      auto const t = chance.from_to(0, 2 * plan.period);
      ASSERT_EQ(calendar.units_at(t + jump), units_in(plan, t));
      auto const near = calendar.next_change(t);
      auto const far = calendar.next_change(t + jump);
      ASSERT_EQ(near.has_value(), far.has_value());
      if (near) {
        ASSERT_EQ(*far, (Change{near->time + jump, near->units}));
      }
    }
  }
}

TEST(CalendarFarAway, any_work_that_is_done_took_its_open_time) {
  Chance chance{2};
  int done = 0;
  for (int i = 0; i < kPlans; ++i) {
    auto plan = any_plan(chance);
    for (int far = 0; far < 3; ++far) {
      auto const from = chance.from_to(-kForever, kForever - 1);
      plan.exceptions.push_back(
          {from, chance.from_to(from + 1, kForever), chance.units()});
    }
    Calendar const calendar{plan};
    for (int question = 0; question < 20; ++question) {
      auto const start = chance.from_to(-kForever, kForever);
      auto const work = chance.from_to(1, kForever);
      auto const end = calendar.end_of_work(start, work);
      if (!end) {
        ASSERT_LT(calendar.open_time(start, kForever), work) << i;
        continue;
      }
      ++done;
      ASSERT_EQ(calendar.open_time(start, *end), work) << i;
      ASSERT_TRUE(calendar.is_open(*end - 1)) << i;
      auto const next = calendar.next_change(start);
      if (next) {
        ASSERT_GT(next->time, start);
        ASSERT_NE(calendar.units_at(next->time), calendar.units_at(start));
        ASSERT_EQ(calendar.unit_time(start, std::min(next->time, start + 9)),
                  calendar.units_at(start) *
                      (std::min(next->time, start + 9) - start));
      }
    }
  }
  EXPECT_GT(done, kPlans);  // not all of them are never done
}

}  // namespace
}  // namespace camel
