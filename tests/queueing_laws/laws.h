// SPDX-License-Identifier: Apache-2.0
// What queueing theory says of the models that the kernel is tried on: mean
// numbers, waits and chances in the steady state.
//
// Rates are per unit of time and times are in that unit. "Wait" is the time in
// the line, "stay" the time until the customer leaves; "inside" counts all who
// are there, "line" those who wait. What has no other source is in Gross,
// Shortle, Thompson, Harris: Fundamentals of Queueing Theory, 4th ed. 2008.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace camel::laws {

// Of a distribution: E[X], E[X^2], E[X^3].
struct Moments {
  double first = 0, second = 0, third = 0;

  double variance() const { return second - first * first; }
};

inline Moments exponential_moments(double mean) {
  return {mean, 2 * mean * mean, 6 * mean * mean * mean};
}

// ------------------------------------------------------- several servers

// Who comes while all `servers` are busy is lost; `load` is the rate of
// arrivals times the mean service. The chance of it (Erlang B).
inline double loss(int servers, double load) {
  double chance = 1;
  for (int k = 1; k <= servers; ++k) {
    chance = load * chance / (k + load * chance);
  }
  return chance;
}

// The chance that a customer of M/M/c has to wait (Erlang C).
inline double delay_chance(int servers, double load) {
  auto const lost = loss(servers, load);
  return servers * lost / (servers - load * (1 - lost));
}

struct Crew {
  double arrivals = 0;  // rate
  double mean = 1;      // of a service
  int servers = 1;

  double load() const { return arrivals * mean; }
};

inline double mmc_wait(Crew const& crew) {
  return delay_chance(crew.servers, crew.load()) * crew.mean /
         (crew.servers - crew.load());
}
inline double mmc_inside(Crew const& crew) {
  return crew.arrivals * (mmc_wait(crew) + crew.mean);
}
// The chance of a wait longer than `time` (0: of any).
inline double mmc_waits_longer(Crew const& crew, double time) {
  return delay_chance(crew.servers, crew.load()) *
         std::exp(-(crew.servers / crew.mean - crew.arrivals) * time);
}
// The same of the stay, with one server.
inline double mm1_stays_longer(Crew const& crew, double time) {
  return std::exp(-(1 / crew.mean - crew.arrivals) * time);
}
inline double mm1_wait_variance(Crew const& crew) {
  auto const rho = crew.load();
  auto const gap = 1 / crew.mean - crew.arrivals;
  return rho * (2 - rho) / (gap * gap);
}
inline double mm1_stay_variance(Crew const& crew) {
  auto const gap = 1 / crew.mean - crew.arrivals;
  return 1 / (gap * gap);
}

// The mean wait of n customers of M/M/1 in a row has this variance over n:
// waits that follow each other are alike (Daley, The serial correlation
// coefficients of waiting times in a stationary single server queue, Journal of
// the Australian Mathematical Society 8, 1968).
inline double mm1_variance_of_mean_wait(Crew const& crew) {
  auto const rho = crew.load();
  return rho * (2 + 5 * rho - 4 * rho * rho + rho * rho * rho) * crew.mean *
         crew.mean / std::pow(1 - rho, 4);
}

// --------------------------------------------- one server, any distribution

// Customers of one kind.
struct Flow {
  double arrivals = 0;  // rate of a Poisson stream
  Moments service = {};

  double load() const { return arrivals * service.first; }
  // What a newcomer finds left of the service going on, in the mean.
  double residual() const { return arrivals * service.second / 2; }
};

// Pollaczek and Khinchine: M/G/1.
inline double mg1_wait(Flow const& flow) {
  return flow.residual() / (1 - flow.load());
}
// E[wait^2], first come first served; last come first served it is larger by
// 1 / (1 - load), while the mean is the same (Takacs).
inline double mg1_square_wait(Flow const& flow) {
  auto const wait = mg1_wait(flow);
  return 2 * wait * wait +
         flow.arrivals * flow.service.third / (3 * (1 - flow.load()));
}
inline double mg1_square_wait_last_come(Flow const& flow) {
  return mg1_square_wait(flow) / (1 - flow.load());
}

