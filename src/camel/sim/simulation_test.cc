// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/simulation.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"

namespace camel {
namespace {

Process note_at(Simulation& sim, std::string& diary, Ticks delay, char name) {
  co_await sim.wait(delay);
  diary += name;
}

TEST(Simulation, events_happen_in_the_order_of_time) {
  std::string diary;
  Simulation sim;
  sim.start(note_at(sim, diary, 30, 'c'));
  sim.start(note_at(sim, diary, 10, 'a'));
  sim.start(note_at(sim, diary, 20, 'b'));
  sim.run_until(100);
  EXPECT_EQ(diary, "abc");
  EXPECT_EQ(sim.now(), 100);
}

TEST(Simulation, events_of_the_same_time_keep_the_order_they_were_asked_in) {
  std::string diary;
  Simulation sim;
  for (char name = 'a'; name <= 'z'; ++name) {
    sim.start(note_at(sim, diary, 5, name));
  }
  sim.run_until(5);
  EXPECT_EQ(diary, "abcdefghijklmnopqrstuvwxyz");
}

TEST(Simulation, an_event_at_the_very_end_still_happens_and_a_later_one_waits) {
  std::string diary;
  Simulation sim;
  sim.start(note_at(sim, diary, 10, 'a'));
  sim.start(note_at(sim, diary, 11, 'b'));
  sim.run_until(10);
  EXPECT_EQ(diary, "a");
  sim.run_until(11);
  EXPECT_EQ(diary, "ab");
}

TEST(Simulation, a_negative_wait_is_refused) {
  Simulation sim;
  EXPECT_THROW(static_cast<void>(sim.wait(-1)), SimulationError);
}

Process fail_at(Simulation& sim, Ticks delay) {
  co_await sim.wait(delay);
  throw std::runtime_error{"derailed"};
}

TEST(Simulation, an_exception_that_leaves_a_process_ends_the_run) {
  Simulation sim;
  sim.start(fail_at(sim, 3));
  EXPECT_THROW(sim.run_until(10), ProcessFailed);
}

Process hold_for_ever(Simulation& sim, Pool& pool, int& held) {
  auto const unit = co_await pool.acquire();
  ++held;
  co_await sim.wait(1'000'000);
}

TEST(Simulation, processes_still_alive_are_destroyed_with_what_they_hold) {
  // The sanitizers of the dev build watch this one: waiters and holders die
  // with the simulation, whoever comes first.
  for (Ticks cut = 0; cut < 5; ++cut) {
    int held = 0;
    Pool pool{2};
    Simulation sim;
    for (int i = 0; i < 6; ++i) {
      sim.start(hold_for_ever(sim, pool, held));
    }
    sim.run_until(cut);
    EXPECT_EQ(held, 2);
    EXPECT_EQ(pool.length(), 4U);
  }
}

Task<> add_later(Simulation& sim, int& sum, int value) {
  co_await sim.wait(value);
  if (value == 7) {
    throw std::runtime_error{"seven"};
  }
  sum += value;
}

Process add_all(Simulation& sim, int& sum) {
  co_await add_later(sim, sum, 1);
  co_await add_later(sim, sum, 2);
  try {
    co_await add_later(sim, sum, 7);
  } catch (std::runtime_error const&) {
    sum += 100;
  }
}

TEST(Task, a_process_awaits_its_parts_and_catches_their_exceptions) {
  int sum = 0;
  Simulation sim;
  sim.start(add_all(sim, sum));
  sim.run_until(2);
  EXPECT_EQ(sum, 1);
  sim.run_until(10);
  EXPECT_EQ(sum, 103);
}

Process wait_for(Simulation& sim, Signal& signal, Ticks deadline,
                 std::string& diary) {
  bool const raised = co_await signal.wait().until(deadline);
  diary += raised ? "r" : "t";
  diary += std::to_string(sim.now());
}

Process raise_at(Simulation& sim, Signal& signal, Ticks at) {
  co_await sim.wait(at);
  signal.raise();
}

TEST(Signal, whoever_waits_goes_on_when_it_is_raised_or_at_the_deadline) {
  std::string diary;
  Signal signal;
  Simulation sim;
  sim.start(wait_for(sim, signal, 5, diary));
  sim.start(wait_for(sim, signal, 50, diary));
  sim.start(wait_for(sim, signal, kNever, diary));
  sim.start(raise_at(sim, signal, 20));
  sim.run_until(100);
  EXPECT_EQ(diary, "t5r20r20");
}

}  // namespace
}  // namespace camel
