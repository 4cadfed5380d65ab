// SPDX-License-Identifier: Apache-2.0
// Units that are taken away: by more urgent requests, and by a change of how
// many there are.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/pool.h"
#include "camel/sim/random.h"

namespace camel {
namespace {

using Diary = std::vector<std::string>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

struct Visit {
  std::string name;
  Ticks at = 0, stay = 0;
  Pool::Request request = {};
};

std::string describe(Interruption const& why) {
  return why.cause == Interruption::Cause::preempted ? " preempted"
         : why.cause == Interruption::Cause::closed
             ? " closed " + std::to_string(why.code)
             : " called";
}

Process visit(Simulation& sim, Pool& pool, Visit visit, Diary& diary) {
  co_await sim.wait(visit.at);
  auto const hold = co_await pool.acquire(visit.request);
  note(diary, sim, visit.name);
  auto const end = co_await sim.wait(visit.stay).or_interrupted();
  EXPECT_EQ(hold.is_taken_away(), end.is_interrupted);
  if (end.is_interrupted) {
    note(diary, sim,
         visit.name + describe(end.interruption) + " after " +
             std::to_string(end.waited));
    co_await sim.wait(1'000);  // the empty hold is there for a while
  }
}

Diary visits(Pool& pool, std::vector<Visit> const& all) {
  Diary diary;
  Simulation sim;
  for (auto const& one : all) {
    sim.start(visit(sim, pool, one, diary));
  }
  sim.run();
  EXPECT_EQ(sim.report_waiting(), "");
  EXPECT_EQ(pool.free(), pool.units());
  EXPECT_EQ(pool.in_use().level(), 0);
  EXPECT_LE(pool.in_use().max(), pool.units());
  return diary;
}

Pool::Request yields(Priority priority, int units = 1) {
  return {.units = units, .priority = priority, .may_be_preempted = true};
}
Pool::Request preempts(Priority priority, int units = 1) {
  return {.units = units, .priority = priority, .preempts = true};
}

TEST(Preemption, it_takes_the_unit_of_the_least_urgent) {
  Pool pool{3};
  EXPECT_EQ(
      visits(pool, {{"a", 0, 50, yields(1)},
                    {"b", 1, 50, yields(3)},
                    {"c", 2, 50, yields(2)},
                    {"urgent", 10, 5, preempts(0)}}),
      (Diary{"0 a", "1 b", "2 c", "10 urgent", "10 b preempted after 9"}));
}

TEST(Preemption, among_equals_it_takes_the_unit_of_the_one_who_began_last) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"a", 0, 50, yields(1)},
                          {"b", 1, 50, yields(1)},
                          {"c", 2, 50, yields(1)},
                          {"u", 10, 5, preempts(0)},
                          {"v", 11, 5, preempts(0)}}),
            (Diary{"0 a", "1 b", "2 c", "10 u", "10 c preempted after 8",
                   "11 v", "11 b preempted after 10"}));
}

TEST(Preemption, a_large_request_takes_from_as_many_as_it_needs) {
  Pool pool{5};
  EXPECT_EQ(visits(pool, {{"a", 0, 50, yields(1)},
                          {"b", 1, 50, yields(3)},
                          {"c", 2, 50, yields(2)},
                          {"u", 10, 5, preempts(0, 4)}}),  // two are free
            (Diary{"0 a", "1 b", "2 c", "10 u", "10 b preempted after 9",
                   "10 c preempted after 8"}));
}

TEST(Preemption, nobody_is_stopped_where_it_would_not_suffice) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"a", 0, 20, yields(1)},
                          {"firm", 1, 19},
                          {"equal", 2, 48, yields(0)},
                          {"u", 10, 5, preempts(0, 2)}}),
            (Diary{"0 a", "1 firm", "2 equal", "20 u"}));
}

TEST(Preemption, it_happens_as_well_when_the_request_has_come_to_the_head) {
  Pool pool{2};
  EXPECT_EQ(visits(pool, {{"firm", 0, 30},
                          {"a", 1, 50, yields(5)},
                          {"first", 2, 10, {.units = 2, .priority = -1}},
                          {"u", 3, 10, preempts(0)}}),
            // First waits for a, and u behind it, although it might preempt.
            (Diary{"0 firm", "1 a", "51 first", "61 u"}));
  Pool other{2};
  EXPECT_EQ(visits(other, {{"firm", 0, 30},
                           {"a", 1, 50, yields(5)},
                           {"u", 3, 10, preempts(0, 2)}}),
            (Diary{"0 firm", "1 a", "30 u", "30 a preempted after 29"}));
}

