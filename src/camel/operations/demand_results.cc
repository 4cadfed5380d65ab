// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/demand_results.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace camel {

namespace {

constexpr auto kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kBinDays = static_cast<double>(FlowRecord::kBin) / 86400;

// Sums over the boxes of a row, of all replications.
struct Times {
  double teu = 0, hours = 0;                  // delivered
  double counted = 0, days = 0, squares = 0;  // by the bins
};

Times times_of(DemandId id, std::vector<YearRecord> const& years) {
  Times sum;
  for (auto const& year : years) {
    auto const& flow = year.flows[id];
    sum.teu += flow.teu;
    sum.hours += flow.transit_hours;
    for (std::size_t bin = 0; bin < flow.histogram.size(); ++bin) {
      auto const days = (static_cast<double>(bin) + 0.5) * kBinDays;
      auto const boxes = static_cast<double>(flow.histogram[bin]);
      sum.counted += boxes;
      sum.days += boxes * days;
      sum.squares += boxes * days * days;
    }
  }
  return sum;
}

void add(Footprint& sum, Footprint const& one, double share) {
  sum.tonnes += share * one.tonnes;
  sum.tonne_km += share * one.tonne_km;
  sum.usd += share * one.usd;
  sum.grams += share * one.grams;
  for (std::size_t i = 0; i < sum.legs.size(); ++i) {
    sum.legs[i].tonne_km += share * one.legs[i].tonne_km;
    sum.legs[i].usd += share * one.legs[i].usd;
    sum.legs[i].grams += share * one.legs[i].grams;
  }
  for (auto const list : {&Footprint::unpriced, &Footprint::unmeasured}) {
    auto& into = sum.*list;
    into.insert(into.end(), (one.*list).begin(), (one.*list).end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
  }
}

}  // namespace

Table<DemandId, DemandResult> demand_results(
    Corridor const& corridor, ServiceNetwork const& network,
    Table<DemandId, std::vector<Ride>> const& routes,
    SimulatedYears const& simulated) {
  auto const number = static_cast<double>(simulated.years.size());
  Table<DemandId, DemandResult> results;
  for (auto const id : corridor.demand.ids()) {
    auto const times = times_of(id, simulated.years);
    DemandResult result;
    result.teu_year = times.teu / number * 365 / simulated.days;
    result.mean_days = times.teu > 0 ? times.hours / times.teu / 24 : kNothing;
    auto const mean = times.days / times.counted;
    result.deviation_days =
        times.counted > 0
            ? std::sqrt(
                  std::max(0.0, times.squares / times.counted - mean * mean))
            : kNothing;
    result.footprint = footprint_of(corridor, network,
                                    corridor.demand[id].commodity, routes[id]);
    results.add(std::move(result));
  }
  return results;
}

CarriageTotals carriage_totals(YearRecord const& year,
                               Table<DemandId, DemandResult> const& results) {
  CarriageTotals sum;
  for (auto const id : results.ids()) {
    auto const& of_teu = results[id].footprint;
    sum.musd += year.flows[id].teu * of_teu.usd / 1e6;
    sum.kt_co2e += year.flows[id].teu * of_teu.grams / 1e9;
  }
  return sum;
}

Footprint mean_footprint(Corridor const& corridor,
                         Table<DemandId, DemandResult> const& results,
                         std::vector<DemandId> const& rows) {
  auto const& first = results[rows.front()].footprint;
  Footprint sum;
  sum.km = first.km;
  sum.legs = first.legs;
  for (auto& leg : sum.legs) {
    leg.tonne_km = leg.usd = leg.grams = 0;
    leg.stretches.clear();
  }
  double delivered = 0;
  double asked = 0;
  for (auto const id : rows) {
    delivered += results[id].teu_year;
    asked += corridor.demand[id].teu_year;
  }
  for (auto const id : rows) {
    add(sum, results[id].footprint,
        delivered > 0 ? results[id].teu_year / delivered
                      : corridor.demand[id].teu_year / asked);
  }
  return sum;
}

}  // namespace camel
