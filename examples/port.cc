// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "camel/sim/acquire_all.h"
#include "camel/sim/batch.h"
#include "camel/sim/gate.h"
#include "camel/sim/random.h"

using namespace camel;
constexpr Ticks kHour = 3600;

struct Port {
  Pool berths{1, "berths"}, tugs{2, "tugs"};
  Gate wind{Gate::State::open, "calm"};
  Batch<int> boxes{"boxes"};
  Random gaps{{.seed = 1, .stream = stream_id("boxes")}};
  Random weather{{.seed = 1, .stream = stream_id("wind")}};
  int sailings = 0, carried = 0;
};

Process blow(Simulation& sim, Port& port) {
  for (;;) {
    co_await sim.wait(port.weather.exponential(60.0 * kHour));
    port.wind.close();
    co_await sim.wait(port.weather.exponential(12.0 * kHour));
    port.wind.open();
  }
}

Process bring_boxes(Simulation& sim, Port& port) {
  for (int box = 0;; ++box) {
    co_await sim.wait(port.gaps.exponential(0.5 * kHour));
    port.boxes.add(sim, box);
  }
}

Process sail(Simulation& sim, Port& port) {
  for (;;) {
    auto holds = co_await acquire_all(port.berths, Claim{port.tugs, 2});
    auto& [berth, tugs] = holds;
    co_await port.wind.pass();
    co_await sim.wait(2 * kHour);
    tugs.release();
    auto const load =
        co_await port.boxes.collect({.full = 60, .after_first = 36 * kHour});
    port.carried += static_cast<int>(load.size());
    ++port.sailings;
    co_await port.wind.pass();
    berth.release();
    co_await sim.wait(40 * kHour);
  }
}

int main() {
  Port port;
  Simulation sim;
  sim.start(blow(sim, port));
  sim.start(bring_boxes(sim, port));
  for (int vessel = 0; vessel < 2; ++vessel) {
    sim.start(sail(sim, port));
  }
  sim.run_until(365 * 24 * kHour);
  std::printf("%d sailings with %.1f boxes each; a box waits %.1f h\n",
              port.sailings, static_cast<double>(port.carried) / port.sailings,
              port.boxes.stays().mean() / kHour);
}
