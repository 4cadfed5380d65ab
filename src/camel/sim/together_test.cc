// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/together.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/gate.h"
#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/signal.h"
#include "camel/sim/store.h"

namespace camel {
namespace {

using Diary = std::vector<std::string>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

struct Yard {
  explicit Yard(int units = 1) : cranes{units, "cranes"} {}

  Pool cranes;
  Gate gate{Gate::State::closed, "gate"};
  Diary diary;
};

Task<> rest(Simulation& sim, Yard& yard, Ticks time, std::string name) {
  co_await sim.wait(time);
  note(yard.diary, sim, name);
}

Task<> lift(Simulation& sim, Yard& yard, Ticks time, std::string name) {
  auto const crane = co_await yard.cranes.acquire();
  co_await sim.wait(time);
  note(yard.diary, sim, name);
}

Task<> derail(Simulation& sim, Ticks time, std::string what) {
  co_await sim.wait(time);
  throw std::runtime_error{what};
}

Process do_all(Simulation& sim, Yard& yard) {
  co_await all_of(sim, lift(sim, yard, 10, "lifted"),
                  rest(sim, yard, 5, "rested"),
                  lift(sim, yard, 3, "lifted again"));
  note(yard.diary, sim, "all");
}

TEST(AllOf, it_goes_on_when_the_last_has_ended) {
  Yard yard;
  Simulation sim;
  sim.start(do_all(sim, yard));
  sim.run();
  EXPECT_EQ(yard.diary,
            (Diary{"5 rested", "10 lifted", "13 lifted again", "13 all"}));
  EXPECT_EQ(yard.cranes.free(), 1);
}

Process do_any(Simulation& sim, Yard& yard) {
  auto const first = co_await any_of(sim, lift(sim, yard, 10, "lifted"),
                                     rest(sim, yard, 5, "rested"),
                                     lift(sim, yard, 3, "lifted again"));
  note(yard.diary, sim, "first was " + std::to_string(first));
  EXPECT_EQ(yard.cranes.free(), 1);
  EXPECT_EQ(yard.cranes.length(), 0U);
  co_await sim.wait(100);
}

TEST(AnyOf, the_first_to_end_ends_the_others_with_what_they_hold) {
  Yard yard;
  Simulation sim;
  sim.start(do_any(sim, yard));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"5 rested", "5 first was 1"}));
  EXPECT_EQ(yard.cranes.in_use().area(105), 5);
}

Task<> nothing(Simulation&) { co_return; }

Process do_at_once(Simulation& sim, Yard& yard) {
  co_await all_of(sim, nothing(sim), nothing(sim));
  note(yard.diary, sim, "all");
  auto const first = co_await any_of(sim, rest(sim, yard, 5, "rested"),
                                     nothing(sim), nothing(sim));
  note(yard.diary, sim, std::to_string(first));
}

TEST(Together, branches_that_do_not_wait_take_no_time) {
  Yard yard;
  Simulation sim;
  sim.start(do_at_once(sim, yard));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"0 all", "0 1"}));
}

Process do_none(Simulation& sim, Yard& yard) {
  co_await all_of(sim, std::vector<Task<>>{});
  note(yard.diary, sim, "all of none");
  auto const first = co_await any_of(sim, std::vector<Task<>>{});
  note(yard.diary, sim, "any of none " + std::to_string(first));
}

TEST(Together, all_of_nothing_is_done_and_any_of_nothing_is_refused) {
  Yard yard;
  Simulation sim;
  sim.start(do_none(sim, yard), {.label = {"train", 7}});
  try {
    sim.run();
    ADD_FAILURE() << "not refused";
  } catch (SimulationError const& error) {
    EXPECT_STREQ(error.what(), "train 7 at 0: waits for any of no branches");
  }
  EXPECT_EQ(yard.diary, (Diary{"0 all of none"}));
}

Process do_many(Simulation& sim, Yard& yard, int count) {
  std::vector<Task<>> branches;
  for (int i = 0; i < count; ++i) {
    branches.push_back(rest(sim, yard, i * 7 % count, ""));
  }
  co_await all_of(sim, std::move(branches));
  note(yard.diary, sim, "all");
}

