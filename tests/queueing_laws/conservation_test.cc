// SPDX-License-Identifier: Apache-2.0
// What is conserved in every single run: the work that is left does not depend
// on who goes first, and the area under a line is the time spent in it.
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/acquire_all.h"
#include "camel/sim/batch.h"
#include "camel/sim/gate.h"
#include "camel/sim/level.h"
#include "camel/sim/store.h"
#include "camel/sim/use.h"
#include "customers.h"

namespace camel::laws {
namespace {

// ------------------------------------------------------------------- work

// The work at one server: it grows by each service that comes, and shrinks by
// one tick in each tick as long as there is some.
class Work {
 public:
  void add(Ticks service, Ticks now) {
    left_ = left(now) + service;
    since_ = now;
  }
  Ticks left(Ticks now) const {
    return std::max<Ticks>(left_ - (now - since_), 0);
  }

 private:
  Ticks left_ = 0, since_ = 0;
};

struct Server {
  Customers const& customers;
  Pool pool;
  Work work;
  Ticks came = 0;     // ticks of work so far
  Ticks waiting = 0;  // of those who have not begun
  std::vector<Ticks> emptied = {};
};

void compare_work(Server& server, Ticks now) {
  auto const done = server.pool.in_use().area(now);
  EXPECT_EQ(server.came - done, server.work.left(now)) << "at " << now;
  if (server.work.left(now) == 0) {
    server.emptied.push_back(now);
  }
}

Process visit(Simulation& sim, Server& server, std::size_t i) {
  auto const customer = server.customers[i];
  server.came += customer.service;
  server.waiting += customer.service;
  server.work.add(customer.service, sim.now());
  auto const unit =
      co_await server.pool.acquire({.priority = customer.priority});
  server.waiting -= customer.service;
  co_await sim.wait(customer.service);
  // One goes: what is left is the work of those who have not begun.
  EXPECT_EQ(server.waiting, server.work.left(sim.now()));
  compare_work(server, sim.now());
}

Process visit_preempting(Simulation& sim, Server& server, std::size_t i) {
  auto const customer = server.customers[i];
  server.came += customer.service;
  server.work.add(customer.service, sim.now());
  co_await use(sim, server.pool,
               {.time = customer.service,
                .priority = customer.priority,
                .preempts = true,
                .when_preempted = WhenStopped::pause});
  compare_work(server, sim.now());
}

using Visit = Process (*)(Simulation&, Server&, std::size_t);

// When the server had nothing left to do.
std::vector<Ticks> times_emptied(Customers const& all, Pool::Order order,
                                 Visit a_visit) {
  Server server{all, Pool{1, "server", {.order = order}}, {}};
  Simulation sim;
  sim.start(doorman(sim, all,
                    [&](std::size_t i) { return a_visit(sim, server, i); }));
  sim.run();
  return server.emptied;
}

TEST(Conservation, the_work_left_is_the_same_whoever_goes_first) {
  auto const by_priority = customers_never_at_once(10'000, 0.9);
  auto alike = by_priority;
  for (auto& customer : alike) {
    customer.priority = 0;
  }
  auto const emptied = times_emptied(alike, Pool::Order::first_come, visit);
  EXPECT_GT(emptied.size(), 100U);
  EXPECT_LT(emptied.size(), alike.size() / 2);
  EXPECT_EQ(times_emptied(alike, Pool::Order::last_come, visit), emptied);
  EXPECT_EQ(times_emptied(by_priority, Pool::Order::first_come, visit),
            emptied);
  EXPECT_EQ(times_emptied(by_priority, Pool::Order::last_come, visit), emptied);
  EXPECT_EQ(
      times_emptied(by_priority, Pool::Order::first_come, visit_preempting),
      emptied);
}

// ----------------------------------------------------------- Little's law

// Little, A proof for the queuing formula L = lambda W, Operations Research 9,
// 1961, in whole ticks: the area under the number inside is the sum of the
// stays so far, those of the ones still inside included.
class Stays {
 public:
  explicit Stays(std::size_t count) : came_(count, -1), left_(count, -1) {}
  void come(std::size_t i, Ticks now) { came_[i] = now; }
  void leave(std::size_t i, Ticks now) { left_[i] = now; }
  Int128 sum(Ticks now) const {
    Int128 sum = 0;
    for (std::size_t i = 0; i < came_.size(); ++i) {
      if (came_[i] >= 0) {
        sum += (left_[i] >= 0 ? left_[i] : now) - came_[i];
      }
    }
    return sum;
  }

 private:
  std::vector<Ticks> came_, left_;
};

struct Station {
  Customers const& customers;
  Pool pool;
  Stays in_line{customers.size()}, in_service{customers.size()};
  Ticks unit_ticks = 0;
};

// Half of them are impatient, and some take several units.
Process visit_somehow(Simulation& sim, Station& station, std::size_t i) {
  auto const customer = station.customers[i];
  auto const units = 1 + static_cast<int>(i % 3);
  auto const patience = i % 2 == 0 ? kNever : customer.service;
  station.in_line.come(i, sim.now());
  auto const held =
      co_await station.pool
          .acquire({.units = units, .priority = customer.priority})
          .within(patience);
  station.in_line.leave(i, sim.now());
  if (held) {
    co_await sim.wait(customer.service);
    station.unit_ticks += units * customer.service;
  }
}

void expect_little(Customers const& all, Pool::Rules rules) {
  Station station{all, Pool{6, "station", rules}};
  auto const& pool = station.pool;
  Simulation sim;
  sim.start(doorman(
      sim, all, [&](std::size_t i) { return visit_somehow(sim, station, i); }));
  auto const end = all.back().comes;
  for (Ticks cut = 0; cut < end; cut += end / 50) {
    sim.run_until(cut);
    EXPECT_TRUE(pool.line().area(cut) == station.in_line.sum(cut));
  }
  sim.run();
  EXPECT_GT(pool.reneged(), 100U);
  EXPECT_EQ(pool.reneged() + pool.waits().count(), all.size());
  EXPECT_TRUE(pool.line().area(sim.now()) == station.in_line.sum(sim.now()));
  EXPECT_TRUE(pool.in_use().area(sim.now()) == station.unit_ticks);
  EXPECT_TRUE(pool.waits().sum() < station.in_line.sum(sim.now()));
}

TEST(LittlesLaw, holds_in_a_pool_whatever_its_rules) {
  auto const all = customers_never_at_once(3'000, 2.7);
  expect_little(all, {});
  expect_little(all, {.order = Pool::Order::last_come});
  expect_little(all, {.may_overtake = true});
  auto at_once = customers_in_step(3'000, 8);
  expect_little(at_once, {});
  expect_little(at_once, {.order = Pool::Order::last_come});
}

// With nobody left, the waits that the line itself noted are the area.
void expect_little(WaitingList const& list, Ticks now) {
  EXPECT_EQ(list.length(), 0U) << list.name();
  EXPECT_GT(list.waits().count(), 100U) << list.name();
  EXPECT_TRUE(list.line().area(now) > 0) << list.name();
  EXPECT_TRUE(list.line().area(now) == list.waits().sum()) << list.name();
}

Process fetch(Simulation& sim, Store<Ticks>& store, int things, Draws& times,
              Ticks& in_store) {
  for (int i = 0; i < things; ++i) {
    auto const since = co_await store.get();
    in_store += sim.now() - since;
    co_await sim.wait(times.next());
  }
}

Process bring(Simulation& sim, Store<Ticks>& store, int things, Draws& times) {
  for (int i = 0; i < things; ++i) {
    co_await sim.wait(times.next());
    co_await store.put(sim.now());
  }
}

TEST(LittlesLaw, holds_in_a_store_and_in_both_its_lines) {
  Draws bringing{"bringing", 0, exponential(1)};
  Draws fetching{"fetching", 0, exponential(1)};
  Store<Ticks> store{4, "store"};
  Ticks since_called = 0;  // from putting them in hand to their being fetched
  Simulation sim;
  for (int i = 0; i < 5; ++i) {
    sim.start(bring(sim, store, 1000, bringing));
    sim.start(fetch(sim, store, 1000, fetching, since_called));
  }
  sim.run();
  auto const now = sim.now();
  expect_little(store.getters(), now);
  expect_little(store.putters(), now);
  EXPECT_TRUE(store.inside().area(now) + store.putters().line().area(now) ==
              since_called);
}

Process fill(Simulation& sim, Level& tank, int times, Draws& gaps) {
  for (int i = 0; i < times; ++i) {
    co_await sim.wait(gaps.next());
    co_await tank.put(3);
  }
}

Process empty(Simulation& sim, Level& tank, int times, Draws& gaps) {
  for (int i = 0; i < times; ++i) {
    co_await sim.wait(gaps.next());
    co_await tank.take(2);
  }
}

TEST(LittlesLaw, holds_at_both_ends_of_a_level) {
  Draws filling{"filling", 0, exponential(3)};
  Draws emptying{"emptying", 0, exponential(2)};
  Level tank{7, 0, "tank"};
  Simulation sim;
  for (int i = 0; i < 4; ++i) {
    sim.start(fill(sim, tank, 1000, filling));
    sim.start(empty(sim, tank, 1500, emptying));
  }
  sim.run();
  expect_little(tank.takers(), sim.now());
  expect_little(tank.putters(), sim.now());
}

Process use_one(Simulation& sim, Pool& pool, Customer customer) {
  co_await use(sim, pool,
               {.time = customer.service,
                .priority = customer.priority,
                .preempts = true,
                .when_preempted = WhenStopped::restart});
}

Process claim_both(Simulation& sim, Pool& one, Pool& other, Ticks time) {
  auto const held = co_await acquire_all(one, Claim{other, 2});
  co_await sim.wait(time);
}

TEST(LittlesLaw,
     holds_when_work_is_stopped_and_when_pools_are_claimed_at_once) {
  auto const all = customers_never_at_once(3'000, 0.4);
  Pool one{1, "one"};
  Pool other{3, "other"};
  Simulation sim;
  sim.start(doorman(sim, all,
                    [&](std::size_t i) { return use_one(sim, one, all[i]); }));
  sim.start(doorman(
      sim, all, [&](std::size_t i) { return use_one(sim, other, all[i]); }));
  sim.start(doorman(sim, all, [&](std::size_t i) {
    return claim_both(sim, one, other, all[i].service / 8);
  }));
  sim.run();
  expect_little(one, sim.now());
  expect_little(other, sim.now());
  EXPECT_GT(one.waits().count(), 2 * all.size());  // stopped work waits again
}

Process pass(Simulation& sim, Gate& gate, Batch<Ticks>& boxes) {
  co_await gate.pass();
  boxes.add(sim, sim.now());
}

Process open_and_close(Simulation& sim, Gate& gate, Ticks until) {
  while (sim.now() < until) {
    gate.close();
    co_await sim.wait(to_ticks(5));
    gate.open();
    co_await sim.wait(to_ticks(3));
  }
}

Process carry(Simulation& sim, Batch<Ticks>& boxes, Ticks way) {
  for (;;) {
    co_await boxes.collect({.full = 7});
    co_await sim.wait(way);
  }
}

TEST(LittlesLaw, holds_at_a_gate_and_for_the_boxes_behind_it) {
  auto const all = customers(7'000, exponential(1), fixed(0));
  Gate gate{Gate::State::closed, "gate"};
  Batch<Ticks> boxes{"boxes"};
  Simulation sim;
  sim.start(open_and_close(sim, gate, all.back().comes));
  sim.start(carry(sim, boxes, to_ticks(12)));
  sim.start(carry(sim, boxes, to_ticks(9)));
  sim.start(
      doorman(sim, all, [&](std::size_t) { return pass(sim, gate, boxes); }));
  sim.run();
  expect_little(gate, sim.now());
  EXPECT_EQ(boxes.size(), 0U);
  EXPECT_EQ(boxes.stays().count(), all.size());
  EXPECT_TRUE(boxes.inside().area(sim.now()) == boxes.stays().sum());
}

}  // namespace
}  // namespace camel::laws
