// SPDX-License-Identifier: Apache-2.0
// Queueing laws: where theory gives a number, the kernel must give it too. The
// standard errors come from batch means of one long run.
#include "camel/sim/pool.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"
#include "camel/sim/statistics.h"

namespace camel {
namespace {

constexpr double kTicks = 1e6;  // ticks of one unit of time

Process customer(Simulation& sim, Pool& servers, Ticks service, Tally& waits) {
  auto const came = sim.now();
  auto const server = co_await servers.acquire();
  waits.add(static_cast<double>(sim.now() - came) / kTicks);
  co_await sim.wait(service);
}

using Service = std::function<double(Random&)>;

// Customers come as a Poisson stream; the mean wait of each batch of them.
Process arrivals(Simulation& sim, Pool& servers, double rate, Service service,
                 std::vector<Tally>& batches, int per_batch) {
  Random gaps{{.seed = 7, .stream = stream_id("gap"), .replication = 0}};
  Random times{{.seed = 7, .stream = stream_id("service"), .replication = 0}};
  for (auto& batch : batches) {
    for (int i = 0; i < per_batch; ++i) {
      co_await sim.wait(std::llround(gaps.exponential(1 / rate) * kTicks));
      sim.start(
          customer(sim, servers, std::llround(service(times) * kTicks), batch));
    }
  }
}

struct Mean {
  double value, error;
};

Mean mean_wait(int servers, double rate, Service service) {
  constexpr int kBatches = 40;
  std::vector<Tally> batches(kBatches);
  Pool pool{servers};
  Simulation sim;
  sim.start(arrivals(sim, pool, rate, service, batches, 25'000));
  sim.run();
  Tally over;
  for (std::size_t i = 1; i < batches.size(); ++i) {  // the first warms up
    over.add(batches[i].mean());
  }
  auto const n = static_cast<double>(over.count());
  return {over.mean(), std::sqrt(over.variance() / (n - 1))};
}

void expect_wait(Mean const& measured, double theory) {
  EXPECT_NEAR(measured.value, theory, 4 * measured.error);
  EXPECT_LT(measured.error, 0.05 * theory) << "too noisy to mean anything";
}

double exponential(Random& random) { return random.exponential(1); }

TEST(QueueingLaw, one_server_with_exponential_times_is_mm1) {
  expect_wait(mean_wait(1, 0.7, exponential), 0.7 / 0.3);
}

TEST(QueueingLaw, four_servers_are_mm4_by_erlang_c) {
  expect_wait(mean_wait(4, 3.2, exponential), 0.745541);
}

TEST(QueueingLaw, one_server_with_fixed_times_is_md1) {
  expect_wait(mean_wait(1, 0.8, [](Random&) { return 1.0; }),
              0.8 / (2 * (1 - 0.8)));
}

TEST(QueueingLaw, erlang_2_times_follow_pollaczek_and_khinchine) {
  expect_wait(
      mean_wait(1, 0.8, [](Random& r) { return r.gamma(1, std::sqrt(0.5)); }),
      3.0);
}

// ------------------------------------------------------------------ stories

using Diary = std::vector<std::string>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

struct Visit {
  std::string name;
  Ticks at = 0, stay = 0;
  Pool::Request request = {};
  Ticks patience = kNever;
};

Process visit(Simulation& sim, Pool& pool, Visit visit, Diary& diary) {
  co_await sim.wait(visit.at);
  auto const hold = co_await pool.acquire(visit.request).within(visit.patience);
  note(diary, sim, visit.name + (hold ? "" : " gives up"));
  if (hold) {
    co_await sim.wait(visit.stay);
  }
}

Diary visits(Pool& pool, std::vector<Visit> const& all) {
  Diary diary;
  Simulation sim;
  for (auto const& one : all) {
    sim.start(visit(sim, pool, one, diary));
  }
  sim.run();
  EXPECT_EQ(sim.report_waiting(), "");
  EXPECT_EQ(pool.free(), pool.units());
  return diary;
}

TEST(Pool, a_request_for_many_waits_at_the_head_and_nobody_overtakes) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"a", 0, 10, {.units = 2}},
                          {"b", 1, 10, {.units = 3}},
                          {"c", 2, 10, {.units = 1}}}),  // would fit
            (Diary{"0 a", "10 b", "20 c"}));
}

