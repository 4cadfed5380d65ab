// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/simulation.h"

using namespace camel;
constexpr Ticks kMinute = 60;  // a tick is a second

struct Bank {
  Pool clerks{2, "clerks"};
  Random gaps{{.seed = 1, .stream = stream_id("gaps")}};
  Random services{{.seed = 1, .stream = stream_id("services")}};
  int served = 0, lost = 0;
};

Process visit(Simulation& sim, Bank& bank) {
  auto const clerk = co_await bank.clerks.acquire().within(10 * kMinute);
  if (!clerk) {
    ++bank.lost;  // ten minutes in line are enough
    co_return;
  }
  co_await sim.wait(bank.services.exponential(4 * kMinute));
  ++bank.served;
}  // the clerk is free again here

Process open_the_door(Simulation& sim, Bank& bank) {
  for (;;) {
    co_await sim.wait(bank.gaps.exponential(2.2 * kMinute));
    sim.start(visit(sim, bank));
  }
}

int main() {
  Bank bank;
  Simulation sim;
  sim.start(open_the_door(sim, bank));
  sim.run_until(8 * 60 * kMinute);
  std::printf("served %d, lost %d; clerks busy %.0f %%, mean line %.2f\n",
              bank.served, bank.lost,
              100 * bank.clerks.in_use().mean(sim.now()) / 2,
              bank.clerks.line().mean(sim.now()));
}
