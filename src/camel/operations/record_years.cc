// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/record_years.h"

#include <algorithm>
#include <string>

#include "camel/operations/recorded_year_writer.h"
#include "camel/operations/simulate_year.h"
#include "camel/sim/replications.h"

namespace camel {

namespace {

bool is_chain(Corridor const& corridor, std::vector<Ride> const& route) {
  auto const breaks = std::adjacent_find(
      route.begin(), route.end(), [&](Ride const& one, Ride const& next) {
        return corridor.stops[one.to].place != corridor.stops[next.from].place;
      });
  return !route.empty() && breaks == route.end();
}

// Boxes travel by trains with fixed paths, or by none of them.
TrainPath path_of(Corridor const& corridor, std::vector<Ride> const& route) {
  auto const fixed =
      std::any_of(route.begin(), route.end(), [&](Ride const& ride) {
        return corridor.services[ride.service].path == TrainPath::fixed;
      });
  return fixed ? TrainPath::fixed : TrainPath::ordinary;
}

// Their names make their luck, so nobody else's changes.
Demand row_of(Corridor const& corridor, Follower const& follower,
              std::size_t number) {
  auto const& route = follower.route;
  CAMEL_CHECK(is_chain(corridor, route), "a follower has no way");
  Demand row;
  row.key = "follower " + std::to_string(number);
  row.origin = corridor.stops[route.front().from].place;
  row.destination = corridor.stops[route.back().to].place;
  row.commodity = follower.commodity;
  row.teu_year = follower.lots_year * follower.lot_teu;
  row.lot_teu = follower.lot_teu;
  row.path = path_of(corridor, route);
  return row;
}

}  // namespace

std::vector<RecordedYear> record_years(Corridor const& corridor,
                                       RecordingPlan const& plan) {
  auto const network = build_service_network(corridor);
  auto routes = plan_routes(corridor, network);
  auto followed = corridor;
  for (std::size_t i = 0; i < plan.followers.size(); ++i) {
    followed.demand.add(row_of(corridor, plan.followers[i], i));
    routes.add(plan.followers[i].route);
  }
  TrainPlan const trains{followed, network, routes};
  auto const warm_up = plan.warm_up_days * kDay;
  auto const end = warm_up + plan.days * kDay;
  return run_replications<RecordedYear>(
      plan.replications, plan.threads,
      [&](int replication) {
        RecordedYearWriter writer{followed, warm_up};
        simulate_year(followed, network, routes, trains,
                      {.seed = plan.seed,
                       .replication = static_cast<std::uint32_t>(replication),
                       .warm_up = warm_up,
                       .end = end,
                       .recorder = &writer});
        return std::move(writer).finish(end);
      },
      plan.progress);
}

}  // namespace camel
