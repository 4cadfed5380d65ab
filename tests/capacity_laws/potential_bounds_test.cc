// SPDX-License-Identifier: Apache-2.0
// The simulation never delivers what the flow says is impossible. What it
// delivered in a year is asked of the flow as its demand, by the same chains of
// services: all of it must be carried.
#include <gtest/gtest.h>

#include "camel/capacity/season_flow.h"
#include "camel/operations/test_world.h"
#include "capacity_laws/made_corridors.h"

namespace camel {
namespace {

// A corridor of which means say all: whoever comes goes through every step in
// its mean time, nothing breaks down, nobody else runs, and a full yard is not
// passed by.
void make_certain(Corridor& corridor) {
  corridor.base_year = 2023;
  corridor.disruptions = {};
  for (auto& facility : corridor.facilities) {
    facility.service.family = Spread::fixed;
    facility.breakdown_hours.reset();
    facility.patience_hours = 1e6;
  }
  for (auto& step : corridor.procedures) {
    step.time.family = Spread::fixed;
    step.share = 1;
    step.pre_arrival_share = 0;
  }
  for (auto& service : corridor.services) {
    service.background = false;
  }
}

// The rows that arrived, as much of each and in lots as large as they were.
Corridor with_what_arrived(Corridor corridor, YearRecord const& year) {
  Table<DemandId, Demand> arrived;
  for (auto const id : corridor.demand.ids()) {
    auto row = corridor.demand[id];
    auto const& flow = year.flows[id];
    if (flow.teu > 0) {
      row.teu_year = flow.teu;
      row.lot_teu = flow.teu / static_cast<double>(flow.lots);
      row.season.fill(1);
      arrived.add(row);
    }
  }
  corridor.demand = arrived;
  index_corridor(corridor);
  return corridor;
}

TEST(Potential, carries_all_that_the_simulation_delivered) {
  int tight = 0, tried = 0;
  double worst = 0;
  for (std::uint64_t number = 0; number < 240; ++number) {
    auto made = make_corridor(number, 60'000);
    make_certain(made.corridor);
    SCOPED_TRACE("corridor " + std::to_string(number) + "\n" + made.text);
    auto const year = simulate_days(Prepared{made.corridor}, {.seed = number});
    auto const corridor = with_what_arrived(made.corridor, year);
    if (corridor.demand.empty()) {
      continue;
    }
    CapacityModel const model{corridor, RouteFreedom::as_planned};
    CapacityQuestion question;
    question.routes = RouteFreedom::as_planned;
    question.demand_factor = 1;
    SeasonFlow const flow{model, whole_year(2023), question};
    auto const left = flow.demanded_teu() - flow.figures().served_teu;
    question.objective = CapacityObjective::growth;
    SeasonFlow const growth{model, whole_year(2023), question};
    std::printf("%d delivered %.0f left %.1f growth %.4f\n", (int)number, flow.demanded_teu(), left, growth.figures().objective);
    tight += growth.figures().objective < 1.3 ? 1 : 0;
    worst = std::max(worst, left / flow.demanded_teu());
    ++tried;
  }
  std::printf("%d tried, %d tight, worst %.4f\n", tried, tight, worst);
}

}  // namespace
}  // namespace camel
