// SPDX-License-Identifier: Apache-2.0
#include "camel/model/network.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include "camel/base/error.h"

namespace camel {

namespace {

constexpr double kUnreached = std::numeric_limits<double>::infinity();

// What a change of train is expected to cost in hours, besides the wait.
constexpr double kChangeHours = 12;

template <typename Usable>
std::optional<std::vector<LinkRun>> shortest(Corridor const& corridor,
                                             PlaceId from, PlaceId to,
                                             Usable usable) {
  std::vector<double> best(corridor.places.size(), kUnreached);
  std::vector<LinkRun> arrived_by(corridor.places.size());
  using Entry = std::pair<double, PlaceId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  best[from.value] = 0;
  open.push({0, from});
  while (!open.empty()) {
    auto const [length, at] = open.top();
    open.pop();
    if (at == to) {
      break;
    }
    if (length > best[at.value]) {
      continue;
    }
    for (auto const id : corridor.links_at[at]) {
      auto const& link = corridor.links[id];
      if (!link.open || !usable(link)) {
        continue;
      }
      auto const run = LinkRun{id, link.from == at};
      auto const next = end_of(corridor, run);
      auto const total = length + kilometers(link.length);
      if (total < best[next.value]) {
        best[next.value] = total;
        arrived_by[next.value] = run;
        open.push({total, next});
      }
    }
  }
  if (best[to.value] == kUnreached) {
    return std::nullopt;
  }
  std::vector<LinkRun> way;
  for (auto at = to; at != from; at = start_of(corridor, way.back())) {
    way.push_back(arrived_by[at.value]);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

// A place reached with so many of the `via` places passed.
struct Reached {
  double hours = kUnreached;
  Ride by;
  PlaceId before;
  std::size_t passed_before = 0;
};

class RouteSearch {
 public:
  RouteSearch(Corridor const& corridor, ServiceNetwork const& network,
              Demand const& demand)
      : corridor_{corridor},
        network_{network},
        demand_{demand},
        cargo_{bit(corridor.commodities[demand.commodity].form)},
        reached_(corridor.places.size() * (demand.via.size() + 1)) {}

  std::vector<Ride> run() {
    auto const passed = pass(0, demand_.origin);
    improve(demand_.origin, passed, {.hours = 0, .by = {}, .before = {}});
    while (!open_.empty()) {
      auto const [hours, at, via_passed] = open_.top();
      open_.pop();
      if (hours > reached_at(at, via_passed).hours) {
        continue;
      }
      if (at == demand_.destination && via_passed == demand_.via.size()) {
        return rides_to(at, via_passed);
      }
      for (auto const stop : network_.boarding[at]) {
        ride_from(stop, at, via_passed, hours);
      }
    }
    return {};
  }

 private:
  std::size_t pass(std::size_t passed, PlaceId place) const {
    while (passed < demand_.via.size() && demand_.via[passed] == place) {
      ++passed;
    }
    return passed;
  }

  Reached& reached_at(PlaceId at, std::size_t passed) {
    return reached_[at.value * (demand_.via.size() + 1) + passed];
  }

  void improve(PlaceId at, std::size_t passed, Reached const& how) {
    auto& known = reached_at(at, passed);
    if (how.hours < known.hours) {
      known = how;
      open_.push({how.hours, at, passed});
    }
  }

  // Everywhere the service goes from this stop before it comes back to it.
  void ride_from(StopId boarding, PlaceId at, std::size_t via_passed,
                 double hours) {
    auto const& service = corridor_.services[corridor_.stops[boarding].service];
    if (service.background || (service.cargo & cargo_) == 0 ||
        (service.mode == Mode::rail && service.path != demand_.path)) {
      return;
    }
    auto const id = corridor_.stops[boarding].service;
    auto passed = via_passed;
    hours += expected_wait(service) + kChangeHours;
    for (auto stop = boarding;;) {
      auto const& way = network_.way_after[stop.value];
      stop = next_stop(corridor_, stop);
      if (!way || !stop || stop == boarding) {
        return;
      }
      for (auto const run : *way) {
        hours += free_hours(corridor_, run);
        passed = pass(passed, end_of(corridor_, run));
      }
      if (corridor_.stops[stop].unloads()) {
        improve(corridor_.stops[stop].place, passed,
                {.hours = hours,
                 .by = {id, boarding, stop},
                 .before = at,
                 .passed_before = via_passed});
      }
    }
  }

  std::vector<Ride> rides_to(PlaceId at, std::size_t passed) {
    std::vector<Ride> rides;
    while (reached_at(at, passed).before) {
      auto const& how = reached_at(at, passed);
      rides.push_back(how.by);
      at = how.before;
      passed = how.passed_before;
    }
    std::reverse(rides.begin(), rides.end());
    return rides;
  }

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  Demand const& demand_;
  std::uint8_t cargo_;
  std::vector<Reached> reached_;
  using Entry = std::tuple<double, PlaceId, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open_;
};

}  // namespace

double expected_wait(Service const& service) {
  auto const between = service.frequency > 0 ? 168.0 / service.frequency : 0.0;
  return service.departure == Departure::timetable
             ? between / 2
             : std::max(between, std::min(service.max_wait_hours, 48.0)) / 2;
}

PlaceId start_of(Corridor const& corridor, LinkRun run) {
  auto const& link = corridor.links[run.link];
  return run.forward ? link.from : link.to;
}

PlaceId end_of(Corridor const& corridor, LinkRun run) {
  auto const& link = corridor.links[run.link];
  return run.forward ? link.to : link.from;
}

double free_hours(Corridor const& corridor, LinkRun run) {
  auto const& link = corridor.links[run.link];
  return kilometers(link.length) / link.free_speed;
}

std::optional<std::vector<LinkRun>> find_way(Corridor const& corridor,
                                             PlaceId from, PlaceId to,
                                             Mode mode, Gauge gauge) {
  return shortest(corridor, from, to, [&](Link const& link) {
    return link.mode == mode && (gauge == 0 || link.gauge == gauge);
  });
}

Gauge gauge_of(Corridor const& corridor, FleetId id) {
  auto const& fleet = corridor.fleets[id];
  if (fleet.gauge != 0) {
    return fleet.gauge;
  }
  for (auto const& service : corridor.services) {
    if (service.fleet == id) {
      return service.gauge;
    }
  }
  return 0;
}

std::optional<std::vector<LinkRun>> find_any_way(Corridor const& corridor,
                                                 PlaceId from, PlaceId to) {
  return shortest(corridor, from, to, [](Link const&) { return true; });
}

bool is_loop(Corridor const& corridor, ServiceId service) {
  auto const stops = corridor.stops_of[service];
  return corridor.services[service].mode != Mode::rail && stops.size() > 2 &&
         corridor.stops[stops.front()].place ==
             corridor.stops[stops.back()].place;
}

StopId next_stop(Corridor const& corridor, StopId stop) {
  auto const service = corridor.stops[stop].service;
  auto const stops = corridor.stops_of[service];
  auto const at = std::find(stops.begin(), stops.end(), stop);
  auto const next = at + 1;
  if (next == stops.end()) {
    return {};
  }
  auto const closes = next + 1 == stops.end() && is_loop(corridor, service);
  return closes ? stops.front() : *next;
}

ServiceNetwork build_service_network(Corridor const& corridor) {
  ServiceNetwork network;
  network.way_after.resize(corridor.stops.size());
  std::vector<std::vector<StopId>> boarding(corridor.places.size());
  for (auto const service : corridor.services.ids()) {
    auto const& offer = corridor.services[service];
    auto const stops = corridor.stops_of[service];
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      auto const& here = corridor.stops[stops[i]];
      auto const& there = corridor.stops[stops[i + 1]];
      if (here.place != there.place) {
        network.way_after[stops[i].value] =
            find_way(corridor, here.place, there.place, offer.mode,
                     offer.mode == Mode::rail ? offer.gauge : 0);
      }
      if (here.loads()) {
        boarding[here.place.value].push_back(stops[i]);
      }
    }
  }
  network.boarding = Ragged<PlaceId, StopId>{boarding};
  return network;
}

std::vector<Ride> find_route(Corridor const& corridor,
                             ServiceNetwork const& network,
                             Demand const& demand) {
  return RouteSearch{corridor, network, demand}.run();
}

Table<DemandId, std::vector<Ride>> plan_routes(Corridor const& corridor,
                                               ServiceNetwork const& network) {
  Table<DemandId, std::vector<Ride>> routes;
  for (auto const& demand : corridor.demand) {
    routes.add(find_route(corridor, network, demand));
    if (routes[DemandId{routes.size() - 1}].empty()) {
      throw UsageError{"no chain of services carries demand '" + demand.key +
                       "'; `camel check` says more"};
    }
  }
  return routes;
}

std::set<PlaceId> places_on(Corridor const& corridor,
                            ServiceNetwork const& network,
                            std::vector<Ride> const& route) {
  std::set<PlaceId> places;
  for (auto const& ride : route) {
    auto const way = places_of(corridor, network, ride);
    places.insert(way.begin(), way.end());
  }
  return places;
}

std::vector<PlaceId> places_of(Corridor const& corridor,
                               ServiceNetwork const& network,
                               Ride const& ride) {
  std::vector<PlaceId> places{corridor.stops[ride.from].place};
  for (auto stop = ride.from; stop != ride.to || places.size() == 1;) {
    auto const& way = network.way_after[stop.value];
    CAMEL_CHECK(way.has_value(), "a ride over a jump");
    for (auto const run : *way) {
      places.push_back(end_of(corridor, run));
    }
    stop = next_stop(corridor, stop);
  }
  return places;
}

}  // namespace camel
