// SPDX-License-Identifier: Apache-2.0
// Stations where some go before others, and a server that breaks down.
#include <cmath>
#include <deque>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/use.h"
#include "measure.h"

namespace camel::laws {
namespace {

struct Station;

// The customers of one priority.
struct Kind {
  Kind(Station& s, Priority p, double rate, Distribution service,
       int replication)
      : station{&s},
        priority{p},
        gaps{"gaps " + std::to_string(p), replication, exponential(1 / rate)},
        services{"services " + std::to_string(p), replication,
                 std::move(service)} {}
  void arrive(Simulation& sim);

  Station* station;
  Priority priority;
  Draws gaps, services;
  SpanMonitor waits, stays;
};

struct Customers {
  double rate;
  Distribution service;

  Flow flow() const { return {rate, service.moments}; }
};

struct Station {
  enum class Rule { wait, preempt };

  // The first kind is the most urgent one.
  Station(int servers, Rule r, std::vector<Customers> const& customers,
          int replication)
      : pool{servers}, rule{r} {
    Priority priority = 0;
    for (auto const& each : customers) {
      kinds.emplace_back(*this, priority++, each.rate, each.service,
                         replication);
    }
  }
  void begin(Simulation& sim) {
    for (auto& kind : kinds) {
      sim.start(arrivals(sim, kind));
    }
  }
  void reset(Ticks now) {
    pool.reset_statistics(now);
    for (auto& kind : kinds) {
      kind.waits.reset();
      kind.stays.reset();
    }
  }
  std::vector<double> controls() const {
    std::vector<double> controls;
    for (auto const& kind : kinds) {
      kind.gaps.add_controls_to(controls);
      kind.services.add_controls_to(controls);
    }
    return controls;
  }

  Pool pool;
  Rule rule;
  std::deque<Kind> kinds;
};

Process visit(Simulation& sim, Pool& pool, Kind& kind, Ticks service) {
  auto const came = sim.now();
  auto const server = co_await pool.acquire({.priority = kind.priority});
  kind.waits.add(sim.now() - came);
  co_await sim.wait(service);
  kind.stays.add(sim.now() - came);
}

Process visit_preempting(Simulation& sim, Pool& pool, Kind& kind,
                         Ticks service) {
  auto const came = sim.now();
  co_await use(sim, pool,
               {.time = service,
                .priority = kind.priority,
                .preempts = true,
                .when_preempted = WhenStopped::pause});
  kind.stays.add(sim.now() - came);
}

void Kind::arrive(Simulation& sim) {
  auto const service = services.next();
  sim.start(station->rule == Station::Rule::wait
                ? visit(sim, station->pool, *this, service)
                : visit_preempting(sim, station->pool, *this, service));
}

std::vector<Expected> laws_by_kind(std::string const& what,
                                   std::vector<double> const& values) {
  std::vector<Expected> laws;
  for (auto const value : values) {
    laws.push_back({what + " of kind " + std::to_string(laws.size()), value});
  }
  return laws;
}

void expect_waits(int servers, std::vector<Customers> const& customers,
                  std::vector<double> const& waits, double length) {
  expect_laws(laws_by_kind("wait", waits), [&](int replication) {
    Station station{servers, Station::Rule::wait, customers, replication};
    return run(station, length, [&](Ticks) {
      std::vector<double> found;
      for (auto const& kind : station.kinds) {
        found.push_back(mean_time(kind.waits));
      }
      return found;
    });
  });
}

TEST(Priority, three_kinds_at_one_server_wait_as_cobham_says) {
  std::vector<Customers> const customers{
      {0.15, exponential(1)}, {0.25, exponential(1)}, {0.3, exponential(1)}};
  expect_waits(1, customers,
               priority_waits({customers[0].flow(), customers[1].flow(),
                               customers[2].flow()}),
               250e3);
}

TEST(Priority, short_fixed_services_before_long_random_ones) {
  std::vector<Customers> const customers{{0.4, fixed(0.5)},
                                         {0.5, exponential(1)}};
  expect_waits(1, customers,
               priority_waits({customers[0].flow(), customers[1].flow()}),
               150e3);
}

TEST(Priority, three_kinds_at_three_servers) {
  std::vector<Customers> const customers{
      {0.5, exponential(1)}, {0.7, exponential(1)}, {0.9, exponential(1)}};
  expect_waits(3, customers, priority_waits({0.5, 0.7, 0.9}, 1, 3), 150e3);
}

TEST(Priority, who_is_preempted_goes_on_later_with_what_is_left) {
  std::vector<Customers> const customers{
      {0.2, exponential(1)}, {0.25, exponential(1)}, {0.25, exponential(1)}};
  auto const stays = preemptive_stays(
      {customers[0].flow(), customers[1].flow(), customers[2].flow()});
  expect_laws(laws_by_kind("stay", stays), [&](int replication) {
    Station station{1, Station::Rule::preempt, customers, replication};
    return run(station, 250e3, [&](Ticks) {
      std::vector<double> found;
      for (auto const& kind : station.kinds) {
        found.push_back(mean_time(kind.stays));
      }
      return found;
    });
  });
}

// ---------------------------------------------------- what becomes of work

// One worker who always has another piece of work, of one unit of time, and a
// stream of urgent customers who preempt him.
struct Disturbed {
  Disturbed(WhenStopped p, int replication)
      : policy{p},
        gaps{"gaps", replication, exponential(1 / 0.3)},
        services{"services", replication, exponential(0.5)} {}
  void begin(Simulation& sim);
  void arrive(Simulation& sim);
  void reset(Ticks) { done = 0; }
  std::vector<double> controls() const {
    return controls_of({&gaps, &services});
  }

