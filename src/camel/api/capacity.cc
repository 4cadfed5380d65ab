// SPDX-License-Identifier: Apache-2.0
#include "camel/api/capacity.h"

#include <algorithm>
#include <chrono>

namespace camel {

CapacityAnswer study_capacity(Corridor const& corridor,
                              CapacityStudy const& study) {
  CapacityAnswer answer;
  auto const start = std::chrono::steady_clock::now();
  CapacityModel const model{corridor, study.question.routes};
  std::chrono::duration<double> const building =
      std::chrono::steady_clock::now() - start;
  answer.result = solve_capacity(model, study.question);
  answer.result.seconds += building.count();
  if (study.with_growth &&
      study.question.objective != CapacityObjective::growth) {
    auto growth = study.question;
    growth.objective = CapacityObjective::growth;
    answer.growth = solve_capacity(model, growth);
  }
  if (study.saturated) {
    answer.saturated =
        simulate_saturated(corridor, study.question, *study.saturated);
  }
  return answer;
}

SaturatedYear simulate_saturated(Corridor const& corridor,
                                 CapacityQuestion const& question,
                                 SimulationPlan const& plan) {
  SaturatedYear year;
  year.demand_factor = question.demand_factor;
  auto asked = question;
  asked.objective = CapacityObjective::throughput;
  asked.routes = RouteFreedom::as_planned;
  asked.rank = false;
  // Every row by itself, as the simulation has them.
  auto crowded = corridor;
  for (auto& row : crowded.demand) {
    row.choice.clear();
  }
  auto const potential = solve_capacity(crowded, asked);
  year.potential_teu = potential.served_teu;
  for (auto& row : crowded.demand) {
    row.teu_year *= question.demand_factor;
  }
  auto const simulated = simulate_corridor(crowded, plan);
  year.teu_year = simulated.teu_year;
  for (auto const& boxes : potential.demand) {
    SaturatedYear::Flow flow{.rows = boxes.rows,
                             .demanded_teu = boxes.demanded_teu,
                             .potential_teu = boxes.served_teu,
                             .simulated_teu = 0};
    for (auto const row : boxes.rows) {
      flow.simulated_teu += simulated.demand[row].teu_year;
    }
    year.flows.push_back(std::move(flow));
  }
  std::sort(year.flows.begin(), year.flows.end(),
            [](auto const& a, auto const& b) {
              return a.rows.front() < b.rows.front();
            });
  return year;
}

}  // namespace camel
