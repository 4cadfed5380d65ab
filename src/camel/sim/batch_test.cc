// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/batch.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

using Diary = std::vector<std::string>;
using Boxes = Batch<int>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

Process arrive(Simulation& sim, Boxes& boxes, std::vector<Ticks> times) {
  auto number = 0;
  for (auto const time : times) {
    co_await sim.wait_until(time);
    boxes.add(sim, ++number);
  }
}

Process carry(Simulation& sim, Boxes& boxes, Ticks at, GatherUntil departure,
              std::string name, Diary& diary) {
  co_await sim.wait(at);
  auto const load = co_await boxes.collect(departure);
  for (auto const box : load) {
    name += " " + std::to_string(box);
  }
  note(diary, sim, name);
}

TEST(Batch, a_train_leaves_when_it_is_full) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  sim.start(arrive(sim, boxes, {1, 2, 5, 6, 7}));
  sim.start(carry(sim, boxes, 0, {.full = 3}, "train", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"5 train 1 2 3"}));
  EXPECT_EQ(boxes.size(), 2U);
  EXPECT_EQ(boxes.stays().count(), 3U);
  EXPECT_EQ(boxes.stays().sum(), (5 - 1) + (5 - 2) + 0);
  EXPECT_EQ(boxes.inside().area(7), 7 + 1);
}

TEST(Batch, what_is_there_already_leaves_at_once) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  sim.start(arrive(sim, boxes, {1, 2, 3, 4}));
  sim.start(carry(sim, boxes, 9, {.full = 3}, "train", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"9 train 1 2 3"}));
  EXPECT_EQ(boxes.waits().count(), 1U);
  EXPECT_EQ(boxes.waits().sum(), 0);
}

TEST(Batch, a_day_after_the_first_it_leaves_with_what_there_is) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  GatherUntil const departure{.full = 10, .after_first = 24};
  sim.start(carry(sim, boxes, 0, departure, "a", diary));
  sim.start(carry(sim, boxes, 0, departure, "b", diary));
  sim.start(arrive(sim, boxes, {100, 110, 123, 130}));
  sim.run();
  // The fourth is the first of the next train.
  EXPECT_EQ(diary, (Diary{"124 a 1 2 3", "154 b 4"}));
}

TEST(Batch, the_day_counts_from_when_the_oldest_came_not_from_the_collecting) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  sim.start(arrive(sim, boxes, {10, 20}));
  GatherUntil const departure{.full = 5, .after_first = 24};
  sim.start(carry(sim, boxes, 30, departure, "soon", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"34 soon 1 2"}));
  sim.start(arrive(sim, boxes, {40}));
  sim.start(carry(sim, boxes, 60, departure, "late", diary));  // at 94
  sim.run();
  EXPECT_EQ(diary.back(), "94 late 1");
}

TEST(Batch, by_its_cut_off_it_leaves_even_with_nothing) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  sim.start(arrive(sim, boxes, {25, 26}));
  sim.start(carry(sim, boxes, 0, {.full = 3, .by = 20}, "empty", diary));
  sim.start(carry(sim, boxes, 21, {.full = 3, .after_first = 9, .by = 30}, "b",
                  diary));
  sim.start(carry(sim, boxes, 40, {.by = 40}, "now", diary));
  sim.start(carry(sim, boxes, 41, {.by = 1}, "long ago", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"20 empty", "30 b 1 2", "40 now", "41 long ago"}));
}

TEST(Batch, a_thing_that_comes_at_the_cut_off_is_on_it_if_it_came_before) {
  for (auto const box_is_first : {true, false}) {
    Diary diary;
    Boxes boxes;
    Simulation sim;
    GatherUntil const departure{.full = 3, .by = 20};
    if (box_is_first) {
      sim.start(arrive(sim, boxes, {20}));
      sim.start(carry(sim, boxes, 0, departure, "train", diary));
    } else {
      sim.start(carry(sim, boxes, 0, departure, "train", diary));
      sim.run_until(1);
      sim.start(arrive(sim, boxes, {20}));
    }
    sim.run();
    EXPECT_EQ(diary, (Diary{box_is_first ? "20 train 1" : "20 train"}));
  }
}

TEST(Batch, several_trains_are_loaded_one_after_the_other) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  sim.start(carry(sim, boxes, 0, {.full = 2}, "a", diary));
  sim.start(carry(sim, boxes, 0, {.full = 1}, "b", diary));
  sim.start(carry(sim, boxes, 0, {.full = 2, .by = 50}, "c", diary));
  sim.start(arrive(sim, boxes, {1, 2, 3, 4}));
  sim.run();
  EXPECT_EQ(diary, (Diary{"2 a 1 2", "3 b 3", "50 c 4"}));
}

TEST(Batch, one_that_is_called_away_makes_place_for_the_next) {
  Diary diary;
  Boxes boxes;
  Simulation sim;
  auto const first = sim.start(carry(sim, boxes, 0, {.full = 9}, "a", diary));
  sim.start(carry(sim, boxes, 0, {.full = 9, .by = 30}, "b", diary));
  sim.start(arrive(sim, boxes, {1, 2}));
  sim.run_until(10);
  EXPECT_EQ(sim.report_waiting(),
            "process 1 waits for 9 of a batch (2 inside) since 0\n"
            "process 2 waits for 9 of a batch (2 inside) since 0\n");
  EXPECT_TRUE(sim.end(first));
  sim.run();
  EXPECT_EQ(diary, (Diary{"30 b 1 2"}));
}