TEST(Pool, who_fits_passes_the_head_where_the_rules_let_it) {
  Pool pool{3, "tracks", {.may_overtake = true}};
  EXPECT_EQ(visits(pool, {{"a", 0, 10, {.units = 2}},
                          {"b", 1, 10, {.units = 3}},
                          {"c", 2, 10, {.units = 1}},
                          {"d", 3, 10, {.units = 2}},
                          {"e", 4, 10, {.units = 1}}}),
            (Diary{"0 a", "2 c", "10 d", "12 e", "22 b"}));
}

TEST(Pool, all_priorities_are_served_in_order_and_equals_as_they_came) {
  Pool pool{1};
  std::vector<Visit> all{{"first", 0, 100}};
  Diary expected{"0 first"};
  for (int i = 0; i < 128; ++i) {  // 37 and 64 share no divisor
    auto const priority = static_cast<Priority>(i * 37 % 64 - 32);
    all.push_back({std::to_string(priority) + (i < 64 ? "a" : "b"),
                   1,
                   0,
                   {.priority = priority}});
  }
  for (int priority = -32; priority <= 31; ++priority) {
    expected.push_back("100 " + std::to_string(priority) + "a");
    expected.push_back("100 " + std::to_string(priority) + "b");
  }
  EXPECT_EQ(visits(pool, all), expected);
}

TEST(Pool, the_last_to_come_goes_first_among_equals_where_the_rules_say_so) {
  Pool pool{1, "stack", {.order = Pool::Order::last_come}};
  EXPECT_EQ(visits(pool, {{"a", 0, 10},
                          {"b", 1, 10},
                          {"c", 2, 10},
                          {"late", 3, 10, {.priority = 1}},
                          {"urgent", 4, 10, {.priority = -1}},
                          {"d", 5, 10}}),
            (Diary{"0 a", "10 urgent", "20 d", "30 c", "40 b", "50 late"}));
}

TEST(Pool, a_more_urgent_request_that_fits_passes_a_large_one_an_equal_not) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"a", 0, 10, {.units = 2}},
                          {"b", 1, 10, {.units = 3}},
                          {"equal", 2, 10},
                          {"urgent", 3, 3, {.priority = -1}}}),
            (Diary{"0 a", "3 urgent", "10 b", "20 equal"}));
}

TEST(Pool, when_the_head_gives_up_whoever_follows_goes_on_at_once) {
  Pool pool{3};
  EXPECT_EQ(visits(pool, {{"a", 0, 100, {.units = 2}},
                          {"b", 1, 10, {.units = 3}, 20},
                          {"c", 2, 10}}),
            (Diary{"0 a", "21 b gives up", "21 c"}));
  EXPECT_EQ(pool.reneged(), 1U);
  EXPECT_EQ(pool.waits().count(), 2U);  // a at once, c
  EXPECT_EQ(pool.waits().sum(), 19);    // of c
}

TEST(Pool, who_gives_up_in_the_middle_leaves_the_others_in_their_order) {
  Pool pool{1};
  EXPECT_EQ(visits(pool, {{"a", 0, 50},
                          {"b", 1, 10},
                          {"c", 2, 10, {}, 20},
                          {"d", 3, 10, {}, 25},
                          {"e", 4, 10}}),
            (Diary{"0 a", "22 c gives up", "28 d gives up", "50 b", "60 e"}));
}

TEST(Pool, no_patience_lasts_to_the_end_of_the_moment) {
  Pool pool{1};
  EXPECT_EQ(visits(pool, {{"early", 10, 5, {}, 0},  // asks before a is gone
                          {"a", 0, 10},
                          {"b", 12, 5, {}, 0},
                          {"c", 15, 5, {}, 3}}),
            (Diary{"0 a", "10 early", "12 b gives up", "15 c"}));
}

TEST(Pool, what_comes_free_at_the_deadline_is_taken_if_it_comes_before) {
  Pool pool{1};
  // The wait of a was asked for first, so it ends first at 10.
  EXPECT_EQ(visits(pool, {{"a", 0, 10}, {"b", 2, 10, {}, 8}}),
            (Diary{"0 a", "10 b"}));
  EXPECT_EQ(visits(pool, {{"a", 2, 8}, {"b", 2, 10, {}, 8}}),
            (Diary{"2 a", "10 b"}));
}

