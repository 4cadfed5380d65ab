// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/yard.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace camel {
namespace {

using Entries = std::vector<std::string>;

// A train of so many TEU that comes at a time; its boxes stay so long.
struct Arrival {
  std::string name;
  int teu = 0;
  Ticks at = 0, stay = 0;
};

Process unload(Simulation& sim, Yard& yard, Arrival train, Entries& entries) {
  co_await sim.wait_until(train.at);
  auto has_room = yard.takes(train.teu, sim.now());
  if (!has_room) {
    has_room = co_await wait_for_room(sim, yard, train.teu);
  }
  entries.push_back(train.name + (has_room ? " in " : " outside ") +
                    std::to_string(sim.now()));
  if (has_room) {
    co_await sim.wait(train.stay);
    yard.give_back(yard.within(train.teu), sim.now());
  }
}

Entries simulate(int storage, Ticks patience,
                 std::vector<Arrival> const& trains) {
  Yard yard;
  yard.limit(storage, patience);
  Entries entries;
  Simulation sim;
  for (auto const& train : trains) {
    sim.start(unload(sim, yard, train, entries));
  }
  sim.run();
  EXPECT_EQ(yard.inside(), 0);
  EXPECT_EQ(yard.waiting(), 0U);
  return entries;
}

TEST(Yard, without_a_limit_it_holds_any_number) {
  Yard yard;
  EXPECT_FALSE(yard.is_limited());
  EXPECT_TRUE(yard.takes(1'000'000, 0));
}

TEST(Yard, a_train_waits_until_its_boxes_fit) {
  EXPECT_EQ(simulate(100, 1000, {{"a", 60, 0, 50}, {"b", 60, 10, 50}}),
            (Entries{"a in 0", "b in 50"}));
}

TEST(Yard, a_short_train_does_not_overtake_a_long_one) {
  EXPECT_EQ(simulate(100, 1000,
                     {{"a", 60, 0, 50}, {"b", 60, 10, 50}, {"c", 10, 20, 1}}),
            (Entries{"a in 0", "b in 50", "c in 50"}));
}

TEST(Yard, who_has_waited_too_long_is_unloaded_outside_and_lets_others_in) {
  EXPECT_EQ(simulate(100, 30,
                     {{"a", 60, 0, 500}, {"b", 60, 10, 50}, {"c", 10, 20, 1}}),
            (Entries{"a in 0", "b outside 40", "c in 40"}));
}

TEST(Yard, more_boxes_than_it_can_ever_hold_need_it_empty) {
  EXPECT_EQ(simulate(100, 1000, {{"a", 1, 0, 50}, {"b", 250, 10, 5}}),
            (Entries{"a in 0", "b in 50"}));
}

}  // namespace
}  // namespace camel
