// SPDX-License-Identifier: Apache-2.0
// Demand that no chain of services can carry. A million rows have few
// different journeys, and each journey is searched once.
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/loader/checks.h"
#include "camel/loader/great_circle.h"
#include "camel/model/network.h"

namespace camel {

namespace {

constexpr int kExplained = 20;  // journeys whose failure is looked into

struct Journey {
  PlaceId origin, destination;
  CargoForm form = CargoForm::container;
  std::vector<PlaceId> via;
  TrainPath path = TrainPath::ordinary;

  bool operator==(Journey const&) const = default;
};

struct HashJourney {
  std::size_t operator()(Journey const& journey) const {
    std::size_t hash = journey.origin.value;
    auto const mix = [&](std::size_t value) {
      hash = hash * 0x9E3779B97F4A7C15U + value;
    };
    mix(journey.destination.value);
    mix(static_cast<std::size_t>(journey.form));
    mix(static_cast<std::size_t>(journey.path));
    for (auto const place : journey.via) {
      mix(place.value);
    }
    return hash ^ (hash >> 29U);
  }
};

// The services of a corridor and one commodity of each cargo form.
class Carriers {
 public:
  explicit Carriers(Corridor const& corridor) {
    corridor_.places = corridor.places;
    corridor_.links = corridor.links;
    corridor_.services = corridor.services;
    corridor_.stops = corridor.stops;
    for (std::size_t form = 0; form < names(CargoForm{}).size(); ++form) {
      Commodity commodity;
      commodity.form = static_cast<CargoForm>(form);
      corridor_.commodities.add(std::move(commodity));
    }
    index_corridor(corridor_);
    network_ = build_service_network(corridor_);
  }

  // As if every service that is in doubt took everything everywhere it goes.
  void assume_the_best(Loading const& loading) {
    for (auto const id : corridor_.services.ids()) {
      if (!loading.services.sound(id)) {
        corridor_.services[id].cargo = 0xff;
        corridor_.services[id].background = false;
        for (auto const stop : corridor_.stops_of[id]) {
          corridor_.stops[stop].action = StopAction::both;
        }
        any_path_ = true;
      }
    }
    if (any_path_) {
      for (auto const id : corridor_.services.ids()) {
        corridor_.services[id].path = TrainPath::ordinary;
      }
    }
    network_ = build_service_network(corridor_);
  }

  bool carry(Journey const& journey) const {
    Demand demand;
    demand.origin = journey.origin;
    demand.destination = journey.destination;
    demand.commodity = CommodityId{static_cast<unsigned>(journey.form)};
    demand.via = journey.via;
    demand.path = any_path_ ? TrainPath::ordinary : journey.path;
    return !find_route(corridor_, network_, demand).empty();
  }

 private:
  Corridor corridor_;
  ServiceNetwork network_;
  bool any_path_ = false;
};

// Why nobody carries it, as far as that is cheap to say.
std::string explain(Corridor const& corridor, Carriers const& carriers,
                    Journey journey) {
  auto const form = name_of(journey.form);
  auto by_others = journey;
  by_others.path =
      journey.path == TrainPath::fixed ? TrainPath::ordinary : TrainPath::fixed;
  if (carriers.carry(by_others)) {
    return fmt::format("trains go there, but their path is not {}",
                       name_of(journey.path));
  }
  if (!journey.via.empty()) {
    auto const via = std::exchange(journey.via, {});
    if (carriers.carry(journey)) {
      return "there is a chain that does not pass 'via' in this order";
    }
  }
  for (std::size_t other = 0; other < names(CargoForm{}).size(); ++other) {
    auto as_other = journey;
    as_other.form = static_cast<CargoForm>(other);
    if (carriers.carry(as_other)) {
      return fmt::format("services go there, but some do not carry '{}'", form);
    }
  }
  auto const& goal = corridor.places[journey.destination];
  auto nearest = std::numeric_limits<double>::infinity();
  PlaceId reached;
  for (auto const place : corridor.places.ids()) {
    auto to_place = journey;
    to_place.destination = place;
    auto const left = great_circle_km(corridor.places[place], goal);
    if (place != journey.origin && left < nearest && carriers.carry(to_place)) {
      nearest = left;
      reached = place;
    }
  }
  auto const& origin = corridor.places[journey.origin].code;
  return reached
             ? fmt::format(
                   "boxes from {} get as far as {}, {:.0f} km "
                   "short of {}",
                   origin, corridor.places[reached].code, nearest, goal.code)
             : fmt::format("no service takes '{}' from {} anywhere", form,
                           origin);
}

bool in_doubt(Loading const& loading) {
  return links_in_doubt(loading) || loading.stops_in_doubt ||
         loading.services.dropped > 0 || loading.stops.dropped > 0 ||
         loading.services.keyless || loading.stops.keyless;
}

// A journey and the rows that ask for it.
struct Asked {
  Journey journey;
  DemandId first;
  std::size_t rows = 0;
};

std::vector<Asked> group_by_journey(Loading const& loading) {
  auto const& corridor = loading.corridor;
  std::vector<Asked> asked;
  std::unordered_map<Journey, std::size_t, HashJourney> known;
  Journey journey;
  for (auto const id : corridor.demand.ids()) {
    auto const& demand = corridor.demand[id];
    if (!loading.demand.sound(id)) {
      continue;
    }
    journey.origin = demand.origin;
    journey.destination = demand.destination;
    journey.form = corridor.commodities[demand.commodity].form;
    journey.via = demand.via;
    journey.path = demand.path;
    auto const [at, is_new] = known.try_emplace(journey, asked.size());
    if (is_new) {
      asked.push_back({journey, id});
    }
    ++asked[at->second].rows;
  }
  return asked;
}

}  // namespace

void check_demand(Loading& loading) {
  if (in_doubt(loading)) {
    return;
  }
  auto const& corridor = loading.corridor;
  auto asked = group_by_journey(loading);
  Carriers carriers{corridor};
  std::erase_if(asked,
                [&](Asked const& a) { return carriers.carry(a.journey); });
  if (asked.empty()) {
    return;
  }
  // What only a broken service could carry is not told again.
  carriers.assume_the_best(loading);
  auto explained = 0;
  for (auto const& [journey, first, rows] : asked) {
    if (carriers.carry(journey)) {
      continue;
    }
    auto const more =
        rows > 1 ? fmt::format(" (nor that of {} more rows)", rows - 1) : "";
    loading.error(
        loading.demand, first, "destination",
        {fmt::format("no chain of services carries '{}' from {} to {}{}",
                     name_of(journey.form),
                     corridor.places[journey.origin].code,
                     corridor.places[journey.destination].code, more),
         ++explained <= kExplained ? explain(corridor, carriers, journey)
                                   : "add the service that is missing"});
  }
}

}  // namespace camel
