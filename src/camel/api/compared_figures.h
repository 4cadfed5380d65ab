// SPDX-License-Identifier: Apache-2.0
// The figures of a simulated year by name, so that those of two corridors can
// be put side by side: ids differ between them, codes do not.
#pragma once

#include <string>
#include <vector>

#include "camel/api/compare_scenarios.h"
#include "camel/api/simulate.h"

namespace camel {

struct FigureName {
  FigureGroup group = FigureGroup::total;
  std::string key, label, figure, unit;
};

struct NamedFigure {
  FigureName name;
  double weight = 1;
  Estimate estimate;
};

// Totals first, then flows, facilities, places, borders and links. A figure
// that no replication gave is left out: the wait of who was never served.
std::vector<NamedFigure> figures_of(Corridor const& corridor,
                                    SimulationResult const& result);

}  // namespace camel
