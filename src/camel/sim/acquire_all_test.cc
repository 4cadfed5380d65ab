// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/acquire_all.h"

#include <deque>
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

struct Depot {
  Pool locos{1, "locos"}, crews{2, "crews"}, tracks{4, "tracks"};

  bool is_all_back() const {
    return locos.free() == 1 && crews.free() == 2 && tracks.free() == 4 &&
           locos.length() + crews.length() + tracks.length() == 0;
  }
};

struct Departure {
  std::string name;
  Ticks at = 0, stay = 0;
  int tracks = 2;
  Ticks patience = kNever;
};

// A loco, a crew and some tracks.
Process depart(Simulation& sim, Depot& depot, Departure what, Diary& diary) {
  co_await sim.wait(what.at);
  auto const holds = co_await acquire_all(depot.locos, depot.crews,
                                          Claim{depot.tracks, what.tracks})
                         .within(what.patience);
  if (!holds[0]) {
    EXPECT_FALSE(holds[1] || holds[2]);
    note(diary, sim, what.name + " gives up");
    co_return;
  }
  EXPECT_EQ(holds[0].units() + holds[1].units(), 2);
  EXPECT_EQ(holds[2].units(), what.tracks);
  note(diary, sim, what.name);
  co_await sim.wait(what.stay);
}

Process hold_one(Simulation& sim, Pool& pool, Departure what, Diary& diary) {
  co_await sim.wait(what.at);
  auto const hold = co_await pool.acquire(what.tracks).within(what.patience);
  note(diary, sim, what.name + (hold ? "" : " gives up"));
  co_await sim.wait(hold ? what.stay : 0);
}

TEST(AcquireAll, it_takes_everything_in_one_moment_and_nothing_before) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(hold_one(sim, depot.tracks, {"tracks", 0, 20, 3}, diary));
  sim.start(depart(sim, depot, {"train", 5, 10}, diary));
  sim.run_until(19);
  EXPECT_EQ(depot.locos.free(), 1);
  EXPECT_EQ(depot.crews.free(), 2);
  EXPECT_EQ(sim.report_waiting(),
            "process 2 waits for 1 of locos (1 of 1 free) and 1 of crews (2 of "
            "2 free) and 2 of tracks (1 of 4 free) since 5\n");
  sim.run_until(20);
  EXPECT_EQ(depot.locos.free(), 0);
  EXPECT_EQ(depot.crews.free(), 1);
  EXPECT_EQ(depot.tracks.free(), 2);
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 tracks", "20 train"}));
  EXPECT_TRUE(depot.is_all_back());
  for (auto const* pool : {&depot.locos, &depot.crews, &depot.tracks}) {
    EXPECT_EQ(pool->line().area(30), 15);
    EXPECT_EQ(pool->waits().max(), 15);
  }
  EXPECT_EQ(depot.tracks.in_use().area(30), 3 * 20 + 2 * 10);
}

TEST(AcquireAll, what_is_free_is_had_without_a_wait) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(depart(sim, depot, {"train", 5, 10}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"5 train"}));
  EXPECT_EQ(depot.crews.waits().count(), 1U);
  EXPECT_EQ(depot.crews.waits().sum(), 0);
}

