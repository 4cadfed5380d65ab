// SPDX-License-Identifier: Apache-2.0
#include "camel/api/growing_year.h"

#include <algorithm>
#include <utility>

namespace camel {

namespace {

std::function<void(int)> each(GrowingYear::Ran const& ran) {
  return [&ran](int) {
    if (ran) {
      ran();
    }
  };
}

}  // namespace

GrowingYear::GrowingYear(Corridor corridor, SimulationPlan const& plan)
    : corridor_{std::move(corridor)},
      plan_{plan},
      can_choose_{!choice_groups(corridor_).empty()} {
  plan_.progress = {};
}

int GrowingYear::most_runs(int replications) const {
  return replications +
         (can_choose_ ? corridor_.choice.iterations * kChoosingReplications
                      : 0);
}

GrowingSimulation& GrowingYear::simulation_of(Corridor const& tried) {
  if (!simulation_ || simulation_->corridor().demand != tried.demand) {
    simulation_ = std::make_unique<GrowingSimulation>(tried, plan_);
  }
  return *simulation_;
}

SimulationResult GrowingYear::try_out(Corridor const& tried, Ran const& ran) {
  return simulation_of(tried).first(
      std::min(plan_.replications, kChoosingReplications), each(ran));
}

SimulationResult GrowingYear::with_given_ways(Ran const& ran) {
  std::lock_guard const turn{taking_turns_};
  if (!given_) {
    given_ = try_out(with_table_shares(corridor_), ran);
  }
  return *given_;
}

void GrowingYear::settle(Ran const& ran) {
  auto chosen = choose_routes(corridor_, [&](Corridor const& tried) {
    return experience_of(try_out(tried, ran));
  });
  simulation_of(chosen.corridor);
  choice_ = std::move(chosen.choice);
}

SimulationResult GrowingYear::settled(int replications, Ran const& ran) {
  std::lock_guard const turn{taking_turns_};
  if (!choice_) {
    settle(ran);
  }
  auto result = simulation_->first(replications, each(ran));
  result.choice = *choice_;
  return result;
}

}  // namespace camel
