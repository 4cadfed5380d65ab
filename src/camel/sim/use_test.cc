// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/use.h"

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

std::string describe(UseEnd const& end) {
  return (end.is_done
              ? " done, stopped "
              : " given up, left " + std::to_string(end.left) + ", stopped ") +
         std::to_string(end.stops);
}

struct Work {
  std::string name;
  Ticks at = 0;
  Use use;
};

Process work(Simulation& sim, Pool& pool, Work work, Diary& diary) {
  co_await sim.wait(work.at);
  try {
    auto const end = co_await use(sim, pool, work.use);
    note(diary, sim, work.name + describe(end));
  } catch (Interrupted const& interrupted) {
    note(diary, sim,
         work.name + " called with " +
             std::to_string(interrupted.interruption.code));
  }
}

Diary works(Pool& pool, std::vector<Work> const& all) {
  Diary diary;
  Simulation sim;
  for (auto const& one : all) {
    sim.start(work(sim, pool, one, diary));
  }
  sim.run();
  EXPECT_EQ(sim.report_waiting(), "");
  EXPECT_EQ(pool.free(), pool.units());
  return diary;
}

Use yields(Ticks time, WhenStopped policy, Priority priority = 1) {
  return {.time = time, .priority = priority, .when_preempted = policy};
}
Use preempts(Ticks time, Priority priority = 0) {
  return {.time = time, .priority = priority, .preempts = true};
}

// Work of 10 from 0 on; a more urgent one of 5 comes at 4.
Diary preempted(WhenStopped policy) {
  Pool berth{1};
  return works(berth,
               {{"barge", 0, yields(10, policy)}, {"liner", 4, preempts(5)}});
}

TEST(Use, preempted_work_does_what_it_said) {
  EXPECT_EQ(preempted(WhenStopped::finish),
            (Diary{"10 barge done, stopped 0", "15 liner done, stopped 0"}));
  EXPECT_EQ(preempted(WhenStopped::pause),
            (Diary{"9 liner done, stopped 0", "15 barge done, stopped 1"}));
  EXPECT_EQ(preempted(WhenStopped::restart),
            (Diary{"9 liner done, stopped 0", "19 barge done, stopped 1"}));
  EXPECT_EQ(preempted(WhenStopped::abort),
            (Diary{"4 barge given up, left 6, stopped 1",
                   "9 liner done, stopped 0"}));
}

// Work of 8 from 5 on, at a desk that is open the first ten of each twenty.
Diary closed(WhenStopped policy) {
  Calendar const opening{{.period = 20, .shifts = {{0, 10, 1}}}};
  Diary diary;
  Pool desk{1};
  Simulation sim;
  sim.start(follow_calendar(sim, desk, opening, policy));
  sim.start(work(sim, desk, {"clearance", 5, {.time = 8}}, diary));
  sim.run_until(99);
  EXPECT_EQ(desk.capacity().area(99), 50);
  EXPECT_EQ(desk.free(), 0);
  return diary;
}

TEST(Use, work_at_closing_time_does_what_the_calendar_was_told) {
  EXPECT_EQ(closed(WhenStopped::finish),
            (Diary{"13 clearance done, stopped 0"}));
  EXPECT_EQ(closed(WhenStopped::pause),  // five at first, three from 20 on
            (Diary{"23 clearance done, stopped 1"}));
  EXPECT_EQ(closed(WhenStopped::restart),
            (Diary{"28 clearance done, stopped 1"}));
  EXPECT_EQ(closed(WhenStopped::abort),
            (Diary{"10 clearance given up, left 3, stopped 1"}));
}

TEST(Use, a_calendar_that_starts_closed_lets_nobody_in_and_counts_from_then) {
  Calendar const opening{{.period = 1'000, .shifts = {{100, 1'000, 2}}}};
  Diary diary;
  Pool desk{2};
  Simulation sim;
  sim.run_until(50);
  sim.start(follow_calendar(sim, desk, opening, WhenStopped::finish));
  sim.start(work(sim, desk, {"early", 0, {.time = 10}}, diary));
  sim.run_until(200);
  EXPECT_EQ(diary, (Diary{"110 early done, stopped 0"}));
  EXPECT_EQ(desk.capacity().area(200), 2 * 50 + 0 * 50 + 2 * 100);
}

TEST(Use, closing_time_at_the_end_of_the_work_leaves_it_done) {
  Calendar const opening{{.period = 20, .shifts = {{0, 10, 1}}}};
  for (auto const policy : {WhenStopped::finish, WhenStopped::pause,
                            WhenStopped::restart, WhenStopped::abort}) {
    Diary diary;
    Pool desk{1};
    Simulation sim;
    sim.start(follow_calendar(sim, desk, opening, policy));
    sim.start(work(sim, desk, {"", 3, {.time = 7}}, diary));
    sim.run_until(10);
    ASSERT_EQ(diary.size(), 1U);
    EXPECT_EQ(diary[0].substr(0, 8), "10  done");
  }
}

