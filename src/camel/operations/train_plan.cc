// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/train_plan.h"

#include <algorithm>
#include <set>

#include "camel/model/journey.h"
#include "camel/model/procedures.h"
#include "camel/operations/year_record.h"

namespace camel {

namespace {

// All of a service from its first stop to its last, and where it stops.
struct ServiceWay {
  std::vector<LinkRun> runs;
  std::set<std::size_t> stops_after;  // so many runs
  bool is_of_empties = false;
};

ServiceWay way_of(Corridor const& corridor, ServiceNetwork const& network,
                  ServiceId id) {
  ServiceWay way;
  for (auto const stop : corridor.stops_of[id]) {
    auto const& onward = network.way_after[stop.value];
    if (onward) {
      way.runs.insert(way.runs.end(), onward->begin(), onward->end());
      way.stops_after.insert(way.runs.size());
    }
  }
  return way;
}

// The passage at the place that a train reaches after so many runs.
Passage passage_after(Corridor const& corridor,
                      std::vector<LinkRun> const& runs, std::size_t done) {
  Passage passage;
  if (done > 0) {
    passage.before = start_of(corridor, runs[done - 1]);
    passage.at = end_of(corridor, runs[done - 1]);
  } else {
    passage.at = start_of(corridor, runs.front());
  }
  if (done < runs.size()) {
    passage.after = end_of(corridor, runs[done]);
  }
  return passage;
}

// Tracks of the place that a train keeps until it leaves.
std::vector<FacilityId> tracks_kept(Corridor const& corridor,
                                    std::vector<ProcedureId> const& steps) {
  std::vector<FacilityId> tracks;
  for (auto const id : steps) {
    if (corridor.procedures[id].hold && corridor.procedures[id].facility) {
      tracks.push_back(corridor.procedures[id].facility);
    }
  }
  return tracks;
}

Claims claims_of(Corridor const& corridor, Procedures& procedures,
                 ServiceWay const& way) {
  Claims claims;
  if (way.runs.empty()) {
    return claims;
  }
  for (std::size_t done = 0; done <= way.runs.size(); ++done) {
    auto const& steps =
        procedures.steps(passage_after(corridor, way.runs, done));
    auto const tracks = way.is_of_empties ? std::vector<FacilityId>{}
                                          : tracks_kept(corridor, steps);
    for (auto const facility : tracks) {
      claims.push_back(track_of(corridor, facility));
    }
    auto const stays = !steps.empty() || way.stops_after.contains(done);
    if (tracks.empty() && stays) {
      claims.push_back(kOpenSpace);
    }
    if (done < way.runs.size()) {
      claims.push_back(stretch_of(way.runs[done]));
    }
  }
  return claims;
}

TrainWay train_way(Corridor const& corridor,
                   std::vector<WatchedBorder> const& borders,
                   std::vector<LinkRun> const& runs) {
  TrainWay way{.runs = runs, .queues = {}};
  for (std::size_t done = 0; !runs.empty() && done <= runs.size(); ++done) {
    auto const passage = passage_after(corridor, runs, done);
    for (std::size_t queue = 0; queue < borders.size(); ++queue) {
      auto const& border = borders[queue];
      if (leads_through(
              corridor, passage,
              {border.place, border.from_country, border.to_country})) {
        way.queues.push_back({queue, done});
      }
    }
  }
  return way;
}

// TEU a day that the routes send aboard each service.
std::vector<double> loads_a_day(
    Corridor const& corridor,
    Table<DemandId, std::vector<Ride>> const& routes) {
  std::vector<double> teu(corridor.services.size(), 0);
  for (auto const id : routes.ids()) {
    for (auto const& ride : routes[id]) {
      teu[ride.service.value] += corridor.demand[id].teu_year / 365;
    }
  }
  return teu;
}

double trains_a_day(Service const& service, double teu_a_day) {
  return service.background || service.departure == Departure::timetable
             ? service.frequency / 7
             : teu_a_day / service.capacity;
}

// What a country code of an observation's region is, if it is one country.
std::string country_of(Corridor const& corridor, Region const& region) {
  if (region.places.empty()) {
    return "*";
  }
  auto const& country = corridor.places[region.places.front()].country;
  auto const all = std::all_of(
      region.places.begin(), region.places.end(),
      [&](PlaceId p) { return corridor.places[p].country == country; });
  return all ? country : "*";
}

class Planner {
 public:
  Planner(Corridor const& corridor, ServiceNetwork const& network,
          Table<DemandId, std::vector<Ride>> const& routes, TrainPlan& plan)
      : corridor_{corridor},
        network_{network},
        routes_{routes},
        procedures_{corridor},
        plan_{plan} {}

  Line::Plan run() {
    watch_borders();
    add_services();
    add_fleets();
    return line();
  }

 private:
  std::size_t watch(WatchedBorder border) {
    auto& borders = plan_.borders;
    auto const found = std::find(borders.begin(), borders.end(), border);
    if (found != borders.end()) {
      return static_cast<std::size_t>(found - borders.begin());
    }
    borders.push_back(std::move(border));
    return borders.size() - 1;
  }

