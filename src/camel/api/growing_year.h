// SPDX-License-Identifier: Apache-2.0
// A year in which shippers choose, answered early and then more surely: at
// first boxes go the ways of the demand table, which two replications tell;
// then shippers settle, and replications are added.
//
// After so many the answer is that of simulate_choosing with so many, to the
// byte. For many threads: they take turns.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "camel/api/choose_routes.h"
#include "camel/operations/growing_simulation.h"

namespace camel {

class GrowingYear {
 public:
  // The corridor is sound. Of the plan, the replications are those that will
  // be asked for in the end.
  GrowingYear(Corridor corridor, SimulationPlan const& plan);

  // After each replication that is run; what it throws ends the work, which
  // can be taken up again.
  using Ran = std::function<void()>;

  SimulationResult with_given_ways(Ran const& ran = {});
  SimulationResult settled(int replications, Ran const& ran = {});

  // Replications that may have to be run for so many settled ones.
  int most_runs(int replications) const;
  Corridor const& corridor() const { return corridor_; }

 private:
  GrowingSimulation& simulation_of(Corridor const& tried);
  SimulationResult try_out(Corridor const& tried, Ran const& ran);
  void settle(Ran const& ran);

  Corridor const corridor_;
  SimulationPlan plan_;
  bool can_choose_;
  std::mutex taking_turns_;
  std::optional<SimulationResult> given_;
  std::optional<ChoiceResult> choice_;
  // Of the corridor tried last; of what shippers settled on, once they have.
  std::unique_ptr<GrowingSimulation> simulation_;
};

}  // namespace camel
