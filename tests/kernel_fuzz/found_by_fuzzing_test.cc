// SPDX-License-Identifier: Apache-2.0
// What random programs found in the kernel, told as stories.
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "camel/sim/batch.h"
#include "camel/sim/gate.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"
#include "camel/sim/together.h"

namespace camel {
namespace {

Process pass(Simulation&, Gate& gate) { co_await gate.pass(); }

Process watch(Simulation&, Condition& condition) {
  co_await condition.holds([] { return true; });
}

TEST(FoundByFuzzing, who_finds_a_gate_open_counts_as_a_wait_of_no_time) {
  Gate gate{Gate::State::open};
  Condition condition;
  Simulation sim;
  sim.start(pass(sim, gate));
  sim.start(watch(sim, condition));
  sim.run();
  EXPECT_EQ(gate.waits().count(), 1U);
  EXPECT_EQ(condition.waits().count(), 1U);
}

Task<> pass_on(Simulation&, Gate& gate, Signal& passed) {
  co_await gate.pass();
  passed.raise();
}

Task<> never_end(Simulation& sim) { co_await sim.wait(1000); }

Process wait_for_both(Simulation& sim, Gate& gate, Signal& passed,
                      std::string& diary) {
  try {
    co_await all_of(sim, pass_on(sim, gate, passed), never_end(sim));
  } catch (Interrupted const&) {
    diary += "called away at " + std::to_string(sim.now());
  }
}

Process call_away(Simulation& sim, ProcessId whom, Signal& passed) {
  co_await passed.wait();
  EXPECT_TRUE(sim.interrupt(whom));
}

Process open_at(Simulation& sim, Gate& gate, Ticks time) {
  co_await sim.wait(time);
  gate.open();
}

TEST(FoundByFuzzing, who_waits_for_all_can_be_called_away_as_the_first_ends) {
  std::string diary;
  Gate gate{Gate::State::closed};
  Signal passed;
  Simulation sim;
  auto const waiting =
      sim.start(wait_for_both(sim, gate, passed, diary), {.event_class = 1});
  sim.start(call_away(sim, waiting, passed));
  sim.start(open_at(sim, gate, 5));
  sim.run();
  EXPECT_EQ(diary, "called away at 5");
}

Task<> pass_then_fail(Simulation&, Gate& gate) {
  co_await gate.pass();
  throw std::runtime_error{"too late"};
}

Task<> pass_then_end(Simulation&, Gate& gate) { co_await gate.pass(); }

Process wait_for_any(Simulation& sim, Gate& gate, std::string& diary) {
  auto const first =
      co_await any_of(sim, pass_then_end(sim, gate), pass_then_fail(sim, gate));
  diary += "branch " + std::to_string(first);
}

TEST(FoundByFuzzing, what_comes_after_the_first_of_any_is_no_more_heard_of) {
  std::string diary;
  Gate gate{Gate::State::closed};
  Simulation sim;
  sim.start(wait_for_any(sim, gate, diary));
  sim.start(open_at(sim, gate, 5));
  sim.run();
  EXPECT_EQ(diary, "branch 0");
}

Process carry(Simulation& sim, Batch<int>& boxes, std::size_t full,
              std::string& diary) {
  auto const load = co_await boxes.collect({.full = full});
  diary += std::to_string(load.size()) + " at " + std::to_string(sim.now());
}

Process end_at(Simulation& sim, ProcessId whom, Ticks time) {
  co_await sim.wait(time);
  sim.end(whom);
}

TEST(FoundByFuzzing, when_who_wants_much_is_gone_who_wants_little_leaves) {
  std::string diary;
  Batch<int> boxes;
  Simulation sim;
  boxes.add(sim, 1);
  auto const large = sim.start(carry(sim, boxes, 3, diary));
  sim.start(carry(sim, boxes, 1, diary));
  sim.start(end_at(sim, large, 5));
  sim.run();
  EXPECT_EQ(diary, "1 at 5");
}

}  // namespace
}  // namespace camel
