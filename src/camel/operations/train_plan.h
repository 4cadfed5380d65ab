// SPDX-License-Identifier: Apache-2.0
// What is known of the year's trains before the first one runs: the ways of
// services and of empty wagons, the room they claim on the line, where fleets
// load, and which borders' queues are watched. Made once for all replications.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/operations/line.h"

namespace camel {

// A train on its way belongs to the queue before a border until it has left
// that many stretches behind.
struct QueueAhead {
  std::size_t queue = 0;
  std::size_t until = 0;
};

struct TrainWay {
  std::vector<LinkRun> runs;
  std::vector<QueueAhead> queues;
};

// Where wagons of a fleet are loaded and where they come free.
struct Depot {
  PlaceId place;
  double loaded_a_day = 0, freed_a_day = 0;  // wagons, by plan
  int longest_train = 0;                     // wagons
};

struct FleetPlan {
  std::vector<Depot> depots;
  // From depot to depot: the way of empties; nothing where there is none.
  std::vector<std::vector<std::optional<std::size_t>>> ways;
  std::vector<std::vector<double>> hours;  // free running time

  std::size_t depot_at(PlaceId place) const;
};

// Before a place, from one country to another ('*': any).
struct WatchedBorder {
  PlaceId place;
  std::string from_country = "*", to_country = "*";

  bool operator==(WatchedBorder const&) const = default;
};

struct TrainPlan {
  TrainPlan(Corridor const& corridor, ServiceNetwork const& network,
            Table<DemandId, std::vector<Ride>> const& routes);

  std::vector<TrainWay> ways;     // of services by their id, then of empties
  std::vector<FleetPlan> fleets;  // by fleet; wagons only
  std::vector<WatchedBorder> borders;
  std::vector<std::size_t> border_of_ban;  // by loading ban
  Line::Layout layout;
};

// The spaces of the line: stretches by run_index, then the tracks of places.
Space stretch_of(LinkRun run);
Space track_of(Corridor const& corridor, FacilityId facility);

}  // namespace camel
