// SPDX-License-Identifier: Apache-2.0
// Replications that are asked for little by little: after a few there is an
// answer, and more make it surer. Replication i has the luck of the seed and
// its number, so the answer after so many is that of simulate_corridor with so
// many, to the byte.
#pragma once

#include <functional>
#include <memory>

#include "camel/operations/simulate_corridor.h"

namespace camel {

class GrowingSimulation {
 public:
  // Of the plan, seed, days, warm-up and threads count.
  GrowingSimulation(Corridor corridor, SimulationPlan plan);
  ~GrowingSimulation();

  // What the first so many say together; those that are missing are run.
  // `progress` is told how many there are; what it throws comes out here, and
  // the replications that were there before stay.
  SimulationResult first(int replications,
                         std::function<void(int done)> const& progress = {});

  Corridor const& corridor() const;
  int replications() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace camel
