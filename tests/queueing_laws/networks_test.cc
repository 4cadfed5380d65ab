// SPDX-License-Identifier: Apache-2.0
// Stations in a network: in a row, with detours, and in a closed round.
#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "measure.h"

namespace camel::laws {
namespace {

struct Station {
  Station(Crew const& c, std::size_t number, int replication)
      : crew{c},
        pool{c.servers, "station " + std::to_string(number)},
        services{"services " + std::to_string(number), replication,
                 exponential(c.mean)} {}

  Crew crew;
  Pool pool;
  Draws services;
  LevelMonitor inside;
};

struct Network {
  Network(std::vector<Crew> const& crews, int replication) {
    for (auto const& crew : crews) {
      stations.emplace_back(crew, stations.size(), replication);
    }
  }
  void reset(Ticks now) {
    stays.reset();
    for (auto& station : stations) {
      station.pool.reset_statistics(now);
      station.inside.reset(now);
    }
  }
  std::vector<double> controls() const {
    std::vector<double> controls;
    for (auto const& station : stations) {
      station.services.add_controls_to(controls);
    }
    return controls;
  }

  std::deque<Station> stations;
  SpanMonitor stays;  // in the whole network
};

Task<> pass(Simulation& sim, Station& station) {
  station.inside.add(1, sim.now());
  {
    auto const server = co_await station.pool.acquire();
    co_await sim.wait(station.services.next());
  }
  station.inside.add(-1, sim.now());
}

// A network that customers come to from outside, and leave.
struct OpenNetwork : Network {
  using Routes = std::vector<std::vector<double>>;

  OpenNetwork(std::vector<Crew> const& crews, Routes r, double rate,
              int replication)
      : Network{crews, replication},
        routes{std::move(r)},
        gaps{"gaps", replication, exponential(1 / rate)},
        turns{{.seed = 20240101,
               .stream = stream_id("turns"),
               .replication = static_cast<std::uint32_t>(replication)}} {}
  void begin(Simulation& sim) { sim.start(arrivals(sim, *this)); }
  void arrive(Simulation& sim);
  // The next station, or the number of stations: out.
  std::size_t next_after(std::size_t at) {
    auto left = turns.uniform();
    std::size_t to = 0;
    while (to < routes[at].size() && left >= routes[at][to]) {
      left -= routes[at][to++];
    }
    return to;
  }
  void note_state(Ticks now) {
    bool is_empty = true;
    bool has_one_each = true;
    for (auto const& station : stations) {
      is_empty &= station.inside.level() == 0;
      has_one_each &= station.inside.level() == 1;
    }
    empty.set(is_empty, now);
    one_each.set(has_one_each, now);
    two_at_last.set(stations.back().inside.level() == 2, now);
  }
  void reset(Ticks now) {
    Network::reset(now);
    empty.reset(now);
    one_each.reset(now);
    two_at_last.reset(now);
  }
  std::vector<double> controls() const {
    auto controls = Network::controls();
    gaps.add_controls_to(controls);
    return controls;
  }