  Pool desk{1};
  WhenStopped policy;
  Draws gaps, services;
  int done = 0;
};

Process worker(Simulation& sim, Disturbed& world) {
  for (;;) {
    auto const end = co_await use(
        sim, world.desk,
        {.time = to_ticks(1), .priority = 1, .when_preempted = world.policy});
    world.done += end.is_done;
  }
}

Process disturb(Simulation& sim, Pool& desk, Ticks service) {
  co_await use(sim, desk, {.time = service, .preempts = true});
}

void Disturbed::begin(Simulation& sim) {
  sim.start(worker(sim, *this));
  sim.start(arrivals(sim, *this));
}
void Disturbed::arrive(Simulation& sim) {
  sim.start(disturb(sim, desk, services.next()));
}

void expect_done(WhenStopped policy, double theory) {
  expect_laws({{"done per time", theory}}, [&](int replication) {
    Disturbed world{policy, replication};
    return run(world, 20e3,
               [&](Ticks) { return std::vector{world.done / (20e3 * 0.95)}; });
  });
}

// Disturbances come at the rate 0.3 while he works and last for a busy period
// of theirs, 0.5 / (1 - 0.15). Gaver, A waiting line with interrupted service,
// including priorities, Journal of the Royal Statistical Society B 24, 1962.
TEST(Stopped, work_that_pauses_loses_the_time_of_the_disturbances) {
  expect_done(WhenStopped::pause, 1 - 0.3 * 0.5);
}

double const kDoneAnew =
    1 / ((1 / 0.3 + 0.5 / (1 - 0.15)) * (std::exp(0.3) - 1));

TEST(Stopped, work_that_begins_anew_takes_as_long_as_gaver_says) {
  expect_done(WhenStopped::restart, kDoneAnew);
}

// The next piece takes as long as the one that was given up.
TEST(Stopped, work_that_is_given_up_lets_as_much_be_done) {
  expect_done(WhenStopped::abort, kDoneAnew);
}

// ------------------------------------------------------------ breakdowns

struct FailingQueue : Queue {
  FailingQueue(QueueOf of, int replication)
      : Queue{std::move(of), replication},
        failures{"failures", replication, exponential(1 / 0.05)},
        repairs{"repairs", replication, exponential(2)} {}
  void begin(Simulation& sim);
  void arrive(Simulation& sim) override;
  std::vector<double> controls() const {
    return controls_of({&gaps, &services, &failures, &repairs});
  }
  Draws failures, repairs;
};

Process visit_with_breakdowns(Simulation& sim, FailingQueue& queue,
                              Ticks service) {
  auto const came = sim.now();
  co_await use(sim, queue.pool,
               {.time = service, .when_preempted = WhenStopped::pause});
  queue.stays.add(sim.now() - came);
}

void FailingQueue::arrive(Simulation& sim) {
  sim.start(visit_with_breakdowns(sim, *this, services.next()));
}

// An idle server does not fail; that the clock of the failures runs on
// meanwhile changes nothing, since they have no memory.
Process break_down(Simulation& sim, FailingQueue& queue) {
  for (;;) {
    co_await sim.wait(queue.failures.next());
    if (queue.pool.in_use().level() > 0) {
      co_await use(
          sim, queue.pool,
          {.time = queue.repairs.next(), .priority = -1, .preempts = true});
    }
  }
}

void FailingQueue::begin(Simulation& sim) {
  sim.start(arrivals(sim, *this));
  sim.start(break_down(sim, *this));
}

TEST(Breakdowns, a_stay_is_longer_by_the_repairs_of_all_before) {
  auto const completion =
      with_breakdowns(exponential_moments(1), 0.05, exponential_moments(2));
  Flow const flow{0.65, completion};
  expect_laws({{"stay", mg1_wait(flow) + completion.first},
               {"busy or in repair", flow.load()}},
              [&](int replication) {
                FailingQueue queue{
                    {.gap = exponential(1 / 0.65), .service = exponential(1)},
                    replication};
                return run(queue, 200e3, [&](Ticks now) {
                  return std::vector{mean_time(queue.stays),
                                     queue.pool.in_use().mean(now)};
                });
              });
}

}  // namespace
}  // namespace camel::laws