  void watch_borders() {
    for (auto const& ban : corridor_.loading_bans) {
      plan_.border_of_ban.push_back(
          watch({ban.place, ban.from_country, ban.to_country}));
    }
    for (auto const& observation : corridor_.observations) {
      auto const asks = observation.indicator == Indicator::trains_waiting ||
                        observation.indicator == Indicator::trains_waiting_max;
      if (asks && !observation.via.empty()) {
        watch({observation.via.front(), country_of(corridor_, observation.from),
               country_of(corridor_, observation.to)});
      }
    }
  }

  void add_way(ServiceWay const& way) {
    plan_.ways.push_back(train_way(corridor_, plan_.borders, way.runs));
    claims_.push_back(claims_of(corridor_, procedures_, way));
  }

  void add_services() {
    for (auto const id : corridor_.services.ids()) {
      auto const rail = corridor_.services[id].mode == Mode::rail;
      add_way(rail ? way_of(corridor_, network_, id) : ServiceWay{});
    }
  }

  void add_fleets() {
    auto const loads = loads_a_day(corridor_, routes_);
    plan_.fleets.resize(corridor_.fleets.size());
    for (auto const id : corridor_.services.ids()) {
      auto const& service = corridor_.services[id];
      if (!service.fleet || service.mode != Mode::rail) {
        continue;
      }
      auto const& fleet = corridor_.fleets[service.fleet];
      auto const wagons = wagons_of_train(service, fleet);
      auto const a_day = wagons * trains_a_day(service, loads[id.value]);
      auto const stops = corridor_.stops_of[id];
      auto& from = depot(service.fleet, corridor_.stops[stops.front()].place);
      from.loaded_a_day += a_day;
      from.longest_train = std::max(from.longest_train, wagons);
      depot(service.fleet, corridor_.stops[stops.back()].place).freed_a_day +=
          a_day;
    }
    for (auto const id : corridor_.fleets.ids()) {
      find_ways_of_empties(id);
    }
  }

  Depot& depot(FleetId fleet, PlaceId place) {
    auto& depots = plan_.fleets[fleet.value].depots;
    auto const found =
        std::find_if(depots.begin(), depots.end(),
                     [&](Depot const& d) { return d.place == place; });
    if (found != depots.end()) {
      return *found;
    }
    depots.push_back({.place = place});
    return depots.back();
  }

  // Only from where wagons come free to where they are loaded.
  void find_ways_of_empties(FleetId id) {
    auto& fleet = plan_.fleets[id.value];
    auto const count = fleet.depots.size();
    fleet.ways.assign(count, std::vector<std::optional<std::size_t>>(count));
    fleet.hours.assign(count, std::vector<double>(count, 0));
    for (std::size_t from = 0; from < count; ++from) {
      for (std::size_t to = 0; to < count; ++to) {
        if (from == to || fleet.depots[to].longest_train == 0) {
          continue;
        }
        auto const runs = find_way(corridor_, fleet.depots[from].place,
                                   fleet.depots[to].place, Mode::rail,
                                   gauge_of(corridor_, id));
        if (!runs) {
          continue;
        }
        fleet.ways[from][to] = plan_.ways.size();
        for (auto const run : *runs) {
          fleet.hours[from][to] += free_hours(corridor_, run);
        }
        add_way({*runs, {runs->size()}, true});
      }
    }
  }

  Line::Plan line() {
    auto const links = corridor_.links.size();
    Line::Plan line{
        .room = std::vector<int>(2 * links + corridor_.facilities.size(),
                                 Line::kUnlimited),
        .ways = std::move(claims_),
        .first_track = 2 * links};
    for (auto const id : corridor_.links.ids()) {
      auto const& link = corridor_.links[id];
      if (link.mode == Mode::rail) {
        line.room[run_index(id, false)] = trains_that_fit(link);
        line.room[run_index(id, true)] = trains_that_fit(link);
      }
    }
    for (auto const& step : corridor_.procedures) {
      if (step.hold && step.facility && step.unit == ProcedureUnit::train) {
        line.room[track_of(corridor_, step.facility)] =
            corridor_.facilities[step.facility].servers;
      }
    }
    return line;
  }

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  Table<DemandId, std::vector<Ride>> const& routes_;
  Procedures procedures_;
  TrainPlan& plan_;
  std::vector<Claims> claims_;
};

}  // namespace

std::size_t FleetPlan::depot_at(PlaceId place) const {
  auto const found =
      std::find_if(depots.begin(), depots.end(),
                   [&](Depot const& depot) { return depot.place == place; });
  CAMEL_CHECK(found != depots.end(), "wagons at a place without a depot");
  return static_cast<std::size_t>(found - depots.begin());
}

TrainPlan::TrainPlan(Corridor const& corridor, ServiceNetwork const& network,
                     Table<DemandId, std::vector<Ride>> const& routes)
    : layout{Planner{corridor, network, routes, *this}.run()} {}

Space stretch_of(LinkRun run) {
  return static_cast<Space>(run_index(run.link, run.forward));
}

Space track_of(Corridor const& corridor, FacilityId facility) {
  return static_cast<Space>(2 * corridor.links.size() + facility.value);
}

}  // namespace camel
