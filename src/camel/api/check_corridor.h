// SPDX-License-Identifier: Apache-2.0
// Validates a package and holds its totals against those observed.
#pragma once

#include <vector>

#include "camel/loader/load_corridor.h"
#include "camel/model/corridor.h"

namespace camel {

// An observation of demand or of a route's length beside the package's own
// figure.
struct TotalCheck {
  ObservationId observation;
  double model = 0;
  double low = 0, high = 0;
  bool inside = false;
};

// What the simulation will take from a rule rather than from a table.
struct Defaults {
  std::size_t path_capacities = 0;       // of links that services run over
  std::size_t speeds = 0;                // likewise
  std::size_t places_without_queue = 0;  // boxes are handled there in no time
};

struct CorridorCheck {
  LoadedCorridor loaded;
  Defaults defaults;
  std::vector<TotalCheck> totals;  // empty when the package has errors
};

CorridorCheck check_corridor(std::filesystem::path const& folder);
CorridorCheck check_corridor(LoadedCorridor loaded);

}  // namespace camel
