// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/capacity_network.h"

#include <algorithm>
#include <map>
#include <set>

#include "camel/capacity/box_ways.h"
#include "camel/capacity/train_uses.h"
#include "camel/model/choice.h"
#include "camel/model/journey.h"

namespace camel {

std::vector<std::vector<int>> ways_out(FlowProblem const& problem) {
  std::vector<std::vector<int>> ways(static_cast<std::size_t>(problem.nodes));
  for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
    ways[static_cast<std::size_t>(problem.arcs[i].from)].push_back(
        static_cast<int>(i));
  }
  return ways;
}

namespace {

// What the cheapest way of each commodity costs; 0 where it has none. Dijkstra
// (1959), for each from its own beginning: the ways of most do not meet.
std::vector<double> cheapest_ways(FlowProblem const& problem) {
  auto const ways = ways_out(problem);
  std::vector<double> cheapest;
  for (auto const& boxes : problem.commodities) {
    std::map<int, double> best{{boxes.origin, 0}};
    std::set<std::pair<double, int>> open{{0, boxes.origin}};
    while (!open.empty() && open.begin()->second != boxes.destination) {
      auto const [cost, at] = *open.begin();
      open.erase(open.begin());
      for (auto const i : ways[static_cast<std::size_t>(at)]) {
        auto const& way = problem.arcs[static_cast<std::size_t>(i)];
        auto const [known, is_new] = best.try_emplace(way.to, cost + way.cost);
        if (!is_new && known->second <= cost + way.cost) {
          continue;
        }
        open.erase({known->second, way.to});
        known->second = cost + way.cost;
        open.insert({known->second, way.to});
      }
    }
    cheapest.push_back(open.empty() ? 0 : open.begin()->first);
  }
  return cheapest;
}

// A bound that never binds, also with much more of the limits: the rows do.
double most_trains(CapacityNetwork const& network, FlowActivity const& train) {
  auto most = 1e6;
  for (auto const& use : train.uses) {
    if (use.amount > 0) {
      auto const limit =
          static_cast<std::size_t>(use.row) - network.first_limit;
      most = std::min(most,
                      network.number[limit] * network.unit[limit] / use.amount);
    }
  }
  return 1000 * (most + 1);
}

}  // namespace

CapacityModel::CapacityModel(Corridor const& corridor, RouteFreedom freedom)
    : corridor_{corridor},
      services_{build_service_network(corridor)},
      routes_{plan_routes(corridor, services_)} {
  for (auto const& route : routes_) {
    journeys_.add(journey_of(corridor, services_, route));
  }
  CapacityRows rows{corridor};
  network_.demand = alternatives(corridor);

  BoxWays ways{corridor, services_, rows};
  for (auto const& group : network_.demand) {
    ways.add(
        {.rows = group,
         .routes = freedom == RouteFreedom::as_planned ? &routes_ : nullptr,
         .pass_via = freedom != RouteFreedom::free});
  }
  network_.problem = ways.problem();
  network_.rides = ways.rides();
  for (auto const& way : network_.problem.arcs) {
    network_.usd.push_back(way.cost);
  }

  network_.cheapest_usd = cheapest_ways(network_.problem);

  // Wagons go back from where they come free to where they are loaded.
  std::map<FleetId, std::set<PlaceId>> loaded, freed;
  for (auto const id : corridor.services.ids()) {
    auto const& service = corridor.services[id];
    if (service.fleet && service.mode == Mode::rail) {
      auto const stops = corridor.stops_of[id];
      loaded[service.fleet].insert(corridor.stops[stops.front()].place);
      freed[service.fleet].insert(corridor.stops[stops.back()].place);
    }
  }
  for (auto const& [fleet, places] : freed) {
    for (auto const from : places) {
      for (auto const to : loaded[fleet]) {
        auto way = from == to ? std::nullopt
                              : find_way(corridor, from, to, Mode::rail,
                                         gauge_of(corridor, fleet));
        if (way) {
          empties_.push_back({fleet, from, to, std::move(*way)});
        }
      }
    }
  }

  auto const year = whole_year(corridor.base_year);
  Availability const always{corridor, year};
  TrainUses uses{corridor, services_, rows, always};
  for (auto const id : corridor.services.ids()) {
    uses.of_service(id);  // so that all its limits have their rows
    if (!corridor.services[id].background) {
      network_.runnings.push_back(
          {.service = id, .empties = {}, .from = {}, .to = {}});
    }
  }
  for (auto const& way : empties_) {
    uses.of_empties(way.fleet, way.runs);
    network_.runnings.push_back(
        {.service = {}, .empties = way.fleet, .from = way.from, .to = way.to});
  }
  network_.limits = rows.limits();
  network_.first_limit = rows.first_limit();
  network_.problem.balances.assign(rows.depots(), 0);
}

