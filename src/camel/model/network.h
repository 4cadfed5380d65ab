// SPDX-License-Identifier: Apache-2.0
// How places hang together: the ways of trains over links, and the chains of
// services that can carry a box from its origin to its destination.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "camel/model/corridor.h"

namespace camel {

// A link in one direction.
struct LinkRun {
  LinkId link;
  bool forward = true;

  bool operator==(LinkRun const&) const = default;
};

// Where a run stands in a list of all: two to a link, back and forward.
constexpr std::size_t run_index(LinkId link, bool forward) {
  return std::size_t{2} * link.value + (forward ? 1 : 0);
}

PlaceId start_of(Corridor const& corridor, LinkRun run);
PlaceId end_of(Corridor const& corridor, LinkRun run);
double free_hours(Corridor const& corridor, LinkRun run);  // length / speed

// Shortest way between two places over the open links of a mode and a gauge
// (0: any); nothing when there is none. Dijkstra (1959).
std::optional<std::vector<LinkRun>> find_way(Corridor const& corridor,
                                             PlaceId from, PlaceId to,
                                             Mode mode, Gauge gauge);

// The gauge of a fleet's wagons: of its services, where its row does not say.
Gauge gauge_of(Corridor const& corridor, FleetId id);

// The same over all open links, whatever their mode and gauge.
std::optional<std::vector<LinkRun>> find_any_way(Corridor const& corridor,
                                                 PlaceId from, PlaceId to);

// Vessels sail a service round and round when its last stop is its first.
bool is_loop(Corridor const& corridor, ServiceId service);

struct ServiceNetwork {
  // By stop: the way to the next stop of its service; nothing after the last
  // stop, or where there is no way (the service jumps).
  std::vector<std::optional<std::vector<LinkRun>>> way_after;
  // By place: the stops where boxes may board.
  Ragged<PlaceId, StopId> boarding;
};

ServiceNetwork build_service_network(Corridor const& corridor);

// The stop after this one, round the loop where the service is one; none after
// the last.
StopId next_stop(Corridor const& corridor, StopId stop);

// One leg of a box's route: aboard a service from one stop to another. On a
// loop the last stop is written as the first.
struct Ride {
  ServiceId service;
  StopId from, to;

  bool operator==(Ride const&) const = default;
};

// The quickest chain of services from origin to destination through `via` in
// order, for this commodity's cargo form and by trains of the path booked;
// expected waits count. Empty when no chain of services can carry it.
std::vector<Ride> find_route(Corridor const& corridor,
                             ServiceNetwork const& network,
                             Demand const& demand);

// The route of each demand row; throws UsageError where there is none.
Table<DemandId, std::vector<Ride>> plan_routes(Corridor const& corridor,
                                               ServiceNetwork const& network);

// Hours a box is expected to wait for this service.
double expected_wait(Service const& service);

// Every place a route runs through, sorted.
std::set<PlaceId> places_on(Corridor const& corridor,
                            ServiceNetwork const& network,
                            std::vector<Ride> const& route);

// Every place a ride runs through, first and last included.
std::vector<PlaceId> places_of(Corridor const& corridor,
                               ServiceNetwork const& network, Ride const& ride);

}  // namespace camel