TEST(AllOf, the_branches_may_be_a_thousand) {
  Yard yard;
  Simulation sim;
  sim.start(do_many(sim, yard, 1'000));
  sim.run();
  EXPECT_EQ(yard.diary.size(), 1'001U);
  EXPECT_EQ(yard.diary.back(), "999 all");
}

// --------------------------------------------------------------------- nested

Task<> inner_all(Simulation& sim, Yard& yard) {
  co_await all_of(sim, rest(sim, yard, 3, "a"), rest(sim, yard, 20, "b"));
  note(yard.diary, sim, "inner all");
}

Task<> inner_any(Simulation& sim, Yard& yard) {
  auto const first =
      co_await any_of(sim, lift(sim, yard, 50, "c"), inner_all(sim, yard));
  note(yard.diary, sim, "inner any " + std::to_string(first));
}

Process nest(Simulation& sim, Yard& yard, Ticks patience) {
  auto const first = co_await any_of(sim, inner_any(sim, yard),
                                     rest(sim, yard, patience, "impatient"));
  note(yard.diary, sim, "outer " + std::to_string(first));
}

TEST(Together, branches_have_branches_which_end_with_them) {
  Yard yard;
  Simulation sim;
  sim.start(nest(sim, yard, 30));
  sim.start(nest(sim, yard, 10));
  sim.run();
  EXPECT_EQ(yard.diary,
            (Diary{"3 a", "3 a", "10 impatient", "10 outer 1", "20 b",
                   "20 inner all", "20 inner any 1", "20 outer 0"}));
  EXPECT_EQ(yard.cranes.free(), 1);
  EXPECT_EQ(yard.cranes.in_use().area(20), 20);
  EXPECT_EQ(yard.cranes.reneged(), 1U);
}

// ----------------------------------------------------------------- exceptions

Process try_all(Simulation& sim, Yard& yard) {
  try {
    co_await all_of(sim, lift(sim, yard, 10, "lifted"), derail(sim, 4, "axle"),
                    derail(sim, 4, "switch"));
  } catch (std::runtime_error const& error) {
    note(yard.diary, sim, error.what());
  }
  EXPECT_EQ(yard.cranes.free(), 1);
  try {
    static_cast<void>(co_await any_of(sim, rest(sim, yard, 10, "rested"),
                                      derail(sim, 4, "points")));
  } catch (std::runtime_error const& error) {
    note(yard.diary, sim, error.what());
  }
}

TEST(Together, the_first_exception_ends_the_others_and_comes_out) {
  Yard yard;
  Simulation sim;
  sim.start(try_all(sim, yard));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"4 axle", "8 points"}));
}

Task<> derail_at_gate(Simulation&, Yard& yard, std::string what) {
  bool const is_through = co_await yard.gate.pass();
  throw std::runtime_error{what + (is_through ? "" : ", closed")};
}

Process try_in_one_moment(Simulation& sim, Yard& yard) {
  try {
    co_await all_of(sim, derail_at_gate(sim, yard, "first"),
                    derail_at_gate(sim, yard, "second"));
  } catch (std::runtime_error const& error) {
    note(yard.diary, sim, error.what());
  }
}

TEST(Together, of_two_exceptions_in_one_moment_the_first_comes_out) {
  Yard yard;
  Simulation sim;
  sim.start(try_in_one_moment(sim, yard));
  sim.run();
  yard.gate.open();
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"0 first"}));
}

Process let_it_out(Simulation& sim) {
  co_await all_of(sim, derail(sim, 4, "axle"));
}

TEST(Together, an_exception_nobody_catches_stops_the_run_in_the_parents_name) {
  Simulation sim;
  sim.start(let_it_out(sim), {.label = {"train", 7}});
  try {
    sim.run();
    ADD_FAILURE() << "not stopped";
  } catch (ProcessFailed const& failed) {
    EXPECT_STREQ(failed.what(), "train 7 at 4: axle");
  }
}

// ------------------------------------------------------- ended and interrupted

