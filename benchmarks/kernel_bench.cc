// SPDX-License-Identifier: Apache-2.0
// The kernel alone, on the workloads by which such kernels are compared: one
// JSON line a workload, the median of several rounds.
//
//   ./bench kernel [ROUNDS [WORKLOAD]]     only those whose name begins so
//
//   W1p       M/M/1, arrivals 0.9, service 1: one process a customer
//   W1s       the same queue: an arrival process, a store, a server process
//   W2        twenty M/M/4 stations in tandem, arrivals 3.2: one process a
//             customer
//   W3 N      N processes, each waits an exponential time again and again
//   W2 pair   W2 on two threads at once: events of both by the seconds of both;
//   loop pair the same of the loop, which tells what the machine itself loses
//   SimPy W1p, SimPy W2  the same in SimPy, if the system's Python has it
//
// An event is what happens in the model, the same for every kernel: two for a
// customer of W1 (it comes, it goes), twenty-one of W2, one wait of W3.
// Wake-ups without delay are not counted. Seconds are those of the processor
// in user mode. All monitors are on.
//
// The yardstick is a loop written by hand for M/M/1: two clocks and a ring of
// arrival times, without a kernel, fed by the same random streams and watched
// by the same monitor of stays; it runs in every round.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "camel/sim/monitor.h"
#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/simulation.h"
#include "camel/sim/store.h"
#include "measure.h"