TEST(Use, each_stop_is_counted_and_a_pause_keeps_what_was_done) {
  Pool berth{1};
  EXPECT_EQ(works(berth, {{"barge", 0, yields(10, WhenStopped::pause)},
                          {"u", 2, preempts(3)},
                          {"v", 7, preempts(3)},
                          {"w", 11, preempts(3)}}),
            // 0-2, 5-7, 10-11 and 14-19 make ten.
            (Diary{"5 u done, stopped 0", "10 v done, stopped 0",
                   "14 w done, stopped 0", "19 barge done, stopped 3"}));
}

TEST(Use, stopped_work_comes_back_before_its_equals_but_not_its_betters) {
  Pool berth{1};
  EXPECT_EQ(works(berth, {{"first", 0, yields(10, WhenStopped::pause)},
                          {"equal", 1, yields(10, WhenStopped::pause)},
                          {"better", 2, {.time = 10, .priority = 0}},
                          {"urgent", 4, preempts(5, -1)}}),
            (Diary{"9 urgent done, stopped 0", "19 better done, stopped 0",
                   "25 first done, stopped 1", "35 equal done, stopped 0"}));
}

TEST(Use, of_two_that_were_stopped_the_earlier_goes_on_first) {
  Pool berths{2};
  EXPECT_EQ(
      works(berths, {{"a", 0, yields(10, WhenStopped::pause)},
                     {"b", 1, yields(10, WhenStopped::pause)},
                     {"long",
                      4,
                      {.time = 5, .units = 2, .priority = 0, .preempts = true}},
                     {"c", 5, {.time = 10, .priority = 1}}}),
      (Diary{"9 long done, stopped 0", "15 a done, stopped 1",
             "16 b done, stopped 1", "25 c done, stopped 0"}));
}

Process call_at(Simulation& sim, Ticks at, ProcessId other, std::int64_t code) {
  co_await sim.wait(at);
  EXPECT_TRUE(sim.interrupt(other, {.code = code}));
}

TEST(Use, an_interruption_by_others_passes_through_from_line_and_work) {
  Diary diary;
  Pool berth{1};
  Simulation sim;
  auto const a = sim.start(
      work(sim, berth, {"a", 0, yields(10, WhenStopped::pause)}, diary));
  auto const b = sim.start(work(sim, berth, {"b", 1, {.time = 5}}, diary));
  sim.start(work(sim, berth, {"c", 2, {.time = 5}}, diary));
  sim.start(call_at(sim, 3, b, 33));
  sim.start(call_at(sim, 4, a, 44));
  sim.run();
  EXPECT_EQ(diary, (Diary{"3 b called with 33", "4 a called with 44",
                          "9 c done, stopped 0"}));
  EXPECT_EQ(berth.free(), 1);
}

Process work_while_holding(Simulation& sim, Pool& track, Pool& crane,
                           Diary& diary) {
  auto const hold =
      co_await track.acquire({.priority = 5, .may_be_preempted = true});
  try {
    auto const end = co_await use(sim, crane, yields(100, WhenStopped::pause));
    note(diary, sim, "lifted" + describe(end));
  } catch (Interrupted const& interrupted) {
    EXPECT_EQ(interrupted.interruption.cause, Interruption::Cause::preempted);
    note(diary, sim, "lost the track");
  }
}

TEST(Use, the_preemption_of_another_pool_passes_through) {
  Diary diary;
  Pool track{1}, crane{1};
  Simulation sim;
  sim.start(work_while_holding(sim, track, crane, diary));
  sim.start(work(sim, track, {"u", 10, preempts(5)}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"10 lost the track", "15 u done, stopped 0"}));
  EXPECT_EQ(crane.in_use().area(15), 10);
  EXPECT_EQ(crane.free(), 1);
}

Process hand_on(Simulation& sim, Pool& pool) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(10);
  hold.release();
  auto const again = co_await pool.acquire({.priority = -1, .preempts = true});
  co_await sim.wait(10);
}

Process close_from_to(Simulation& sim, Pool& pool, Ticks from, Ticks to) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(from);
  hold.release();
  pool.set_units(0, WhenStopped::abort);
  co_await sim.wait(to - from);
  pool.set_units(1);
}

