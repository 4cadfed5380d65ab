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
  explicit Prepared(Corridor the_corridor);
  explicit Prepared(std::string const& text);
  ~Prepared();

  Corridor corridor;
  ServiceNetwork network;
  Table<DemandId, std::vector<Ride>> routes;
  TrainPlan plan;
};

// A lot of this demand row comes into being at this hour.
Process come(Simulation& sim, World& world, DemandId row, int teu, double hour);

// A stage on which a test starts the actors it wants. Midnight UTC of January
// 1 is time 0.
struct Stage : Prepared {
  explicit Stage(std::string const& text);
  ~Stage();

  PlaceId place(std::string const& code) const {
    return find_place(corridor, code);
  }
  FacilityId facility(std::string const& at, std::string const& name) const {
    return find_facility(corridor, place(at), name);
  }

  // Boxes of a demand row come at these hours.
  void send(std::size_t row, int teu, std::vector<double> const& at);
  void dispatch_all();
  void run_until(double hour) { sim.run_until(hours(hour)); }

  // What was recorded until now; nothing after that.
  RecordedYear record();

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

YearRecord simulate_days(Prepared const& prepared, Days days);
YearRecord simulate_days(std::string const& text, Days days);

}  // namespace camel
