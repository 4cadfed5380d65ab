// SPDX-License-Identifier: Apache-2.0
// How long the procedures of a place keep boxes that come from one side and go
// on to another: as a spread, by the laws of the steps. Queues before desks are
// not in it; few boxes meet one (corridors/FORMAT.md, "procedures").
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "camel/model/procedures.h"
#include "camel/routing/experience.h"

namespace camel {

inline constexpr std::size_t kClearancePoints = 20;

// Of lots of so many TEU. Keeps what laws have in common from call to call.
class Clearance {
 public:
  // The corridor must outlive it.
  Clearance(Corridor const& corridor, int teu)
      : corridor_{corridor}, teu_{teu} {}

  // Quantiles, evenly spaced, in hours.
  PacePoints hours(std::span<ProcedureId const> steps, TrainPath path);

 private:
  double units_of(ProcedureStep const& step) const;
  double quantile(DurationLaw const& law, double units, double share);
  double draw(ProcedureStep const& step, TrainPath path, double even);

  Corridor const& corridor_;
  int teu_;
  // Quantiles of laws whose mean is 1, by family and variation.
  std::map<std::pair<Spread, double>, std::vector<double>> laws_;
};

// Evenly spread numbers between 0 and 1, the same each time: the fractional
// parts of multiples of a number that is badly approximated by fractions.
double evenly(std::uint64_t n, std::uint64_t dimension);

}  // namespace camel
