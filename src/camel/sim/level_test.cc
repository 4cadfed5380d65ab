// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/level.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

using Diary = std::vector<std::string>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

struct Move {
  Ticks at = 0;
  std::int64_t amount = 0;  // below 0: take
  Ticks patience = kNever;
};

Process move(Simulation& sim, Level& tank, Move what, Diary& diary) {
  co_await sim.wait(what.at);
  bool is_done = false;
  if (what.amount < 0) {
    is_done = co_await tank.take(-what.amount).within(what.patience);
  } else {
    is_done = co_await tank.put(what.amount).within(what.patience);
  }
  note(diary, sim, (is_done ? "" : "gives up ") + std::to_string(what.amount));
}

Diary moves(Level& tank, std::vector<Move> const& all) {
  Diary diary;
  Simulation sim;
  for (auto const& one : all) {
    sim.start(move(sim, tank, one, diary));
  }
  sim.run();
  EXPECT_EQ(sim.report_waiting(), "");
  return diary;
}

TEST(Level, who_takes_waits_until_so_much_is_there) {
  Level tank{100, 10};
  EXPECT_EQ(moves(tank, {{0, -30}, {5, 10}, {9, 10}}),
            (Diary{"5 10", "9 10", "9 -30"}));
  EXPECT_EQ(tank.inside(), 0);
  EXPECT_EQ(tank.level().area(9), 10 * 5 + 20 * 4);
  EXPECT_EQ(tank.takers().waits().sum(), 9);
}

TEST(Level, who_fills_waits_until_there_is_room) {
  Level tank{100, 90};
  EXPECT_EQ(moves(tank, {{0, 30}, {5, -10}, {9, -10}}),
            (Diary{"5 -10", "9 -10", "9 30"}));
  EXPECT_EQ(tank.inside(), 100);
  EXPECT_EQ(tank.room(), 100);
}

TEST(Level, a_large_request_is_not_overtaken_by_small_ones) {
  Level tank{100, 10};
  EXPECT_EQ(moves(tank, {{0, -30}, {1, -5}, {2, -5}, {5, 20}, {9, 20}}),
            (Diary{"5 20", "5 -30", "9 20", "9 -5", "9 -5"}));
  EXPECT_EQ(tank.inside(), 10);
  Level full{100, 90};
  EXPECT_EQ(moves(full, {{0, 30}, {1, 5}, {5, -20}, {9, -20}}),
            (Diary{"5 -20", "5 30", "9 -20", "9 5"}));
}

TEST(Level, one_who_gives_up_may_let_many_on_both_sides_go_on) {
  // 5 inside, room for 10: neither 8 can be taken nor 9 put in. Without the
  // 8, 5 are taken; so the 9 fit, and the 1; and so 10 can be taken.
  Level tank{10, 5};
  EXPECT_EQ(moves(tank, {{0, -8, 9}, {1, 9}, {2, 1}, {3, -5}, {4, -10}}),
            (Diary{"9 gives up -8", "9 -5", "9 9", "9 1", "9 -10"}));
  EXPECT_EQ(tank.inside(), 0);
}

TEST(Level, who_gives_up_lets_the_next_go_on_at_once) {
  Level tank{100, 10};
  EXPECT_EQ(moves(tank, {{0, -30, 7}, {1, -5}, {2, -5}, {3, -5, 1}}),
            (Diary{"4 gives up -5", "7 gives up -30", "7 -5", "7 -5"}));
  EXPECT_EQ(tank.takers().reneged(), 2U);
  Level full{100, 90};
  EXPECT_EQ(moves(full, {{0, 30, 7}, {1, 5}}), (Diary{"7 gives up 30", "7 5"}));
}

TEST(Level, no_patience_lasts_to_the_end_of_the_moment) {
  Level tank{10, 0};
  EXPECT_EQ(moves(tank, {{5, -3, 0}, {5, 3}, {6, -3, 0}}),
            (Diary{"5 3", "5 -3", "6 gives up -3"}));
}

TEST(Level, nothing_is_moved_at_once) {
  Level tank{10, 10};
  EXPECT_EQ(moves(tank, {{0, -0}}), (Diary{"0 0"}));
}

