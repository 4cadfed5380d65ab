// SPDX-License-Identifier: Apache-2.0
// One model gives one history: in one run or step by step, with any structure
// for what is pending, and when the sequence numbers wrap around in the middle.
// And wherever it is cut, all of it can be destroyed.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/acquire_all.h"
#include "camel/sim/gate.h"
#include "camel/sim/level.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"
#include "camel/sim/store.h"
#include "camel/sim/together.h"
#include "camel/sim/trace.h"

namespace camel {
namespace {

class WrittenTrace : public Trace {
 public:
  void note(Note const& note) override {
    constexpr char const* kActions[] = {"starts",     "goes on",   "waits for ",
                                        "is granted", "is called", "ends"};
    lines.push_back(std::to_string(note.time) + " " +
                    (note.label.kind != nullptr ? note.label.kind : "process") +
                    " " + std::to_string(note.process) + " " +
                    kActions[static_cast<std::size_t>(note.action)] +
                    std::string{note.where});
  }
  std::vector<std::string> lines;
};

// ---------------------------------------------------------------- the trace

Process hold(Simulation& sim, Pool& pool, Ticks time) {
  auto const held = co_await pool.acquire();
  co_await sim.wait(time);
}

TEST(Trace, it_notes_who_starts_waits_goes_on_and_ends) {
  WrittenTrace trace;
  Pool crane{1, "crane"};
  Simulation sim;
  sim.set_trace(&trace);
  sim.start(hold(sim, crane, 5), {.label = {"ship"}});
  auto const train = sim.start(hold(sim, crane, 5), {.label = {"train"}});
  sim.run_until(7);
  sim.interrupt(train);
  EXPECT_THROW(sim.run(), ProcessFailed);
  sim.set_trace(nullptr);
  sim.start(hold(sim, crane, 5));
  EXPECT_EQ(trace.lines,
            (std::vector<std::string>{
                "0 ship 1 starts", "0 train 2 starts", "0 ship 1 goes on",
                "0 train 2 goes on", "0 train 2 waits for crane",
                "5 ship 1 goes on", "5 ship 1 ends", "5 train 2 is granted",
                "7 train 2 is called", "7 train 2 ends"}));
}

// ---------------------------------------------------------------- the model

// A port that uses all there is: pools, stores, levels, gates, signals, tasks,
// branches, patience, interruptions and ends; many things at the same time.
struct Port {
  Pool berths{2, "berths"}, cranes{2, "cranes"}, tugs{3, "tugs"};
  Store<std::unique_ptr<int>> yard{4, "yard"};
  Level fuel{50, 20, "fuel"};
  Gate gate{Gate::State::open, "gate"};
  Signal tide{"tide"};
  std::vector<ProcessId> ships, trucks;
  int next = 0;

