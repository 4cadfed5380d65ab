// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/store.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

using Diary = std::vector<std::string>;
using Boxes = Store<int>;

void note(Diary& diary, Simulation const& sim, std::string const& what) {
  diary.push_back(std::to_string(sim.now()) + " " + what);
}

Process bring(Simulation& sim, Boxes& store, Ticks at, std::vector<int> boxes,
              Diary& diary) {
  co_await sim.wait(at);
  for (auto const box : boxes) {
    co_await store.put(box);
    note(diary, sim, "put " + std::to_string(box));
  }
}

Process fetch(Simulation& sim, Boxes& store, Ticks at, std::string name,
              Diary& diary) {
  co_await sim.wait(at);
  auto const box = co_await store.get();
  note(diary, sim, name + " got " + std::to_string(box));
}

// Only multiples of `factor`, for `patience` ticks.
Process choose(Simulation& sim, Boxes& store, Ticks at, int factor,
               Ticks patience, std::string name, Diary& diary) {
  co_await sim.wait(at);
  auto const box =
      co_await store.get_if([&factor](int b) { return b % factor == 0; })
          .within(patience);
  note(diary, sim, name + (box ? " got " + std::to_string(*box) : " gives up"));
}

TEST(Store, things_come_out_in_the_order_they_came_in) {
  Diary diary;
  Boxes store;
  Simulation sim;
  sim.start(bring(sim, store, 0, {7, 8, 9}, diary));
  for (auto const* name : {"a", "b", "c"}) {
    sim.start(fetch(sim, store, 5, name, diary));
  }
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 put 7", "0 put 8", "0 put 9", "5 a got 7",
                          "5 b got 8", "5 c got 9"}));
  EXPECT_EQ(store.inside().area(10), 15);
}

TEST(Store, who_waits_is_served_in_the_order_they_came) {
  Diary diary;
  Boxes store;
  Simulation sim;
  for (auto const* name : {"a", "b", "c"}) {
    sim.start(fetch(sim, store, 0, name, diary));
  }
  sim.start(bring(sim, store, 5, {7, 8}, diary));
  sim.start(bring(sim, store, 9, {9}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"5 put 7", "5 put 8", "5 a got 7", "5 b got 8",
                          "9 put 9", "9 c got 9"}));
  EXPECT_EQ(store.getters().line().area(9), 5 + 5 + 9);
  EXPECT_EQ(store.getters().waits().sum(), 5 + 5 + 9);
  EXPECT_EQ(store.inside().max(), 0);
}

TEST(Store, a_predicate_takes_the_first_thing_that_suits_and_leaves_the_rest) {
  Diary diary;
  Boxes store;
  Simulation sim;
  sim.start(bring(sim, store, 0, {1, 2, 3, 4, 6}, diary));
  sim.start(choose(sim, store, 1, 3, kNever, "threes", diary));
  sim.start(choose(sim, store, 2, 2, kNever, "twos", diary));
  sim.run();
  EXPECT_EQ(Diary(diary.begin() + 5, diary.end()),
            (Diary{"1 threes got 3", "2 twos got 2"}));
  EXPECT_EQ(store.things(), (std::deque<int>{1, 4, 6}));
}

TEST(Store, a_thing_goes_to_the_first_who_waits_for_such_a_one) {
  Diary diary;
  Boxes store;
  Simulation sim;
  sim.start(choose(sim, store, 0, 5, kNever, "fives", diary));
  sim.start(choose(sim, store, 1, 2, kNever, "twos", diary));
  sim.start(fetch(sim, store, 2, "any", diary));
  sim.start(bring(sim, store, 3, {4, 6, 10, 15}, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"3 put 4", "3 put 6", "3 put 10", "3 put 15",
                          "3 twos got 4", "3 any got 6", "3 fives got 10"}));
  EXPECT_EQ(store.things(), (std::deque<int>{15}));
}

TEST(Store, who_brings_waits_while_it_is_full_and_keeps_the_order) {
  Diary diary;
  Boxes store{2, "yard"};
  Simulation sim;
  sim.start(bring(sim, store, 0, {1, 2, 3}, diary));
  sim.start(bring(sim, store, 1, {4}, diary));
  for (Ticks at : {10, 20, 30, 40}) {
    sim.start(fetch(sim, store, at, "x", diary));
  }
  sim.run_until(5);
  EXPECT_EQ(sim.report_waiting(),
            "process 1 waits for room in yard (2 inside) since 0\n"
            "process 2 waits for room in yard (2 inside) since 1\n");
  EXPECT_FALSE(store.try_put(sim, 99));
  sim.run();
  EXPECT_EQ(diary,
            (Diary{"0 put 1", "0 put 2", "10 x got 1", "10 put 3", "20 x got 2",
                   "20 put 4", "30 x got 3", "40 x got 4"}));
  EXPECT_EQ(store.putters().line().area(40), 10 + 19);
  EXPECT_EQ(store.inside().area(40), 2 * 30 + 10);
  EXPECT_EQ(store.inside().max(), 2);
}

