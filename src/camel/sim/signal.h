// SPDX-License-Identifier: Apache-2.0
// Processes wait for something to happen, if they like only for so long.
//
//   auto const is_raised = co_await loaded.wait().within(hours(2));
#pragma once

#include <string>

#include "camel/sim/patience.h"
#include "camel/sim/simulation.h"

namespace camel {

class Signal : public WaitingList {
 public:
  explicit Signal(std::string name = {}) : WaitingList{std::move(name)} {}

  struct [[nodiscard("co_await it")]] Wait : Patience<Wait> {
    explicit Wait(Signal & s) : signal{s} {}

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      stand(waiter, process.promise());
      signal.add(waiter);
    }
    // Did it happen? False: the deadline came first.
    bool await_resume() { return waiter.simulation->was_granted(); }

    Signal& signal;
    Waiter waiter;
  };
  Wait wait() { return Wait{*this}; }

  // Everybody who waits goes on, in the order they came.
  void raise() {
    while (auto* const waiter = first()) {
      serve(*waiter);
      waiter->list = nullptr;  // there is nothing to take back
      waiter->simulation->wake(waiter->slot);
    }
  }

  void add(Waiter& waiter) { join(waiter); }
};

struct [[nodiscard("co_await it")]] Simulation::Ended
    : Patience<Simulation::Ended> {
  Ended(Simulation & sim, ProcessId id) : simulation{sim}, process{id} {}

  bool await_ready() const noexcept { return !simulation.is_alive(process); }
  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise> waiting) {
    stand(waiter, waiting.promise());
    simulation.end_of(process.slot).add(waiter);
  }
  // Has it ended? False: the deadline came first.
  bool await_resume() {
    return waiter.simulation == nullptr || simulation.was_granted();
  }

  Simulation& simulation;
  ProcessId process;
  Waiter waiter;
};

inline Simulation::Ended Simulation::ended(ProcessId process) {
  return {*this, process};
}

}  // namespace camel
