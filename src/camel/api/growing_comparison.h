// SPDX-License-Identifier: Apache-2.0
// A comparison of scenarios that is answered early: first as it is before
// shippers choose anew, then with more and more replications. The base may be
// shared with other comparisons. In the end it is the answer of
// compare_scenarios with simulate_choosing, to the byte.
#pragma once

#include <memory>
#include <vector>

#include "camel/api/compare_scenarios.h"
#include "camel/api/growing_year.h"

namespace camel {

class GrowingComparison {
 public:
  // Throws UsageError without alternatives.
  GrowingComparison(std::shared_ptr<GrowingYear> base,
                    std::vector<ScenarioCorridor> alternatives,
                    SimulationPlan plan);

  // `ran` is called from one thread at a time.
  Comparison with_given_ways(GrowingYear::Ran const& ran = {});
  Comparison settled(int replications, GrowingYear::Ran const& ran = {});

  int most_runs() const;

 private:
  // Of so many replications, of which so many more may have to be run.
  template <typename Simulate>
  Comparison compare(int replications, int more, GrowingYear::Ran const& ran,
                     Simulate simulate);

  std::shared_ptr<GrowingYear> base_;
  std::vector<ScenarioCorridor> alternatives_;
  std::vector<std::unique_ptr<GrowingYear>> years_;  // of the alternatives
  SimulationPlan plan_;
  int settled_ = 0;  // replications that were asked for
};

}  // namespace camel