  Routes routes;
  Draws gaps;
  Random turns;
  LevelMonitor empty{1, 0}, one_each, two_at_last;  // is it so?
};

Process journey(Simulation& sim, OpenNetwork& network) {
  auto const came = sim.now();
  for (std::size_t at = 0; at < network.stations.size();
       at = network.next_after(at)) {
    auto& station = network.stations[at];
    station.inside.add(1, sim.now());
    network.note_state(sim.now());
    {
      auto const server = co_await station.pool.acquire();
      co_await sim.wait(station.services.next());
    }
    station.inside.add(-1, sim.now());
    network.note_state(sim.now());
  }
  network.stays.add(sim.now() - came);
}

void OpenNetwork::arrive(Simulation& sim) { sim.start(journey(sim, *this)); }

// The chance of n at a station as if it stood alone: its arrivals are not a
// Poisson stream, and yet the chances multiply (Jackson, Networks of waiting
// lines, Operations Research 5, 1957).
double chance_of(std::size_t n, Crew const& crew) {
  return birth_and_death(
      2000, [&](auto) { return crew.arrivals; },
      [&](auto k) {
        return std::min(double(k), double(crew.servers)) / crew.mean;
      })[n];
}

void expect_jackson(std::vector<Crew> crews, OpenNetwork::Routes const& routes,
                    double rate, double length) {
  std::vector<double> outside(crews.size());
  outside[0] = rate;
  auto const rates = traffic(outside, routes);
  std::vector<Expected> laws;
  double inside = 0;
  double empty = 1;
  double one_each = 1;
  for (std::size_t i = 0; i < crews.size(); ++i) {
    crews[i].arrivals = rates[i];
    laws.push_back({"inside " + std::to_string(i), mmc_inside(crews[i])});
    inside += laws.back().value;
    empty *= chance_of(0, crews[i]);
    one_each *= chance_of(1, crews[i]);
  }
  laws.push_back({"stay", inside / rate});
  laws.push_back({"P(empty)", empty, 0.05});
  laws.push_back({"P(one each)", one_each, 0.05});
  laws.push_back({"P(two at the last)", chance_of(2, crews.back())});
  expect_laws(laws, [&](int replication) {
    OpenNetwork network{crews, routes, rate, replication};
    return run(network, length, [&](Ticks now) {
      std::vector<double> found;
      for (auto const& station : network.stations) {
        found.push_back(station.inside.mean(now));
      }
      found.push_back(mean_time(network.stays));
      found.push_back(network.empty.mean(now));
      found.push_back(network.one_each.mean(now));
      found.push_back(network.two_at_last.mean(now));
      return found;
    });
  });
}

TEST(Network, with_detours_each_station_is_as_jackson_says) {
  expect_jackson({{0, 1 / 2., 1}, {0, 1 / 0.5, 3}, {0, 1 / 0.7, 1}},
                 {{0, 0.6, 0.4}, {0.2, 0, 0}, {0, 0, 0}}, 1, 100e3);
}

// Burke, The output of a queuing system, Operations Research 4, 1956.
TEST(Network, what_leaves_a_station_comes_to_the_next_as_if_by_chance) {
  expect_jackson({{0, 1, 2}, {0, 0.5, 1}, {0, 1, 2}},
                 {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}, 1.4, 80e3);
}

// -------------------------------------------------------------- closed

struct ClosedNetwork : Network {
  ClosedNetwork(std::vector<Crew> const& crews, int replication)
      : Network{crews, replication} {}
  void begin(Simulation& sim);
};

Process go_round_for_ever(Simulation& sim, ClosedNetwork& network) {
  for (;;) {
    auto const began = sim.now();
    for (auto& station : network.stations) {
      co_await pass(sim, station);
    }
    network.stays.add(sim.now() - began);
  }
}

void ClosedNetwork::begin(Simulation& sim) {
  for (int i = 0; i < 10; ++i) {
    sim.start(go_round_for_ever(sim, *this));
  }
}

TEST(Network, ten_who_go_round_are_where_mean_value_analysis_says) {
  auto const law = go_round({1, 0.8, 0.5}, 10);
  constexpr double kLength = 60e3;
  expect_laws({{"rounds per time", law.throughput},
               {"time of a round", law.time},
               {"inside the first", law.inside[0]},
               {"inside the second", law.inside[1]},
               {"inside the third", law.inside[2]}},
              [&](int replication) {
                ClosedNetwork network{{{0, 1, 1}, {0, 0.8, 1}, {0, 0.5, 1}},
                                      replication};
                return run(network, kLength, [&](Ticks now) {
                  auto const rounds = double(network.stays.count());
                  return std::vector{rounds / (0.95 * kLength),
                                     mean_time(network.stays),
                                     network.stations[0].inside.mean(now),
                                     network.stations[1].inside.mean(now),
                                     network.stations[2].inside.mean(now)};
                });
              });
}

}  // namespace
}  // namespace camel::laws
