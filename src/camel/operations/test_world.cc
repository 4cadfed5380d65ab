// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/test_world.h"

#include <utility>

namespace camel {

Prepared::Prepared(Corridor the_corridor)
    : corridor{std::move(the_corridor)},
      network{build_service_network(corridor)},
      routes{plan_routes(corridor, network)},
      plan{corridor, network, routes} {}
Prepared::Prepared(std::string const& text) : Prepared{corridor_from(text)} {}
Prepared::~Prepared() = default;

Process come(Simulation& sim, World& world, DemandId row, int teu,
             double hour) {
  co_await sim.wait_until(hours(hour));
  sim.start(clear(sim, world, world.new_lot(row, teu, sim.now())));
}

Stage::Stage(std::string const& text)
    : Prepared{text},
      recorder{corridor, 0},
      world{corridor,
            network,
            routes,
            plan,
            {.warm_up = 0, .end = 365 * kDay, .recorder = &recorder}} {}
Stage::~Stage() = default;

void Stage::send(std::size_t row, int teu, std::vector<double> const& at) {
  for (auto const hour : at) {
    sim.start(come(sim, world, DemandId{row}, teu, hour));
  }
}

void Stage::dispatch_all() {
  start_outages(sim, world);
  for (auto const id : corridor.fleets.ids()) {
    if (corridor.fleets[id].kind == FleetKind::wagon) {
      sim.start(send_empties(sim, world, id));
    }
  }
  for (auto const id : corridor.services.ids()) {
    if (corridor.services[id].mode == Mode::rail) {
      sim.start(dispatch_trains(sim, world, id));
    } else {
      sim.start(sail(sim, world, id, 0));
    }
  }
}

RecordedYear Stage::record() { return std::move(recorder).finish(sim.now()); }

YearRecord simulate_days(Prepared const& prepared, Days days) {
  return simulate_year(prepared.corridor, prepared.network, prepared.routes,
                       prepared.plan,
                       {.seed = days.seed,
                        .warm_up = days.warm_up * kDay,
                        .end = (days.warm_up + days.measured) * kDay});
}

YearRecord simulate_days(std::string const& text, Days days) {
  return simulate_days(Prepared{text}, days);
}

}  // namespace camel