TEST(Level, what_can_never_fit_is_refused) {
  Diary diary;
  Level tank{10, 5, "diesel"};
  EXPECT_THROW(static_cast<void>(tank.take(11)), UsageError);
  EXPECT_THROW(static_cast<void>(tank.put(-1)), UsageError);
  EXPECT_THROW((Level{10, 11}), UsageError);
  EXPECT_THROW((Level{-1, 0}), UsageError);
  EXPECT_THROW((Level{10, -1}), UsageError);
  Simulation sim;
  sim.start(move(sim, tank, {5, 11}, diary), {.label = {"train", 7}});
  try {
    sim.run();
    ADD_FAILURE() << "not refused";
  } catch (UsageError const& error) {
    EXPECT_STREQ(error.what(),
                 "train 7 at 5: moves 11, but diesel has room for 10");
  }
}

TEST(Level, the_report_says_who_waits_for_how_much) {
  Diary diary;
  Level tank{10, 5, "diesel"};
  Simulation sim;
  sim.start(move(sim, tank, {1, -6}, diary));
  sim.start(move(sim, tank, {2, 7}, diary));
  sim.run();
  EXPECT_EQ(sim.report_waiting(),
            "process 1 waits for 6 out of diesel (5 of 10 inside) since 1\n"
            "process 2 waits for 7 of room in diesel (5 of 10 inside) since "
            "2\n");
}

Process fill_and_end(Simulation& sim, Level& tank, std::int64_t amount,
                     ProcessId other) {
  co_await sim.wait(5);
  co_await tank.put(amount);
  EXPECT_TRUE(sim.end(other));
}

TEST(Level, what_was_taken_for_one_who_ends_goes_to_the_next) {
  Diary diary;
  Level tank{10, 0};
  Simulation sim;
  auto const first = sim.start(move(sim, tank, {0, -8}, diary));
  sim.start(move(sim, tank, {1, -6}, diary));
  sim.start(fill_and_end(sim, tank, 8, first));
  sim.run();
  EXPECT_EQ(diary, (Diary{"5 -6"}));
  EXPECT_EQ(tank.inside(), 2);
}

Process take_twice_and_end(Simulation& sim, Level& tank, ProcessId other) {
  co_await sim.wait(5);
  co_await tank.take(5);   // the other fills up at once
  co_await tank.take(10);  // and that is taken, too
  EXPECT_TRUE(sim.end(other));
}

TEST(Level, what_was_put_in_stays_though_its_bringer_ends) {
  Diary diary;
  Level tank{10, 10};
  Simulation sim;
  auto const first = sim.start(move(sim, tank, {0, 5}, diary));
  sim.start(take_twice_and_end(sim, tank, first));
  sim.run();
  EXPECT_EQ(tank.inside(), 0);
  EXPECT_TRUE(diary.empty());
}

TEST(Level, statistics_begin_anew_with_what_is_inside) {
  Level tank{10, 4};
  tank.reset_statistics(10);
  EXPECT_EQ(tank.level().area(20), 40);
}

Process trade(Simulation& sim, Level& tank, std::uint64_t number,
              std::int64_t& balance) {
  Random random{{.seed = 9, .stream = number, .replication = 0}};
  for (int i = 0; i < 25; ++i) {
    co_await sim.wait(random.integer(0, 4));
    auto const amount = random.integer(1, 12);
    auto const patience = random.integer(0, 9);
    if (random.happens(0.5)) {
      bool const is_done = co_await tank.put(amount).within(patience);
      balance += is_done ? amount : 0;
    } else {
      bool const is_done = co_await tank.take(amount).within(patience);
      balance -= is_done ? amount : 0;
    }
  }
}

TEST(Level, nothing_is_lost_and_a_run_can_be_cut_anywhere) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    std::int64_t balance = 6;
    Level tank{20, 6};
    {
      Simulation sim;
      for (std::uint64_t i = 0; i < 6; ++i) {
        sim.start(trade(sim, tank, i, balance));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
        ASSERT_GE(tank.inside(), 0);
        ASSERT_LE(tank.inside(), 20);
      }
    }
    if (is_over) {
      EXPECT_EQ(tank.inside(), balance);
    }
    ASSERT_EQ(tank.putters().length() + tank.takers().length(), 0U);
  }
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace camel
