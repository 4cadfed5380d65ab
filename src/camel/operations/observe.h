// SPDX-License-Identifier: Apache-2.0
// What the model says about a quantity that was observed in the world. The
// indicators are those of corridors/FORMAT.md, "observations".
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/operations/year_record.h"

namespace camel {

// One replication and what is needed to read it.
struct YearView {
  Corridor const& corridor;
  // By demand row: every place its route runs through.
  Table<DemandId, std::set<PlaceId>> const& passes;
  YearRecord const& record;
  double days = 365;
};

// Nothing where the model does not speak to the indicator, or where nothing of
// the kind happened.
std::optional<double> observe(YearView const& year,
                              Observation const& observation);

}  // namespace camel
