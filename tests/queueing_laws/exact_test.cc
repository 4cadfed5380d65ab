// SPDX-License-Identifier: Apache-2.0
// Queues of which theory knows each single customer: the kernel must agree to
// the tick, whatever it keeps its pending events in.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/batch.h"
#include "camel/sim/store.h"
#include "customers.h"

namespace camel::laws {
namespace {

using Structure = PendingSet::Structure;
constexpr Structure kStructures[] = {Structure::heap, Structure::ladder,
                                     Structure::automatic};

// ----------------------------------------------------------- plain queues

struct Line {
  Customers const& customers;
  Pool pool;
  std::vector<Ticks> waits;
};

Process visit(Simulation& sim, Line& line, std::size_t i) {
  auto const customer = line.customers[i];
  auto const server =
      co_await line.pool.acquire({.priority = customer.priority});
  line.waits[i] = sim.now() - customer.comes;
  co_await sim.wait(customer.service);
}

std::vector<Ticks> simulated_waits(Customers const& customers, int servers,
                                   Pool::Rules rules = {},
                                   Structure structure = Structure::automatic) {
  Line line{customers, Pool{servers, "servers", rules},
            std::vector<Ticks>(customers.size(), -1)};
  Simulation sim{structure};
  sim.start(doorman(sim, customers,
                    [&](std::size_t i) { return visit(sim, line, i); }));
  sim.run();
  return line.waits;
}

// Lindley, The theory of queues with a single server, Proceedings of the
// Cambridge Philosophical Society 48, 1952.
std::vector<Ticks> lindley_waits(Customers const& customers) {
  std::vector<Ticks> waits{0};
  for (std::size_t i = 1; i < customers.size(); ++i) {
    auto const gap = customers[i].comes - customers[i - 1].comes;
    waits.push_back(
        std::max<Ticks>(waits.back() + customers[i - 1].service - gap, 0));
  }
  return waits;
}

// Each goes to the server who is free first: Kiefer and Wolfowitz, On the
// theory of queues with many servers, Transactions of the American Mathematical
// Society 78, 1955.
std::vector<Ticks> kiefer_wolfowitz_waits(Customers const& customers,
                                          int servers) {
  std::multiset<Ticks> free_at;
  for (int i = 0; i < servers; ++i) {
    free_at.insert(0);
  }
  std::vector<Ticks> waits;
  for (auto const& customer : customers) {
    auto const begin = std::max(customer.comes, *free_at.begin());
    free_at.erase(free_at.begin());
    free_at.insert(begin + customer.service);
    waits.push_back(begin - customer.comes);
  }
  return waits;
}

void expect_exact(Customers const& customers, int servers) {
  auto const exact = servers == 1 ? lindley_waits(customers)
                                  : kiefer_wolfowitz_waits(customers, servers);
  EXPECT_GT(*std::max_element(exact.begin(), exact.end()), 0);
  for (auto const structure : kStructures) {
    EXPECT_EQ(simulated_waits(customers, servers, {}, structure), exact);
  }
}

TEST(Exact, each_wait_at_one_server_is_lindleys) {
  expect_exact(customers(20'000, exponential(1), exponential(0.9)), 1);
  expect_exact(customers(20'000, erlang_2(1), lognormal(0.9, 2)), 1);
}

TEST(Exact, each_wait_at_several_servers_is_of_kiefer_and_wolfowitz) {
  expect_exact(customers(20'000, exponential(1), exponential(2.7)), 3);
  expect_exact(customers(20'000, erlang_2(1), lognormal(7, 2)), 8);
}

TEST(Exact, waits_are_right_when_nearly_all_happens_at_once) {
  expect_exact(customers_in_step(20'000, 3), 1);
  expect_exact(customers_in_step(20'000, 14), 5);
}

// So many pending events that they move from the heap to the ladder, and back
// at the end.
TEST(Exact, each_wait_at_very_many_servers_is_of_kiefer_and_wolfowitz) {
  expect_exact(customers(10'000, exponential(1), exponential(1500)), 1450);
}

TEST(Exact, fixed_gaps_and_services_make_waits_that_anybody_can_tell) {
  Customers late;
  Customers in_time;
  std::vector<Ticks> growing;
  for (Ticks i = 0; i < 1000; ++i) {
    late.push_back({10 * i, 25});
    growing.push_back(i / 2 * 5);  // two servers, each 5 later every time
    in_time.push_back({10 * i, 30});
  }
  EXPECT_EQ(simulated_waits(late, 2), growing);
  EXPECT_EQ(simulated_waits(in_time, 3), std::vector<Ticks>(1000, 0));
}

// The next one at one server is whoever has the least of `rank`.
std::vector<Ticks> waits_by_rank(
    Customers const& customers,
    std::function<std::pair<int, std::int64_t>(std::size_t)> const& rank) {
  std::set<std::tuple<std::pair<int, std::int64_t>, std::size_t>> line;
  std::vector<Ticks> waits(customers.size());
  std::size_t next = 0;
  for (Ticks now = 0; next < customers.size() || !line.empty();) {
    if (line.empty()) {
      now = std::max(now, customers[next].comes);
    }
    for (; next < customers.size() && customers[next].comes <= now; ++next) {
      line.insert({rank(next), next});
    }
    auto const i = std::get<1>(*line.begin());
    line.erase(line.begin());
    waits[i] = now - customers[i].comes;
    now += customers[i].service;
  }
  return waits;
}

TEST(Exact, priorities_go_first_and_equals_in_the_order_they_came) {
  auto const all = customers_never_at_once(20'000, 0.9);
  EXPECT_EQ(simulated_waits(all, 1), waits_by_rank(all, [&](std::size_t i) {
              return std::pair{int{all[i].priority}, std::int64_t(i)};
            }));
}

TEST(Exact, last_come_first_served_goes_by_priority_before_that) {
  auto const all = customers_never_at_once(20'000, 0.9);
  EXPECT_EQ(simulated_waits(all, 1, {.order = Pool::Order::last_come}),
            waits_by_rank(all, [&](std::size_t i) {
              return std::pair{int{all[i].priority}, -std::int64_t(i)};
            }));
}

// ------------------------------------------------------------------- loss

struct LossLine {
  Customers const& customers;
  Pool pool;
  std::vector<bool> is_lost;
};

Process visit_if_free(Simulation& sim, LossLine& line, std::size_t i) {
  auto const server = co_await line.pool.acquire().within(0);
  line.is_lost[i] = !server;
  if (server) {
    co_await sim.wait(line.customers[i].service);
  }
}

TEST(Exact, who_finds_all_servers_busy_and_does_not_wait_is_lost) {
  auto const all = customers_never_at_once(20'000, 3);
  LossLine line{all, Pool{4}, std::vector<bool>(all.size())};
  Simulation sim;
  sim.start(doorman(
      sim, all, [&](std::size_t i) { return visit_if_free(sim, line, i); }));
  sim.run();

  std::vector<bool> is_lost;
  std::multiset<Ticks> free_at{0, 0, 0, 0};
  for (auto const& customer : all) {
    is_lost.push_back(*free_at.begin() > customer.comes);
    if (!is_lost.back()) {
      free_at.erase(free_at.begin());
      free_at.insert(customer.comes + customer.service);
    }
  }
  EXPECT_EQ(line.is_lost, is_lost);
  EXPECT_EQ(line.pool.reneged(),
            std::count(is_lost.begin(), is_lost.end(), true));
}

// ---------------------------------------------------------- impatience

constexpr Ticks kGaveUp = -1;

struct ImpatientLine {
  Customers const& customers;
  Pool pool;
  std::vector<Ticks> begun;
};

int units_of(std::size_t i) { return 1 + static_cast<int>(i % 5); }
Ticks patience_of(Customer const& customer) { return customer.service / 4; }

Process visit_impatiently(Simulation& sim, ImpatientLine& line, std::size_t i) {
  auto const customer = line.customers[i];
  auto const held =
      co_await line.pool.acquire(units_of(i)).within(patience_of(customer));
  line.begun[i] = held ? sim.now() : kGaveUp;
  if (held) {
    co_await sim.wait(customer.service);
  }
}

// Nobody is overtaken. One comes to the head when all before have begun or
// given up, and begins when enough units are free.
std::vector<Ticks> begun_impatiently(Customers const& customers, int units) {
  std::vector<Ticks> begun;
  std::multiset<std::pair<Ticks, int>> busy;  // until when, how many units
  auto free = units;
  Ticks at_head = 0;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    auto const& customer = customers[i];
    auto const gives_up = customer.comes + patience_of(customer);
    auto now = std::max(at_head, customer.comes);
    while (!busy.empty() &&
           (busy.begin()->first <= now || free < units_of(i))) {
      if (std::max(now, busy.begin()->first) > gives_up) {
        break;
      }
      now = std::max(now, busy.begin()->first);
      free += busy.begin()->second;
      busy.erase(busy.begin());
    }
    auto const begins = free >= units_of(i) && now <= gives_up;
    begun.push_back(begins ? now : kGaveUp);
    at_head = std::max(at_head, begins ? now : gives_up);
    if (begins) {
      free -= units_of(i);
      busy.insert({now + customer.service, units_of(i)});
    }
  }
  return begun;
}

TEST(Exact, when_the_first_gives_up_the_next_begins_if_it_fits) {
  auto const all = customers_never_at_once(20'000, 2);
  ImpatientLine line{all, Pool{6}, std::vector<Ticks>(all.size())};
  Simulation sim;
  sim.start(doorman(sim, all, [&](std::size_t i) {
    return visit_impatiently(sim, line, i);
  }));
  sim.run();
  auto const exact = begun_impatiently(all, 6);
  EXPECT_EQ(line.begun, exact);
  auto const gave_up = std::count(exact.begin(), exact.end(), kGaveUp);
  EXPECT_GT(gave_up, 1000);
  EXPECT_EQ(line.pool.reneged(), gave_up);
}

// ------------------------------------------------------------- in a row

// Three machines in a row with room for two pieces between each two; a machine
// that cannot get rid of its piece stands still.
struct Row {
  static constexpr std::size_t kMachines = 3, kRoom = 2;
  std::vector<std::vector<Ticks>> times, done;  // by machine and piece
  Store<std::size_t> before[kMachines]{Store<std::size_t>{},
                                       Store<std::size_t>{kRoom},
                                       Store<std::size_t>{kRoom}};
};

Process machine(Simulation& sim, Row& row, std::size_t number) {
  for (;;) {
    auto const piece = co_await row.before[number].get();
    co_await sim.wait(row.times[number][piece]);
    if (number + 1 < Row::kMachines) {
      co_await row.before[number + 1].put(piece);
    }
    row.done[number].push_back(sim.now());
  }
}

TEST(Exact, a_full_store_stops_the_machine_before_it) {
  constexpr std::size_t kPieces = 10'000;
  Row row{.times = {}, .done = {{}, {}, {}}};
  for (std::size_t m = 0; m < Row::kMachines; ++m) {
    Draws times{"machine " + std::to_string(m), 0, exponential(1)};
    row.times.emplace_back();
    for (std::size_t piece = 0; piece < kPieces; ++piece) {
      row.times[m].push_back(times.next());
    }
  }
  Simulation sim;
  for (std::size_t piece = 0; piece < kPieces; ++piece) {
    row.before[0].try_put(sim, piece);
  }
  for (std::size_t m = 0; m < Row::kMachines; ++m) {
    sim.start(machine(sim, row, m));
  }
  sim.run();

  // A piece leaves when it is made, and the machine behind has let go of the
  // one that is so many before that there is room: two between, one inside.
  std::vector<std::vector<Ticks>> done(Row::kMachines,
                                       std::vector<Ticks>(kPieces));
  for (std::size_t piece = 0; piece < kPieces; ++piece) {
    for (std::size_t m = 0; m < Row::kMachines; ++m) {
      auto const came = m > 0 ? done[m - 1][piece] : 0;
      auto const was_free = piece > 0 ? done[m][piece - 1] : 0;
      done[m][piece] = std::max(came, was_free) + row.times[m][piece];
      if (m + 1 < Row::kMachines && piece > Row::kRoom) {
        done[m][piece] =
            std::max(done[m][piece], done[m + 1][piece - Row::kRoom - 1]);
      }
    }
  }
  EXPECT_EQ(row.done, done);
}

// ----------------------------------------------------------------- trains

struct Yard {
  GatherUntil departure;
  Batch<Ticks> boxes;
  std::vector<std::pair<Ticks, std::size_t>> trains;  // when, how many
};

Process send_trains(Simulation& sim, Yard& yard) {
  for (;;) {
    auto const load = co_await yard.boxes.collect(yard.departure);
    yard.trains.emplace_back(sim.now(), load.size());
  }
}

Process bring(Simulation& sim, Yard& yard) {
  yard.boxes.add(sim, sim.now());
  co_return;
}

TEST(Exact, a_train_leaves_with_the_box_that_fills_it_or_when_its_time_comes) {
  constexpr Ticks kLongest = Ticks{200} << 20;
  constexpr std::size_t kFull = 5;
  auto const all = customers_never_at_once(20'000, 1);
  Yard yard{{.full = kFull, .after_first = kLongest}, Batch<Ticks>{}, {}};
  Simulation sim;
  sim.start(send_trains(sim, yard));
  sim.start(doorman(sim, all, [&](std::size_t) { return bring(sim, yard); }));
  sim.run();

  std::vector<std::pair<Ticks, std::size_t>> trains;
  for (std::size_t first = 0; first < all.size();) {
    auto const latest = all[first].comes + kLongest;
    auto end = first;
    while (end < all.size() && end - first < kFull &&
           all[end].comes <= latest) {
      ++end;
    }
    auto const is_full = end - first == kFull;
    trains.emplace_back(is_full ? all[end - 1].comes : latest, end - first);
    first = end;
  }
  EXPECT_EQ(yard.trains, trains);
}

}  // namespace
}  // namespace camel::laws
