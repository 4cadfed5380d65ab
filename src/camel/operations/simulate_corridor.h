// SPDX-License-Identifier: Apache-2.0
// A year of the corridor: independent replications on all cores, and what they
// say together. Intervals are 95 % Student t over replications; quantiles are
// of all boxes of all replications.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "camel/model/choice.h"
#include "camel/model/corridor.h"
#include "camel/operations/demand_results.h"
#include "camel/operations/diary.h"
#include "camel/sim/statistics.h"

namespace camel {

struct SimulationPlan {
  int replications = 8;
  int days = 365;
  int warm_up_days = 60;
  std::uint64_t seed = 1;
  int threads = 1;
  std::function<void(int done)> progress;
};

// A figure over the replications and what each of them gave, in their order:
// not a number where it had none of the kind. Scenarios that share their luck
// are compared replication by replication.
struct Estimate : Interval {
  std::vector<double> samples = {};
};

// Boxes of one kind between two places by one route. Where none arrived, means
// are not numbers.
struct FlowResult {
  PlaceId origin, destination;
  CargoForm form = CargoForm::container;
  TrainPath path = TrainPath::ordinary;  // of the trains they travel by
  std::vector<PlaceId> route;            // where they change train or ship
  double demanded_teu_year = 0;
  Estimate teu_year;  // delivered
  // Boxes on their way at the end of the year less those at its start; where
  // it grows by more than a twentieth of the demand, the corridor does not
  // carry the flow and its transit time is no steady figure.
  Estimate growth_teu;
  bool carried = true;
  Estimate transit_days;
  double p10 = 0, p50 = 0, p90 = 0;          // days
  std::array<double, kParts> parts_hours{};  // mean of a box
  std::vector<double> histogram;             // share of boxes by day
  std::vector<DemandId> rows;                // of the demand table
  Footprint footprint;                       // of one TEU, mean of its rows
};

struct FacilityResult {
  FacilityId facility;
  Estimate utilisation;  // share of the servers' time
  Estimate wait_hours;
  double dwell_hours = 0;  // wait and service of one unit
  double teu_year = 0;
  double trains_day = 0;  // units served a day
  std::vector<double> queue_weekly;
};

struct PlaceResult {
  PlaceId place;
  Estimate waiting_teu;
  std::vector<double> waiting_weekly;
  double trains_day = 0, teu_year = 0;  // arriving by train or vessel
};

struct LinkResult {
  LinkId link;
  Estimate trains_day, trains_day_back;
  double utilisation = 0;  // of its path capacity, the busier direction
  double teu_year = 0;     // both directions
  double wait_hours = 0;   // for room and a path, mean of both directions
  // Single track: the share of time the slowest section is taken, with setting
  // the routes (UIC Code 406), and the mean wait at passing places.
  double occupancy = 0, meet_hours = 0;
  double empties_day = 0;  // trains of empty wagons, both directions
};

// Trains that stand before a border and wait for what lies ahead.
struct QueueResult {
  PlaceId place;
  std::string from_country, to_country;  // "*": any
  Estimate trains, most;
  std::vector<double> trains_weekly;
};

// What wagons did, and what full yards turned away.
struct YearOfWagons {
  Estimate empty_wagons;      // that travelled back, a year
  Estimate wait_hours;        // of a train for its wagons
  Estimate outside_teu_year;  // set down outside a full yard
};

// Boxes at a border place on their way from one country to another: from the
// arrival of their train to the departure of the train that takes them on.
struct BorderResult {
  PlaceId place;
  std::string from_country, to_country;
  Estimate stay_hours;
  double teu_year = 0;
};

// An observation of the world beside what the model says.
struct ObservedResult {
  ObservationId observation;
  Estimate simulated;
  bool inside = false;     // the mean is inside the observed range
  bool inside_15 = false;  // or within 15 % of the reported value
};

struct SimulationResult {
  SimulationPlan plan;
  double demanded_teu_year = 0;
  Estimate teu_year, tonnes_year, trains_year, sailings_year, transit_days;
  Estimate inside_at_start, inside_at_end;  // TEU on their way
  Estimate musd_year, kt_co2e_year;         // of what arrived, as far as known
  std::vector<FlowResult> flows;            // largest first
  Table<DemandId, DemandResult> demand;
  ChoiceResult choice;  // filled by who let shippers choose
  std::vector<FacilityResult> facilities;
  std::vector<PlaceResult> places;
  std::vector<LinkResult> links;
  std::vector<BorderResult> borders;
  std::vector<QueueResult> queues;
  YearOfWagons wagons;
  std::vector<ObservedResult> observed;
  // Observations with a role that nothing simulated speaks to.
  std::vector<ObservationId> not_compared;
  std::uint64_t events = 0;
  double seconds = 0;  // of the processor's time on the wall, all replications
};

SimulationResult simulate_corridor(Corridor const& corridor,
                                   SimulationPlan const& plan);

}  // namespace camel
