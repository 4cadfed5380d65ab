// SPDX-License-Identifier: Apache-2.0
#include "camel/api/carriage_codec.h"

namespace camel {

namespace {

Json way(Corridor const& corridor, ChoiceOption const& option) {
  auto const& row = corridor.demand[option.demand];
  auto via = Json::array();
  for (auto const place : row.via) {
    via.push_back(corridor.places[place].code);
  }
  return {{"demand", row.key},
          {"via", via},
          {"share", number(option.share)},
          {"teu_year", number(option.teu_year)},
          {"usd", number(option.way.usd)},
          {"days", number(option.way.days)},
          {"deviation_days", number(option.way.deviation_days)},
          {"time_usd", number(option.time_usd)},
          {"constant", number(option.constant)},
          {"cost", number(option.cost)},
          {"logit", number(option.logit)},
          {"pivot", number(option.pivot)}};
}

}  // namespace

Json carriage_json(Corridor const& corridor, Footprint const& of_teu) {
  auto legs = Json::array();
  for (auto const& leg : of_teu.legs) {
    legs.push_back({{"service", corridor.services[leg.service].key},
                    {"from", corridor.places[leg.from].code},
                    {"to", corridor.places[leg.to].code},
                    {"km", number(leg.km)},
                    {"hours", number(leg.hours)},
                    {"usd", number(leg.usd)},
                    {"kg_co2e", number(leg.grams / 1000)}});
  }
  return {{"usd_per_teu", number(of_teu.usd)},
          {"kg_co2e_per_teu", number(of_teu.grams / 1000)},
          {"km", number(of_teu.km)},
          {"tonnes_per_teu", number(of_teu.tonnes)},
          {"legs", legs},
          {"unpriced", of_teu.unpriced},
          {"unmeasured", of_teu.unmeasured}};
}

Json choice_json(Corridor const& corridor, ChoiceResult const& choice) {
  if (choice.groups.empty()) {
    return nullptr;
  }
  auto groups = Json::array();
  for (auto const& group : choice.groups) {
    auto ways = Json::array();
    for (auto const& option : group.options) {
      ways.push_back(way(corridor, option));
    }
    auto const& row = corridor.demand[group.options.front().demand];
    groups.push_back({{"choice", group.name},
                      {"origin", corridor.places[row.origin].code},
                      {"destination", corridor.places[row.destination].code},
                      {"commodity", corridor.commodities[row.commodity].key},
                      {"teu_year", number(group.teu_year)},
                      {"ways", ways}});
  }
  return {{"scale_usd", number(choice.settings.scale_usd)},
          {"spread_weight", number(choice.settings.spread_weight)},
          {"tolerance", number(choice.settings.tolerance)},
          {"settled", choice.settled},
          {"gaps", numbers(choice.gaps)},
          {"groups", groups}};
}

}  // namespace camel
