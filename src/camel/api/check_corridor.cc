// SPDX-License-Identifier: Apache-2.0
#include "camel/api/check_corridor.h"

#include <algorithm>
#include <optional>
#include <set>

#include "camel/model/network.h"
#include "camel/model/observed_demand.h"

namespace camel {

namespace {

// A route's length may differ by this much from the stated value.
constexpr double kLengthTolerance = 0.03;

class Totals {
 public:
  explicit Totals(Corridor const& corridor) : corridor_{corridor} {
    auto const network = build_service_network(corridor);
    for (auto const& demand : corridor.demand) {
      auto const route = find_route(corridor, network, demand);
      passes_.add(places_on(corridor, network, route));
    }
  }

  std::vector<TotalCheck> all() const {
    std::vector<TotalCheck> checks;
    for (auto const id : corridor_.observations.ids()) {
      auto const& row = corridor_.observations[id];
      auto const model = figure(row);
      if (!model || row.scenario != corridor_.scenario) {
        continue;
      }
      auto check = TotalCheck{.observation = id, .model = *model};
      auto const is_length = row.indicator == Indicator::route_km;
      check.low = is_length ? row.value * (1 - kLengthTolerance) : row.low;
      check.high = is_length ? row.value * (1 + kLengthTolerance) : row.high;
      check.inside = check.low <= *model && *model <= check.high;
      checks.push_back(check);
    }
    return checks;
  }

 private:
  std::optional<double> figure(Observation const& row) const {
    switch (row.indicator) {
      case Indicator::demand_teu:
      case Indicator::demand_tonnes: {
        auto sum = demand(row, row.from, row.to);
        return row.both_directions ? sum + demand(row, row.to, row.from) : sum;
      }
      case Indicator::route_km:
        return route_length(row);
      default:
        return std::nullopt;
    }
  }

  double demand(Observation const& row, Region const& from,
                Region const& to) const {
    double sum = 0;
    for (auto const id : corridor_.demand.ids()) {
      auto const& one = corridor_.demand[id];
      auto const& commodity = corridor_.commodities[one.commodity];
      if (speaks_of(row, {from, to}, one, commodity.form, passes_[id])) {
        sum += row.indicator == Indicator::demand_tonnes
                   ? one.teu_year * commodity.tonnes_per_teu
                   : one.teu_year;
      }
    }
    return sum;
  }

  std::optional<double> route_length(Observation const& row) const {
    if (row.from.places.size() != 1 || row.to.places.size() != 1) {
      return std::nullopt;
    }
    auto stops = row.via;
    stops.push_back(row.to.places.front());
    Meters length;
    auto at = row.from.places.front();
    for (auto const next : stops) {
      auto const way = find_any_way(corridor_, at, next);
      if (!way) {
        return std::nullopt;
      }
      for (auto const run : *way) {
        length += corridor_.links[run.link].length;
      }
      at = next;
    }
    return kilometers(length);
  }

  Corridor const& corridor_;
  Table<DemandId, std::set<PlaceId>> passes_;
};

Defaults count_defaults(Corridor const& corridor) {
  std::set<LinkId> links;
  for (auto const& way : build_service_network(corridor).way_after) {
    for (auto const run : way.value_or(std::vector<LinkRun>{})) {
      links.insert(run.link);
    }
  }
  Defaults defaults;
  for (auto const id : links) {
    defaults.path_capacities += corridor.links[id].default_capacity ? 1 : 0;
    defaults.speeds += corridor.links[id].default_speed ? 1 : 0;
  }
  std::set<PlaceId> places;
  for (auto const& stop : corridor.stops) {
    if (stop.loads() || stop.unloads()) {
      places.insert(stop.place);
    }
  }
  for (auto const place : places) {
    auto const has = [&](FacilityKind kind) {
      return static_cast<bool>(find_facility(corridor, place, kind));
    };
    if (!has(FacilityKind::gauge_change) && !has(FacilityKind::lifts) &&
        !has(FacilityKind::berth)) {
      ++defaults.places_without_queue;
    }
  }
  return defaults;
}

}  // namespace

CorridorCheck check_corridor(LoadedCorridor loaded) {
  CorridorCheck check{
      .loaded = std::move(loaded), .defaults = {}, .totals = {}};
  if (check.loaded.ok()) {
    check.defaults = count_defaults(check.loaded.corridor);
    check.totals = Totals{check.loaded.corridor}.all();
  }
  return check;
}

CorridorCheck check_corridor(std::filesystem::path const& folder) {
  return check_corridor(load_corridor(folder));
}

}  // namespace camel