TEST(Together, when_the_parent_is_ended_its_branches_end_with_it) {
  Yard yard;
  Simulation sim;
  auto const parent = sim.start(do_all(sim, yard));
  sim.run_until(7);
  EXPECT_EQ(yard.cranes.length(), 1U);
  EXPECT_TRUE(sim.end(parent));
  EXPECT_EQ(yard.cranes.free(), 1);
  EXPECT_EQ(yard.cranes.length(), 0U);
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"5 rested"}));
}

Process be_called(Simulation& sim, Yard& yard) {
  try {
    co_await all_of(sim, lift(sim, yard, 10, "lifted"),
                    lift(sim, yard, 10, "lifted again"));
  } catch (Interrupted const& interrupted) {
    note(yard.diary, sim,
         "called with " + std::to_string(interrupted.interruption.code));
  }
  EXPECT_EQ(yard.cranes.free(), 1);
  co_await sim.wait(100);
}

TEST(Together, when_the_parent_is_called_away_its_branches_end) {
  Yard yard;
  Simulation sim;
  auto const parent = sim.start(be_called(sim, yard));
  sim.run_until(7);
  EXPECT_TRUE(sim.interrupt(parent, {.code = 42}));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"7 called with 42"}));
  EXPECT_EQ(yard.cranes.in_use().area(107), 7);
}

Task<> end_parent(Simulation& sim, Yard& yard, ProcessId const& parent) {
  auto const crane = co_await yard.cranes.acquire();
  co_await sim.wait(5);
  EXPECT_TRUE(sim.end(parent));
  note(yard.diary, sim, "goes on without it");
  co_await sim.wait(1);
  ADD_FAILURE() << "it ends where it next waits";
}

Process be_ended(Simulation& sim, Yard& yard, ProcessId const& self) {
  co_await all_of(sim, rest(sim, yard, 4, "rested"),
                  end_parent(sim, yard, self), lift(sim, yard, 5, "lifted"));
  ADD_FAILURE() << "it was ended";
}

TEST(Together, a_branch_may_end_its_own_process) {
  Yard yard;
  ProcessId parent;
  Simulation sim;
  parent = sim.start(be_ended(sim, yard, parent));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"4 rested", "5 goes on without it"}));
  EXPECT_EQ(yard.cranes.free(), 1);
  EXPECT_FALSE(sim.is_alive(parent));
  EXPECT_EQ(sim.report_waiting(), "");
}

Task<> end_itself(Simulation& sim) {
  sim.end(sim.running());
  co_await sim.wait(1);
}

Process lose_a_branch(Simulation& sim, Yard& yard) {
  co_await all_of(sim, end_itself(sim), rest(sim, yard, 5, "rested"));
  note(yard.diary, sim, "all");
}

TEST(AllOf, a_branch_that_somebody_ends_has_ended) {
  Yard yard;
  Simulation sim;
  sim.start(lose_a_branch(sim, yard));
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"5 rested", "5 all"}));
}

// ---------------------------------------------------- things that are awaited

Process wait_for_either(Simulation& sim, Yard& yard, Store<int>& store,
                        Signal& signal) {
  auto const first = co_await any_of(
      sim, as_task(sim, yard.gate.pass()), as_task(sim, store.get()),
      as_task(sim, signal.wait()), as_task(sim, sim.wait(30)),
      as_task(sim, yard.cranes.acquire().within(25)));
  note(yard.diary, sim, std::to_string(first));
}

TEST(AnyOf, whatever_can_be_awaited_can_be_a_branch) {
  for (auto const which : {0, 1, 2, 3}) {
    Yard yard;
    yard.cranes.set_units(0);  // so that nobody gets one
    Store<int> store;
    Signal signal;
    Simulation sim;
    sim.start(wait_for_either(sim, yard, store, signal));
    sim.run_until(10);
    if (which == 0) {
      yard.gate.open();
    } else if (which == 1) {
      EXPECT_TRUE(store.try_put(sim, 7));
    } else if (which == 2) {
      signal.raise();
    }
    sim.run();
    // Otherwise the patience with the cranes is the first to end.
    EXPECT_EQ(yard.diary,
              which < 3 ? Diary{"10 " + std::to_string(which)} : Diary{"25 4"});
    EXPECT_EQ(yard.gate.length() + store.getters().length() + signal.length() +
                  yard.cranes.length(),
              0U);
  }
}

