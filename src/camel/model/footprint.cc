// SPDX-License-Identifier: Apache-2.0
#include "camel/model/footprint.h"

#include <algorithm>

#include "camel/base/names.h"
#include "camel/model/carriage_cost.h"
#include "camel/model/emissions.h"

namespace camel {

namespace {

// A link on the way and what its whole length costs.
struct RunAccount {
  LinkId link;
  std::optional<double> usd;
};

class Account {
 public:
  Account(Corridor const& corridor, ServiceNetwork const& network,
          CommodityId goods, std::vector<Ride> const& route)
      : corridor_{corridor},
        goods_{corridor.commodities[goods]},
        route_{route},
        runs_{runs_of(corridor, network, route)},
        hubs_{hubs_of(corridor, route)},
        cost_{cost_of_carriage(corridor, runs_, hubs_, goods_)} {}

  Footprint all() {
    sum_.tonnes = goods_.tonnes_per_teu;
    for (auto const& ride : route_) {
      LegFootprint leg;
      leg.service = ride.service;
      leg.from = corridor_.stops[ride.from].place;
      leg.to = corridor_.stops[ride.to].place;
      sum_.legs.push_back(leg);
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      add_run(sum_.legs[runs_[i].leg], {runs_[i].run.link, cost_.runs[i]});
    }
    for (std::size_t i = 0; i < hubs_.size(); ++i) {
      add_hub(hubs_[i], cost_.hubs[i]);
    }
    for (auto const& border : cost_.borders) {
      add_border(border);
    }
    for (auto const& leg : sum_.legs) {
      sum_.km += leg.km;
      sum_.tonne_km += leg.tonne_km;
      sum_.usd += leg.usd;
      sum_.grams += leg.grams;
    }
    for (auto* const list : {&sum_.unpriced, &sum_.unmeasured}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(sum_);
  }

 private:
  std::string code(PlaceId place) const { return corridor_.places[place].code; }

  void add_run(LegFootprint& leg, RunAccount const& run) {
    auto const& link = corridor_.links[run.link];
    auto const countries = countries_of(corridor_, run.link);
    auto const parts = static_cast<double>(countries.size());
    leg.hours += kilometers(link.length) / link.free_speed;
    for (auto const& country : countries) {
      auto& stretch = stretch_of(leg, country, link);
      auto const km = kilometers(link.length) / parts;
      auto const tonne_km = km * goods_.tonnes_per_teu;
      auto const grams =
          grams_per_tonne_km(corridor_, link.mode, link.traction, country);
      auto const what = std::string{name_of(link.mode)} +
                        (country.empty() ? "" : " in " + country);
      if (!run.usd) {
        sum_.unpriced.push_back(what);
      }
      if (!grams) {
        sum_.unmeasured.push_back(what);
      }
      auto const usd = run.usd.value_or(0) / parts;
      auto const emitted = grams.value_or(0) * tonne_km;
      for (auto* const into : {&stretch.km, &leg.km}) {
        *into += km;
      }
      for (auto* const into : {&stretch.tonne_km, &leg.tonne_km}) {
        *into += tonne_km;
      }
      for (auto* const into : {&stretch.usd, &leg.usd}) {
        *into += usd;
      }
      for (auto* const into : {&stretch.grams, &leg.grams}) {
        *into += emitted;
      }
    }
  }

  // Neighbouring links of one country, mode and traction are one stretch.
  static StretchFootprint& stretch_of(LegFootprint& leg,
                                      std::string const& country,
                                      Link const& link) {
    auto const traction =
        link.mode == Mode::rail ? link.traction : Traction::diesel;
    if (leg.stretches.empty() || leg.stretches.back().country != country ||
        leg.stretches.back().mode != link.mode ||
        leg.stretches.back().traction != traction) {
      StretchFootprint stretch;
      stretch.country = country;
      stretch.mode = link.mode;
      stretch.traction = traction;
      leg.stretches.push_back(stretch);
    }
    return leg.stretches.back();
  }

  void add_hub(PlaceId at, std::optional<double> usd) {
    auto const grams = grams_of_handling(corridor_, at, goods_);
    if (!usd) {
      sum_.unpriced.push_back("handling at " + code(at));
    }
    if (!grams) {
      sum_.unmeasured.push_back("handling at " + code(at));
    }
    sum_.hubs.push_back({at, usd.value_or(0), grams.value_or(0)});
    sum_.usd += usd.value_or(0);
    sum_.grams += grams.value_or(0);
  }

  void add_border(BorderCharge const& border) {
    auto const run = runs_[border.run].run;
    auto const from = start_of(corridor_, run);
    auto const to = end_of(corridor_, run);
    if (!border.usd) {
      sum_.unpriced.push_back("border " + code(from) + ">" + code(to));
    }
    sum_.borders.push_back({from, to, border.usd.value_or(0)});
    sum_.usd += border.usd.value_or(0);
  }

  Corridor const& corridor_;
  Commodity const& goods_;
  std::vector<Ride> const& route_;
  std::vector<CarriageRun> runs_;
  std::vector<PlaceId> hubs_;
  CarriageCost cost_;
  Footprint sum_;
};

}  // namespace

Footprint footprint_of(Corridor const& corridor, ServiceNetwork const& network,
                       CommodityId goods, std::vector<Ride> const& route) {
  return Account{corridor, network, goods, route}.all();
}

}  // namespace camel