TEST(Batch, times_beyond_the_horizon_never_come) {
  for (auto const never : {kNever, kNever - 1, Simulation::kHorizon}) {
    Diary diary;
    Boxes boxes;
    Simulation sim;
    sim.start(carry(sim, boxes, 0,
                    {.full = 2, .after_first = never, .by = never}, "t",
                    diary));
    sim.start(arrive(sim, boxes, {7}));
    sim.run();
    EXPECT_EQ(sim.now(), 7);
    EXPECT_EQ(sim.waiting().size(), 1U);
  }
}

Process fill_and_end(Simulation& sim, Boxes& boxes,
                     std::vector<ProcessId> others) {
  for (auto const time : {10, 11, 12, 13}) {
    co_await sim.wait_until(time);
    boxes.add(sim, time);
  }
  for (auto const& other : others) {
    EXPECT_TRUE(sim.end(other));
  }
  EXPECT_EQ(boxes.size(), 4U);
}

TEST(Batch, things_of_trains_that_end_are_there_again_in_order_and_as_old) {
  for (auto const first_ends_first : {true, false}) {
    Diary diary;
    Boxes boxes;
    Simulation sim;
    // a is full at 13 and ends before it can go on, as does b, for which
    // nothing is left.
    auto const a = sim.start(carry(sim, boxes, 0, {.full = 4}, "a", diary));
    auto const b = sim.start(carry(sim, boxes, 0, {.full = 0}, "b", diary));
    sim.start(fill_and_end(
        sim, boxes, first_ends_first ? std::vector{a, b} : std::vector{b, a}));
    sim.start(
        carry(sim, boxes, 20, {.full = 9, .after_first = 30}, "c", diary));
    sim.run();
    EXPECT_EQ(diary, (Diary{"40 c 10 11 12 13"}));
    EXPECT_EQ(boxes.stays().count(), 4U);
    EXPECT_EQ(boxes.stays().sum(), 30 + 29 + 28 + 27);
    EXPECT_EQ(boxes.inside().area(40), 30 + 29 + 28 + 27);
  }
}

Process add_four_and_end(Simulation& sim, Boxes& boxes,
                         std::vector<ProcessId> others) {
  co_await sim.wait(5);
  for (int box = 1; box <= 4; ++box) {
    boxes.add(sim, box);
  }
  for (auto const& other : others) {
    EXPECT_TRUE(sim.end(other));
  }
}

TEST(Batch, two_loads_that_come_back_keep_the_order_of_their_things) {
  for (auto const first_ends_first : {true, false}) {
    Diary diary;
    Boxes boxes;
    Simulation sim;
    auto const a = sim.start(carry(sim, boxes, 0, {.full = 2}, "a", diary));
    auto const b = sim.start(carry(sim, boxes, 0, {.full = 2}, "b", diary));
    sim.start(add_four_and_end(
        sim, boxes, first_ends_first ? std::vector{a, b} : std::vector{b, a}));
    sim.start(carry(sim, boxes, 9, {.full = 4}, "c", diary));
    sim.run();
    EXPECT_EQ(diary, (Diary{"9 c 1 2 3 4"}));
  }
}

TEST(Batch, statistics_begin_anew_with_what_is_inside) {
  Boxes boxes;
  Simulation sim;
  sim.start(arrive(sim, boxes, {1, 2}));
  sim.run_until(10);
  boxes.reset_statistics(10);
  EXPECT_EQ(boxes.inside().area(15), 10);
  EXPECT_EQ(boxes.stays().count(), 0U);
}

// ------------------------------------------------------------------ at random

struct Parcel {
  explicit Parcel(int n) : number{std::make_unique<int>(n)} {}
  std::unique_ptr<int> number;
};

Process deliver(Simulation& sim, Batch<Parcel>& batch, int& added) {
  Random random{{.seed = 4, .stream = 1, .replication = 0}};
  while (added < 60) {
    co_await sim.wait(random.integer(0, 5));
    batch.add(sim, Parcel{added++});
  }
}

Process shuttle(Simulation& sim, Batch<Parcel>& batch, std::uint64_t number,
                int& next) {
  Random random{{.seed = 4, .stream = number, .replication = 0}};
  while (next < 60) {
    co_await sim.wait(random.integer(0, 8));
    GatherUntil const departure{
        .full = static_cast<std::size_t>(random.integer(1, 6)),
        .after_first = random.integer(0, 20),
        .by = sim.now() + random.integer(0, 40)};
    auto const load = co_await batch.collect(departure);
    EXPECT_LE(load.size(), departure.full);
    for (auto const& parcel : load) {
      EXPECT_EQ(*parcel.number, next++);
    }
  }
}

TEST(Batch, all_leave_in_their_order_and_a_run_can_be_cut_anywhere) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    int added = 0, next = 0;
    Batch<Parcel> batch;
    {
      Simulation sim;
      sim.start(deliver(sim, batch, added));
      for (std::uint64_t i = 2; i < 6; ++i) {
        sim.start(shuttle(sim, batch, i, next));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
      }
    }
    ASSERT_EQ(batch.length(), 0U);
    ASSERT_EQ(static_cast<int>(batch.size()), added - next);
    EXPECT_TRUE(!is_over || next == 60);
  }
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace camel
