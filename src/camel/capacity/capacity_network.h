// SPDX-License-Identifier: Apache-2.0
// A corridor as a flow problem: boxes ride on trains and vessels, which use up
// paths, single track, tracks, cranes, wagons and vessels. Mean times stand for
// random ones and nobody waits: what flows here is a potential that no way of
// working can pass (docs/explanation/capacity.md).
//
// Flow is TEU of a season. Activities are trains, round trips of vessels, and
// trains of empty wagons. A train gives room on its stretches; boxes take it.
#pragma once

#include <vector>

#include "camel/capacity/availability.h"
#include "camel/capacity/limits.h"
#include "camel/lp/path_flow.h"
#include "camel/model/corridor.h"
#include "camel/model/network.h"

namespace camel {

// How free boxes are in their way.
enum class RouteFreedom : std::uint8_t {
  as_planned,   // the chain of services that the simulation sends them by
  by_crossing,  // any chain through their `via`, or that of an alternative
  free          // any chain at all
};
constexpr auto names(RouteFreedom) {
  return std::array<std::string_view, 3>{"as_planned", "by_crossing", "free"};
}

// What an activity of the problem runs.
struct Running {
  ServiceId service;  // a train, or a round trip of a vessel
  FleetId empties;    // or a train of empty wagons of this fleet
  PlaceId from, to;   // of empties
};

// What there is in a season, and what is wanted.
struct SeasonNumbers {
  // So much of its row is one unit of a limit through the season, and so many
  // units there are.
  std::vector<double> unit, number;
  std::vector<double> capacities;  // by row
  std::vector<double> demands;     // by commodity
  std::vector<double> most;        // by activity; of those of others, none
};

struct CapacityNetwork {
  FlowProblem problem;  // with the numbers of the first season
  std::vector<SeasonNumbers> seasons;
  std::vector<Limit> limits;
  std::size_t first_limit = 0;  // the row of the first one
  // The rows of demand of each commodity: one, or those of a `choice`.
  std::vector<std::vector<DemandId>> demand;
  std::vector<Ride> rides;  // of the problem's movements; or none
  std::vector<double> usd;  // and what a TEU pays on them, with its time
  std::vector<double> cheapest_usd;  // on the cheapest way, by commodity
  // By activity; those after them are wagons that come and go with background
  // trains. What takes longer or carries less in some seasons is there for each
  // way in which it runs.
  std::vector<Running> runnings;

  int row_of(std::size_t limit) const {
    return static_cast<int>(first_limit + limit);
  }
};

// The movements that leave each point of the problem's network.
std::vector<std::vector<int>> ways_out(FlowProblem const& problem);

class TrainUses;

class CapacityModel {
 public:
  // Throws UsageError where a demand row has no chain of services.
  CapacityModel(Corridor const& corridor, RouteFreedom freedom);

  // With the demand of the season times a factor. Costs are USD a TEU times
  // `usd_weight`; a TEU that is not carried costs `unserved` more than on the
  // cheapest of its ways, were there nobody else.
  struct Weights {
    double usd_weight = 1, unserved = 1;
    double train = 1;  // next to nothing, so that none runs for nobody
  };
  CapacityNetwork for_seasons(std::vector<Season> const& seasons,
                              double demand_factor, Weights weights) const;

  Corridor const& corridor() const { return corridor_; }
  RouteFreedom freedom() const { return freedom_; }
  ServiceNetwork const& services() const { return services_; }
  Table<DemandId, std::vector<Ride>> const& routes() const { return routes_; }
  std::vector<Limit> const& limits() const { return network_.limits; }

 private:
  SeasonNumbers numbers_of(Availability const& availability,
                           double demand_factor) const;
  std::vector<std::vector<FlowActivity>> run_background(
      CapacityNetwork& network, std::vector<TrainUses>& uses) const;

  Corridor const& corridor_;
  RouteFreedom freedom_;
  ServiceNetwork services_;
  Table<DemandId, std::vector<Ride>> routes_;
  Table<DemandId, std::vector<PlaceId>> journeys_;
  // Wagons' ways back, found once.
  struct WayOfEmpties {
    FleetId fleet;
    PlaceId from, to;
    std::vector<LinkRun> runs;
  };
  std::vector<WayOfEmpties> empties_;
  CapacityNetwork network_;  // of the whole year, to copy
};

}  // namespace camel
