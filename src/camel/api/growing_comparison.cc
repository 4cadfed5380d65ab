// SPDX-License-Identifier: Apache-2.0
#include "camel/api/growing_comparison.h"

#include <algorithm>
#include <utility>

#include "camel/base/error.h"

namespace camel {

GrowingComparison::GrowingComparison(std::shared_ptr<GrowingYear> base,
                                     std::vector<ScenarioCorridor> alternatives,
                                     SimulationPlan plan)
    : base_{std::move(base)},
      alternatives_{std::move(alternatives)},
      plan_{std::move(plan)} {
  if (alternatives_.empty()) {
    throw UsageError{"there is nothing to compare the base with"};
  }
  for (auto const& alternative : alternatives_) {
    years_.push_back(
        std::make_unique<GrowingYear>(alternative.loaded.corridor, plan_));
  }
}

int GrowingComparison::most_runs() const {
  auto runs = base_->most_runs(plan_.replications);
  for (auto const& year : years_) {
    runs += year->most_runs(plan_.replications);
  }
  return runs;
}

template <typename Simulate>
Comparison GrowingComparison::compare(int replications, Simulate simulate) {
  auto plan = plan_;
  plan.replications = replications;
  auto base = simulate(*base_);
  std::vector<Alternative> runs;
  for (std::size_t i = 0; i < alternatives_.size(); ++i) {
    runs.push_back({alternatives_[i], simulate(*years_[i])});
  }
  return compare_runs(base_->corridor(), std::move(base), std::move(runs),
                      plan);
}

Comparison GrowingComparison::with_given_ways(GrowingYear::Ran const& ran) {
  return compare(std::min(plan_.replications, kChoosingReplications),
                 [&](GrowingYear& year) { return year.with_given_ways(ran); });
}

Comparison GrowingComparison::settled(int replications,
                                      GrowingYear::Ran const& ran) {
  return compare(replications, [&](GrowingYear& year) {
    return year.settled(replications, ran);
  });
}

}  // namespace camel