  // Small whole numbers in a fixed order that looks like none.
  int draw(int end) {
    next = (next * 37 + 11) % 1009;
    return next % end;
  }
};

Task<> unload(Simulation& sim, Port& port, int boxes) {
  for (int i = 0; i < boxes; ++i) {
    auto const crane = co_await port.cranes.acquire();
    co_await sim.wait(port.draw(3));
    auto box = std::make_unique<int>(i);
    co_await port.yard.put(std::move(box)).within(20);
  }
}

Task<> bunker(Simulation& sim, Port& port) {
  co_await port.fuel.take(7);
  co_await sim.wait(port.draw(4));
}

Process ship(Simulation& sim, Port& port) {
  std::vector<int> const manifest(20, 1);
  auto const is_high = co_await port.tide.wait().within(port.draw(5));
  if (!is_high) {
    co_await port.gate.pass();
  }
  Pool::Request const request{.priority = Priority(port.draw(3))};
  auto const berth = co_await port.berths.acquire(request).within(60);
  if (!berth) {
    co_return;
  }
  {
    auto const tugs = co_await acquire_all(port.tugs, port.cranes);
    co_await sim.wait(1);
  }
  auto was_called_away = false;
  try {
    co_await all_of(sim, unload(sim, port, port.draw(4)), bunker(sim, port));
  } catch (Interrupted const&) {
    was_called_away = true;
  }
  co_await sim.wait(was_called_away ? 2 : 0);
}

Process truck(Simulation& sim, Port& port) {
  for (;;) {
    auto const box = co_await port.yard.get().within(30);
    co_await sim.wait(box ? 2 : 0);
    auto const first =
        co_await any_of(sim, as_task(sim, sim.wait(port.draw(6))),
                        as_task(sim, port.tide.wait()));
    co_await sim.wait(static_cast<Ticks>(first));
    co_await sim.yield();
  }
}

Process master(Simulation& sim, Port& port, int ships) {
  for (int i = 0; i < ships; ++i) {
    port.ships.push_back(sim.start(
        ship(sim, port),
        {.label = {"ship"}, .event_class = Priority(port.draw(5) - 2)}));
    co_await sim.wait(port.draw(7));
    auto const chosen = port.ships[static_cast<std::size_t>(
        port.draw(static_cast<int>(port.ships.size())))];
    switch (port.draw(5)) {
      case 0:
        port.tide.raise();
        break;
      case 1:
        port.gate.is_open() ? port.gate.close() : port.gate.open();
        break;
      case 2:
        sim.interrupt(chosen, {.code = i});
        break;
      case 3:
        sim.end(chosen);
        break;
      default:
        co_await port.fuel.put(10).within(9);
    }
  }
  auto const last = port.ships.back();
  co_await sim.ended(last).within(50);
  for (auto const truck : port.trucks) {
    sim.end(truck);
  }
  for (int i = 0; i < 9; ++i) {
    co_await sim.wait(5);  // in the end nobody else has anything to do
  }
}

void begin(Simulation& sim, Port& port) {
  port.trucks = {
      sim.start(truck(sim, port), {.label = {"truck"}}),
      sim.start(truck(sim, port), {.label = {"truck"}, .event_class = 3})};
  sim.start(master(sim, port, 50), {.label = {"master"}});
}

// A ship called away where it does not expect it fails the run: the others go
// on in spite of that.
template <typename Go>
void in_spite_of_failures(Go const& go) {
  for (;;) {
    try {
      go();
      return;
    } catch (ProcessFailed const&) {
    }
  }
}

void run(Simulation& sim) {
  in_spite_of_failures([&] { sim.run(); });
}

template <typename Run>
std::vector<std::string> history(
    Run const& run_it,
    PendingSet::Structure structure = PendingSet::Structure::automatic) {
  WrittenTrace trace;
  Port port;
  Simulation sim{structure};
  sim.set_trace(&trace);
  begin(sim, port);
  run_it(sim);
  trace.lines.push_back(std::to_string(sim.events()) + " events");
  trace.lines.push_back(sim.report_waiting());
  sim.set_trace(nullptr);
  return trace.lines;
}

TEST(History, the_model_tries_all_that_may_happen) {
  auto const lines = history(run);
  auto const count = [&](std::string_view what) {
    return std::count_if(lines.begin(), lines.end(), [&](auto const& line) {
      return line.find(what) != std::string::npos;
    });
  };
  for (auto const* const what :
       {"goes on", "is granted", "is called", "ends", "waits for berths",
        "waits for cranes", "waits for tugs", "waits for yard",
        "waits for fuel", "waits for gate", "waits for tide",
        "waits for its branches", "waits for the end of"}) {
    EXPECT_GT(count(what), 0) << what;
  }
  EXPECT_GT(lines.size(), 1000U);
}

TEST(History, two_runs_are_the_same) { EXPECT_EQ(history(run), history(run)); }

TEST(History, step_by_step_it_is_the_same) {
  // A step never goes on without the run loop; a run does where it can.
  EXPECT_EQ(history([](Simulation& sim) {
              in_spite_of_failures([&] {
                while (sim.step()) {
                }
              });
            }),
            history(run));
}

TEST(History, in_pieces_of_any_length_it_is_the_same) {
  for (Ticks const piece : {1, 2, 17}) {
    EXPECT_EQ(history([&](Simulation& sim) {
                for (Ticks end = 0; end < 500; end += piece) {
                  in_spite_of_failures([&] { sim.run_until(end); });
                }
              }),
              history(run));
  }
}

TEST(History, with_any_structure_of_what_is_pending_it_is_the_same) {
  EXPECT_EQ(history(run, PendingSet::Structure::ladder), history(run));
  EXPECT_EQ(history(run, PendingSet::Structure::heap), history(run));
}

// ---------------------------------------------------------------- the wrap

constexpr std::uint32_t kLastSequence = 0xffff'ffff;

TEST(History, it_is_the_same_when_the_sequence_numbers_wrap_around) {
  // Anywhere in the model: with many pending, ready, in lines, or stale.
  auto const expected = history(run);
  for (std::uint32_t before = 0; before < 700; before += 6) {
    EXPECT_EQ(history([&](Simulation& sim) {
                sim.set_sequence(kLastSequence - 1 - before);
                run(sim);
              }),
              expected)
        << before;
  }
}

Process note_thrice(Simulation& sim, std::vector<int>& diary, int name) {
  for (int i = 0; i < 3; ++i) {
    co_await sim.wait((name * 7919 + i) % 5 * 100);
    diary.push_back(name);
  }
}

TEST(History, a_wrap_with_thousands_pending_keeps_the_order_of_equal_times) {
  auto const diary_of = [](std::uint32_t sequence) {
    std::vector<int> diary;
    Simulation sim;
    sim.set_sequence(sequence);
    for (int name = 0; name < 3000; ++name) {
      sim.start(note_thrice(sim, diary, name));
    }
    sim.run();
    return diary;
  };
  auto const expected = diary_of(0);
  ASSERT_EQ(expected.size(), 9000U);
  for (auto const before : {1U, 1500U, 2999U, 3000U, 3001U, 5000U, 8999U}) {
    EXPECT_EQ(diary_of(kLastSequence - 1 - before), expected) << before;
  }
}

Process end_and_wait(Simulation& sim, ProcessId other, Signal& signal) {
  signal.raise();  // it is ready ...
  sim.end(other);  // ... and ends before it goes on
  co_await sim.wait(1);
}
Process wait_for(Simulation&, Signal& signal) { co_await signal.wait(); }

TEST(History, a_wrap_while_one_that_was_woken_has_ended_does_not_revive_it) {
  for (std::uint32_t before = 0; before < 20; ++before) {
    Signal signal;
    Simulation sim;
    sim.set_sequence(kLastSequence - 1 - before);
    auto const other = sim.start(wait_for(sim, signal));
    sim.run();
    sim.start(end_and_wait(sim, other, signal));
    sim.run();
    EXPECT_EQ(sim.events(), 3U);
    EXPECT_EQ(sim.now(), 1);
  }
}

// ---------------------------------------------------------------- stale items

Process wait_with_patience(Simulation& sim, Signal& signal, int times) {
  for (int i = 0; i < times; ++i) {
    co_await signal.wait().within(1'000'000'000);
    co_await sim.wait(i % 2);  // now and then for something else
  }
}

Process raise_often(Simulation& sim, Signal& signal, int times,
                    std::size_t& most_pending) {
  for (int i = 0; i < times; ++i) {
    co_await sim.wait(1);
    most_pending = std::max(most_pending, sim.pending());
    signal.raise();
  }
}

TEST(Simulation, deadlines_that_nobody_waits_for_any_more_are_forgotten) {
  struct Case {
    int processes, times;
  };
  for (auto const [processes, times] : {Case{1, 200'000}, Case{2000, 100}}) {
    std::size_t most_pending = 0;
    Signal signal;
    Simulation sim;
    for (int i = 0; i < processes; ++i) {
      sim.start(wait_with_patience(sim, signal, times));
    }
    sim.start(raise_often(sim, signal, times, most_pending));
    sim.run_until(times);
    // At most as many stale ones as live ones, and 64 more.
    EXPECT_LE(most_pending, 2U * static_cast<unsigned>(processes + 1) + 65);
    EXPECT_GE(most_pending, static_cast<unsigned>(processes));
  }
}

// ---------------------------------------------------------------- the cut

TEST(Simulation, a_busy_model_can_be_destroyed_after_any_event) {
  // The sanitizers of the dev build watch this one.
  auto is_over = false;
  for (int steps = 0; !is_over; ++steps) {
    Port port;
    {
      Simulation sim;
      begin(sim, port);
      for (int i = 0; i < steps; ++i) {
        in_spite_of_failures([&] { is_over = !sim.step(); });
      }
    }
    EXPECT_EQ(port.berths.free(), 2) << steps;
    EXPECT_EQ(port.cranes.free(), 2) << steps;
    EXPECT_EQ(port.tugs.free(), 3) << steps;
    EXPECT_EQ(port.berths.length() + port.cranes.length() + port.tugs.length() +
                  port.yard.getters().length() + port.yard.putters().length() +
                  port.fuel.takers().length() + port.fuel.putters().length() +
                  port.gate.length() + port.tide.length(),
              0U)
        << steps;
  }
}

Process live(Simulation& sim, Ticks time, char name, std::string& diary) {
  struct Life {
    ~Life() { *diary += name; }
    std::string* diary;
    char name;
  } const life{&diary, name};
  co_await sim.wait(time);
}

TEST(Simulation, who_is_alive_at_the_end_is_destroyed_in_the_order_of_birth) {
  std::string diary;
  {
    Simulation sim;
    sim.start(live(sim, 1, 'x', diary));
    sim.start(live(sim, 2, 'y', diary));
    sim.start(live(sim, 90, 'a', diary));
    sim.run_until(2);
    EXPECT_EQ(diary, "xy");
    // These live where others lived before.
    sim.start(live(sim, 50, 'b', diary));
    sim.start(live(sim, 20, 'c', diary));
    sim.start(live(sim, 10, 'd', diary));
    sim.run_until(5);
    sim.start(live(sim, 10, 'e', diary));  // it never begins
  }
  EXPECT_EQ(diary, "xyabcd");
}

}  // namespace
}  // namespace camel
