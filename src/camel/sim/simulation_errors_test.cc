// SPDX-License-Identifier: Apache-2.0
// What makes no sense is refused in words that name the process and the time,
// and what fails in a process comes out of the run.
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"

namespace camel {
namespace {

constexpr Ticks kHorizon = Simulation::kHorizon;

// What the refusal says; nothing if there is none.
template <typename Refusal, typename Do>
std::string told_by(Do const& act) {
  try {
    act();
  } catch (Refusal const& refusal) {
    return refusal.what();
  }
  return "";
}

// ---------------------------------------------------------------- refusals

std::string refusal_of_wait(auto duration) {
  Simulation sim;
  sim.run_until(1000);
  return told_by<SimulationError>(
      [&] { static_cast<void>(sim.wait(duration)); });
}

std::string const kAllowed =
    " ticks; it must be at least 0 and end before the horizon of 2^60";

TEST(Simulation, a_wait_that_makes_no_sense_is_refused) {
  auto const infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(refusal_of_wait(-1), "at 1000: a wait of -1" + kAllowed);
  EXPECT_EQ(refusal_of_wait(std::numeric_limits<Ticks>::min()),
            "at 1000: a wait of -9223372036854775808" + kAllowed);
  EXPECT_EQ(refusal_of_wait(-0.25), "at 1000: a wait of -0.250000" + kAllowed);
  EXPECT_EQ(refusal_of_wait(infinity), "at 1000: a wait of inf" + kAllowed);
  EXPECT_EQ(refusal_of_wait(-infinity), "at 1000: a wait of -inf" + kAllowed);
  EXPECT_EQ(refusal_of_wait(std::fabs(std::nan(""))),
            "at 1000: a wait of nan" + kAllowed);
  EXPECT_NE(refusal_of_wait(kNever), "");
  EXPECT_NE(refusal_of_wait(std::numeric_limits<std::uint64_t>::max()), "");
  EXPECT_NE(refusal_of_wait(0x1p60), "");
}

TEST(Simulation, a_wait_may_end_just_before_the_horizon) {
  EXPECT_EQ(refusal_of_wait(kHorizon - 1001), "");
  EXPECT_EQ(refusal_of_wait(kHorizon - 1000),
            "at 1000: a wait of 1152921504606845976" + kAllowed);
  EXPECT_EQ(refusal_of_wait(0x1p60 - 1024), "");
  EXPECT_NE(refusal_of_wait(0x1p60 - 896), "");
}

TEST(Simulation, a_time_that_has_passed_or_is_too_far_is_refused) {
  Simulation sim;
  sim.run_until(1000);
  auto const refusal_of_until = [&](Ticks time) {
    return told_by<SimulationError>(
        [&] { static_cast<void>(sim.wait_until(time)); });
  };
  auto const refusal_of_run = [&](Ticks time) {
    return told_by<SimulationError>([&] { sim.run_until(time); });
  };
  for (auto const time : {Ticks{-1}, Ticks{999}, kHorizon, kNever}) {
    auto const expected =
        "at 1000: until " + std::to_string(time) +
        "; it must not have passed and lie before the horizon of 2^60";
    EXPECT_EQ(refusal_of_until(time), expected);
    EXPECT_EQ(refusal_of_run(time), expected);
  }
  EXPECT_EQ(refusal_of_until(1000), "");
  EXPECT_EQ(refusal_of_until(kHorizon - 1), "");
  EXPECT_EQ(refusal_of_run(kHorizon - 1), "");
  EXPECT_EQ(sim.now(), kHorizon - 1);
}

Process wait_wrongly(Simulation& sim) {
  co_await sim.wait(12);
  co_await sim.wait(-7);
}

TEST(Simulation, a_refusal_in_a_process_names_it_and_the_time) {
  Simulation sim;
  sim.start(wait_wrongly(sim), {.label = {"train", 4711}});
  EXPECT_EQ(told_by<SimulationError>([&] { sim.run(); }),
            "train 4711 at 12: a wait of -7" + kAllowed);
  EXPECT_EQ(sim.now(), 12);
}

Process refuse_to_wait(Simulation& sim, Signal& signal, Ticks within,
                       std::string& told) {
  co_await sim.wait(12);
  try {
    co_await signal.wait().within(within);
  } catch (SimulationError const& refusal) {
    told = refusal.what();
  }
  co_await sim.wait(3);
  told += ", and goes on at " + std::to_string(sim.now());
}

TEST(Simulation, a_refusal_may_be_caught_where_it_happens) {
  std::string told;
  Signal signal;
  Simulation sim;
  sim.start(refuse_to_wait(sim, signal, -7, told));
  sim.run();
  EXPECT_EQ(told,
            "process 1 at 12: a wait of -7" + kAllowed + ", and goes on at 15");
  EXPECT_EQ(signal.length(), 0U);
}

Process see_signal(Simulation& sim, Signal& signal, Ticks deadline) {
  co_await sim.wait(12);
  co_await signal.wait().until(deadline);
}

TEST(Simulation, a_deadline_that_has_passed_is_refused) {
  Signal signal;
  Simulation sim;
  sim.start(see_signal(sim, signal, 11));
  EXPECT_EQ(told_by<SimulationError>([&] { sim.run(); }),
            "process 1 at 12: until 11; it must not have passed and lie before "
            "the horizon of 2^60");
}

Process do_nothing(Simulation&, int& alive) {
  struct Alive {
    explicit Alive(int& n) : number{n} { ++number; }
    ~Alive() { --number; }
    int& number;
  } const counted{alive};
  co_return;
}

TEST(Simulation, an_event_class_out_of_its_range_is_refused) {
  int alive = 0;
  Simulation sim;
  for (int const event_class : {-33, 32, 127, -128}) {
    EXPECT_EQ(told_by<SimulationError>([&] {
                sim.start(do_nothing(sim, alive),
                          {.event_class = static_cast<Priority>(event_class)});
              }),
              "at 0: an event class of " + std::to_string(event_class) +
                  ", which is not in -32..31");
  }
  sim.run();
  EXPECT_EQ(sim.events(), 0U);
}

enum class Run { all, until, step };

Process run_within(Simulation& sim, Run run) {
  co_await sim.wait(12);
  switch (run) {
    case Run::all:
      sim.run();
      break;
    case Run::until:
      sim.run_until(20);
      break;
    case Run::step:
      sim.step();
      break;
  }
}

TEST(Simulation, a_process_cannot_run_the_simulation_it_lives_in) {
  for (auto const run : {Run::all, Run::until, Run::step}) {
    Simulation sim;
    sim.start(run_within(sim, run), {.label = {"train", 1}});
    EXPECT_EQ(told_by<SimulationError>([&] { sim.run(); }),
              "train 1 at 12: runs the simulation it lives in");
  }
}

// ---------------------------------------------------------------- failures

struct Derailed : std::exception {
  char const* what() const noexcept override { return "derailed"; }
};

enum class Failure { own, unknown, usage, world, check, simulation };

[[noreturn]] void fail_by(Failure failure) {
  switch (failure) {
    case Failure::usage:
      throw UsageError{"no such gauge"};
    case Failure::world:
      throw Error{"the disk is full"};
    case Failure::check:
      throw CheckFailed{"negative stock"};
    case Failure::simulation:
      throw SimulationError{"train 1 at 9: too long"};
    case Failure::unknown:
      throw 42;
    case Failure::own:
      throw Derailed{};
  }
  throw Derailed{};
}

Process fail_after(Simulation& sim, Ticks delay, Failure failure) {
  std::vector<int> const load(100, 7);  // the sanitizer sees it freed
  co_await sim.wait(delay);
  fail_by(failure);
}

Process go_on_after(Simulation& sim, Ticks delay, int& went_on) {
  auto const owned = std::make_unique<int>(1);
  co_await sim.wait(delay);
  went_on += *owned;
}

template <typename Outcome>
std::string outcome_of(Failure failure) {
  Simulation sim;
  sim.start(fail_after(sim, 9, failure), {.label = {"train", 1}});
  return told_by<Outcome>([&] { sim.run(); });
}

TEST(Simulation, an_exception_that_leaves_a_process_keeps_its_kind) {
  EXPECT_EQ(outcome_of<ProcessFailed>(Failure::own), "train 1 at 9: derailed");
  EXPECT_EQ(outcome_of<ProcessFailed>(Failure::check),
            "train 1 at 9: negative stock");
  EXPECT_EQ(outcome_of<ProcessFailed>(Failure::unknown),
            "train 1 at 9: an unknown exception");
  EXPECT_EQ(outcome_of<UsageError>(Failure::usage),
            "train 1 at 9: no such gauge");
  EXPECT_EQ(outcome_of<Error>(Failure::world),
            "train 1 at 9: the disk is full");
  EXPECT_EQ(outcome_of<SimulationError>(Failure::simulation),
            "train 1 at 9: too long");  // it says where by itself
}

TEST(Simulation, the_exception_that_left_a_process_is_nested_in_the_other) {
  Simulation sim;
  sim.start(fail_after(sim, 9, Failure::own));
  try {
    sim.run();
    FAIL() << "it should not come to its end";
  } catch (ProcessFailed const& failed) {
    EXPECT_THROW(std::rethrow_if_nested(failed), Derailed);
  }
}

TEST(Simulation, a_failure_stops_the_run_and_the_others_may_go_on_later) {
  int went_on = 0;
  Simulation sim;
  sim.start(go_on_after(sim, 8, went_on));
  auto const failing = sim.start(fail_after(sim, 9, Failure::own));
  sim.start(go_on_after(sim, 9, went_on));
  sim.start(go_on_after(sim, 30, went_on));
  EXPECT_THROW(sim.run_until(20), ProcessFailed);
  EXPECT_EQ(went_on, 1);
  EXPECT_EQ(sim.now(), 9);
  EXPECT_FALSE(sim.is_alive(failing));
  EXPECT_EQ(sim.running(), ProcessId{});
  sim.run_until(20);
  EXPECT_EQ(went_on, 2);
  sim.run();
  EXPECT_EQ(went_on, 3);
}

Process end_itself(Simulation& sim) {
  sim.end(sim.running());
  co_await sim.wait(1);
}

TEST(Simulation, a_failure_comes_out_once) {
  Simulation sim;
  sim.start(fail_after(sim, 9, Failure::own));
  EXPECT_THROW(sim.run(), ProcessFailed);
  sim.start(end_itself(sim));
  sim.run();
  EXPECT_EQ(sim.now(), 9);
}

TEST(Simulation, a_failure_comes_out_of_a_step_as_well) {
  int went_on = 0;
  Simulation sim;
  sim.start(fail_after(sim, 9, Failure::own));
  sim.start(go_on_after(sim, 30, went_on));
  EXPECT_THROW(while (sim.step()){}, ProcessFailed);
  EXPECT_EQ(sim.now(), 9);
  EXPECT_TRUE(sim.step());
  EXPECT_EQ(went_on, 1);
}

TEST(Simulation, after_a_failure_it_can_be_destroyed) {
  // The sanitizers of the dev build watch this one.
  int went_on = 0;
  Pool pool{1};
  Simulation sim;
  sim.start(go_on_after(sim, 30, went_on));
  sim.start(fail_after(sim, 9, Failure::unknown));
  sim.start(go_on_after(sim, 9, went_on));
  EXPECT_THROW(sim.run(), ProcessFailed);
}

Process not_prepared(Simulation&, Signal& signal) { co_await signal.wait(); }

TEST(Simulation, an_interruption_nobody_catches_fails_the_run_and_says_why) {
  Signal signal;
  Simulation sim;
  auto const train =
      sim.start(not_prepared(sim, signal), {.label = {"train", 1}});
  sim.run_until(5);
  EXPECT_TRUE(sim.interrupt(train));
  EXPECT_EQ(told_by<ProcessFailed>([&] { sim.run_until(6); }),
            "train 1 at 5: it was interrupted and is not prepared for that");
}

}  // namespace
}  // namespace camel