// G/M/1: the share of customers who wait, the root in (0, 1) of
// sigma = A(mu (1 - sigma)) with the Laplace transform A of the gaps.
inline double gm1_delay_chance(std::function<double(double)> const& transform,
                               double mean_service) {
  double sigma = 0.5;
  for (int i = 0; i < 2000; ++i) {
    sigma = transform((1 - sigma) / mean_service);
  }
  return sigma;
}
inline double gm1_wait(double delay_chance, double mean_service) {
  return delay_chance * mean_service / (1 - delay_chance);
}

// G/G/1: no mean wait is longer (Kingman, Some inequalities for the queue
// GI/G/1, Biometrika 49, 1962) ...
inline double longest_wait(Moments const& gap, Moments const& service) {
  return (gap.variance() + service.variance()) /
         (2 * (gap.first - service.first));
}
// ... and with the idle times I of the server, the mean wait and
// E[I^2] / (2 E[I]) make this together (Marshall, Some inequalities in
// queuing, Operations Research 16, 1968).
inline double wait_and_idleness(Moments const& gap, Moments const& service) {
  return longest_wait(gap, service) + (gap.first - service.first) / 2;
}

// Cobham, Priority assignment in waiting line problems, Operations Research 2,
// 1954: the mean waits of the kinds of customers, the most urgent first, who
// do not interrupt each other.
inline std::vector<double> priority_waits(std::vector<Flow> const& flows) {
  double residual = 0;
  for (auto const& flow : flows) {
    residual += flow.residual();
  }
  std::vector<double> waits;
  double before = 0;
  for (auto const& flow : flows) {
    auto const with = before + flow.load();
    waits.push_back(residual / ((1 - before) * (1 - with)));
    before = with;
  }
  return waits;
}

// The same with c exponential servers, all services alike.
inline std::vector<double> priority_waits(std::vector<double> const& arrivals,
                                          double mean, int servers) {
  double all = 0;
  for (auto const rate : arrivals) {
    all += rate;
  }
  auto const start = delay_chance(servers, all * mean) * mean / servers;
  std::vector<double> waits;
  double before = 0;
  for (auto const rate : arrivals) {
    auto const with = before + rate * mean / servers;
    waits.push_back(start / ((1 - before) * (1 - with)));
    before = with;
  }
  return waits;
}

// The mean stays when the more urgent interrupt the others, who go on later
// with what is left.
inline std::vector<double> preemptive_stays(std::vector<Flow> const& flows) {
  std::vector<double> stays;
  double before = 0;
  double residual = 0;
  for (auto const& flow : flows) {
    auto const with = before + flow.load();
    residual += flow.residual();
    stays.push_back(flow.service.first / (1 - before) +
                    residual / ((1 - before) * (1 - with)));
    before = with;
  }
  return stays;
}

// A server that breaks down at `failures` per unit of working time: from the
// beginning of a service to its end, repairs and all (Avi-Itzhak and Naor, Some
// queuing problems with the service station subject to breakdown, Operations
// Research 11, 1963). The third moment is not given.
inline Moments with_breakdowns(Moments const& service, double failures,
                               Moments const& repair) {
  auto const stretch = 1 + failures * repair.first;
  return {service.first * stretch,
          service.second * stretch * stretch +
              failures * service.first * repair.second,
          0};
}

// ------------------------------------------------------- limited numbers

// How likely each number inside is, 0 .. most, when n become n + 1 at the rate
// birth(n), and n - 1 at death(n).
inline std::vector<double> birth_and_death(
    std::size_t most, std::function<double(std::size_t)> const& birth,
    std::function<double(std::size_t)> const& death) {
  std::vector<double> chances{1};
  double sum = 1;
  for (std::size_t n = 1; n <= most; ++n) {
    chances.push_back(chances.back() * birth(n - 1) / death(n));
    sum += chances.back();
  }
  for (auto& chance : chances) {
    chance /= sum;
  }
  return chances;
}

inline double mean_of(std::vector<double> const& chances,
                      std::function<double(std::size_t)> const& value) {
  double mean = 0;
  for (std::size_t n = 0; n < chances.size(); ++n) {
    mean += chances[n] * value(n);
  }
  return mean;
}

