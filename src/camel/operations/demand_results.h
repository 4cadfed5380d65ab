// SPDX-License-Identifier: Apache-2.0
// What became of each row of demand: how many of its boxes arrived, how long
// they took and how surely, and what one TEU of it paid and emitted.
#pragma once

#include <vector>

#include "camel/model/footprint.h"
#include "camel/operations/year_record.h"

namespace camel {

struct DemandResult {
  double teu_year = 0;  // delivered, mean over the replications
  // Mean and standard deviation of the time of its boxes in all replications,
  // the latter to within the two hours of a bin; not numbers where none came.
  double mean_days = 0, deviation_days = 0;
  Footprint footprint;  // of one TEU
};

struct SimulatedYears {
  std::vector<YearRecord> const& years;
  double days = 365;  // length of one
};

Table<DemandId, DemandResult> demand_results(
    Corridor const& corridor, ServiceNetwork const& network,
    Table<DemandId, std::vector<Ride>> const& routes,
    SimulatedYears const& simulated);

// What all boxes delivered in a year paid and emitted, as far as known.
struct CarriageTotals {
  double musd = 0, kt_co2e = 0;
};
CarriageTotals carriage_totals(YearRecord const& year,
                               Table<DemandId, DemandResult> const& results);

// A TEU of several rows on one route: their mean by TEU delivered, or asked
// for where none was delivered. The legs are those of the first row.
Footprint mean_footprint(Corridor const& corridor,
                         Table<DemandId, DemandResult> const& results,
                         std::vector<DemandId> const& rows);

}  // namespace camel
