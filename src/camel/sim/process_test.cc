// SPDX-License-Identifier: Apache-2.0
// What one process can do to another: call it away, end it, await its end.
#include "camel/sim/process.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"

namespace camel {
namespace {

std::string at(Simulation const& sim) { return std::to_string(sim.now()); }

// ---------------------------------------------------------------- interrupt

std::string told(Interruption const& why) {
  return (why.cause == Interruption::Cause::preempted ? "preempted "
          : why.cause == Interruption::Cause::closed  ? "closed "
                                                      : "called ") +
         std::to_string(why.code);
}

Process wait_and_tell(Simulation& sim, Ticks delay, std::string& diary) {
  try {
    co_await sim.wait(delay);
    diary += "waited till " + at(sim);
  } catch (Interrupted const& interrupted) {
    diary += told(interrupted.interruption) + " at " + at(sim);
  }
}

TEST(Interrupt, it_is_thrown_where_the_process_waits) {
  std::string diary;
  Simulation sim;
  auto const process = sim.start(wait_and_tell(sim, 10, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.interrupt(process,
                            {.cause = Interruption::Cause::closed, .code = 7}));
  EXPECT_FALSE(sim.interrupt(process));  // it is already on its way
  sim.run_until(50);
  EXPECT_EQ(diary, "closed 7 at 4");
}

Process wait_either_way(Simulation& sim, Ticks delay, std::string& diary) {
  auto const end = co_await sim.wait(delay).or_interrupted();
  diary += (end.is_interrupted ? told(end.interruption) : "all") + " after " +
           std::to_string(end.waited) + ' ';
  auto const rest = co_await sim.wait(delay).or_interrupted();
  diary += rest.is_interrupted ? "again" : "and not again";
}

TEST(Interrupt, it_is_a_value_if_the_process_prefers_and_is_told_once) {
  std::string diary;
  Simulation sim;
  auto const process = sim.start(wait_either_way(sim, 10, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.interrupt(process, {.code = -5}));
  sim.run();
  EXPECT_EQ(diary, "called -5 after 4 and not again");
  EXPECT_EQ(sim.now(), 14);
}

TEST(Interrupt, a_wait_that_nobody_disturbs_says_so) {
  std::string diary;
  Simulation sim;
  sim.start(wait_either_way(sim, 10, diary));
  sim.run();
  EXPECT_EQ(diary, "all after 10 and not again");
}

Process stand_in_line(Simulation& sim, Pool& pool, char name,
                      std::string& diary) {
  try {
    auto const hold = co_await pool.acquire();
    diary += name + at(sim) + ' ';
    co_await sim.wait(10);
  } catch (Interrupted const&) {
    diary += std::string{"not "} + name + at(sim) + ' ';
  }
}

TEST(Interrupt, who_is_called_out_of_a_line_leaves_it) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  sim.start(stand_in_line(sim, pool, 'a', diary));
  auto const second = sim.start(stand_in_line(sim, pool, 'b', diary));
  sim.start(stand_in_line(sim, pool, 'c', diary));
  sim.run_until(4);
  EXPECT_EQ(pool.length(), 2U);
  EXPECT_TRUE(sim.interrupt(second));
  EXPECT_EQ(pool.length(), 1U);
  sim.run();
  EXPECT_EQ(diary, "a0 not b4 c10 ");
  EXPECT_EQ(pool.reneged(), 1U);
  EXPECT_EQ(pool.free(), 1);
}

Process be_patient(Simulation& sim, Signal& signal, Ticks longest,
                   std::string& diary) {
  try {
    auto const came = co_await signal.wait().within(longest);
    diary += (came ? "came " : "gave up ") + at(sim);
  } catch (Interrupted const&) {
    diary += "called " + at(sim);
  }
  co_await sim.wait(100);
  diary += " and " + at(sim);
}

TEST(Interrupt, who_is_called_away_does_not_give_up_later_as_well) {
  std::string diary;
  Signal signal;
  Simulation sim;
  auto const process = sim.start(be_patient(sim, signal, 10, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.interrupt(process));
  sim.run();
  EXPECT_EQ(diary, "called 4 and 104");
}

Process interrupt_itself(Simulation& sim, std::string& diary) {
  diary += sim.interrupt(sim.running()) ? "yes" : "no";
  co_await sim.wait(1);
  diary += " at " + at(sim);
}

TEST(Interrupt, who_does_not_wait_cannot_be_called_away) {
  std::string diary;
  Signal signal;
  Simulation sim;
  auto const unborn = sim.start(be_patient(sim, signal, kNever, diary));
  EXPECT_FALSE(sim.interrupt(unborn));
  sim.run_until(5);
  signal.raise();
  EXPECT_FALSE(sim.interrupt(unborn));  // granted, and about to go on
  sim.run_until(200);
  EXPECT_EQ(diary, "came 5 and 105");
  EXPECT_FALSE(sim.interrupt(unborn));  // has ended
  EXPECT_FALSE(sim.interrupt({}));
  diary.clear();
  sim.start(interrupt_itself(sim, diary));
  sim.run();
  EXPECT_EQ(diary, "no at 201");
}

// ---------------------------------------------------------------- end

// Tells when its frame is gone.
struct Life {
  explicit Life(std::string& d, char n) : diary{d}, name{n} {}
  Life(Life const&) = delete;
  Life& operator=(Life const&) = delete;
  ~Life() { diary += name; }
  std::string& diary;
  char name;
  std::unique_ptr<int> owned = std::make_unique<int>(1);
};

Process live(Simulation& sim, Pool& pool, Ticks time, char name,
             std::string& diary) {
  Life const life{diary, name};
  auto const hold = co_await pool.acquire();
  co_await sim.wait(time);
}

TEST(End, who_waits_ends_there_and_then_and_gives_back_what_it_holds) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  auto const first = sim.start(live(sim, pool, 10, 'a', diary));
  auto const second = sim.start(live(sim, pool, 10, 'b', diary));
  sim.start(live(sim, pool, 10, 'c', diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.end(second));  // out of the line
  EXPECT_EQ(diary, "b");
  EXPECT_EQ(pool.length(), 1U);
  EXPECT_TRUE(sim.end(first));  // out of its wait
  EXPECT_EQ(diary, "ba");
  EXPECT_FALSE(sim.end(first));
  EXPECT_FALSE(sim.end({}));
  sim.run();
  EXPECT_EQ(diary, "bac");
  EXPECT_EQ(sim.now(), 14);  // 'c' began at 4
}

TEST(End, who_has_not_begun_never_does) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  auto const process = sim.start(live(sim, pool, 10, 'a', diary));
  EXPECT_TRUE(sim.end(process));
  EXPECT_FALSE(sim.is_alive(process));
  sim.run();
  EXPECT_EQ(diary, "");
  EXPECT_EQ(sim.events(), 0U);
}

TEST(End, who_was_granted_but_has_not_gone_on_gives_it_back) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  auto const first = sim.start(live(sim, pool, 10, 'a', diary));
  auto const second = sim.start(live(sim, pool, 10, 'b', diary));
  sim.start(live(sim, pool, 10, 'c', diary));
  sim.run_until(4);
  sim.end(first);
  EXPECT_EQ(pool.length(), 1U);  // 'b' was served and is about to go on
  EXPECT_TRUE(sim.end(second));
  EXPECT_EQ(pool.length(), 0U);
  EXPECT_EQ(diary, "ab");
  sim.run();
  EXPECT_EQ(diary, "abc");
  EXPECT_EQ(sim.now(), 14);
  EXPECT_EQ(pool.free(), 1);
}

TEST(End, who_was_called_away_but_has_not_gone_on_is_not_missed) {
  std::string diary;
  Simulation sim;
  auto const process = sim.start(wait_and_tell(sim, 10, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.interrupt(process));
  EXPECT_TRUE(sim.end(process));
  // Whoever lives in the same slot next has nothing to do with that.
  sim.start(wait_and_tell(sim, 10, diary));
  sim.run();
  EXPECT_EQ(diary, "waited till 14");
}

Process end_itself(Simulation& sim, Pool& pool, Ticks last_wait,
                   std::string& diary) {
  Life const life{diary, '.'};
  co_await sim.wait(5);
  diary += sim.end(sim.running()) ? "ends " : "stays ";
  auto const hold = co_await pool.acquire();  // is there: no wait
  diary += "still there ";
  co_await sim.wait(last_wait);
  diary += "never there";
}

TEST(End, the_running_process_ends_where_it_would_next_wait) {
  for (auto const last_wait : {Ticks{0}, Ticks{3}}) {
    std::string diary;
    Pool pool{1};
    Simulation sim;
    auto const process = sim.start(end_itself(sim, pool, last_wait, diary));
    sim.run_until(5);
    EXPECT_EQ(diary, "ends still there .");
    EXPECT_FALSE(sim.is_alive(process));
    EXPECT_EQ(pool.free(), 1);
    // Others are not in its way, nor it in theirs.
    sim.start(wait_and_tell(sim, 10, diary));
    sim.run();
    EXPECT_EQ(diary, "ends still there .waited till 15");
  }
}

Process end_itself_last(Simulation& sim) {
  co_await sim.wait(5);
  sim.end(sim.running());
}

TEST(End, the_running_process_may_reach_its_end_by_itself) {
  std::string diary;
  Simulation sim;
  auto const process = sim.start(end_itself_last(sim));
  while (sim.step()) {
  }
  EXPECT_FALSE(sim.is_alive(process));
  sim.start(wait_and_tell(sim, 10, diary));
  sim.run();
  EXPECT_EQ(diary, "waited till 15");
}

Process end_after(Simulation& sim, ProcessId other, Ticks delay) {
  co_await sim.wait(delay);
  sim.end(other);
}

TEST(End, a_process_ends_another_in_the_middle_of_a_run) {
  std::string diary;
  Pool pool{1};
  Simulation sim;
  auto const holder = sim.start(live(sim, pool, 10, 'a', diary));
  sim.start(live(sim, pool, 10, 'b', diary));
  sim.start(end_after(sim, holder, 3));
  sim.start(end_after(sim, holder, 10));  // in the moment of its end
  sim.run();
  EXPECT_EQ(diary, "ab");
  EXPECT_EQ(sim.now(), 13);
}

// Holds one of two units, which more urgent work may take, and asks urgently
// for both.
Process want_more(Simulation& sim, Pool& pool, std::string& diary) {
  auto const one =
      co_await pool.acquire({.priority = 10, .may_be_preempted = true});
  try {
    auto const both = co_await pool.acquire({.units = 2, .priority = 0});
    diary += "both";
  } catch (Interrupted const& interrupted) {
    diary += told(interrupted.interruption) + " at " + at(sim) + ' ';
  }
  auto const end = co_await sim.wait(5).or_interrupted();
  diary += end.is_interrupted ? "and again " : "in peace ";
}

Process preempt(Simulation& sim, Pool& pool, std::string& diary) {
  auto const both =
      co_await pool.acquire({.units = 2, .priority = 3, .preempts = true});
  diary += "both at " + at(sim) + ' ';
  co_await sim.wait(1);
}

TEST(Interrupt, who_leaves_a_line_may_lose_what_it_holds_and_is_called_once) {
  // Its place in the line kept the other from preempting it.
  std::string diary;
  Pool pool{2};
  Simulation sim;
  auto const process = sim.start(want_more(sim, pool, diary));
  sim.start(preempt(sim, pool, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.interrupt(process, {.code = 8}));
  sim.run();
  EXPECT_EQ(diary, "both at 4 called 8 at 4 in peace ");
  EXPECT_EQ(pool.free(), 2);
}

TEST(End, who_leaves_a_line_may_lose_what_it_holds_and_is_not_called_for_it) {
  std::string diary;
  Pool pool{2};
  Simulation sim;
  auto const process = sim.start(want_more(sim, pool, diary));
  sim.start(preempt(sim, pool, diary));
  sim.run_until(4);
  EXPECT_TRUE(sim.end(process));
  sim.run();
  EXPECT_EQ(diary, "both at 4 ");
  EXPECT_EQ(pool.free(), 2);
}

Process take_along(Simulation& sim, ProcessId const& other,
                   std::string& diary) {
  struct Bond {
    ~Bond() { diary += sim.end(other) ? "takes along " : "goes alone "; }
    Simulation& sim;
    ProcessId const& other;
    std::string& diary;
  } const bond{sim, other, diary};
  co_await sim.wait(100);
}

TEST(End, two_that_end_each_other_end_once) {
  for (auto const by_hand : {true, false}) {
    std::string diary;
    ProcessId first, second;
    {
      Simulation sim;
      first = sim.start(take_along(sim, second, diary));
      second = sim.start(take_along(sim, first, diary));
      sim.run_until(4);
      if (by_hand) {
        EXPECT_TRUE(sim.end(first));
      }
    }
    EXPECT_EQ(diary, "goes alone takes along ");
  }
}

// ---------------------------------------------------------------- ended

Process see_end(Simulation& sim, ProcessId process, Ticks longest,
                std::string& diary) {
  auto const has_ended = co_await sim.ended(process).within(longest);
  diary += (has_ended ? "ended " : "gave up ") + at(sim) + ' ';
}

TEST(Ended, who_awaits_an_end_goes_on_then_or_gives_up_before) {
  std::string diary, ignored;
  Simulation sim;
  auto const process = sim.start(wait_and_tell(sim, 10, ignored));
  sim.start(see_end(sim, process, kNever, diary));
  sim.start(see_end(sim, process, 4, diary));
  sim.start(see_end(sim, process, 10, diary));  // the end comes first
  sim.start(see_end(sim, process, 99, diary));
  sim.run();
  EXPECT_EQ(diary, "gave up 4 ended 10 ended 10 ended 10 ");
}

TEST(Ended, an_end_that_has_been_is_no_reason_to_wait) {
  std::string diary, ignored;
  Simulation sim;
  auto const process = sim.start(wait_and_tell(sim, 10, ignored));
  sim.run_until(20);
  sim.start(see_end(sim, process, kNever, diary));
  sim.start(see_end(sim, {}, kNever, diary));
  sim.run();
  EXPECT_EQ(diary, "ended 20 ended 20 ");
  EXPECT_EQ(sim.events(), 4U);
}

TEST(Ended, it_is_seen_also_when_another_ends_the_process) {
  std::string diary, ignored;
  Simulation sim;
  auto const process = sim.start(wait_and_tell(sim, 10, ignored));
  auto const witness = sim.start(see_end(sim, process, kNever, diary));
  sim.start(see_end(sim, process, kNever, diary));
  sim.run_until(3);
  EXPECT_TRUE(sim.end(witness));
  EXPECT_TRUE(sim.end(process));
  sim.run();
  EXPECT_EQ(diary, "ended 3 ");
  EXPECT_EQ(ignored, "");
}

// ---------------------------------------------------------------- identity

TEST(ProcessId, who_lives_in_the_slot_of_another_is_a_stranger) {
  std::string diary;
  Simulation sim;
  auto const first = sim.start(wait_and_tell(sim, 1, diary));
  sim.run_until(1);
  auto const second = sim.start(wait_and_tell(sim, 10, diary));
  EXPECT_EQ(first.slot, second.slot);
  EXPECT_NE(first, second);
  sim.run_until(2);
  EXPECT_FALSE(sim.is_alive(first));
  EXPECT_TRUE(sim.is_alive(second));
  EXPECT_FALSE(sim.interrupt(first));
  EXPECT_FALSE(sim.end(first));
  sim.run();
  EXPECT_EQ(diary, "waited till 1waited till 11");
}

Process note_who_runs(Simulation& sim, std::vector<ProcessId>& ids) {
  ids.push_back(sim.running());
  co_await sim.wait(1);
  ids.push_back(sim.running());
}

TEST(ProcessId, the_running_process_is_known_while_it_runs) {
  std::vector<ProcessId> ids;
  Simulation sim;
  auto const a = sim.start(note_who_runs(sim, ids));
  auto const b = sim.start(note_who_runs(sim, ids));
  EXPECT_EQ(sim.running(), ProcessId{});
  sim.run();
  EXPECT_EQ(ids, (std::vector<ProcessId>{a, b, a, b}));
  EXPECT_EQ(sim.running(), ProcessId{});
}

TEST(Process, one_that_is_never_started_does_nothing) {
  std::string diary;
  Simulation sim;
  { auto const process = wait_and_tell(sim, 1, diary); }
  sim.run();
  EXPECT_EQ(diary, "");
  EXPECT_EQ(sim.events(), 0U);
}

}  // namespace
}  // namespace camel