Task<> pass_gate(Simulation&, Yard& yard, std::string) {
  bool const is_through = co_await yard.gate.pass();
  EXPECT_TRUE(is_through);
}

Process race(Simulation& sim, Yard& yard) {
  auto const first =
      co_await any_of(sim, rest(sim, yard, 50, "never"),
                      pass_gate(sim, yard, "a"), pass_gate(sim, yard, "b"));
  note(yard.diary, sim, "first was " + std::to_string(first));
}

TEST(AnyOf, of_two_in_one_moment_it_brings_the_first) {
  Yard yard;
  Simulation sim;
  sim.start(race(sim, yard));
  sim.run_until(3);
  yard.gate.open();
  sim.run();
  EXPECT_EQ(yard.diary, (Diary{"3 first was 1"}));
}

// ------------------------------------------------------------------- anywhere

Task<> fumble(Simulation& sim, Yard& yard, std::uint64_t seed, int depth) {
  Random random{{.seed = 8, .stream = seed, .replication = 0}};
  auto const crane = co_await yard.cranes.acquire().within(30);
  co_await sim.wait(random.integer(0, 3));
  if (depth == 0) {
    co_return;
  }
  if (random.happens(0.1)) {
    throw std::runtime_error{"fumbled"};
  }
  std::vector<Task<>> branches;
  for (std::uint64_t i = 1; i <= 3; ++i) {
    branches.push_back(fumble(sim, yard, 4 * seed + i, depth - 1));
  }
  if (random.happens(0.5)) {
    co_await all_of(sim, std::move(branches));
  } else {
    static_cast<void>(co_await any_of(sim, std::move(branches)));
  }
}

Process fumble_on(Simulation& sim, Yard& yard, std::uint64_t seed) {
  try {
    co_await fumble(sim, yard, seed, 3);
  } catch (std::runtime_error const&) {
    note(yard.diary, sim, "fumbled");
  }
}

TEST(Together, a_run_can_be_cut_anywhere_and_everything_comes_back) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    Yard yard{3};
    {
      Simulation sim;
      for (std::uint64_t i = 1; i <= 4; ++i) {
        sim.start(fumble_on(sim, yard, i));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
      }
    }
    ASSERT_EQ(yard.cranes.free(), 3);
    ASSERT_EQ(yard.cranes.length(), 0U);
  }
  EXPECT_GT(steps, 100);
}

Task<> take_from(Simulation&, Pool& tracks, int& taken) {
  auto track = co_await tracks.acquire();
  ++taken;
}

Process take_any(Simulation& sim, Pool& north, Pool& south, int& taken) {
  co_await any_of(sim, take_from(sim, north, taken),
                  take_from(sim, south, taken));
}

Process set_free(Simulation& sim, Pool& north, Pool& south) {
  co_await sim.wait(5);
  north.set_units(1);
  south.set_units(1);
}

TEST(AnyOf, of_two_served_in_one_moment_the_second_gives_back) {
  Pool north{1}, south{1};
  north.set_units(0);
  south.set_units(0);
  int taken = 0;
  Simulation sim;
  sim.start(take_any(sim, north, south, taken));
  sim.start(set_free(sim, north, south));
  sim.run();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(north.free() + south.free(), 2);
}

Task<int> count_to(Simulation& sim, int n) {
  co_await sim.wait(n);
  co_return n;
}

Process count_all(Simulation& sim, Ticks& done) {
  co_await all_of(sim, count_to(sim, 3), count_to(sim, 7));
  done = sim.now();
}

TEST(AllOf, branches_may_have_results_which_are_dropped) {
  Ticks done = 0;
  Simulation sim;
  sim.start(count_all(sim, done));
  sim.run();
  EXPECT_EQ(done, 7);
}

}  // namespace
}  // namespace camel
