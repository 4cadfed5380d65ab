// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/capacity_network.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

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
double most_trains(SeasonNumbers const& season, std::size_t first_limit,
                   FlowActivity const& train) {
  auto most = 1e6;
  for (auto const& use : train.uses) {
    if (use.amount > 0) {
      auto const limit = static_cast<std::size_t>(use.row) - first_limit;
      most = std::min(most,
                      season.number[limit] * season.unit[limit] / use.amount);
    }
  }
  return 1000 * (most + 1);
}

// The same train in each season. Where it runs in the same way it is the same
// activity; all others have none then. How many there are.
std::size_t add_activities(CapacityNetwork& network,
                           std::vector<FlowActivity> of_seasons) {
  auto& activities = network.problem.activities;
  auto const first = static_cast<std::ptrdiff_t>(activities.size());
  for (std::size_t s = 0; s < of_seasons.size(); ++s) {
    auto const most = of_seasons[s].upper;
    auto known = std::find_if(activities.begin() + first, activities.end(),
                              [&](FlowActivity const& other) {
                                return other.uses == of_seasons[s].uses &&
                                       other.balances == of_seasons[s].balances;
                              });
    if (known == activities.end()) {
      activities.push_back(std::move(of_seasons[s]));
      known = std::prev(activities.end());
      for (auto& season : network.seasons) {
        season.most.push_back(0);
      }
    }
    network.seasons[s]
        .most[static_cast<std::size_t>(known - activities.begin())] = most;
  }
  return activities.size() - static_cast<std::size_t>(first);
}

}  // namespace

CapacityModel::CapacityModel(Corridor const& corridor, RouteFreedom freedom)
    : corridor_{corridor},
      freedom_{freedom},
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

SeasonNumbers CapacityModel::numbers_of(Availability const& availability,
                                        double demand_factor) const {
  auto const hours = availability.hours();
  auto const days = availability.days();
  SeasonNumbers numbers;
  numbers.capacities.assign(network_.first_limit, 0);  // what trains give
  for (auto const& limit : network_.limits) {
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
    numbers.number.push_back(number);
    numbers.unit.push_back(unit);
    numbers.capacities.push_back(number * unit);
  }
  for (auto const& boxes : network_.demand) {
    numbers.demands.push_back(0);
    for (auto const row : boxes) {
      numbers.demands.back() +=
          demand_factor * availability.demand_teu(row, journeys_[row]);
    }
  }
  return numbers;
}

// Trains of other traffic run whatever happens, and leave the rest. Where they
// bring wagons, others may use them; where they take them away, somebody has
// brought them.
std::vector<std::vector<FlowActivity>> CapacityModel::run_background(
    CapacityNetwork& network, std::vector<TrainUses>& uses) const {
  std::vector<std::vector<FlowActivity>> bring_wagons;
  for (auto const id : corridor_.services.ids()) {
    auto const& service = corridor_.services[id];
    if (!service.background) {
      continue;
    }
    auto& of_seasons = bring_wagons.emplace_back();
    for (std::size_t s = 0; s < uses.size(); ++s) {
      auto& capacities = network.seasons[s].capacities;
      auto train = uses[s].of_service(id);
      auto const trains = service.frequency * uses[s].days() / 7;
      for (auto const& use : train.uses) {
        auto& left = capacities[static_cast<std::size_t>(use.row)];
        left = std::max(0.0, left - trains * std::max(0.0, use.amount));
      }
      of_seasons.push_back({.cost = 0,
                            .upper = trains,
                            .uses = {},
                            .balances = std::move(train.balances)});
    }
    if (of_seasons.front().balances.empty()) {
      bring_wagons.pop_back();
    }
  }
  return bring_wagons;
}

CapacityNetwork CapacityModel::for_seasons(std::vector<Season> const& seasons,
                                           double demand_factor,
                                           Weights weights) const {
  auto network = network_;
  auto& problem = network.problem;
  CapacityRows rows{corridor_};
  for (auto const& limit : network.limits) {
    rows.row_of(limit);
  }
  std::vector<Availability> available;
  available.reserve(seasons.size());  // they are looked at from where they are
  std::vector<TrainUses> uses;
  for (auto const& season : seasons) {
    auto const& of_season = available.emplace_back(corridor_, season);
    uses.emplace_back(corridor_, services_, rows, of_season);
    network.seasons.push_back(numbers_of(of_season, demand_factor));
  }
  auto bring_wagons = run_background(network, uses);
  std::size_t way = 0;
  for (auto const& running : std::exchange(network.runnings, {})) {
    std::vector<FlowActivity> of_seasons;
    for (std::size_t s = 0; s < seasons.size(); ++s) {
      auto activity = running.service ? uses[s].of_service(running.service)
                                      : uses[s].of_empties(running.empties,
                                                           empties_[way].runs);
      activity.cost = weights.train;
      activity.upper =
          most_trains(network.seasons[s], network.first_limit, activity);
      of_seasons.push_back(std::move(activity));
    }
    way += running.service ? 0 : 1;
    network.runnings.insert(network.runnings.end(),
                            add_activities(network, std::move(of_seasons)),
                            running);
  }
  for (auto& of_seasons : bring_wagons) {
    add_activities(network, std::move(of_seasons));
  }
  for (auto& movement : problem.arcs) {
    movement.cost *= weights.usd_weight;
  }
  auto const& first = network.seasons.front();
  problem.capacities = first.capacities;
  for (std::size_t i = 0; i < problem.activities.size(); ++i) {
    problem.activities[i].upper = first.most[i];
  }
  for (std::size_t i = 0; i < network.demand.size(); ++i) {
    problem.commodities[i].unserved_cost =
        weights.unserved + weights.usd_weight * network.cheapest_usd[i];
    problem.commodities[i].demand = first.demands[i];
  }
  return network;
}

}  // namespace camel