Process wait_until(Simulation& sim, Pool& pool, Ticks at, Ticks span,
                   Ticks deadline, Diary& diary) {
  co_await sim.wait(at);
  auto const hold = co_await pool.acquire().within(span).until(deadline);
  note(diary, sim, hold ? "held" : "gives up");
}

TEST(Pool, the_earlier_of_two_deadlines_counts_and_a_past_one_is_refused) {
  Diary diary;
  Pool pool{1, "lane"};
  Simulation sim;
  sim.start(visit(sim, pool, {"a", 0, 100}, diary));
  sim.start(wait_until(sim, pool, 10, 5, 20, diary));
  sim.start(wait_until(sim, pool, 10, 50, 20, diary));
  sim.start(wait_until(sim, pool, 30, kNever, 29, diary));
  EXPECT_THROW(sim.run(), SimulationError);
  EXPECT_EQ(diary, (Diary{"0 a", "15 gives up", "20 gives up"}));
  EXPECT_EQ(pool.length(), 0U);
}

// ------------------------------------------------------------ what is held

Process give_back_parts(Simulation& sim, Pool& pool, Diary& diary) {
  auto hold = co_await pool.acquire(3);
  co_await sim.wait(10);
  hold.release(2);
  note(diary, sim, "keeps " + std::to_string(hold.units()));
  co_await sim.wait(10);
  hold.release(1);
  note(diary, sim, hold ? "keeps some" : "keeps none");
  co_await sim.wait(10);
}

TEST(Pool, units_given_back_early_serve_the_next) {
  Diary diary;
  Pool pool{3};
  Simulation sim;
  sim.start(give_back_parts(sim, pool, diary));
  sim.start(visit(sim, pool, {"two", 1, 100, {.units = 2}}, diary));
  sim.start(visit(sim, pool, {"one", 2, 100}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"10 keeps 1", "10 two", "20 keeps none", "20 one"}));
}

Process hold_for(Simulation& sim, Hold hold, Ticks time) {
  co_await sim.wait(time);
  EXPECT_TRUE(hold);
}

Process pass_on(Simulation& sim, Pool& pool) {
  Hold kept;
  {
    auto hold = co_await pool.acquire(2);
    kept = std::move(hold);
    EXPECT_FALSE(hold);
    EXPECT_EQ(hold.units(), 0);
  }
  EXPECT_EQ(pool.free(), 1);
  kept = co_await pool.acquire(1);  // the two go back
  EXPECT_EQ(kept.units(), 1);
  EXPECT_EQ(pool.free(), 2);
  sim.start(hold_for(sim, std::move(kept), 10));
}

TEST(Pool, a_hold_moves_between_scopes_and_processes) {
  Pool pool{3};
  Simulation sim;
  sim.start(pass_on(sim, pool));
  sim.run_until(9);
  EXPECT_EQ(pool.free(), 2);
  sim.run_until(10);
  EXPECT_EQ(pool.free(), 3);
  EXPECT_EQ(pool.in_use().area(10), 10);
}

Process release_and_end(Simulation& sim, Pool& pool, ProcessId other,
                        Diary& diary) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(10);
  hold.release();
  EXPECT_EQ(pool.length(), 1U) << "one was granted the unit";
  EXPECT_TRUE(sim.end(other));
  note(diary, sim, "ended");
}

TEST(Pool, who_ends_before_it_could_go_on_gives_the_unit_to_the_next) {
  Diary diary;
  Pool pool{1};
  Simulation sim;
  auto const b = sim.start(visit(sim, pool, {"b", 1, 100}, diary));
  sim.start(visit(sim, pool, {"c", 2, 5}, diary));
  sim.start(release_and_end(sim, pool, b, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"10 ended", "10 c"}));
  EXPECT_EQ(pool.in_use().area(15), 15);
  EXPECT_EQ(pool.free(), 1);
}

TEST(Pool, its_statistics_are_exact_to_the_tick) {
  Diary diary;
  Pool pool{2};
  Simulation sim;
  for (int i = 0; i < 4; ++i) {  // two at 0, one each at 10 and 11
    sim.start(visit(sim, pool, {"", i, 10}, diary));
  }
  sim.run_until(15);
  EXPECT_EQ(pool.in_use().area(15), 15 + 14);
  EXPECT_EQ(pool.line().area(15), (10 - 2) + (11 - 3));
  EXPECT_EQ(pool.line().max(), 2);
  EXPECT_EQ(pool.waits().sum(), 16);
  EXPECT_EQ(pool.waits().count(), 4U);
  EXPECT_EQ(pool.capacity().area(15), 30);
  pool.reset_statistics(15);
  sim.run_until(30);
  EXPECT_EQ(pool.in_use().area(30), (20 - 15) + (21 - 15));
  EXPECT_EQ(pool.line().area(30), 0);
  EXPECT_EQ(pool.waits().count(), 0U);
  EXPECT_EQ(pool.capacity().area(30), 30);
}

