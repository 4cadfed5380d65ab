// SPDX-License-Identifier: Apache-2.0
// The parts that the models of the queueing laws are made of: distributions
// with their moments, what is drawn from them, and the plain queue.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/simulation.h"
#include "laws.h"

namespace camel::laws {

constexpr double kUnit = 1e6;  // ticks of one unit of time

inline Ticks to_ticks(double time) { return std::llround(time * kUnit); }

inline double mean_time(SpanMonitor const& spans) {
  return spans.mean() / kUnit;
}
inline double mean_square_time(SpanMonitor const& spans) {
  return (spans.variance() + spans.mean() * spans.mean()) / (kUnit * kUnit);
}
inline double share(std::uint64_t part, std::uint64_t all) {
  return static_cast<double>(part) / static_cast<double>(all);
}

struct Distribution {
  std::function<double(Random&)> draw;
  Moments moments;
};

inline Distribution exponential(double mean) {
  return {[=](Random& r) { return r.exponential(mean); },
          exponential_moments(mean)};
}
inline Distribution fixed(double value) {
  return {[=](Random&) { return value; },
          {value, value * value, value * value * value}};
}
inline Distribution up_to(double most) {  // uniform from 0
  return {[=](Random& r) { return most * r.uniform(); },
          {most / 2, most * most / 3, most * most * most / 4}};
}
inline Distribution erlang_2(double mean) {
  return {[=](Random& r) { return r.erlang(2, mean); },
          {mean, 1.5 * mean * mean, 3 * mean * mean * mean}};
}
inline Distribution lognormal(double mean, double variation) {
  auto const square = 1 + variation * variation;
  return {[=](Random& r) { return r.lognormal(mean, variation); },
          {mean, mean * mean * square, std::pow(mean * square, 3)}};
}
// One of two exponentials, which have the same share of the mean; its variance
// is `variation` times the squared mean, at least 1.
inline Distribution hyperexponential(double mean, double variation) {
  auto const p = (1 + std::sqrt((variation - 1) / (variation + 1))) / 2;
  auto const one = mean / (2 * p);
  auto const other = mean / (2 * (1 - p));
  return {[=](Random& r) {
            auto const is_one = r.happens(p);
            return r.exponential(is_one ? one : other);
          },
          {mean, 2 * (p * one * one + (1 - p) * other * other),
           6 * (p * one * one * one + (1 - p) * other * other * other)}};
}

// What is drawn for one purpose in one replication of a test, and by how much
// the draws and their squares exceeded what was to be expected so far. As long
// as the model cannot look ahead, this excess is 0 in the mean whenever it is
// read (Wald), which makes it a control for what the model puts out.
class Draws {
 public:
  Draws(std::string_view purpose, int replication, Distribution distribution)
      : random_{{.seed = 20240101,
                 .stream = stream_id(purpose, name_of_test()),
                 .replication = static_cast<std::uint32_t>(replication)}},
        distribution_{std::move(distribution)} {}

  Ticks next() {
    auto const value = distribution_.draw(random_);
    auto const& moments = distribution_.moments;
    excess_ += value - moments.first;
    square_excess_ += value * value - moments.second;
    return to_ticks(value);
  }

  void add_controls_to(std::vector<double>& controls) const {
    controls.push_back(excess_);
    controls.push_back(square_excess_);
  }

 private:
  static std::string name_of_test() {
    auto const* const test =
        testing::UnitTest::GetInstance()->current_test_info();
    return std::string{test->test_suite_name()} + "." + test->name();
  }

  Random random_;
  Distribution distribution_;
  double excess_ = 0, square_excess_ = 0;
};

// What one replication puts out, and by which chance it came about.
struct Outcome {
  std::vector<double> values;
  std::vector<double> controls;
};

inline std::vector<double> controls_of(
    std::initializer_list<Draws const*> draws) {
  std::vector<double> controls;
  for (auto const* each : draws) {
    each->add_controls_to(controls);
  }
  return controls;
}

// Customers come for ever, with the gaps that the world draws.
template <typename World>
Process arrivals(Simulation& sim, World& world) {
  for (;;) {
    co_await sim.wait(world.gaps.next());
    world.arrive(sim);
  }
}

// A world from empty through its warm-up to the end; lengths in units of time.
// `read` says at that time what came out.
template <typename World>
Outcome run(World& world, double length,
            std::function<std::vector<double>(Ticks)> const& read) {
  Simulation sim;
  world.begin(sim);
  sim.run_until(to_ticks(length / 20));
  world.reset(sim.now());
  sim.run_until(to_ticks(length));
  return {read(sim.now()), world.controls()};
}

// ------------------------------------------------------------ the plain queue

struct QueueOf {
  int servers = 1;
  Distribution gap, service;
  Pool::Rules rules = {};
};

struct Queue {
  Queue(QueueOf of, int replication)
      : pool{of.servers, "servers", of.rules},
        gaps{"gaps", replication, std::move(of.gap)},
        services{"services", replication, std::move(of.service)} {}
  virtual ~Queue() = default;

  void begin(Simulation& sim) { sim.start(arrivals(sim, *this)); }
  virtual void arrive(Simulation& sim);
  virtual void reset(Ticks now) {
    pool.reset_statistics(now);
    inside.reset(now);
    stays.reset();
    idle.reset();
    waited = waited_long = stayed_long = 0;
  }
  std::vector<double> controls() const {
    return controls_of({&gaps, &services});
  }

  Pool pool;
  Draws gaps, services;
  Ticks long_time = to_ticks(2);
  LevelMonitor inside;
  SpanMonitor stays;
  std::uint64_t waited = 0, waited_long = 0, stayed_long = 0;
  Ticks last_left = 0;
  SpanMonitor idle;  // the times without any customer
};

inline Process visit(Simulation& sim, Queue& queue, Ticks service) {
  auto const came = sim.now();
  if (queue.inside.level() == 0) {
    queue.idle.add(came - queue.last_left);
  }
  queue.inside.add(1, came);
  auto const server = co_await queue.pool.acquire();
  auto const waited = sim.now() - came;
  queue.waited += waited > 0;
  queue.waited_long += waited > queue.long_time;
  co_await sim.wait(service);
  auto const stayed = sim.now() - came;
  queue.stayed_long += stayed > queue.long_time;
  queue.stays.add(stayed);
  queue.inside.add(-1, sim.now());
  queue.last_left = sim.now();
}

inline void Queue::arrive(Simulation& sim) {
  sim.start(visit(sim, *this, services.next()));
}

}  // namespace camel::laws
