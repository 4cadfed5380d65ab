// SPDX-License-Identifier: Apache-2.0
// Stations that turn customers away, lose their patience, serve few sources,
// or serve everybody at once.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "measure.h"

namespace camel::laws {
namespace {

// A queue that counts who came and who left unserved.
struct LosingQueue : Queue {
  using Queue::Queue;
  void reset(Ticks now) override {
    Queue::reset(now);
    came = lost = 0;
  }
  std::uint64_t came = 0, lost = 0;
};

// ------------------------------------------------------------------- loss

struct LossStation : LosingQueue {
  using LosingQueue::LosingQueue;
  void arrive(Simulation& sim) override;
};

Process visit_at_once_or_never(Simulation& sim, LossStation& station,
                               Ticks service) {
  ++station.came;
  auto const server = co_await station.pool.acquire().within(0);
  if (!server) {
    ++station.lost;
    co_return;
  }
  co_await sim.wait(service);
}

void LossStation::arrive(Simulation& sim) {
  sim.start(visit_at_once_or_never(sim, *this, services.next()));
}

void expect_loss(int servers, Distribution const& service) {
  auto const load = 0.8 * servers;
  auto const lost = loss(servers, load);
  expect_laws({{"lost", lost}, {"busy", load * (1 - lost)}},
              [&](int replication) {
                LossStation station{{.servers = servers,
                                     .gap = exponential(1 / load),
                                     .service = service},
                                    replication};
                return run(station, 40e3, [&](Ticks now) {
                  return std::vector{share(station.lost, station.came),
                                     station.pool.in_use().mean(now)};
                });
              });
}

TEST(Loss, four_servers_without_a_line_lose_what_erlang_b_says) {
  expect_loss(4, exponential(1));
}

TEST(Loss, it_depends_on_the_mean_service_alone) {
  expect_loss(4, lognormal(1, 1.5));
}

TEST(Loss, ten_servers_with_fixed_services_lose_what_erlang_b_says) {
  expect_loss(10, fixed(1));
}

// ----------------------------------------------------------- limited room

struct SmallStation : LosingQueue {
  SmallStation(QueueOf of, std::int64_t r, int replication)
      : LosingQueue{std::move(of), replication}, room{r} {}
  void arrive(Simulation& sim) override {
    ++came;
    if (inside.level() == room) {
      ++lost;
    } else {
      sim.start(visit(sim, *this, services.next()));
    }
  }
  std::int64_t room;
};

void expect_mmck(Crew const& crew, std::size_t room, double length) {
  auto const served = [&](std::size_t n) {
    return std::min(double(n), double(crew.servers)) / crew.mean;
  };
  auto const chances = birth_and_death(
      room, [&](auto) { return crew.arrivals; }, served);
  auto const law = numbers_of(chances, std::size_t(crew.servers), served);
  expect_laws({{"lost", chances.back()},
               {"inside", law.inside},
               {"line", law.line},
               {"stay", law.stay()},
               {"wait", law.wait()}},
              [&](int replication) {
                SmallStation station{{.servers = crew.servers,
                                      .gap = exponential(1 / crew.arrivals),
                                      .service = exponential(crew.mean)},
                                     std::int64_t(room),
                                     replication};
                return run(station, length, [&](Ticks now) {
                  return std::vector{share(station.lost, station.came),
                                     station.inside.mean(now),
                                     station.pool.line().mean(now),
                                     mean_time(station.stays),
                                     mean_time(station.pool.waits())};
                });
              });
}

TEST(MMcK, one_server_with_room_for_ten) {
  expect_mmck({.arrivals = 0.9}, 10, 120e3);
}

TEST(MMcK, three_servers_with_room_for_eight) {
  expect_mmck({2.7, 1, 3}, 8, 40e3);
}

// ------------------------------------------------------ limited patience

struct ImpatientStation : LosingQueue {
  ImpatientStation(QueueOf of, double mean_patience, int replication)
      : LosingQueue{std::move(of), replication},
        patiences{"patience", replication, exponential(mean_patience)} {}
  void arrive(Simulation& sim) override;
  std::vector<double> controls() const {
    return controls_of({&gaps, &services, &patiences});
  }
  Draws patiences;
};

Process visit_with_patience(Simulation& sim, ImpatientStation& station,
                            Ticks service, Ticks patience) {
  ++station.came;
  auto const server = co_await station.pool.acquire().within(patience);
  if (!server) {
    ++station.lost;
    co_return;
  }
  co_await sim.wait(service);
}

void ImpatientStation::arrive(Simulation& sim) {
  auto const service = services.next();
  sim.start(visit_with_patience(sim, *this, service, patiences.next()));
}

// Palm, Research on telephone traffic carried by full availability groups,
// Tele 1957: while n are inside, n - c of them may give up.
TEST(Patience, those_who_give_up_are_as_many_as_palm_says) {
  constexpr double kArrivals = 3.6;
  constexpr double kMeanPatience = 2;
  auto const chances = birth_and_death(
      300, [](auto) { return kArrivals; },
      [](auto n) {
        auto const served = std::min(double(n), 4.);
        return served + (double(n) - served) / kMeanPatience;
      });
  auto const law =
      numbers_of(chances, 4, [](auto n) { return std::min(double(n), 4.); });
  auto const lost = law.line / kMeanPatience / kArrivals;
  expect_laws({{"lost", lost}, {"line", law.line}, {"busy", law.throughput}},
              [&](int replication) {
                ImpatientStation station{{.servers = 4,
                                          .gap = exponential(1 / kArrivals),
                                          .service = exponential(1)},
                                         kMeanPatience,
                                         replication};
                return run(station, 40e3, [&](Ticks now) {
                  EXPECT_EQ(station.pool.reneged(), station.lost);
                  return std::vector{share(station.lost, station.came),
                                     station.pool.line().mean(now),
                                     station.pool.in_use().mean(now)};
                });
              });
}

// -------------------------------------------------------- limited sources

struct Workshop {
  explicit Workshop(int replication)
      : runs{"runs", replication, exponential(5)},
        repairs{"repairs", replication, exponential(1)} {}
  void begin(Simulation& sim);
  void reset(Ticks now) {
    mechanics.reset_statistics(now);
    broken.reset(now);
    downtimes.reset();
  }
  std::vector<double> controls() const {
    return controls_of({&runs, &repairs});
  }