TEST(Preemption, what_the_stopped_leave_over_serves_the_line) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"large", 0, 50, yields(5, 3)},
                          {"two", 1, 5, {.units = 2, .priority = 1}},
                          {"u", 2, 30, preempts(0)}}),
            (Diary{"0 large", "2 u", "2 large preempted after 2", "2 two"}));
}

TEST(Preemption, at_the_very_end_of_a_stay_either_comes_first) {
  Pool pool{1};
  EXPECT_EQ(visits(pool, {{"a", 0, 10, yields(1)}, {"u", 10, 5, preempts(0)}}),
            (Diary{"0 a", "10 u", "10 a preempted after 10"}));
  Pool other{1};  // here the stay was asked for first
  EXPECT_EQ(visits(other, {{"a", 0, 10, yields(1)}, {"b", 0, 0, preempts(2)}}),
            (Diary{"0 a", "10 b"}));
}

Process hold_one_and_want(Simulation& sim, Pool& pool, Pool& other,
                          Pool::Request wanted, Diary& diary) {
  auto const one = co_await pool.acquire(yields(5));
  try {
    auto const two = co_await other.acquire(wanted);
    note(diary, sim, one.is_taken_away() ? "lost one" : "has both");
    co_await sim.wait(10);
  } catch (Interrupted const& interrupted) {
    note(diary, sim, "in line" + describe(interrupted.interruption));
  }
}

