// SPDX-License-Identifier: Apache-2.0
// The simulation that a thing of the world is used in: met at the first use,
// and forgotten when it ends, for the world outlives it.
#pragma once

namespace camel {

class Simulation;

class KnownSimulation {
 public:
  KnownSimulation() = default;
  // What moves has met nobody yet where it goes.
  KnownSimulation(KnownSimulation&&) noexcept {}
  KnownSimulation& operator=(KnownSimulation&&) = delete;
  ~KnownSimulation() { know(nullptr); }

  void meet(Simulation& simulation) {
    if (simulation_ != &simulation) [[unlikely]] {
      know(&simulation);
    }
  }
  // Null: not yet, or no longer.
  Simulation* get() const { return simulation_; }
  Simulation* operator->() const { return simulation_; }
  explicit operator bool() const { return simulation_ != nullptr; }

 private:
  friend class Simulation;
  void know(Simulation* simulation);

  Simulation* simulation_ = nullptr;
};

}  // namespace camel
