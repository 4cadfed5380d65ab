// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/growing_simulation.h"

#include <chrono>
#include <iterator>
#include <utility>

#include "camel/operations/simulate_year.h"
#include "camel/operations/summarise_years.h"
#include "camel/sim/replications.h"

namespace camel {

struct GrowingSimulation::Parts {
  Parts(Corridor of, SimulationPlan with)
      : corridor{std::move(of)}, plan{std::move(with)} {}

  std::vector<YearRecord> run(int first, int last,
                              std::function<void(int)> const& progress) const {
    return run_replications<YearRecord>(
        last - first, plan.threads,
        [&](int i) {
          return simulate_year(
              corridor, network, routes, trains,
              {.seed = plan.seed,
               .replication = static_cast<std::uint32_t>(first + i),
               .warm_up = plan.warm_up_days * kDay,
               .end = (plan.warm_up_days + plan.days) * kDay});
        },
        [&](int done) {
          if (progress) {
            progress(first + done);
          }
        });
  }

  Corridor const corridor;
  SimulationPlan plan;
  ServiceNetwork const network = build_service_network(corridor);
  Table<DemandId, std::vector<Ride>> const routes =
      plan_routes(corridor, network);
  TrainPlan const trains{corridor, network, routes};
  std::vector<YearRecord> years = {};
  double seconds = 0;
};

GrowingSimulation::GrowingSimulation(Corridor corridor, SimulationPlan plan)
    : parts_{std::make_unique<Parts>(std::move(corridor), std::move(plan))} {}

GrowingSimulation::~GrowingSimulation() = default;

SimulationResult GrowingSimulation::first(
    int replications, std::function<void(int done)> const& progress) {
  auto const began = std::chrono::steady_clock::now();
  auto& years = parts_->years;
  auto const there = this->replications();
  if (replications > there) {
    auto more = parts_->run(there, replications, progress);
    years.insert(years.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
  }
  auto plan = parts_->plan;
  plan.replications = replications;
  auto const say = [&](std::vector<YearRecord> const& some) {
    return summarise_years(
        {parts_->corridor, parts_->network, parts_->routes, some}, plan);
  };
  auto result = replications == this->replications()
                    ? say(years)
                    : say({years.begin(), years.begin() + replications});
  parts_->seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began)
          .count();
  result.seconds = parts_->seconds;
  return result;
}

Corridor const& GrowingSimulation::corridor() const { return parts_->corridor; }

int GrowingSimulation::replications() const {
  return static_cast<int>(parts_->years.size());
}

}  // namespace camel
