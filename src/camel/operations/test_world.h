// SPDX-License-Identifier: Apache-2.0
// A corridor in motion, for tests: from readable lines (test_corridor.h) to a
// world with its simulation, or to the record of a simulated year.
#pragma once

#include <string>

#include "camel/model/test_corridor.h"
#include "camel/operations/lot.h"
#include "camel/operations/outages.h"
#include "camel/operations/recorded_year_writer.h"
#include "camel/operations/simulate_year.h"
#include "camel/operations/train.h"
#include "camel/operations/vessel.h"
#include "camel/operations/world.h"

namespace camel {

// The corridor and what is found before a run.
struct Prepared {
  explicit Prepared(Corridor the_corridor)
      : corridor{std::move(the_corridor)},
        network{build_service_network(corridor)},
        routes{plan_routes(corridor, network)},
        plan{corridor, network, routes} {}
  explicit Prepared(std::string const& text) : Prepared{corridor_from(text)} {}

  Corridor corridor;
  ServiceNetwork network;
  Table<DemandId, std::vector<Ride>> routes;
  TrainPlan plan;
};

// A lot of this demand row comes into being at this hour.
inline Process come(Simulation& sim, World& world, DemandId row, int teu,
                    double hour) {
  co_await sim.wait_until(hours(hour));
  sim.start(travel(sim, world, world.new_lot(row, teu, sim.now())));
}

// A stage on which a test starts the actors it wants. Midnight UTC of January
// 1 is time 0.
struct Stage : Prepared {
  explicit Stage(std::string const& text)
      : Prepared{text},
        recorder{corridor, 0},
        world{corridor,
              network,
              routes,
              plan,
              {.warm_up = 0, .end = 365 * kDay, .recorder = &recorder}} {}

  PlaceId place(std::string const& code) const {
    return find_place(corridor, code);
  }
  FacilityId facility(std::string const& at, std::string const& name) const {
    return find_facility(corridor, place(at), name);
  }

  // Boxes of a demand row come at these hours.
  void send(std::size_t row, int teu, std::vector<double> const& at) {
    for (auto const hour : at) {
      sim.start(come(sim, world, DemandId{row}, teu, hour));
    }
  }
  void dispatch_all() {
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
  void run_until(double hour) { sim.run_until(hours(hour)); }

  // What was recorded until now; nothing after that.
  RecordedYear record() { return std::move(recorder).finish(sim.now()); }

  // Of the boxes of a demand row that arrived: how many, and mean hours.
  double teu(std::size_t row = 0) const {
    return world.record.flows[DemandId{row}].teu;
  }
  double transit(std::size_t row = 0) const {
    return world.record.flows[DemandId{row}].transit_hours / teu(row);
  }
  double part(Part part, std::size_t row = 0) const {
    return world.record.flows[DemandId{row}]
               .parts[static_cast<std::size_t>(part)] /
           teu(row);
  }

  RecordedYearWriter recorder;
  World world;
  Simulation sim;
};

struct Days {
  int measured = 365, warm_up = 0;
  std::uint64_t seed = 1;
};

inline YearRecord simulate_days(Prepared const& prepared, Days days) {
  return simulate_year(prepared.corridor, prepared.network, prepared.routes,
                       prepared.plan,
                       {.seed = days.seed,
                        .warm_up = days.warm_up * kDay,
                        .end = (days.warm_up + days.measured) * kDay});
}

inline YearRecord simulate_days(std::string const& text, Days days) {
  return simulate_days(Prepared{text}, days);
}

}  // namespace camel
