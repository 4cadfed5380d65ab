// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/gate.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Diary = std::vector<std::string>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

Process pass(Simulation& sim, Gate& gate, Ticks at, Ticks patience,
             std::string name, Diary& diary) {
  co_await sim.wait(at);
  bool const is_through = co_await gate.pass().within(patience);
  note(diary, sim, name + (is_through ? "" : " gives up"));
}

Process open_for(Simulation& sim, Gate& gate, Ticks at, Ticks time) {
  co_await sim.wait(at);
  gate.open();
  co_await sim.wait(time);
  gate.close();
}

TEST(Gate, an_open_one_is_passed_without_a_stop_a_closed_one_holds_all_up) {
  Diary diary;
  Gate port{Gate::State::open, "Aktau"};
  Simulation sim;
  sim.start(pass(sim, port, 0, kNever, "early", diary));
  sim.run_until(1);
  port.close();
  EXPECT_FALSE(port.is_open());
  sim.start(pass(sim, port, 1, kNever, "a", diary));
  sim.start(pass(sim, port, 2, kNever, "b", diary));
  sim.start(open_for(sim, port, 9, 5));
  sim.start(pass(sim, port, 12, kNever, "c", diary));
  sim.start(pass(sim, port, 15, kNever, "d", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 early", "10 a", "10 b", "13 c"}));
  EXPECT_EQ(sim.report_waiting(), "process 6 waits for Aktau since 16\n");
  EXPECT_EQ(port.line().area(16), (10 - 2) + (10 - 3));
}

TEST(Gate, all_who_wait_pass_even_if_it_closes_in_the_same_moment) {
  Diary diary;
  Gate gate{Gate::State::closed};
  Simulation sim;
  sim.start(pass(sim, gate, 0, kNever, "a", diary));
  sim.start(pass(sim, gate, 1, kNever, "b", diary));
  sim.start(pass(sim, gate, 5, 3, "late", diary));
  sim.run_until(4);
  gate.open();
  gate.close();
  sim.run();
  EXPECT_EQ(diary, (Diary{"4 a", "4 b", "8 late gives up"}));
}

TEST(Gate, who_loses_patience_leaves_the_others_in_line) {
  Diary diary;
  Gate gate{Gate::State::closed};
  Simulation sim;
  sim.start(pass(sim, gate, 0, 9, "a", diary));
  sim.start(pass(sim, gate, 0, 3, "b", diary));
  sim.start(pass(sim, gate, 0, 0, "c", diary));
  sim.start(open_for(sim, gate, 5, 0));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 c gives up", "3 b gives up", "5 a"}));
  EXPECT_EQ(gate.reneged(), 2U);
}

TEST(Gate, who_ends_after_it_opened_and_before_it_passed_is_just_gone) {
  Diary diary;
  Gate gate{Gate::State::closed};
  Simulation sim;
  auto const a = sim.start(pass(sim, gate, 0, kNever, "a", diary));
  sim.start(pass(sim, gate, 0, kNever, "b", diary));
  sim.run();
  gate.open();
  EXPECT_TRUE(sim.end(a));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 b"}));
}

// ------------------------------------------------------------------ conditions

struct River {
  int level = 0;
  Condition thaw{"water above 2 m"};
};

Process sail(Simulation& sim, River& river, int draught, Ticks patience,
             Diary& diary) {
  auto const name = std::to_string(draught);
  bool const is_deep =
      co_await river.thaw.holds([&] { return river.level > draught; })
          .within(patience);
  note(diary, sim, name + (is_deep ? " sails" : " gives up"));
}

Process rise(Simulation& sim, River& river, std::vector<int> levels) {
  for (auto const level : levels) {
    co_await sim.wait(10);
    river.level = level;
    river.thaw.changed();
  }
}

TEST(Condition, whoever_sees_it_hold_goes_on_in_the_order_they_came) {
  Diary diary;
  River river;
  Simulation sim;
  for (auto const draught : {3, 1, 5, 2, -1}) {
    sim.start(sail(sim, river, draught, kNever, diary));
  }
  sim.start(rise(sim, river, {0, 3, 2, 4, 5}));
  sim.run();
  EXPECT_EQ(diary,
            (Diary{"0 -1 sails", "20 1 sails", "20 2 sails", "40 3 sails"}));
  EXPECT_EQ(sim.report_waiting(),
            "process 3 waits for water above 2 m since 0\n");
}

TEST(Condition, nobody_goes_on_before_it_is_said_that_something_changed) {
  Diary diary;
  River river;
  Simulation sim;
  sim.start(sail(sim, river, 3, 20, diary));
  sim.run_until(5);
  river.level = 9;
  sim.run_until(10);
  EXPECT_TRUE(diary.empty());
  river.thaw.changed();
  sim.run();
  EXPECT_EQ(diary, (Diary{"10 3 sails"}));
}

TEST(Condition, who_loses_patience_goes_on_without_it) {
  Diary diary;
  River river;
  Simulation sim;
  sim.start(sail(sim, river, 3, 15, diary));
  sim.start(sail(sim, river, 4, 0, diary));
  sim.start(rise(sim, river, {3, 5}));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 4 gives up", "15 3 gives up"}));
}

struct Shed {
  int boxes = 0;
  Condition filled{"a box"};
};

Process take_box(Simulation& sim, Shed& shed, std::string name, bool is_careful,
                 Diary& diary) {
  do {
    co_await shed.filled.holds([&] { return shed.boxes > 0; });
  } while (is_careful && shed.boxes == 0);
  --shed.boxes;
  note(diary, sim, name + " leaves " + std::to_string(shed.boxes));
}

TEST(Condition, the_first_may_make_it_fail_again_for_the_next) {
  for (auto const is_careful : {false, true}) {
    Diary diary;
    Shed shed;
    Simulation sim;
    sim.start(take_box(sim, shed, "a", is_careful, diary));
    sim.start(take_box(sim, shed, "b", is_careful, diary));
    sim.run();
    shed.boxes = 1;
    shed.filled.changed();
    sim.run();
    // Both were let go on while it held; who is careful looks again.
    EXPECT_EQ(diary, is_careful ? (Diary{"0 a leaves 0"})
                                : (Diary{"0 a leaves 0", "0 b leaves -1"}));
    EXPECT_EQ(shed.filled.length(), is_careful ? 1U : 0U);
  }
}

}  // namespace
}  // namespace camel
