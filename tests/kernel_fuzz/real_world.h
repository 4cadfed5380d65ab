// SPDX-License-Identifier: Apache-2.0
// The world of a program in terms of the kernel, and what its processes have.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "camel/sim/batch.h"
#include "camel/sim/gate.h"
#include "camel/sim/level.h"
#include "camel/sim/pool.h"
#include "camel/sim/signal.h"
#include "camel/sim/store.h"
#include "program.h"

namespace camel::fuzz {

using Result = std::int64_t;

inline Pool pool_of(Program::PoolPlan const& plan) {
  return {plan.units,
          "pool",
          {.order = plan.is_last_come ? Pool::Order::last_come
                                      : Pool::Order::first_come,
           .may_overtake = plan.may_overtake}};
}

struct World {
  explicit World(Program const& p)
      : program{p},
        pools{pool_of(p.pools[0]), pool_of(p.pools[1]), pool_of(p.pools[2])},
        store{static_cast<std::size_t>(p.capacity)},
        level{p.room, p.inside},
        gate{p.is_open ? Gate::State::open : Gate::State::closed},
        calendar{{.period = Simulation::kHorizon, .shifts = p.shifts}} {}

  Program const& program;
  std::array<Pool, kPools> pools;
  Store<int> store;
  Level level;
  Gate gate;
  Condition condition;
  int state = 0;
  Signal signal;
  Batch<int> batch;
  Calendar calendar;
  std::vector<ProcessId> processes;
  History history;
  bool is_over = false;

  Pool& pool(int number) { return pools[static_cast<std::size_t>(number)]; }

  void note(Ticks now, std::int64_t who, std::int64_t what, Result result) {
    auto& n = history.numbers;
    n.insert(n.end(), {is_over ? 0 : now, who, what, result});
    auto const end = n.size() - 4 + History::kWidth;
    if (!is_over) {
      auto const size = [](auto const& of) {
        return static_cast<std::int64_t>(of);
      };
      for (auto const& p : pools) {
        n.insert(n.end(), {p.units(), p.free(), p.in_use().level(),
                           size(p.length()), size(p.waits().count()),
                           static_cast<std::int64_t>(p.waits().sum()),
                           size(p.reneged())});
      }
      n.insert(n.end(), {size(store.size()), size(store.getters().length()),
                         size(store.putters().length()), level.inside(),
                         size(level.takers().length()),
                         size(level.putters().length()), size(gate.length()),
                         size(condition.length()), size(signal.length()),
                         size(batch.size()), size(batch.length())});
    }
    n.resize(end);
  }
};

// What a process has in its frame.
struct Actor {
  Actor(Simulation& s, World& w, std::size_t n) : sim{s}, world{w}, number{n} {
    note(History::kBegins, 0);
  }
  Actor(Actor const&) = delete;
  ~Actor() {
    while (!holds.empty()) {
      holds.pop_back();
    }
    note(History::kGone, 0);
  }
  void note(std::int64_t what, Result result) const {
    world.note(sim.now(), static_cast<std::int64_t>(number), what, result);
  }

  Simulation& sim;
  World& world;
  std::size_t number;
  std::vector<Hold> holds;
};

}  // namespace camel::fuzz