TEST(Pool, the_report_says_who_waits_for_how_many) {
  Diary diary;
  Pool pool{2, "tracks"};
  Simulation sim;
  sim.start(visit(sim, pool, {"a", 0, 1000}, diary));
  sim.start(visit(sim, pool, {"b", 3, 1, {.units = 2}}, diary),
            {.label = {"train", 4711}});
  sim.run_until(10);
  EXPECT_EQ(sim.report_waiting(),
            "train 4711 waits for 2 of tracks (1 of 2 free) since 3\n");
}

// ---------------------------------------------------------------- refusals

std::string refusal(Process (*process)(Simulation&, Pool&)) {
  Pool pool{2, "tracks"};
  Simulation sim;
  sim.start(process(sim, pool), {.label = {"train", 7}});
  try {
    sim.run();
  } catch (UsageError const& error) {
    return error.what();
  }
  return "";
}

Process ask_for_three(Simulation& sim, Pool& pool) {
  co_await sim.wait(5);
  auto const hold = co_await pool.acquire(3);
}
Process ask_for_none(Simulation& sim, Pool& pool) {
  co_await sim.wait(5);
  auto const hold = co_await pool.acquire(0);
}
Process ask_too_urgently(Simulation& sim, Pool& pool) {
  co_await sim.wait(5);
  auto const hold = co_await pool.acquire({.priority = 32});
}
Process give_back_twice(Simulation& sim, Pool& pool) {
  auto hold = co_await pool.acquire();
  co_await sim.wait(5);
  hold.release();
  hold.release();  // of nothing, is nothing
  hold.release(1);
}
Process give_back_three(Simulation& sim, Pool& pool) {
  auto hold = co_await pool.acquire(2);
  co_await sim.wait(5);
  hold.release(3);
}
Process give_back_a_part(Simulation& sim, Pool& pool) {
  auto hold = co_await pool.acquire({.units = 2, .may_be_preempted = true});
  co_await sim.wait(5);
  hold.release(1);
}
Process shrink_below_use(Simulation& sim, Pool& pool) {
  auto const hold = co_await pool.acquire(2);
  co_await sim.wait(5);
  pool.set_units(1);
}

TEST(Pool, what_makes_no_sense_is_refused_with_the_name_and_the_time) {
  EXPECT_EQ(refusal(ask_for_three),
            "train 7 at 5: asks for 3 units of tracks, which has 2");
  EXPECT_EQ(refusal(ask_for_none),
            "train 7 at 5: asks for 0 units of tracks, which has 2");
  EXPECT_EQ(refusal(ask_too_urgently),
            "train 7 at 5: a priority of 32, which is not in -32..31");
  EXPECT_EQ(refusal(give_back_twice),
            "train 7 at 5: gives back 1 units, but holds none");
  EXPECT_EQ(refusal(give_back_three),
            "train 7 at 5: gives back 3 units, but holds 2");
  EXPECT_EQ(refusal(give_back_a_part),
            "train 7 at 5: gives back a part of units that may be taken away");
  EXPECT_EQ(refusal(shrink_below_use),
            "train 7 at 5: tracks cannot have 1 units while 2 are in use; say "
            "what becomes of them");
  EXPECT_THROW(Pool{-1}, UsageError);
}

// --------------------------------------------------------- cut at any event

TEST(Pool, whenever_a_run_is_cut_everything_comes_back) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    Diary diary;
    Pool pool{4};
    {
      Simulation sim;
      for (int i = 0; i < 40; ++i) {
        sim.start(visit(
            sim, pool,
            {std::to_string(i),
             i % 7,
             3 + i % 5,
             {.units = 1 + i % 3, .priority = static_cast<Priority>(i % 4)},
             i % 2 == 0 ? kNever : 10 + i % 13},
            diary));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
      }
    }
    EXPECT_EQ(pool.free(), 4);
    EXPECT_EQ(pool.length(), 0U);
  }
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace camel