namespace camel {
namespace {

constexpr double kUnit = 1 << 20;  // ticks of one unit of time

Random stream(std::string_view purpose) {
  return Random{{.seed = 1, .stream = stream_id(purpose)}};
}

// ------------------------------------------------------------- the yardstick

void loop_by_hand(std::int64_t customers, SpanMonitor& stays) {
  auto gaps = stream("gap");
  auto services = stream("service");
  auto const draw = [](Random& random, double mean) {
    return static_cast<Ticks>(random.exponential(mean * kUnit) + 0.5);
  };
  constexpr std::size_t kRing = 1 << 16;
  std::vector<Ticks> came(kRing);
  std::size_t first = 0, next = 0;
  Ticks arrival = draw(gaps, 1 / 0.9), departure = kNever;
  while (customers > 0 || first != next) {
    if (arrival <= departure) {
      auto const now = arrival;
      came[next++ % kRing] = now;
      if (next - first == 1) {
        departure = now + draw(services, 1);
      }
      arrival = --customers > 0 ? now + draw(gaps, 1 / 0.9) : kNever;
    } else {
      auto const now = departure;
      stays.add(now - came[first++ % kRing]);
      departure = first != next ? now + draw(services, 1) : kNever;
    }
  }
}

// ------------------------------------------------------------- the workloads

struct Queue {
  Pool server{1};
  Random gaps = stream("gap"), services = stream("service");
  SpanMonitor stays;
};

Process be_served(Simulation& sim, Queue& queue) {
  auto const came = sim.now();
  auto const server = co_await queue.server.acquire();
  co_await sim.wait(queue.services.exponential(kUnit));
  queue.stays.add(sim.now() - came);
}

Process let_come(Simulation& sim, Queue& queue, std::int64_t customers) {
  for (; customers > 0; --customers) {
    co_await sim.wait(queue.gaps.exponential(kUnit / 0.9));
    sim.start(be_served(sim, queue));
  }
}

struct Counter {
  Store<Ticks> waiting;
  Random gaps = stream("gap"), services = stream("service");
  SpanMonitor stays;
};

Process arrive(Simulation& sim, Counter& counter, std::int64_t customers) {
  for (; customers > 0; --customers) {
    co_await sim.wait(counter.gaps.exponential(kUnit / 0.9));
    counter.waiting.try_put(sim, sim.now());
  }
}

Process serve(Simulation& sim, Counter& counter) {
  for (;;) {
    auto const came = co_await counter.waiting.get();
    co_await sim.wait(counter.services.exponential(kUnit));
    counter.stays.add(sim.now() - came);
  }
}

constexpr int kStations = 20;

struct Tandem {
  Tandem() {
    for (int i = 0; i < kStations; ++i) {
      stations.emplace_back(4);
    }
  }
  std::deque<Pool> stations;
  Random gaps = stream("gap"), services = stream("service");
  SpanMonitor stays;
};

Process pass_all(Simulation& sim, Tandem& tandem) {
  auto const came = sim.now();
  for (auto& station : tandem.stations) {
    auto const server = co_await station.acquire();
    co_await sim.wait(tandem.services.exponential(kUnit));
  }
  tandem.stays.add(sim.now() - came);
}

Process let_pass(Simulation& sim, Tandem& tandem, std::int64_t customers) {
  for (; customers > 0; --customers) {
    co_await sim.wait(tandem.gaps.exponential(kUnit / 3.2));
    sim.start(pass_all(sim, tandem));
  }
}

struct Holding {
  Random times = stream("hold");
  std::int64_t left = 0;
};

Process hold(Simulation& sim, Holding& holding) {
  while (holding.left-- > 0) {
    co_await sim.wait(holding.times.exponential(kUnit));
  }
}

// ------------------------------------------------------------- measuring

// User seconds of this thread alone.
double thread_seconds() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

double resident_bytes() {
  long pages = 0;
  if (auto* const file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%*d %ld", &pages) != 1) {
      pages = 0;
    }
    std::fclose(file);
  }
  return static_cast<double>(pages) *
         static_cast<double>(sysconf(_SC_PAGESIZE));
}

struct Round {
  double events = 0, seconds = 0;
  double check = 0;          // a result of the model, the same in every round
  double process_bytes = 0;  // of a process, besides its frame
  double frame_bytes = 0;
};

constexpr std::int64_t kCustomers = 5'000'000;
constexpr std::int64_t kTandemCustomers = 200'000;

template <typename World, typename Start>
Round run(double events, Start const& start) {
  World world;
  auto const begin = thread_seconds();
  {
    Simulation sim;
    start(sim, world);
    sim.run();
  }
  return {.events = events,
          .seconds = thread_seconds() - begin,
          .check = world.stays.mean() / kUnit};
}

Round run_by_hand() {
  SpanMonitor stays;
  auto const begin = thread_seconds();
  loop_by_hand(kCustomers, stays);
  return {.events = 2.0 * kCustomers,
          .seconds = thread_seconds() - begin,
          .check = stays.mean() / kUnit};
}

Round run_w1p() {
  return run<Queue>(2.0 * kCustomers, [](Simulation& sim, Queue& queue) {
    sim.start(let_come(sim, queue, kCustomers));
  });
}

Round run_w1s() {
  return run<Counter>(2.0 * kCustomers, [](Simulation& sim, Counter& counter) {
    sim.start(arrive(sim, counter, kCustomers));
    sim.start(serve(sim, counter));
  });
}

Round run_w2() {
  return run<Tandem>((kStations + 1.0) * kTandemCustomers,
                     [](Simulation& sim, Tandem& t) {
                       sim.start(let_pass(sim, t, kTandemCustomers));
                     });
}

Round run_w3(std::int64_t processes) {
  Holding holding;
  holding.left = std::max<std::int64_t>(5'000'000, 5 * processes);
  auto const empty = resident_bytes();
  Simulation sim;
  for (std::int64_t i = 0; i < processes; ++i) {
    sim.start(hold(sim, holding));
  }
  sim.run_until(0);  // everybody waits for the first time
  auto const events = holding.left;
  auto const begin = thread_seconds();
  sim.run_until(static_cast<Ticks>(kUnit * static_cast<double>(events) /
                                   static_cast<double>(processes)));
  auto const seconds = thread_seconds() - begin;
  auto const n = static_cast<double>(processes);
  auto const frame = static_cast<double>(sim.frame_bytes()) / n;
  return {.events = static_cast<double>(events - holding.left),
          .seconds = seconds,
          .check = 1 - static_cast<double>(holding.left) /
                           static_cast<double>(events),
          .process_bytes = (resident_bytes() - empty) / n - frame,
          .frame_bytes = frame};
}

// The same on two threads at once.
Round run_pair(Round (*run)()) {
  std::array<Round, 2> rounds;
  std::thread other{[&] { rounds[1] = run(); }};
  rounds[0] = run();
  other.join();
  return {.events = rounds[0].events + rounds[1].events,
          .seconds = rounds[0].seconds + rounds[1].seconds,
          .check = rounds[0].check};
}

// SimPy runs as a program of its own and prints its user seconds.
Round run_simpy(std::string const& workload, double events_of_customer,
                int customers) {
  auto const command = fmt::format(
      "/usr/bin/python3 '{}/benchmarks/kernel_simpy.py' {} {} 2>/dev/null",
      CAMEL_ROOT, workload, customers);
  Round round{.events = events_of_customer * customers};
  if (auto* const python = popen(command.c_str(), "r")) {
    if (std::fscanf(python, "%lf %lf", &round.seconds, &round.check) != 2) {
      round.seconds = 0;
    }
    pclose(python);
  }
  return round;
}

struct Workload {
  std::string name;
  std::function<Round()> run;
  std::vector<Round> rounds = {};

