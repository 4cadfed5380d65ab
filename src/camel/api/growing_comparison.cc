// SPDX-License-Identifier: Apache-2.0
#include "camel/api/growing_comparison.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "camel/base/error.h"
#include "camel/base/parallel.h"

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
Comparison GrowingComparison::compare(int replications, int more,
                                      GrowingYear::Ran const& ran,
                                      Simulate simulate) {
  std::vector<GrowingYear*> years{base_.get()};
  for (auto const& year : years_) {
    years.push_back(year.get());
  }
  // So many at a time that there is work for all threads.
  auto const together = std::clamp((plan_.threads + more - 1) / more, 1,
                                   static_cast<int>(years.size()));
  std::mutex telling;
  GrowingYear::Ran const in_turn = [&] {
    if (ran) {
      std::lock_guard const lock{telling};
      ran();
    }
  };
  std::vector<SimulationResult> results(years.size());
  for_each_parallel(years.size(), together, [&](std::size_t i) {
    results[i] = simulate(*years[i], in_turn);
  });
  std::vector<Alternative> runs;
  for (std::size_t i = 0; i < alternatives_.size(); ++i) {
    runs.push_back({alternatives_[i], std::move(results[i + 1])});
  }
  auto plan = plan_;
  plan.replications = replications;
  return compare_runs(base_->corridor(), std::move(results.front()),
                      std::move(runs), plan);
}

Comparison GrowingComparison::with_given_ways(GrowingYear::Ran const& ran) {
  auto const first = std::min(plan_.replications, kChoosingReplications);
  return compare(first, first, ran,
                 [](GrowingYear& year, GrowingYear::Ran const& in_turn) {
                   return year.with_given_ways(in_turn);
                 });
}

Comparison GrowingComparison::settled(int replications,
                                      GrowingYear::Ran const& ran) {
  // Shippers choose in a few replications, whatever is asked for.
  auto const more = settled_ == 0
                        ? std::min(plan_.replications, kChoosingReplications)
                        : std::max(replications - settled_, 1);
  auto comparison =
      compare(replications, more, ran,
              [=](GrowingYear& year, GrowingYear::Ran const& in_turn) {
                return year.settled(replications, in_turn);
              });
  settled_ = std::max(settled_, replications);
  return comparison;
}

}  // namespace camel
