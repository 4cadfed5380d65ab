// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/signal.h"

#include <string>

#include <gtest/gtest.h>

namespace camel {
namespace {

Process wait_for(Simulation& sim, Signal& signal, Ticks deadline, char name,
                 std::string& diary) {
  auto const is_raised = co_await signal.wait().until(deadline);
  diary += name + std::to_string(sim.now()) + (is_raised ? " " : "! ");
}

Process raise_at(Simulation& sim, Signal& signal, Ticks time) {
  co_await sim.wait_until(time);
  signal.raise();
}

TEST(Signal, whoever_waits_goes_on_when_it_is_raised_or_at_the_deadline) {
  std::string diary;
  Signal signal;
  Simulation sim;
  sim.start(wait_for(sim, signal, 5, 'a', diary));
  sim.start(wait_for(sim, signal, 50, 'b', diary));
  sim.start(wait_for(sim, signal, kNever, 'c', diary));
  sim.start(raise_at(sim, signal, 20));
  sim.run_until(100);
  EXPECT_EQ(diary, "a5! b20 c20 ");
  EXPECT_EQ(signal.reneged(), 1U);
  EXPECT_EQ(signal.waits().count(), 2U);
  EXPECT_DOUBLE_EQ(signal.waits().mean(), 20);
}

TEST(Signal, raised_before_anybody_waits_it_is_forgotten) {
  std::string diary;
  Signal signal;
  Simulation sim;
  signal.raise();
  sim.start(wait_for(sim, signal, 5, 'a', diary));
  sim.run();
  EXPECT_EQ(diary, "a5! ");
}

TEST(Signal, raised_at_the_deadline_it_counts_if_it_was_asked_for_first) {
  std::string diary;
  Signal signal;
  Simulation sim;
  sim.start(raise_at(sim, signal, 20));
  sim.start(wait_for(sim, signal, 20, 'a', diary));
  sim.run();
  EXPECT_EQ(diary, "a20 ");
  diary.clear();
  sim.start(wait_for(sim, signal, 40, 'b', diary));
  sim.start(raise_at(sim, signal, 40));
  sim.run();
  EXPECT_EQ(diary, "b40! ");
}

Process wait_twice(Simulation& sim, Signal& signal, std::string& diary) {
  co_await signal.wait();
  co_await signal.wait();
  diary += "twice " + std::to_string(sim.now());
}

TEST(Signal, who_waits_again_waits_for_the_next_time) {
  std::string diary;
  Signal signal;
  Simulation sim;
  sim.start(wait_twice(sim, signal, diary));
  sim.run();
  signal.raise();  // from outside of any process
  sim.run_until(7);
  EXPECT_EQ(diary, "");
  signal.raise();
  sim.run();
  EXPECT_EQ(diary, "twice 7");
}

Process pass_on(Simulation&, Signal& from, Signal& to) {
  co_await from.wait();
  to.raise();
}

TEST(Signal, a_chain_of_them_takes_no_time) {
  std::string diary;
  Signal first, second, third;
  Simulation sim;
  sim.start(wait_for(sim, third, kNever, 'a', diary));
  sim.start(pass_on(sim, second, third));
  sim.start(pass_on(sim, first, second));
  sim.start(raise_at(sim, first, 3));
  sim.run();
  EXPECT_EQ(diary, "a3 ");
  EXPECT_EQ(sim.now(), 3);
}

TEST(Signal, who_was_called_by_it_and_ends_takes_nothing_along) {
  std::string diary;
  Signal signal;
  Simulation sim;
  auto const first = sim.start(wait_for(sim, signal, kNever, 'a', diary));
  sim.start(wait_for(sim, signal, kNever, 'b', diary));
  sim.run();
  signal.raise();
  EXPECT_TRUE(sim.end(first));
  EXPECT_EQ(signal.length(), 0U);
  sim.run();
  EXPECT_EQ(diary, "b0 ");
}

}  // namespace
}  // namespace camel
