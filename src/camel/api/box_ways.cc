// SPDX-License-Identifier: Apache-2.0
#include "camel/api/box_ways.h"

#include <algorithm>
#include <chrono>

#include "camel/model/procedures.h"

namespace camel {

namespace {

bool calls_at(Corridor const& corridor, ServiceId service, PlaceId place) {
  auto const stops = corridor.stops_of[service];
  return std::any_of(stops.begin(), stops.end(), [&](StopId stop) {
    return corridor.stops[stop].place == place &&
           corridor.stops[stop].action != StopAction::pass;
  });
}

void add_ride(Corridor const& corridor, ServiceNetwork const& network,
              Procedures& procedures, Ride const& ride, BoxWay& way) {
  auto const places = places_of(corridor, network, ride);
  auto const& by = corridor.services[ride.service].key;
  auto const code = [&](std::size_t i) {
    return corridor.places[places[i]].code;
  };
  way.push_back({code(0), Passing::departs, by});
  for (std::size_t i = 1; i + 1 < places.size(); ++i) {
    auto const passage = Passage{.before = places[i - 1],
                                 .at = places[i],
                                 .after = places[i + 1],
                                 .path = corridor.services[ride.service].path};
    if (!procedures.steps(passage).empty() ||
        calls_at(corridor, ride.service, places[i])) {
      way.push_back({code(i), Passing::arrives, by});
      way.push_back({code(i), Passing::departs, by});
    }
  }
  way.push_back({code(places.size() - 1), Passing::arrives, by});
}

}  // namespace

Table<DemandId, BoxWay> box_ways(Corridor const& corridor) {
  auto const network = build_service_network(corridor);
  auto const routes = plan_routes(corridor, network);
  Procedures procedures{corridor};
  Table<DemandId, BoxWay> ways;
  for (auto const id : corridor.demand.ids()) {
    auto const& demand = corridor.demand[id];
    BoxWay way{{corridor.places[demand.origin].code, Passing::ready, ""}};
    for (auto const& ride : routes[id]) {
      add_ride(corridor, network, procedures, ride, way);
    }
    way.push_back(
        {corridor.places[demand.destination].code, Passing::delivered, ""});
    ways.add(std::move(way));
  }
  return ways;
}

EpochSeconds first_second_of(Corridor const& corridor) {
  return std::chrono::sys_seconds{
      std::chrono::sys_days{std::chrono::year{corridor.base_year} / 1 / 1}}
      .time_since_epoch()
      .count();
}

std::vector<BoxJourney> journeys_in(Corridor const& corridor,
                                    Table<DemandId, BoxWay> const& ways,
                                    Journal const& journal) {
  auto const begin = first_second_of(corridor);
  std::vector<BoxJourney> journeys;
  for (auto const& lot : journal.lots) {
    auto const& demand = corridor.demand[lot.demand];
    journeys.push_back({.way = lot.demand.value,
                        .product = corridor.commodities[demand.commodity].key,
                        .times = {begin + lot.ready}});
    journeys.back().times.resize(ways[lot.demand].size(), kNotYet);
  }
  std::vector<std::vector<std::uint32_t>> aboard(journal.trains.size());
  std::vector<std::size_t> next(journal.lots.size(), 1);
  auto const pass = [&](std::uint32_t lot, JournalEntry const& entry,
                        Passing passing) {
    auto const& way = ways[journal.lots[lot].demand];
    auto& at = next[lot];
    if (at < way.size() && way[at].passing == passing &&
        way[at].place == corridor.places[entry.place].code) {
      journeys[lot].times[at++] = begin + entry.time;
    }
  };
  for (auto const& entry : journal.entries) {
    switch (entry.deed) {
      case Deed::boarded:
        aboard[entry.train].push_back(entry.lot);
        break;
      case Deed::set_down:
        std::erase(aboard[entry.train], entry.lot);
        break;
      case Deed::delivered:
        pass(entry.lot, entry, Passing::delivered);
        break;
      case Deed::departed:
      case Deed::arrived:
        for (auto const lot : aboard[entry.train]) {
          pass(lot, entry,
               entry.deed == Deed::departed ? Passing::departs
                                            : Passing::arrives);
        }
        break;
      default:
        break;
    }
  }
  return journeys;
}

}  // namespace camel