struct Numbers {
  double inside = 0, line = 0, throughput = 0;

  double stay() const { return inside / throughput; }
  double wait() const { return line / throughput; }
};

// `served(n)`: the rate at which customers are served while n are inside.
inline Numbers numbers_of(std::vector<double> const& chances,
                          std::size_t servers,
                          std::function<double(std::size_t)> const& served) {
  return {
      .inside = mean_of(chances, [](auto n) { return double(n); }),
      .line = mean_of(chances,
                      [&](auto n) { return double(n - std::min(n, servers)); }),
      .throughput = mean_of(chances, served)};
}

// --------------------------------------------------------------- networks

// How many come to each station: from outside, and from other stations with
// the chance routes[from][to].
inline std::vector<double> traffic(
    std::vector<double> const& outside,
    std::vector<std::vector<double>> const& routes) {
  auto rates = outside;
  for (int round = 0; round < 1000; ++round) {
    auto next = outside;
    for (std::size_t from = 0; from < rates.size(); ++from) {
      for (std::size_t to = 0; to < rates.size(); ++to) {
        next[to] += rates[from] * routes[from][to];
      }
    }
    rates = next;
  }
  return rates;
}

// Mean value analysis of customers who go round for ever, by stations of one
// server each (Reiser and Lavenberg, Mean-value analysis of closed multichain
// queuing networks, Journal of the ACM 27, 1980).
struct Round {
  double throughput = 0, time = 0;
  std::vector<double> inside;
};

inline Round go_round(std::vector<double> const& means, int customers) {
  Round round{.inside = std::vector<double>(means.size())};
  for (int n = 1; n <= customers; ++n) {
    std::vector<double> stays;
    round.time = 0;
    for (std::size_t i = 0; i < means.size(); ++i) {
      stays.push_back(means[i] * (1 + round.inside[i]));
      round.time += stays.back();
    }
    round.throughput = n / round.time;
    for (std::size_t i = 0; i < means.size(); ++i) {
      round.inside[i] = round.throughput * stays[i];
    }
  }
  return round;
}

// ----------------------------------------------------- batches and trains

// Customers come `size` at a time, one exponential server.
inline double inside_with_batch_arrivals(double load, int size) {
  return load * (1 + size) / (2 * (1 - load));
}

// One exponential server takes up to `most` at once, and who comes while it
// works may join those in service. A birth takes n to n + 1, a death n to
// n - most or 0; so the chances fall by the factor r, the root in (0, 1) of
// mu r^(most + 1) - (lambda + mu) r + lambda = 0, and inside is r / (1 - r).
inline double bulk_service_factor(double arrivals, double rate, int most) {
  double low = 0;
  double high = 1 - 1e-9;  // 1 is another root
  for (int i = 0; i < 200; ++i) {
    auto const r = (low + high) / 2;
    auto const value =
        rate * std::pow(r, most + 1) - (arrivals + rate) * r + arrivals;
    (value > 0 ? low : high) = r;
  }
  return low;
}

// A box waits for half the others of its full train, the one that comes first
// for all and the last for none.
inline double wait_for_full_train(int boxes, double arrivals) {
  return (boxes - 1) / (2 * arrivals);
}

// The train leaves when full, or a time after the first box.
struct TrainLaw {
  double delay = 0;  // from the first box
  double boxes = 0;
  double wait = 0;  // of a box
};

inline TrainLaw full_or_in_time(int full, double arrivals, double longest) {
  // During the time until box j + 1 comes after the first, if it does in time,
  // j + 1 boxes wait.
  TrainLaw law{.boxes = 1};
  double waits = 0;
  double at_most = 0;  // the chance of at most j boxes in the longest time
  double exactly = std::exp(-arrivals * longest);
  for (int j = 0; j <= full - 2; ++j) {
    at_most += exactly;
    exactly *= arrivals * longest / (j + 1);
    auto const more = 1 - at_most;
    law.delay += more / arrivals;
    law.boxes += more;
    waits += (j + 1) * more / arrivals;
  }
  law.wait = waits / law.boxes;
  return law;
}

}  // namespace camel::laws