TEST(Preemption, a_holder_who_stands_in_another_line_is_called_away_there) {
  Diary diary;
  Pool pool{1}, other{1};
  Simulation sim;
  sim.start(visit(sim, other, {"o", 0, 100}, diary));
  sim.run_until(1);
  sim.start(hold_one_and_want(sim, pool, other, {.priority = 5}, diary));
  sim.start(visit(sim, pool, {"u", 9, 5, preempts(0)}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 o", "10 u", "10 in line preempted"}));
  EXPECT_EQ(other.reneged(), 1U);
  EXPECT_EQ(pool.free() + other.free(), 2);
}

TEST(Preemption, its_unit_does_not_go_to_those_behind_the_one_called_away) {
  // Whoever leaves the line lets the next go on: not with the unit that was
  // just taken for somebody else.
  Diary diary;
  Pool pool{2};
  Simulation sim;
  sim.start(visit(sim, pool, {"x", 0, 50}, diary));
  sim.run_until(1);
  sim.start(hold_one_and_want(sim, pool, pool, {.priority = 5}, diary));
  sim.start(visit(sim, pool, {"w", 1, 10, {.priority = 6}}, diary));
  sim.start(visit(sim, pool, {"u", 2, 10, preempts(0)}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 x", "3 u", "3 in line preempted", "13 w"}));
  EXPECT_EQ(pool.in_use().max(), 2);
  EXPECT_EQ(pool.free(), 2);
}

TEST(Preemption, nobody_preempts_its_own_process) {
  for (auto const units : {1, 2}) {
    Diary diary;
    Pool pool{3};
    Simulation sim;
    sim.start(visit(sim, pool, {"x", 0, 50, {.units = 2}}, diary));
    sim.run_until(0);
    sim.start(hold_one_and_want(sim, pool, pool, preempts(0, units), diary));
    sim.run();
    EXPECT_EQ(diary, (Diary{"0 x", "50 has both"}));
    EXPECT_EQ(pool.free(), 3);
  }
}

Process hand_on(Simulation& sim, Pool& pool, Diary& diary) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(10);
  hold.release();
  auto const again = co_await pool.acquire(preempts(-1));
  note(diary, sim, "again");
  co_await sim.wait(5);
}

Process come_too_late(Simulation& sim, Pool& pool, Diary& diary) {
  auto const hold = co_await pool.acquire(yields(0));
  note(diary, sim, hold.is_taken_away() ? "taken away" : "kept");
  co_await sim.wait(100);
}

TEST(Preemption, who_is_about_to_go_on_sees_that_it_was_taken_away) {
  Diary diary;
  Pool pool{1};
  Simulation sim;
  sim.start(hand_on(sim, pool, diary));
  sim.start(come_too_late(sim, pool, diary));
  sim.run_until(50);
  EXPECT_EQ(diary, (Diary{"10 again", "10 taken away"}));
  EXPECT_EQ(pool.free(), 1);
  EXPECT_EQ(pool.in_use().area(50), 15);
  sim.run();
  EXPECT_EQ(pool.free(), 1) << "it does not go back twice";
}

Process hand_on_and_end(Simulation& sim, Pool& pool, ProcessId const& other) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(10);
  hold.release();
  auto const again = co_await pool.acquire(preempts(-1));
  EXPECT_TRUE(sim.end(other));
  EXPECT_EQ(pool.free(), 0);
  co_await sim.wait(5);
}

TEST(Preemption, what_was_taken_from_one_who_then_ends_does_not_go_back_twice) {
  Diary diary;
  ProcessId late;
  Pool pool{1};
  Simulation sim;
  sim.start(hand_on_and_end(sim, pool, late));
  late = sim.start(come_too_late(sim, pool, diary));
  sim.run();
  EXPECT_TRUE(diary.empty());
  EXPECT_EQ(pool.free(), 1);
  EXPECT_EQ(pool.in_use().level(), 0);
}

// ------------------------------------------------------- the number of units

Process set_units_at(Simulation& sim, Pool& pool, Ticks at, int units,
                     WhenStopped policy) {
  co_await sim.wait(at);
  pool.set_units(units, policy);
}

Pool::Request may_stop(int units = 1) {
  return {.units = units, .may_be_stopped = true};
}

TEST(SetUnits, more_of_them_serve_the_line_at_once) {
  Diary diary;
  Pool pool{1};
  Simulation sim;
  for (auto const* name : {"a", "b", "c", "d"}) {
    sim.start(visit(sim, pool, {name, 0, 100}, diary));
  }
  sim.run_until(10);
  pool.set_units(3);
  sim.run_until(20);
  EXPECT_EQ(diary, (Diary{"0 a", "10 b", "10 c"}));
  EXPECT_EQ(pool.units(), 3);
  EXPECT_EQ(pool.free(), 0);
  EXPECT_THROW(pool.set_units(2), SimulationError);
  EXPECT_THROW(pool.set_units(-1, WhenStopped::abort), SimulationError);
  EXPECT_EQ(pool.units(), 3);
  EXPECT_EQ(pool.capacity().area(20), 10 + 30);
}

TEST(SetUnits, work_that_is_finished_first_is_a_debt_until_then) {
  Diary diary;
  Pool pool{3};
  Simulation sim;
  for (int i = 0; i < 3; ++i) {
    sim.start(visit(sim, pool, {"stays", 0, 10 + 10 * i, may_stop()}, diary));
  }
  sim.start(visit(sim, pool, {"next", 6, 1}, diary));
  sim.start(set_units_at(sim, pool, 5, 1, WhenStopped::finish));
  sim.run_until(5);
  EXPECT_EQ(pool.free(), -2);
  sim.run_until(29);
  EXPECT_EQ(pool.free(), 0);
  EXPECT_EQ(diary.size(), 3U);
  sim.run();
  EXPECT_EQ(diary.back(), "30 next");
  EXPECT_EQ(pool.free(), 1);
  EXPECT_EQ(pool.in_use().area(31), 10 + 20 + 30 + 1);
  EXPECT_EQ(pool.capacity().area(31), 3 * 5 + 26);
}

TEST(SetUnits, the_last_to_begin_are_stopped_and_told_the_policy) {
  for (auto const policy :
       {WhenStopped::pause, WhenStopped::restart, WhenStopped::abort}) {
    Diary diary;
    Pool pool{4};
    Simulation sim;
    sim.start(visit(sim, pool, {"a", 0, 100, may_stop()}, diary));
    sim.start(visit(sim, pool, {"b", 1, 100, may_stop()}, diary));
    sim.start(visit(sim, pool, {"firm", 2, 100}, diary));
    sim.start(visit(sim, pool, {"c", 3, 100, may_stop()}, diary));
    sim.start(set_units_at(sim, pool, 10, 2, policy));
    sim.run_until(10);
    auto const closed = " closed " + std::to_string(static_cast<int>(policy));
    EXPECT_EQ(diary, (Diary{"0 a", "1 b", "2 firm", "3 c",
                            "10 c" + closed + " after 7",
                            "10 b" + closed + " after 9"}));
    EXPECT_EQ(pool.free(), 0);
    sim.run();
    EXPECT_EQ(pool.free(), 2);
  }
}

TEST(SetUnits, what_may_not_be_stopped_is_finished_whatever_the_policy) {
  Diary diary;
  Pool pool{3};
  Simulation sim;
  sim.start(visit(sim, pool, {"firm", 0, 30}, diary));
  sim.start(visit(sim, pool, {"a", 1, 30, may_stop()}, diary));
  sim.start(visit(sim, pool, {"yields", 2, 30, yields(5)}, diary));
  sim.start(set_units_at(sim, pool, 10, 0, WhenStopped::abort));
  sim.run_until(10);
  EXPECT_EQ(diary,
            (Diary{"0 firm", "1 a", "2 yields", "10 a closed 3 after 9"}));
  EXPECT_EQ(pool.free(), -2);
  sim.run_until(30);
  EXPECT_EQ(pool.free(), -1);
  sim.run_until(32);
  EXPECT_EQ(pool.free(), 0);
}

TEST(SetUnits, what_large_work_leaves_over_serves_the_line) {
  Diary diary;
  Pool pool{4};
  Simulation sim;
  sim.start(visit(sim, pool, {"large", 0, 30, may_stop(4)}, diary));
  sim.start(visit(sim, pool, {"small", 1, 5}, diary));
  sim.start(set_units_at(sim, pool, 10, 3, WhenStopped::abort));
  sim.run_until(10);
  EXPECT_EQ(diary,
            (Diary{"0 large", "10 large closed 3 after 10", "10 small"}));
  EXPECT_EQ(pool.free(), 2);
}

TEST(SetUnits, a_pool_nobody_has_used_is_told_its_simulation) {
  Diary diary;
  Pool pool{1};
  Simulation sim;
  sim.run_until(100);
  pool.live_in(sim);
  pool.set_units(3);
  sim.run_until(200);
  EXPECT_EQ(pool.capacity().area(200), 100 + 300);
}

// ------------------------------------------------------------------ at random

struct Yard {
  Pool tracks{6, "tracks"};
  Pool cranes{3, "cranes", {.may_overtake = true}};
  std::vector<Hold const*> tracks_held, cranes_held;
};

int in_hand(std::vector<Hold const*> const& holds) {
  auto units = 0;
  for (auto const* hold : holds) {
    units += hold->is_taken_away() ? 0 : hold->units();
  }
  return units;
}

struct Listed {
  std::vector<Hold const*>& holds;
  Hold const& hold;
  Listed(std::vector<Hold const*>& all, Hold const& one)
      : holds{all}, hold{one} {
    holds.push_back(&hold);
  }
  Listed(Listed const&) = delete;
  ~Listed() { std::erase(holds, &hold); }
};

Ticks below(Random& random, int n) {
  return static_cast<Ticks>(random.uniform() * n);
}

Pool::Request any_request(Random& random, int most) {
  auto const draw = [&](int n) { return static_cast<int>(below(random, n)); };
  return {.units = 1 + draw(most),
          .priority = static_cast<Priority>(draw(5)),
          .preempts = draw(2) == 0,
          .may_be_preempted = draw(2) == 0,
          .may_be_stopped = draw(2) == 0};
}

Process wander(Simulation& sim, Yard& yard, std::uint64_t number) {
  Random random{{.seed = 3, .stream = number, .replication = 0}};
  for (;;) {
    co_await sim.wait(below(random, 20));
    auto const track = co_await yard.tracks.acquire(any_request(random, 4))
                           .within(5 + below(random, 40));
    Listed const tracks{yard.tracks_held, track};
    try {
      co_await sim.wait(below(random, 10));
      auto const crane = co_await yard.cranes.acquire(any_request(random, 2));
      Listed const cranes{yard.cranes_held, crane};
      try {
        co_await sim.wait(below(random, 15));
      } catch (Interrupted const&) {
      }
      co_await sim.wait(1);
    } catch (Interrupted const&) {
    }
  }
}

TEST(Preemption, units_in_use_are_those_in_hand_whatever_happens) {
  Yard yard;
  Simulation sim;
  Random random{{.seed = 3, .stream = 1'000, .replication = 0}};
  for (std::uint64_t i = 0; i < 12; ++i) {
    sim.start(wander(sim, yard, i));
  }
  auto shortages = 0;
  for (int i = 0; i < 4'000; ++i) {
    sim.run_until(sim.now() + 3);
    if (i % 10 == 9) {
      auto const policy = static_cast<WhenStopped>(below(random, 4));
      yard.tracks.set_units(static_cast<int>(below(random, 7)), policy);
      sim.run_until(sim.now());
    }
    shortages += yard.tracks.free() < 0 ? 1 : 0;
    ASSERT_EQ(yard.tracks.in_use().level(),
              yard.tracks.units() - yard.tracks.free());
    ASSERT_EQ(yard.cranes.in_use().level(), 3 - yard.cranes.free());
    ASSERT_GE(yard.cranes.free(), 0);
    ASSERT_EQ(yard.tracks.in_use().level(), in_hand(yard.tracks_held));
    ASSERT_EQ(yard.cranes.in_use().level(), in_hand(yard.cranes_held));
  }
  EXPECT_GT(shortages, 100);
  EXPECT_GT(sim.events(), 10'000U);
  EXPECT_GT(yard.tracks.reneged(), 100U);
}

}  // namespace
}  // namespace camel