void CapacityModel::set_capacities(CapacityNetwork& network,
                                   Availability const& availability) const {
  auto const hours = availability.hours();
  auto const days = availability.days();
  auto& capacities = network.problem.capacities;
  capacities.assign(network.first_limit, 0);  // aboard: what trains give
  for (auto const& limit : network.limits) {
    double number = 0, unit = 0;
    switch (limit.kind) {
      case LimitKind::path: {
        auto const& link = corridor_.links[limit.run.link];
        number = limit.run.forward ? link.capacity : link.capacity_back;
        unit = days * availability.paths(limit.run);
        break;
      }
      case LimitKind::single_track:
        number = 24;
        unit = days * availability.open_days(limit.run.link);
        break;
      case LimitKind::standing:
        number = trains_that_fit(corridor_.links[limit.run.link]);
        unit = hours;
        break;
      case LimitKind::facility:
        number = corridor_.facilities[limit.facility].servers;
        unit = hours * availability.servers(limit.facility) / number;
        break;
      case LimitKind::storage:
        number = storage_of(corridor_, limit.place);
        unit = hours;
        break;
      case LimitKind::wagons:
        number = corridor_.fleets[limit.fleet].number;
        unit = hours;
        break;
      case LimitKind::vessels:
        number = corridor_.fleets[limit.fleet].number;
        unit = hours * availability.vessels(limit.fleet) / number;
        break;
      case LimitKind::departures:
        number = corridor_.services[limit.service].frequency;
        unit = days / 7;
        break;
    }
    network.number.push_back(number);
    network.unit.push_back(unit);
    capacities.push_back(number * unit);
  }
}

CapacityNetwork CapacityModel::for_season(Season const& season,
                                          double demand_factor,
                                          Weights weights) const {
  Availability const availability{corridor_, season};
  auto network = network_;
  auto& problem = network.problem;
  set_capacities(network, availability);

  CapacityRows rows{corridor_};
  for (auto const& limit : network.limits) {
    rows.row_of(limit);
  }
  TrainUses uses{corridor_, services_, rows, availability};
  // Trains of other traffic run whatever happens, and leave the rest.
  std::vector<FlowActivity> of_others;
  for (auto const id : corridor_.services.ids()) {
    auto const& service = corridor_.services[id];
    if (!service.background) {
      continue;
    }
    auto const trains = service.frequency * availability.days() / 7;
    auto train = uses.of_service(id);
    for (auto const& use : train.uses) {
      auto& left = problem.capacities[static_cast<std::size_t>(use.row)];
      left = std::max(0.0, left - trains * std::max(0.0, use.amount));
    }
    // Where they bring wagons, others may use them; where they take them
    // away, somebody has brought them.
    if (!train.balances.empty()) {
      of_others.push_back({.cost = 0,
                           .upper = trains,
                           .uses = {},
                           .balances = std::move(train.balances)});
    }
  }
  std::size_t way = 0;
  for (auto const& running : network.runnings) {
    auto activity = running.service ? uses.of_service(running.service)
                                    : uses.of_empties(running.empties,
                                                      empties_[way++].runs);
    activity.cost = weights.train;
    activity.upper = most_trains(network, activity);
    problem.activities.push_back(std::move(activity));
  }
  problem.activities.insert(problem.activities.end(), of_others.begin(),
                            of_others.end());
  for (auto& movement : problem.arcs) {
    movement.cost *= weights.usd_weight;
  }
  for (std::size_t i = 0; i < network.demand.size(); ++i) {
    auto& commodity = problem.commodities[i];
    commodity.unserved_cost =
        weights.unserved + weights.usd_weight * network.cheapest_usd[i];
    for (auto const row : network.demand[i]) {
      commodity.demand +=
          demand_factor * availability.demand_teu(row, journeys_[row]);
    }
  }
  return network;
}

}  // namespace camel