TEST(Use, work_that_loses_its_units_in_the_moment_it_got_them_waits_again) {
  for (auto const is_closed : {false, true}) {
    Diary diary;
    Pool berth{1};
    Simulation sim;
    if (is_closed) {
      sim.start(close_from_to(sim, berth, 10, 20));
    } else {
      sim.start(hand_on(sim, berth));
    }
    sim.start(
        work(sim, berth, {"barge", 1, yields(10, WhenStopped::pause)}, diary));
    sim.start(
        work(sim, berth, {"equal", 2, yields(10, WhenStopped::pause)}, diary));
    sim.run();
    EXPECT_EQ(diary,
              (Diary{"30 barge done, stopped 0", "40 equal done, stopped 0"}));
    EXPECT_EQ(berth.in_use().max(), 1);
  }
}

TEST(Use, work_of_no_time_takes_its_turn) {
  Pool berth{1};
  EXPECT_EQ(works(berth, {{"a", 0, {.time = 10}}, {"b", 1, {.time = 0}}}),
            (Diary{"10 a done, stopped 0", "10 b done, stopped 0"}));
}

// ------------------------------------------------------------------ at random

struct Account {
  Ticks worked = 0;  // by what the works say themselves
  int stops = 0, given_up = 0, ended = 0;
};

Process labour(Simulation& sim, Pool& pool, Ticks at, Use use_, Account& sum) {
  co_await sim.wait(at);
  auto const end = co_await use(sim, pool, use_);
  sum.worked += (use_.time - end.left) * use_.units;
  sum.stops += end.stops;
  sum.given_up += end.is_done ? 0 : 1;
  ++sum.ended;
}

TEST(Use, the_work_done_is_the_area_under_the_units_in_use) {
  // With pauses and work given up nothing is done twice, so every tick that
  // the pool counts is in some work's account.
  for (auto const policy : {WhenStopped::pause, WhenStopped::abort}) {
    Calendar const shifts{{.period = 480,
                           .shifts = {{0, 200, 4}, {200, 300, 1}},
                           .otherwise = 2}};
    Random random{{.seed = 11, .stream = 1, .replication = 0}};
    Account sum;
    Pool pool{4};
    Simulation sim;
    sim.start(follow_calendar(sim, pool, shifts, policy));
    constexpr int kWorks = 2'000;
    for (int i = 0; i < kWorks; ++i) {
      Use const use{
          .time = random.integer(0, 30),
          .units = static_cast<int>(random.integer(1, 2)),
          .priority = static_cast<Priority>(random.integer(0, 3)),
          .preempts = random.happens(0.4),
          .when_preempted = random.happens(0.5) ? policy : WhenStopped::finish};
      sim.start(labour(sim, pool, random.integer(0, 40'000), use, sum));
    }
    sim.run_until(60'000);
    EXPECT_EQ(sim.report_waiting(), "");
    EXPECT_EQ(sum.ended, kWorks);
    EXPECT_TRUE(pool.in_use().area(60'000) == sum.worked);
    EXPECT_GT(sum.stops, 50);
    EXPECT_EQ(sum.given_up > 0, policy == WhenStopped::abort);
    EXPECT_EQ(pool.free(), pool.units());
  }
}

TEST(Use, whenever_a_run_is_cut_everything_comes_back) {
  Calendar const shifts{{.period = 20, .shifts = {{0, 10, 2}}, .otherwise = 1}};
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    Account sum;
    Pool pool{2};
    {
      Simulation sim;
      sim.start(follow_calendar(sim, pool, shifts, WhenStopped::pause));
      for (int i = 0; i < 25; ++i) {
        sim.start(labour(sim, pool, 2 * i,
                         {.time = 3 + i % 4,
                          .units = 1 + i % 2,
                          .priority = static_cast<Priority>(i % 5),
                          .preempts = i % 3 == 0,
                          .when_preempted = WhenStopped::restart},
                         sum));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step() || sum.ended == 25;
      }
    }
    EXPECT_EQ(pool.in_use().level(), 0);
    EXPECT_EQ(pool.length(), 0U);
  }
  EXPECT_GT(steps, 100);
}

Process take_two(Simulation& sim, Pool& tracks, Ticks& granted) {
  auto const both = co_await tracks.acquire(2);
  granted = sim.now();
}

TEST(FollowCalendar, a_request_may_wait_for_what_the_calendar_will_give) {
  auto const days =
      Calendar{{.period = 24, .shifts = {{8, 20, 2}}, .otherwise = 1}};
  Pool tracks{1};
  Ticks granted = 0;
  Simulation sim;
  sim.start(follow_calendar(sim, tracks, days, WhenStopped::finish));
  sim.start(take_two(sim, tracks, granted));
  sim.run_until(100);
  EXPECT_EQ(granted, 8);
}

}  // namespace
}  // namespace camel
