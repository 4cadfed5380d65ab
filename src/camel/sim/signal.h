// SPDX-License-Identifier: Apache-2.0
// Processes wait for something to happen, if they like only until a deadline.
#pragma once

#include <limits>
#include <utility>
#include <vector>

#include "camel/sim/simulation.h"

namespace camel {

class Signal {
 public:
  static constexpr Ticks kNever = std::numeric_limits<Ticks>::max();

  struct Wait {
    Signal& signal;
    Ticks deadline;

    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> process) {
      auto& simulation = *process.promise().simulation;
      signal.simulation_ = &simulation;
      auto const slot = process.promise().slot;
      auto const suspension = deadline == kNever
                                  ? simulation.suspend(slot)
                                  : simulation.arm(slot, deadline);
      signal.waiting_.emplace_back(slot, suspension);
    }
    // Did it happen? False: the deadline came first.
    bool await_resume() const { return !signal.simulation_->timed_out(); }
  };
  Wait wait() { return {*this, kNever}; }
  Wait wait_until(Ticks deadline) { return {*this, deadline}; }

  // Everybody who waits goes on, in the order they came.
  void raise() {
    for (auto const& [slot, suspension] : std::exchange(waiting_, {})) {
      if (simulation_->is_suspended(slot, suspension)) {
        simulation_->wake(slot);
      }
    }
  }

 private:
  Simulation* simulation_ = nullptr;
  std::vector<std::pair<Simulation::Slot, std::uint64_t>> waiting_;
};

}  // namespace camel
