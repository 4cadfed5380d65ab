// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/box_ways.h"

#include <algorithm>
#include <string>

#include "camel/model/carriage.h"
#include "camel/model/carriage_cost.h"
#include "camel/model/choice.h"

namespace camel {

BoxWays::BoxWays(Corridor const& corridor, ServiceNetwork const& services,
                 CapacityRows& rows)
    : corridor_{corridor},
      services_{services},
      rows_{rows},
      procedures_{corridor},
      box_uses_{corridor, services, rows} {
  std::map<std::string, std::uint32_t> numbers;
  for (auto const& place : corridor.places) {
    auto const next = static_cast<std::uint32_t>(numbers.size());
    country_.push_back(numbers.try_emplace(place.country, next).first->second);
  }
  loads_less_.resize(corridor.places.size());
  for (auto const& event : corridor.disruptions) {
    for (auto const& target : event.targets) {
      if (event.base && event.payload_share != 1 && target.at) {
        loads_less_[target.at] = 1;
      }
    }
  }
}

void BoxWays::add(Boxes const& boxes) {
  auto const source = new_point();
  auto const sink = new_point();
  problem_.commodities.push_back({.origin = source, .destination = sink});
  for (auto const row : boxes.rows) {
    if (boxes.routes != nullptr) {
      add_chain(row, (*boxes.routes)[row], source, sink);
      continue;
    }
    auto const& demand = corridor_.demand[row];
    auto kind = Kind{demand.commodity, demand.lot_teu, demand.path, {}};
    if (boxes.pass_via) {
      kind.via = demand.via;
    }
    auto const [known, is_new] = kind_numbers_.try_emplace(kind, kinds_.size());
    if (is_new) {
      kinds_.push_back(kind);
    }
    auto const number = known->second;
    sinks_[{number, demand.destination}].push_back(sink);
    // Boxes that came here before this row was known end here, too.
    for (auto const& [standing, from] : come_[{number, demand.destination}]) {
      pass({kinds_[number], standing.next_to, standing.at, {}}, from, sink);
    }
    // From the shipper through the place's procedure to where a train goes.
    for (auto const after : places_ahead(demand.origin, kind)) {
      auto const to = point_of({number, demand.origin, after,
                                pass_via(kind, 0, demand.origin), false});
      pass({kinds_[number], {}, demand.origin, after}, source, to);
    }
    explore();
  }
}

std::vector<PlaceId> BoxWays::places_ahead(PlaceId at, Kind const& kind) const {
  std::vector<PlaceId> ahead;
  for (auto const stop : services_.boarding[at]) {
    if (!may_board(stop, kind)) {
      continue;
    }
    auto const after =
        end_of(corridor_, services_.way_after[stop.value]->front());
    if (std::none_of(ahead.begin(), ahead.end(), [&](PlaceId known) {
          return country_[known.value] == country_[after.value];
        })) {
      ahead.push_back(after);
    }
  }
  return ahead;
}

int BoxWays::new_point() { return problem_.nodes++; }

int BoxWays::point_of(Standing const& standing) {
  auto const code = std::uint64_t{standing.kind} << 40U |
                    std::uint64_t{standing.at.value} << 20U |
                    std::uint64_t{country_[standing.next_to.value]} << 8U |
                    std::uint64_t{standing.passed} << 1U |
                    (standing.has_come ? 1U : 0U);
  auto const [found, is_new] = points_.try_emplace(code, 0);
  if (is_new) {
    found->second = new_point();
    open_.emplace_back(standing, found->second);
  }
  return found->second;
}

void BoxWays::explore() {
  while (!open_.empty()) {
    auto const [standing, from] = open_.back();
    open_.pop_back();
    if (standing.has_come) {
      leave(standing, from);
    } else {
      ride(standing, from);
    }
  }
}

// What has come to a place ends there, or goes on by another train.
void BoxWays::leave(Standing const& standing, int from) {
  auto const kind = kinds_[standing.kind];
  if (standing.passed == kind.via.size()) {
    auto const here = std::pair{standing.kind, standing.at};
    come_[here].emplace_back(standing, from);
    for (auto const sink : sinks_[here]) {
      pass({kind, standing.next_to, standing.at, {}}, from, sink);
    }
  }
  for (auto const after : places_ahead(standing.at, kind)) {
    auto const to =
        point_of({standing.kind, standing.at, after, standing.passed, false});
    pass({kind, standing.next_to, standing.at, after}, from, to);
  }
}

void BoxWays::ride(Standing const& standing, int from) {
  for (auto const stop : services_.boarding[standing.at]) {
    auto const& way = services_.way_after[stop.value];
    if (may_board(stop, kinds_[standing.kind]) &&
        country_[end_of(corridor_, way->front()).value] ==
            country_[standing.next_to.value]) {
      ride_from(stop, standing, from);
    }
  }
}

// Everywhere the service goes from this stop before it comes back to it.
void BoxWays::ride_from(StopId boarding, Standing const& standing, int from) {
  auto const kind = kinds_[standing.kind];
  auto passed = standing.passed;
  auto before = standing.at;
  for (auto stop = boarding;;) {
    auto const& way = services_.way_after[stop.value];
    stop = next_stop(corridor_, stop);
    if (!way || !stop || stop == boarding) {
      return;
    }
    for (auto const run : *way) {
      before = start_of(corridor_, run);
      passed = pass_via(kind, passed, end_of(corridor_, run));
    }
    if (corridor_.stops[stop].unloads()) {
      auto const to = point_of(
          {standing.kind, corridor_.stops[stop].place, before, passed, true});
      aboard(kind, {corridor_.stops[boarding].service, boarding, stop}, from,
             to);
    }
  }
}

void BoxWays::add_chain(DemandId row, std::vector<Ride> const& route,
                        int source, int sink) {
  auto const& demand = corridor_.demand[row];
  auto const kind = Kind{demand.commodity, demand.lot_teu, demand.path, {}};
  auto at = source;
  auto before = PlaceId{};
  auto place = demand.origin;
  for (auto const& leg : route) {
    auto const& way = *services_.way_after[leg.from.value];
    auto const boards = new_point();
    pass({kind, before, place, end_of(corridor_, way.front())}, at, boards);
    at = new_point();
    aboard(kind, leg, boards, at);
    auto const journey = places_of(corridor_, services_, leg);
    before = journey[journey.size() - 2];
    place = journey.back();
  }
  pass({kind, before, place, {}}, at, sink);
}

// Servers of the steps of boxes, and room in the yard while they last.
void BoxWays::pass(Passed const& place, int from, int to) {
  FlowArc way{.from = from, .to = to, .cost = 0, .uses = {}};
  double stay = 0;
  auto const passage = Passage{.before = place.before,
                               .at = place.at,
                               .after = place.after,
                               .unit = ProcedureUnit::lot,
                               .commodity = place.kind.goods};
  for (auto const id : procedures_.steps(passage)) {
    auto const& step = corridor_.procedures[id];
    auto hours = mean_hours(step, place.kind.path);
    if (step.facility) {
      auto const& facility = corridor_.facilities[step.facility];
      auto const of_teu =
          facility.per == ServedUnit::teu ? hours : hours / place.kind.lot_teu;
      hours *= facility.per == ServedUnit::teu ? place.kind.lot_teu : 1;
      if (of_teu > 0) {
        use(way.uses, rows_.row_of(servers_of(corridor_, step.facility)),
            of_teu);
      }
    }
    stay += hours;
  }
  // Boxes that begin their journey here stand with their shippers.
  if (place.before && storage_of(corridor_, place.at) > 0 && stay > 0) {
    way.uses.push_back({rows_.row_of(storage_at(place.at)), stay});
  }
  way.cost = usd_of_hours(place.kind, stay);
  if (!place.after) {
    way.cost += handling_[{place.at, place.kind.goods}];
  }
  problem_.arcs.push_back(std::move(way));
  rides_.emplace_back();
}

// Room aboard, and what boxes use besides.
void BoxWays::aboard(Kind const& kind, Ride const& ride, int from, int to) {
  FlowArc way{.from = from,
              .to = to,
              .cost = price_of(kind, ride).carriage,
              .uses = box_uses_.aboard(ride, kind.lot_teu)};
  auto stop = ride.from;
  do {
    way.uses.push_back({rows_.aboard_after(stop), 1});
    stop = next_stop(corridor_, stop);
  } while (stop != ride.to);
  if (loads_less_[corridor_.stops[ride.from].place]) {
    way.uses.push_back({rows_.loaded_at(ride.from), 1});
  }
  problem_.arcs.push_back(std::move(way));
  rides_.push_back(ride);
}

BoxWays::Price const& BoxWays::price_of(Kind const& kind, Ride const& ride) {
  auto const [found, is_new] =
      prices_.try_emplace({ride.from, ride.to, kind.goods});
  auto& price = found->second;
  if (!is_new) {
    return price;
  }
  auto const route = std::vector{ride};
  auto const runs = runs_of(corridor_, services_, route);
  auto const hubs = hubs_of(corridor_, route);
  auto const cost = cost_of_carriage(corridor_, runs, hubs,
                                     corridor_.commodities[kind.goods]);
  double hours = expected_wait(corridor_.services[ride.service]);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    price.carriage += cost.runs[i].value_or(0);
    hours += free_hours(corridor_, runs[i].run);
  }
  for (auto const& border : cost.borders) {
    price.carriage += border.usd.value_or(0);
  }
  if (!cost.hubs.empty()) {
    price.carriage += cost.hubs.front().value_or(0);
    handling_[{hubs.back(), kind.goods}] = cost.hubs.back().value_or(0);
  }
  price.carriage += usd_of_hours(kind, hours);
  return price;
}

double BoxWays::usd_of_hours(Kind const& kind, double hours) const {
  return usd_of_time(corridor_.commodities[kind.goods],
                     {.usd = 0, .days = hours / 24, .deviation_days = 0},
                     corridor_.choice.spread_weight);
}

std::size_t BoxWays::pass_via(Kind const& kind, std::size_t passed,
                              PlaceId place) const {
  while (passed < kind.via.size() && kind.via[passed] == place) {
    ++passed;
  }
  return passed;
}

bool BoxWays::may_board(StopId stop, Kind const& kind) const {
  auto const& service = corridor_.services[corridor_.stops[stop].service];
  return !service.background && services_.way_after[stop.value] &&
         (service.mode != Mode::rail || service.path == kind.path) &&
         (service.cargo & bit(corridor_.commodities[kind.goods].form)) != 0;
}

}  // namespace camel