  double events_per_second() const {
    std::vector<double> speeds;
    for (auto const& round : rounds) {
      speeds.push_back(round.seconds > 0 ? round.events / round.seconds : 0);
    }
    std::sort(speeds.begin(), speeds.end());
    return speeds[speeds.size() / 2];
  }
  double seconds() const {
    double sum = 0;
    for (auto const& round : rounds) {
      sum += round.seconds;
    }
    return sum;
  }
};

}  // namespace
}  // namespace camel

int main(int argc, char** argv) {
  using namespace camel;
  auto const rounds = std::max(1, argc > 1 ? std::atoi(argv[1]) : 5);

  std::vector<Workload> workloads{
      {"loop by hand", run_by_hand},
      {"W1p", run_w1p},
      {"W1s", run_w1s},
      {"W2", run_w2},
      {"W3 1e2", [] { return run_w3(100); }},
      {"W3 1e4", [] { return run_w3(10'000); }},
      {"W3 1e6", [] { return run_w3(1'000'000); }},
      {"loop pair", [] { return run_pair(run_by_hand); }},
      {"W2 pair", [] { return run_pair(run_w2); }},
      {"SimPy W1p", [] { return run_simpy("W1p", 2, 100'000); }},
      {"SimPy W2", [] { return run_simpy("W2", kStations + 1, 5'000); }},
  };
  std::string const chosen = argc > 2 ? argv[2] : "";
  std::erase_if(workloads, [&](auto const& workload) {
    return &workload != workloads.data() && !workload.name.starts_with(chosen);
  });
  for (int round = 0; round < rounds; ++round) {
    for (auto& workload : workloads) {
      workload.rounds.push_back(workload.run());
    }
  }

  auto const reference = workloads.front().events_per_second();
  for (auto const& workload : workloads) {
    auto const speed = workload.events_per_second();
    if (speed == 0) {
      fmt::print(stderr,
                 "{}: passed over; the system's Python has no SimPy "
                 "(Debian: python3-simpy3)\n",
                 workload.name);
      continue;
    }
    auto const& last = workload.rounds.back();
    auto const most =
        std::max_element(workload.rounds.begin(), workload.rounds.end(),
                         [](auto const& x, auto const& y) {
                           return x.process_bytes < y.process_bytes;
                         });
    auto const has_bytes = workload.name == "W3 1e6";
    auto const number_or_null = [&](double number) {
      return has_bytes ? fmt::format("{:.0f}", number) : "null";
    };
    fmt::print(
        "{{\"workload\":\"{}\",\"events_per_second\":{:.0f},"
        "\"ratio_to_reference\":{:.4f},\"bytes_per_process\":{},"
        "\"frame_bytes\":{},\"check\":{:.6f},\"user_seconds\":{:.2f},"
        "\"peak_mb\":{:.0f}}}\n",
        workload.name, speed, speed / reference,
        number_or_null(most->process_bytes), number_or_null(last.frame_bytes),
        last.check, workload.seconds(), usage_now().peak_mb);
  }
}
