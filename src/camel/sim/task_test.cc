// SPDX-License-Identifier: Apache-2.0
// Tasks: parts of a process that are coroutines of their own.
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/pool.h"
#include "camel/sim/process.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"

namespace camel {
namespace {

Task<int> twice(Simulation& sim, int value) {
  co_await sim.wait(value);
  co_return 2 * value;
}

Task<std::unique_ptr<std::string>> write_letter(Simulation&, std::string text) {
  co_return std::make_unique<std::string>(std::move(text));
}

Task<> wait_and_add(Simulation& sim, int value, int& sum) {
  co_await sim.wait(value);
  sum += value;
}

Process use_values(Simulation& sim, int& sum, std::string& letter) {
  sum += co_await twice(sim, 3);
  co_await wait_and_add(sim, 4, sum);
  auto const written = co_await write_letter(sim, "Aktau");
  letter = *written;
}

TEST(Task, its_value_is_what_the_process_awaits) {
  int sum = 0;
  std::string letter;
  Simulation sim;
  sim.start(use_values(sim, sum, letter));
  sim.run_until(3);
  EXPECT_EQ(sum, 6);
  sim.run();
  EXPECT_EQ(sum, 10);
  EXPECT_EQ(letter, "Aktau");
  EXPECT_EQ(sim.now(), 7);
}

Task<> fail_on_seven(Simulation& sim, int value, int& sum) {
  std::vector<int> const load(100, value);
  co_await sim.wait(value);
  if (value == 7) {
    throw std::runtime_error{"seven"};
  }
  sum += load.back();
}

Process catch_seven(Simulation& sim, int& sum) {
  co_await fail_on_seven(sim, 1, sum);
  try {
    co_await fail_on_seven(sim, 7, sum);
  } catch (std::runtime_error const&) {
    sum += 100;
  }
  co_await fail_on_seven(sim, 2, sum);
}

TEST(Task, its_exception_comes_out_of_the_await_and_life_goes_on) {
  int sum = 0;
  Simulation sim;
  sim.start(catch_seven(sim, sum));
  sim.run();
  EXPECT_EQ(sum, 103);
  EXPECT_EQ(sim.now(), 10);
}

Task<int> fail_deep_down(Simulation& sim, int depth) {
  if (depth == 0) {
    co_await sim.wait(5);
    throw std::runtime_error{"deep"};
  }
  auto const below = co_await fail_deep_down(sim, depth - 1);
  co_return below + 1;
}

Process go_deep_and_fail(Simulation& sim, int depth) {
  auto const reached = co_await fail_deep_down(sim, depth);
  static_cast<void>(reached);
}

TEST(Task, an_exception_passes_through_all_that_await) {
  Simulation sim;
  sim.start(go_deep_and_fail(sim, 1000));
  EXPECT_THROW(sim.run(), ProcessFailed);
  EXPECT_EQ(sim.now(), 5);
}

Task<int> depth_of(Simulation& sim, int left) {
  std::vector<int> const owned(8, left);
  if (left == 0) {
    co_await sim.wait(5);
    co_return 0;
  }
  auto const below = co_await depth_of(sim, left - 1);
  co_await sim.wait(1);
  co_return below + 1;
}

Process go_deep(Simulation& sim, int depth, int& reached) {
  reached = co_await depth_of(sim, depth);
}

TEST(Task, a_thousand_of_them_may_await_each_other) {
  int reached = 0;
  Simulation sim;
  sim.start(go_deep(sim, 1000, reached));
  sim.run();
  EXPECT_EQ(reached, 1000);
  EXPECT_EQ(sim.now(), 5 + 1000);
}

TEST(Task, those_that_await_each_other_can_be_destroyed_half_way) {
  // The sanitizers of the dev build watch this one.
  for (auto const end : {Ticks{0}, Ticks{4}, Ticks{5}, Ticks{500}}) {
    int reached = 0;
    Simulation sim;
    sim.start(go_deep(sim, 1000, reached));
    sim.run_until(end);
    EXPECT_EQ(reached, 0);
  }
}

Task<int> at_once(Simulation&, int value) { co_return value; }

Process await_many(Simulation& sim, int count, std::int64_t& sum) {
  for (int i = 0; i < count; ++i) {
    sum += co_await at_once(sim, i);
    sum += co_await twice(sim, 1);
  }
}

TEST(Task, a_hundred_thousand_one_after_the_other_need_no_deep_stack) {
  std::int64_t sum = 0;
  Simulation sim;
  sim.start(await_many(sim, 100'000, sum));
  sim.run();
  EXPECT_EQ(sum, 100'000LL * 99'999 / 2 + 200'000);
  EXPECT_EQ(sim.now(), 100'000);
}

Task<Hold> acquire_within(Simulation& sim, Pool& pool, Ticks longest) {
  auto hold = co_await pool.acquire().within(longest);
  co_await sim.wait(1);
  co_return hold;
}

Process hold_for(Simulation& sim, Pool& pool, Ticks time, std::string& diary) {
  auto const hold = co_await acquire_within(sim, pool, 20);
  diary += (hold ? "got at " : "gave up at ") + std::to_string(sim.now()) + ' ';
  co_await sim.wait(time);
}

TEST(Task, what_it_waits_for_and_holds_is_that_of_its_process) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  sim.start(hold_for(sim, pool, 9, diary));
  sim.start(hold_for(sim, pool, 30, diary));
  sim.start(hold_for(sim, pool, 9, diary));
  sim.run();
  EXPECT_EQ(diary, "got at 1 got at 11 gave up at 21 ");
  EXPECT_EQ(pool.free(), 1);
}

TEST(Task, one_that_is_never_awaited_does_nothing) {
  int sum = 0;
  Simulation sim;
  { auto const task = wait_and_add(sim, 4, sum); }
  sim.run();
  EXPECT_EQ(sum, 0);
  EXPECT_EQ(sim.events(), 0U);
}

Task<> wait_for_signal(Simulation&, Signal& signal, int& left) {
  struct Leaving {
    ~Leaving() { ++number; }
    int& number;
  } const leaving{left};
  co_await signal.wait();
}

Process wait_in_a_task(Simulation& sim, Signal& signal, int& left) {
  try {
    co_await wait_for_signal(sim, signal, left);
  } catch (Interrupted const& interrupted) {
    left += static_cast<int>(interrupted.interruption.code);
  }
}

TEST(Task, an_interruption_reaches_the_innermost_and_unwinds_it) {
  int left = 0;
  Signal signal;
  Simulation sim;
  auto const process = sim.start(wait_in_a_task(sim, signal, left));
  sim.run_until(5);
  EXPECT_TRUE(sim.interrupt(process, {.code = 40}));
  EXPECT_EQ(signal.length(), 0U);
  sim.run();
  EXPECT_EQ(left, 41);
}

TEST(Task, it_ends_with_its_process) {
  int left = 0;
  Signal signal;
  Simulation sim;
  auto const process = sim.start(wait_in_a_task(sim, signal, left));
  sim.run_until(5);
  EXPECT_TRUE(sim.end(process));
  EXPECT_EQ(left, 1);
  EXPECT_EQ(signal.length(), 0U);
}

}  // namespace
}  // namespace camel