TEST(Store, something_may_be_put_in_from_outside_of_a_process) {
  Diary diary;
  Boxes store{1};
  Simulation sim;
  EXPECT_TRUE(store.try_put(sim, 1));
  EXPECT_FALSE(store.try_put(sim, 2));
  sim.start(fetch(sim, store, 0, "a", diary));
  sim.start(fetch(sim, store, 0, "b", diary));
  sim.run();
  EXPECT_TRUE(store.try_put(sim, 3));
  EXPECT_EQ(store.size(), 0U);  // it is on its way to b
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 a got 1", "0 b got 3"}));
}

Process bring_in_time(Simulation& sim, Boxes& store, Ticks at, int box,
                      Ticks patience, Diary& diary) {
  co_await sim.wait(at);
  bool const is_in = co_await store.put(box).within(patience);
  note(diary, sim, (is_in ? "put " : "gives up with ") + std::to_string(box));
}

TEST(Store, both_sides_may_lose_patience) {
  Diary diary;
  Boxes store{1};
  Simulation sim;
  sim.start(choose(sim, store, 0, 1, 4, "early", diary));
  sim.start(bring_in_time(sim, store, 5, 1, 0, diary));
  sim.start(bring_in_time(sim, store, 6, 2, 3, diary));
  sim.start(bring_in_time(sim, store, 7, 3, 9, diary));
  sim.start(choose(sim, store, 8, 7, 2, "sevens", diary));
  sim.start(fetch(sim, store, 12, "late", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"4 early gives up", "5 put 1", "9 gives up with 2",
                          "10 sevens gives up", "12 late got 1", "12 put 3"}));
  EXPECT_EQ(store.getters().reneged(), 2U);
  EXPECT_EQ(store.putters().reneged(), 1U);
}

Process until(Simulation& sim, Boxes& store, Ticks deadline, Diary& diary) {
  auto const box = co_await store.get().until(deadline);
  note(diary, sim, box ? "got it" : "too late");
}

TEST(Store, until_is_a_time_and_not_a_span) {
  Diary diary;
  Boxes store;
  Simulation sim;
  sim.run_until(10);
  sim.start(until(sim, store, 15, diary));
  sim.start(until(sim, store, 25, diary));
  sim.start(bring(sim, store, 10, {1}, diary));  // at 20
  sim.run();
  EXPECT_EQ(diary, (Diary{"15 too late", "20 put 1", "20 got it"}));
}

// ------------------------------------------------------------ move-only things

struct Crate {
  explicit Crate(int n) : number{std::make_unique<int>(n)} {}
  std::unique_ptr<int> number;
};

Process bring_crates(Simulation& sim, Store<Crate>& store, int count) {
  for (int i = 0; i < count; ++i) {
    co_await store.put(Crate{i});
    co_await sim.wait(i % 3);
  }
}

Process fetch_crates(Simulation& sim, Store<Crate>& store, int count,
                     std::vector<int>& numbers) {
  for (int i = 0; i < count; ++i) {
    co_await sim.wait(i % 2);
    auto const crate = co_await store.get();
    numbers.push_back(*crate.number);
    auto const odd =
        co_await store.get_if([](Crate const& c) { return *c.number % 2 == 1; })
            .within(5);
    if (odd) {
      numbers.push_back(*odd->number);
    }
  }
}

TEST(Store, things_that_cannot_be_copied_are_handed_over) {
  for (auto const capacity :
       {std::size_t{1}, std::size_t{3}, Store<Crate>::kBoundless}) {
    std::vector<int> numbers;
    Store<Crate> store{capacity};
    Simulation sim;
    sim.start(bring_crates(sim, store, 40));
    sim.start(fetch_crates(sim, store, 15, numbers));
    sim.start(fetch_crates(sim, store, 15, numbers));
    sim.run();
    std::vector<bool> is_seen(40);
    for (auto const n : numbers) {
      EXPECT_FALSE(is_seen[static_cast<std::size_t>(n)]) << "twice";
      is_seen[static_cast<std::size_t>(n)] = true;
    }
    EXPECT_GE(numbers.size(), 30U);
  }
}

// ------------------------------------------------------------------ the end

Process put_and_end(Simulation& sim, Boxes& store, ProcessId other) {
  co_await sim.wait(10);
  co_await store.put(1);
  co_await store.put(2);
  EXPECT_TRUE(sim.end(other));
}