  Pool mechanics{2};
  Draws runs, repairs;
  LevelMonitor broken;
  SpanMonitor downtimes;
};

Process machine(Simulation& sim, Workshop& workshop) {
  for (;;) {
    co_await sim.wait(workshop.runs.next());
    auto const broke = sim.now();
    workshop.broken.add(1, broke);
    {
      auto const mechanic = co_await workshop.mechanics.acquire();
      co_await sim.wait(workshop.repairs.next());
    }
    workshop.broken.add(-1, sim.now());
    workshop.downtimes.add(sim.now() - broke);
  }
}

void Workshop::begin(Simulation& sim) {
  for (int i = 0; i < 8; ++i) {
    sim.start(machine(sim, *this));
  }
}

TEST(FiniteSource, eight_machines_and_two_mechanics) {
  auto const repaired = [](std::size_t n) { return std::min(double(n), 2.); };
  auto const law =
      numbers_of(birth_and_death(
                     8, [](auto n) { return 0.2 * double(8 - n); }, repaired),
                 2, repaired);
  expect_laws({{"broken", law.inside},
               {"line", law.line},
               {"downtime", law.stay()},
               {"wait", law.wait()}},
              [&](int replication) {
                Workshop workshop{replication};
                return run(workshop, 40e3, [&](Ticks now) {
                  return std::vector{workshop.broken.mean(now),
                                     workshop.mechanics.line().mean(now),
                                     mean_time(workshop.downtimes),
                                     mean_time(workshop.mechanics.waits())};
                });
              });
}

// ------------------------------------------------------- no line at all

struct Park {
  explicit Park(int replication)
      : gaps{"gaps", replication, exponential(0.5)},
        stays{"stays", replication, lognormal(1.5, 1)} {}
  void begin(Simulation& sim) { sim.start(arrivals(sim, *this)); }
  void arrive(Simulation& sim);
  void change(int by, Ticks now) {
    inside.add(by, now);
    empty.set(inside.level() == 0, now);
    three.set(inside.level() == 3, now);
  }
  void reset(Ticks now) {
    inside.reset(now);
    empty.reset(now);
    three.reset(now);
  }
  std::vector<double> controls() const { return controls_of({&gaps, &stays}); }

  Draws gaps, stays;
  LevelMonitor inside;
  LevelMonitor empty{1, 0}, three;  // is it so?
};

Process stay(Simulation& sim, Park& park) {
  park.change(1, sim.now());
  co_await sim.wait(park.stays.next());
  park.change(-1, sim.now());
}

void Park::arrive(Simulation& sim) { sim.start(stay(sim, *this)); }

TEST(MGInfinity, their_number_is_poisson_whatever_their_stays) {
  expect_laws(
      {{"inside", 3}, {"P(0)", std::exp(-3)}, {"P(3)", 27. / 6 * std::exp(-3)}},
      [&](int replication) {
        Park park{replication};
        return run(park, 50e3, [&](Ticks now) {
          return std::vector{park.inside.mean(now), park.empty.mean(now),
                             park.three.mean(now)};
        });
      });
}

}  // namespace
}  // namespace camel::laws