TEST(AcquireAll, those_behind_it_wait_and_go_on_when_it_gives_up) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(hold_one(sim, depot.locos, {"loco", 0, 100, 1}, diary));
  sim.start(depart(sim, depot, {"train", 5, 10, 2, 25}, diary));
  sim.start(hold_one(sim, depot.tracks, {"t", 6, 1, 1}, diary));
  sim.start(hold_one(sim, depot.crews, {"c", 7, 1, 1}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 loco", "30 train gives up", "30 c", "30 t"}));
  EXPECT_EQ(depot.tracks.reneged(), 1U);
  EXPECT_TRUE(depot.is_all_back());
}

TEST(AcquireAll, one_that_goes_on_frees_the_way_in_its_other_lines) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(hold_one(sim, depot.locos, {"loco", 0, 10, 1}, diary));
  sim.start(depart(sim, depot, {"train", 1, 50}, diary));
  sim.start(hold_one(sim, depot.tracks, {"t", 2, 1, 2}, diary));
  sim.start(hold_one(sim, depot.crews, {"c", 3, 1, 1}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 loco", "10 train", "10 c", "10 t"}));
}

Process want_both(Simulation& sim, Pool& one, Pool& two, Priority priority,
                  std::string name, Diary& diary) {
  auto const holds = co_await acquire_all_by(priority, one, two);
  note(diary, sim, name);
  co_await sim.wait(10);
}

TEST(AcquireAll, priorities_count_in_every_line) {
  Diary diary;
  Pool a{1}, b{1};
  Simulation sim;
  sim.start(want_both(sim, a, b, 0, "first", diary));
  sim.start(want_both(sim, b, a, 5, "late", diary));
  sim.start(want_both(sim, a, b, 0, "second", diary));
  sim.start(want_both(sim, b, a, -5, "urgent", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 first", "10 urgent", "20 second", "30 late"}));
}

TEST(AcquireAll, pools_of_the_last_come_serve_the_last_come) {
  Diary diary;
  Pool::Rules const rules{.order = Pool::Order::last_come};
  Pool a{1, "a", rules}, b{1, "b", rules};
  Simulation sim;
  for (auto const* name : {"1", "2", "3"}) {
    sim.start(want_both(sim, a, b, 0, name, diary));
  }
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 1", "10 3", "20 2"}));
}

TEST(AcquireAll, in_a_pool_that_allows_it_small_requests_pass) {
  Diary diary;
  Pool a{1, "a", {.may_overtake = true}}, b{1, "b", {.may_overtake = true}};
  Simulation sim;
  sim.start(hold_one(sim, a, {"a", 0, 20, 1}, diary));
  sim.run_until(1);
  sim.start(want_both(sim, a, b, 0, "both", diary));
  sim.start(hold_one(sim, b, {"b", 1, 5, 1}, diary));
  sim.start(hold_one(sim, b, {"again", 18, 5, 1}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 a", "2 b", "19 again", "24 both"}));
}

Process stream(Simulation& sim, Pool& pool, Ticks gap, Ticks stay, int count,
               Diary& diary) {
  for (int i = 0; i < count; ++i) {
    sim.start(hold_one(sim, pool, {"s", 0, stay, 1}, diary));
    co_await sim.wait(gap);
  }
}

Process claim_all(Simulation& sim, Pool& a, Pool& b, Diary& diary) {
  auto const holds = co_await acquire_all(Claim{a, 3}, Claim{b, 3});
  note(diary, sim, "all");
}

TEST(AcquireAll, a_large_claim_is_not_starved_by_an_endless_stream) {
  // One comes every 4 ticks and stays for 9, so each pool always has two or
  // three units in use, and all six would never be free at once. At 101 those
  // of 92, 96 and 100 are there; the last leaves at 109.
  Diary diary, small;
  Pool a{3}, b{3};
  Simulation sim;
  sim.start(stream(sim, a, 4, 9, 500, small));
  sim.start(stream(sim, b, 4, 9, 500, small));
  sim.run_until(101);
  EXPECT_GE(a.in_use().level(), 2);
  sim.start(claim_all(sim, a, b, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"109 all"}));
  EXPECT_EQ(small.size(), 1'000U);
}

// --------------------------------------------------------------- philosophers

struct Table {
  explicit Table(std::size_t seats) : is_eating(seats) {
    for (std::size_t i = 0; i < seats; ++i) {
      forks.emplace_back(1);
    }
  }
  std::deque<Pool> forks;
  std::vector<bool> is_eating;
  int meals = 0;
};

Process dine(Simulation& sim, Table& table, std::size_t seat, int rounds) {
  auto const seats = table.forks.size();
  auto const next = (seat + 1) % seats;
  auto const before = (seat + seats - 1) % seats;
  Random random{{.seed = 5, .stream = seat, .replication = 0}};
  for (int i = 0; i < rounds; ++i) {
    co_await sim.wait(random.integer(0, 3));
    auto const forks =
        co_await acquire_all(table.forks[seat], table.forks[next]);
    EXPECT_FALSE(table.is_eating[before] || table.is_eating[next]);
    table.is_eating[seat] = true;
    co_await sim.wait(random.integer(0, 3));
    table.is_eating[seat] = false;
    ++table.meals;
  }
}

TEST(AcquireAll, dining_philosophers_never_stick) {
  for (auto const seats : {5U, 6U, 7U, 13U, 25U, 50U}) {
    constexpr int kRounds = 1'000;
    Table table{seats};
    Simulation sim;
    for (std::size_t seat = 0; seat < seats; ++seat) {
      sim.start(dine(sim, table, seat, kRounds));
    }
    sim.run();
    EXPECT_EQ(table.meals, kRounds * static_cast<int>(seats));
    EXPECT_EQ(sim.report_waiting(), "");
  }
}

// ------------------------------------------------------------ refused, ended

template <typename Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (UsageError const& error) {
    return error.what();
  }
  return "";
}

TEST(AcquireAll, what_could_never_be_served_is_refused) {
  Pool a{2, "a"}, b{1, "b"};
  Pool stack{1, "stack", {.order = Pool::Order::last_come}};
  EXPECT_EQ(refusal([&] { static_cast<void>(acquire_all(a, b, a)); }),
            "asks for a twice at once");
  EXPECT_EQ(refusal([&] {
              static_cast<void>(acquire_all(a, Claim{b, 2}));
            }),
            "asks for 2 units of b, which has 1");
  EXPECT_EQ(refusal([&] {
              static_cast<void>(acquire_all(Claim{a, 0}, b));
            }),
            "asks for 0 units of a, which has 2");
  EXPECT_EQ(refusal([&] { static_cast<void>(acquire_all_by(32, a, b)); }),
            "a priority of 32, which is not in -32..31");
  EXPECT_EQ(refusal([&] { static_cast<void>(acquire_all(a, stack)); }),
            "asks at once for pools that serve in different orders");
}

Process end_at(Simulation& sim, Ticks at, ProcessId other) {
  co_await sim.wait(at);
  EXPECT_TRUE(sim.end(other));
}

TEST(AcquireAll, who_ends_while_waiting_leaves_all_lines) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(hold_one(sim, depot.locos, {"loco", 0, 100, 1}, diary));
  auto const train = sim.start(depart(sim, depot, {"train", 5, 10}, diary));
  sim.start(hold_one(sim, depot.tracks, {"t", 6, 1, 1}, diary));
  sim.start(end_at(sim, 8, train));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 loco", "8 t"}));
  EXPECT_TRUE(depot.is_all_back());
}

Process release_and_end(Simulation& sim, Depot& depot, ProcessId other) {
  auto hold = co_await depot.locos.acquire();
  co_await sim.wait(10);
  hold.release();
  EXPECT_EQ(depot.tracks.free(), 2) << "the other was granted them";
  EXPECT_TRUE(sim.end(other));
  EXPECT_EQ(depot.tracks.free(), 1) << "and now the third";
}

TEST(AcquireAll, who_ends_before_it_could_go_on_gives_everything_back) {
  Diary diary;
  Depot depot;
  Simulation sim;
  auto const second = sim.start(depart(sim, depot, {"second", 1, 10}, diary));
  sim.start(depart(sim, depot, {"third", 2, 10, 3}, diary));
  sim.start(release_and_end(sim, depot, second));
  sim.run();
  EXPECT_EQ(diary, (Diary{"10 third"}));
  EXPECT_EQ(depot.tracks.in_use().area(20), 30);
  EXPECT_TRUE(depot.is_all_back());
}

TEST(AcquireAll, who_is_called_away_leaves_all_lines) {
  Diary diary;
  Depot depot;
  Simulation sim;
  sim.start(hold_one(sim, depot.locos, {"loco", 0, 100, 1}, diary));
  auto const train = sim.start(depart(sim, depot, {"train", 5, 10}, diary));
  sim.start(hold_one(sim, depot.tracks, {"t", 6, 1, 1}, diary));
  sim.run_until(8);
  EXPECT_TRUE(sim.interrupt(train));
  EXPECT_EQ(depot.tracks.length() + depot.crews.length(), 0U);
  EXPECT_THROW(sim.run(), ProcessFailed);  // it was not prepared for that
}

// ------------------------------------------------------------------ at random

Process roam(Simulation& sim, Depot& depot, std::uint64_t number, int rounds) {
  Random random{{.seed = 6, .stream = number, .replication = 0}};
  for (int i = 0; i < rounds; ++i) {
    co_await sim.wait(random.integer(0, 9));
    auto const priority = static_cast<Priority>(random.integer(-1, 1));
    auto const tracks = static_cast<int>(random.integer(1, 4));
    auto const patience = random.integer(0, 60);
    switch (random.integer(0, 3)) {
      case 0: {
        auto const holds = co_await acquire_all_by(priority, depot.locos,
                                                   Claim{depot.tracks, tracks});
        co_await sim.wait(random.integer(0, 5));
        break;
      }
      case 1: {
        auto const holds =
            co_await acquire_all_by(priority, Claim{depot.tracks, tracks},
                                    depot.crews, depot.locos)
                .within(patience);
        co_await sim.wait(random.integer(0, 5));
        break;
      }
      case 2: {
        auto const holds = co_await acquire_all(depot.crews, depot.tracks);
        co_await sim.wait(random.integer(0, 5));
        break;
      }
      default: {
        auto const hold =
            co_await depot.tracks.acquire(tracks).within(patience);
        co_await sim.wait(random.integer(0, 5));
      }
    }
  }
}

TEST(AcquireAll, a_busy_depot_never_sticks_and_everything_comes_back) {
  for (std::uint64_t run = 0; run < 20; ++run) {
    Depot depot;
    Simulation sim;
    for (std::uint64_t i = 0; i < 10; ++i) {
      sim.start(roam(sim, depot, 100 * run + i, 50));
    }
    while (sim.step()) {
      ASSERT_GE(depot.tracks.free(), 0);
      ASSERT_GE(depot.crews.free(), 0);
      ASSERT_GE(depot.locos.free(), 0);
    }
    EXPECT_EQ(sim.report_waiting(), "");
    EXPECT_TRUE(depot.is_all_back());
  }
}

TEST(AcquireAll, whenever_a_run_is_cut_everything_comes_back) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    Depot depot;
    {
      Simulation sim;
      for (std::uint64_t i = 0; i < 8; ++i) {
        sim.start(roam(sim, depot, i, 6));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
      }
    }
    ASSERT_TRUE(depot.is_all_back());
  }
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace camel
