// SPDX-License-Identifier: Apache-2.0
// How long the procedures of a place keep boxes that come from one side and go
// on to another: as a spread, by the laws of the steps. Queues before desks are
// not in it; few boxes meet one (corridors/FORMAT.md, "procedures").
#pragma once

#include <span>

#include "camel/model/procedures.h"
#include "camel/routing/experience.h"

namespace camel {

inline constexpr std::size_t kClearancePoints = 20;

// Quantiles, evenly spaced, in hours, of a lot of so many TEU.
PacePoints clearance_hours(Corridor const& corridor,
                           std::span<ProcedureId const> steps, TrainPath path,
                           int teu);

// Evenly spread numbers between 0 and 1, the same each time: the fractional
// parts of multiples of a number that is badly approximated by fractions.
double evenly(std::uint64_t n, std::uint64_t dimension);

}  // namespace camel