TEST(Store, a_thing_for_one_who_ends_goes_to_the_next_or_to_the_front) {
  for (auto const others : {0, 1, 2}) {
    Diary diary;
    Boxes store;
    Simulation sim;
    auto const first = sim.start(fetch(sim, store, 0, "first", diary));
    for (int i = 0; i < others; ++i) {
      sim.start(fetch(sim, store, 1, "next", diary));
    }
    sim.start(put_and_end(sim, store, first));
    sim.run();
    EXPECT_EQ(diary, others == 0   ? Diary{}
                     : others == 1 ? Diary{"10 next got 2"}
                                   : (Diary{"10 next got 2", "10 next got 1"}));
    EXPECT_EQ(store.things(), others == 0   ? (std::deque<int>{1, 2})
                              : others == 1 ? std::deque<int>{1}
                                            : std::deque<int>{});
    EXPECT_EQ(store.inside().level(), 2 - others);
  }
}

Process take_and_end(Simulation& sim, Boxes& store, ProcessId other,
                     Diary& diary) {
  co_await sim.wait(10);
  auto const box = co_await store.get();
  note(diary, sim, "got " + std::to_string(box));
  EXPECT_TRUE(sim.end(other));
}

TEST(Store, what_was_put_in_stays_though_its_bringer_ends) {
  Diary diary;
  Boxes store{1};
  Simulation sim;
  auto const bringer = sim.start(bring(sim, store, 0, {1, 2, 3}, diary));
  sim.start(take_and_end(sim, store, bringer, diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"0 put 1", "10 got 1"}));
  EXPECT_EQ(store.things(), std::deque<int>{2});
}

TEST(Store, who_ends_while_waiting_leaves_the_line) {
  Diary diary;
  Boxes store{1};
  Simulation sim;
  auto const a = sim.start(fetch(sim, store, 0, "a", diary));
  sim.start(fetch(sim, store, 0, "b", diary));
  sim.run_until(5);
  sim.end(a);
  sim.start(bring(sim, store, 0, {1, 2}, diary));
  auto const c = sim.start(bring(sim, store, 1, {3}, diary));
  sim.run_until(7);
  sim.end(c);
  sim.start(fetch(sim, store, 1, "d", diary));
  sim.run();
  EXPECT_EQ(diary, (Diary{"5 put 1", "5 put 2", "5 b got 1", "8 d got 2"}));
  EXPECT_EQ(store.size(), 0U);
  EXPECT_EQ(store.putters().length() + store.getters().length(), 0U);
}

TEST(Store, statistics_begin_anew_with_what_is_inside) {
  Diary diary;
  Boxes store;
  Simulation sim;
  sim.start(bring(sim, store, 0, {1, 2}, diary));
  sim.run_until(10);
  store.reset_statistics(10);
  EXPECT_EQ(store.inside().area(20), 20);
  EXPECT_EQ(store.putters().waits().count(), 0U);
}

// ------------------------------------------------------------------ at random

Process trade(Simulation& sim, Store<Crate>& store, std::uint64_t number,
              int& balance) {
  Random random{{.seed = 9, .stream = number, .replication = 0}};
  for (int i = 0; i < 20; ++i) {
    co_await sim.wait(random.integer(0, 4));
    auto const patience = random.integer(0, 6);
    auto const factor = static_cast<int>(random.integer(1, 3));
    if (random.happens(0.5)) {
      bool const is_in =
          co_await store.put(Crate{static_cast<int>(random.integer(0, 9))})
              .within(patience);
      balance += is_in ? 1 : 0;
    } else {
      auto const crate = co_await store
                             .get_if([&factor](Crate const& c) {
                               return *c.number % factor == 0;
                             })
                             .within(patience);
      balance -= crate ? 1 : 0;
    }
  }
}

TEST(Store, nothing_is_lost_and_a_run_can_be_cut_anywhere) {
  auto steps = 0;
  for (auto is_over = false; !is_over; ++steps) {
    int balance = 0;
    Store<Crate> store{3};
    {
      Simulation sim;
      for (std::uint64_t i = 0; i < 6; ++i) {
        sim.start(trade(sim, store, i, balance));
      }
      for (int i = 0; i < steps && !is_over; ++i) {
        is_over = !sim.step();
      }
      ASSERT_LE(store.size(), 3U);
    }
    if (is_over) {
      EXPECT_EQ(static_cast<int>(store.size()), balance);
    }
    ASSERT_EQ(store.putters().length() + store.getters().length(), 0U);
  }
  EXPECT_GT(steps, 100);
}

}  // namespace
}  // namespace camel
