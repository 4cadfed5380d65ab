// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/simulation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/gate.h"
#include "camel/sim/level.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/store.h"

namespace camel {
namespace {

Process note_after(Simulation& sim, std::string& diary, Ticks delay,
                   char name) {
  co_await sim.wait(delay);
  diary += name;
}

// ---------------------------------------------------------------- order

TEST(Simulation, events_happen_in_the_order_of_time) {
  std::string diary;
  Simulation sim;
  sim.start(note_after(sim, diary, 30, 'c'));
  sim.start(note_after(sim, diary, 10, 'a'));
  sim.start(note_after(sim, diary, 20, 'b'));
  sim.run_until(100);
  EXPECT_EQ(diary, "abc");
  EXPECT_EQ(sim.now(), 100);
}

TEST(Simulation, events_of_the_same_time_keep_the_order_they_were_asked_in) {
  std::string diary;
  Simulation sim;
  for (char name = 'a'; name <= 'z'; ++name) {
    sim.start(note_after(sim, diary, 5, name));
  }
  sim.run_until(5);
  EXPECT_EQ(diary, "abcdefghijklmnopqrstuvwxyz");
}

TEST(Simulation, at_the_same_time_the_lower_class_goes_first) {
  std::string diary;
  Simulation sim;
  sim.start(note_after(sim, diary, 5, 'e'), {.event_class = 31});
  sim.start(note_after(sim, diary, 5, 'c'));
  sim.start(note_after(sim, diary, 5, 'b'), {.event_class = -1});
  sim.start(note_after(sim, diary, 5, 'd'));
  sim.start(note_after(sim, diary, 5, 'a'), {.event_class = -32});
  sim.start(note_after(sim, diary, 4, 'z'), {.event_class = 31});
  sim.run();
  EXPECT_EQ(diary, "zabcde");
}

Process note_now(Simulation&, std::string& diary, char name) {
  diary += name;
  co_return;
}

TEST(Simulation, of_those_who_begin_now_the_lower_class_goes_first) {
  std::string diary;
  Simulation sim;
  sim.start(note_now(sim, diary, 'c'), {.event_class = 7});
  sim.start(note_now(sim, diary, 'a'), {.event_class = -7});
  sim.start(note_now(sim, diary, 'b'), {.event_class = -7});
  sim.run();
  EXPECT_EQ(diary, "abc");
}

Process note_when_raised(Simulation&, Signal& signal, std::string& diary,
                         char name) {
  co_await signal.wait();
  diary += name;
}

Process raise_after(Simulation& sim, Signal& signal, Ticks delay,
                    std::string& diary, char name) {
  co_await sim.wait(delay);
  signal.raise();
  diary += name;
}

TEST(Simulation, who_is_woken_goes_on_before_what_is_pending_at_that_time) {
  std::string diary;
  Signal signal;
  Simulation sim;
  sim.start(note_when_raised(sim, signal, diary, 'w'), {.event_class = 31});
  sim.start(raise_after(sim, signal, 5, diary, 'r'));
  sim.start(note_after(sim, diary, 5, 'p'));
  sim.run();
  EXPECT_EQ(diary, "rwp");
}

Process let_others_go_first(Simulation& sim, std::string& diary,
                            bool by_waiting) {
  co_await sim.wait(5);
  diary += '1';
  if (by_waiting) {
    co_await sim.wait(0);
  } else {
    co_await sim.yield();
  }
  diary += '2';
}

TEST(Simulation, a_wait_of_nothing_goes_behind_what_is_pending_then) {
  for (auto const by_waiting : {true, false}) {
    std::string diary;
    Simulation sim;
    sim.start(let_others_go_first(sim, diary, by_waiting));
    sim.start(note_after(sim, diary, 5, 'a'));
    sim.start(let_others_go_first(sim, diary, by_waiting));
    sim.start(note_after(sim, diary, 5, 'b'));
    sim.run();
    EXPECT_EQ(diary, "1a1b22");
  }
}

Process start_another(Simulation& sim, std::string& diary) {
  co_await sim.wait(5);
  sim.start(note_now(sim, diary, 'n'));
  diary += 's';
}

TEST(Simulation, a_process_begins_after_its_starter_stops_and_before_the_rest) {
  std::string diary;
  Simulation sim;
  sim.start(start_another(sim, diary));
  sim.start(note_after(sim, diary, 5, 'p'));
  sim.run();
  EXPECT_EQ(diary, "snp");
}

// ---------------------------------------------------------------- running

Process note_twice(Simulation& sim, std::string& diary, char first, char last) {
  diary += first;
  co_await sim.wait(10);
  diary += last;
}

Process start_one_at_once(Simulation& sim, std::string& diary) {
  co_await sim.wait(5);
  sim.start(note_after(sim, diary, 0, 'd'));
  diary += 'a';
  sim.start_at_once(note_twice(sim, diary, 'b', 'f'));
  EXPECT_EQ(sim.now(), 5);
  diary += 'c';
  co_await sim.wait(3);
  diary += 'e';
}

TEST(Simulation, who_is_started_at_once_goes_before_its_starter_and_the_woken) {
  std::string diary;
  Simulation sim;
  sim.start(start_one_at_once(sim, diary));
  sim.run();
  EXPECT_EQ(diary, "abcdef");
  EXPECT_EQ(sim.now(), 15);
}

Process end_itself(Simulation& sim, std::string& diary) {
  sim.end(sim.running());
  diary += 'a';
  co_await sim.wait(1);
  diary += 'x';
}

Process start_who_ends(Simulation& sim, std::string& diary, bool ends_itself) {
  if (ends_itself) {
    sim.end(sim.running());
  }
  sim.start_at_once(end_itself(sim, diary));
  diary += 'b';
  co_await sim.wait(2);
  diary += 'c';
}

TEST(Simulation,
     who_is_started_at_once_may_end_itself_and_its_starter_goes_on) {
  std::string diary;
  Simulation sim;
  sim.start(start_who_ends(sim, diary, false));
  sim.run();
  EXPECT_EQ(diary, "abc");
}

TEST(Simulation, a_starter_that_is_to_end_ends_though_the_one_it_started_did) {
  std::string diary;
  Simulation sim;
  sim.start(start_who_ends(sim, diary, true));
  sim.run();
  EXPECT_EQ(diary, "ab");
}

TEST(Simulation, nobody_is_started_at_once_outside_of_a_run) {
  std::string diary;
  Simulation sim;
  EXPECT_THROW(sim.start_at_once(note_after(sim, diary, 0, 'a')), CheckFailed);
}

TEST(Simulation, an_event_at_the_very_end_still_happens_and_a_later_one_waits) {
  std::string diary;
  Simulation sim;
  sim.start(note_after(sim, diary, 10, 'a'));
  sim.start(note_after(sim, diary, 11, 'b'));
  sim.run_until(10);
  EXPECT_EQ(diary, "a");
  sim.run_until(10);
  EXPECT_EQ(diary, "a");
  sim.run_until(11);
  EXPECT_EQ(diary, "ab");
}

TEST(Simulation, a_lonely_process_does_not_run_past_the_end) {
  std::string diary;
  Simulation sim;
  sim.start(note_after(sim, diary, 11, 'a'));
  sim.run_until(10);
  EXPECT_EQ(diary, "");
  EXPECT_EQ(sim.now(), 10);
  sim.run_until(1000);
  EXPECT_EQ(diary, "a");
}

TEST(Simulation, without_an_end_it_runs_to_the_last_event) {
  std::string diary;
  Simulation sim;
  sim.run();
  EXPECT_EQ(sim.now(), 0);
  sim.start(note_after(sim, diary, 10, 'a'));
  sim.start(note_after(sim, diary, 17, 'b'));
  sim.run();
  EXPECT_EQ(diary, "ab");
  EXPECT_EQ(sim.now(), 17);
}

TEST(Simulation, a_step_is_one_process_going_on_once) {
  std::string diary;
  Simulation sim;
  sim.start(note_after(sim, diary, 10, 'a'));
  sim.start(note_after(sim, diary, 7, 'b'));
  std::vector<Ticks> times;
  while (sim.step()) {
    times.push_back(sim.now());
  }
  EXPECT_EQ(times, (std::vector<Ticks>{0, 0, 7, 10}));
  EXPECT_EQ(sim.events(), 4U);
  EXPECT_EQ(diary, "ba");
  EXPECT_FALSE(sim.step());
  EXPECT_EQ(sim.now(), 10);
}

Process wait_often(Simulation& sim, int times, Ticks delay) {
  for (int i = 0; i < times; ++i) {
    co_await sim.wait(delay);
  }
}

TEST(Simulation, every_going_on_is_counted_also_without_a_stop) {
  Simulation sim;
  sim.start(wait_often(sim, 9, 3));
  sim.run();
  EXPECT_EQ(sim.events(), 10U);
  EXPECT_EQ(sim.now(), 27);
}

// ---------------------------------------------------------------- waiting

Process wait_for_length(Simulation& sim, double length, Ticks& waited) {
  auto const since = sim.now();
  co_await sim.wait(length);
  waited = sim.now() - since;
}

Ticks length_of(double length) {
  Ticks waited = -1;
  Simulation sim;
  sim.start(wait_for_length(sim, length, waited));
  sim.run();
  return waited;
}

TEST(Simulation, a_wait_in_floating_point_is_rounded_to_the_nearest_tick) {
  EXPECT_EQ(length_of(0.0), 0);
  EXPECT_EQ(length_of(-0.0), 0);
  EXPECT_EQ(length_of(0.49), 0);
  EXPECT_EQ(length_of(0.5), 1);
  EXPECT_EQ(length_of(2.4), 2);
  EXPECT_EQ(length_of(2.6), 3);
  // The neighbours below a half, and whole numbers beyond 2^52: adding a half
  // to these would round once more.
  EXPECT_EQ(length_of(0.49999999999999994), 0);
  EXPECT_EQ(length_of(0x1p52 + 1), (Ticks{1} << 52) + 1);
  EXPECT_EQ(length_of(0x1p60 - 128), (Ticks{1} << 60) - 128);
}

Process wait_in_all_ways(Simulation& sim, std::vector<Ticks>& times) {
  co_await sim.wait(short{3});
  times.push_back(sim.now());
  co_await sim.wait(std::uint64_t{4});
  times.push_back(sim.now());
  co_await sim.wait(2.5F);
  times.push_back(sim.now());
  co_await sim.wait_until(50);
  times.push_back(sim.now());
  co_await sim.wait_until(50);
  times.push_back(sim.now());
}

TEST(Simulation, waits_are_numbers_of_any_kind_or_until_a_time) {
  std::vector<Ticks> times;
  Simulation sim;
  sim.start(wait_in_all_ways(sim, times));
  sim.run();
  EXPECT_EQ(times, (std::vector<Ticks>{3, 7, 10, 50, 50}));
}

// ---------------------------------------------------------------- looking in

TEST(Simulation, a_process_is_called_by_its_label_or_by_its_number) {
  std::string diary;
  Simulation sim;
  auto const train =
      sim.start(note_after(sim, diary, 10, 'a'), {.label = {"train", 4711}});
  auto const other = sim.start(note_after(sim, diary, 20, 'b'));
  EXPECT_EQ(sim.name_of(train), "train 4711");
  EXPECT_EQ(sim.name_of(other), "process 2");
  sim.run_until(10);
  EXPECT_EQ(sim.name_of(train), "process 1, which has ended");
}

Process take(Simulation&, Pool& pool, int units, Signal& end) {
  auto const hold = co_await pool.acquire(units);
  co_await end.wait();
}
Process take_out(Simulation&, Store<int>& store) { co_await store.get(); }
Process put_in(Simulation&, Store<int>& store) { co_await store.put(1); }
Process draw(Simulation&, Level& level) { co_await level.take(800); }
Process pass(Simulation&, Gate& gate) { co_await gate.pass(); }
Process see_end(Simulation& sim, ProcessId process) {
  co_await sim.ended(process);
}
Process be_patient(Simulation&, Gate& gate) {
  co_await gate.pass().within(1000);
}

TEST(Simulation, who_waits_for_what_is_told_in_the_order_of_birth) {
  Pool cranes{2, "cranes"}, tracks{0};
  Store<int> yard{1, "yard"}, empty{1};
  Level tank{20'000, 500, "diesel"};
  Signal shift_end{"the end of the shift"};
  Gate gate{Gate::State::closed, "Aktau"}, nameless{Gate::State::closed};
  Simulation sim;
  sim.run_until(3);
  EXPECT_EQ(sim.report_waiting(), "");
  yard.try_put(sim, 1);
  tracks.set_units(3, WhenStopped::finish);
  auto const holder =
      sim.start(take(sim, cranes, 1, shift_end), {.label = {"holder", 1}});
  sim.start(take(sim, tracks, 1, shift_end), {.label = {"holder", 2}});
  sim.run_until(7);
  sim.start(take(sim, cranes, 2, shift_end), {.label = {"train", 4711}});
  sim.start(take(sim, tracks, 3, shift_end));
  sim.start(put_in(sim, yard), {.label = {"box", 1}});
  sim.start(take_out(sim, empty), {.label = {"box", 2}});
  sim.start(draw(sim, tank), {.label = {"loco", 5}});
  sim.start(pass(sim, gate), {.label = {"ship", 1}});
  sim.start(pass(sim, nameless), {.label = {"ship", 2}});
  sim.start(see_end(sim, holder), {.label = {"agent", 0}});
  sim.start(be_patient(sim, gate), {.label = {"not told", 1}});
  sim.run_until(50);
  EXPECT_EQ(sim.report_waiting(),
            "holder 1 waits for the end of the shift since 3\n"
            "holder 2 waits for the end of the shift since 3\n"
            "train 4711 waits for 2 of cranes (1 of 2 free) since 7\n"
            "process 4 waits for 3 of a pool (2 of 3 free) since 7\n"
            "box 1 waits for room in yard (1 inside) since 7\n"
            "box 2 waits for something out of a store (0 inside) since 7\n"
            "loco 5 waits for 800 out of diesel (500 of 20000 inside) since 7\n"
            "ship 1 waits for Aktau since 7\n"
            "ship 2 waits for something without a name since 7\n"
            "agent 0 waits for the end of holder 1 since 7\n");
  auto const waiting = sim.waiting();
  ASSERT_EQ(waiting.size(), 10U);
  EXPECT_EQ(waiting[0].process, holder);
  EXPECT_EQ(waiting[2].name, "train 4711");
  EXPECT_EQ(waiting[2].what, "2 of cranes (1 of 2 free)");
  EXPECT_EQ(waiting[2].since, 7);
}

Process wait_for(Simulation&, Signal& signal) { co_await signal.wait(); }

TEST(Simulation, who_waits_for_what_is_no_more_waits_for_ever) {
  std::optional<Signal> signal{"a signal"};
  Simulation sim;
  sim.start(wait_for(sim, *signal));
  sim.run_until(5);
  signal.reset();
  sim.run();
  EXPECT_EQ(sim.report_waiting(),
            "process 1 waits for something that is gone since 0\n");
}

}  // namespace
}  // namespace camel
