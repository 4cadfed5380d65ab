// SPDX-License-Identifier: Apache-2.0
// What carriage costs in money and in grams of CO2e.
#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

void finish_tariff(RowCells& cells, Tariff& tariff) {
  if (tariff.direction.empty()) {
    tariff.direction = "both";
  }
  if (tariff.to && !tariff.from && cells.fine("from_place")) {
    cells.error("from_place",
                {"a stretch without a beginning", "name its from_place, too"});
  }
  if (tariff.from && tariff.from == tariff.to) {
    cells.error("to_place", {"the stretch ends where it begins",
                             "name two different places"});
  }
}

void finish_factor(RowCells&, EmissionFactor& factor) {
  if (factor.region.empty()) {
    factor.region = "*";
  }
}

}  // namespace

void read_tariffs(Loading& loading) {
  read_table<TariffId, Tariff>(
      loading,
      {.rows = &Loading::tariffs,
       .table = &Corridor::tariffs,
       .key = {"tariff"},
       .columns = {{"tariff", id(&Tariff::key), Need::required},
                   {"name", text(&Tariff::name), Need::required},
                   {"mode",
                    one_of(&Tariff::mode, {"rail", "sea", "ferry", "road",
                                           "multimodal", "handling", "border"}),
                    Need::required},
                   {"from_place", reference(&Loading::places, &Tariff::from)},
                   {"to_place", reference(&Loading::places, &Tariff::to)},
                   {"direction", one_of(&Tariff::direction,
                                        {"both", "eastbound", "westbound"})},
                   {"unit", text(&Tariff::unit), Need::required},
                   {"value", number(&Tariff::value, {0, 1e12}), Need::required},
                   {"year", whole(&Tariff::year, kYears)},
                   {"used", yes_no(&Tariff::used)}},
       .finish = finish_tariff});
}

void read_emission_factors(Loading& loading) {
  read_table<EmissionFactorId, EmissionFactor>(
      loading,
      {.rows = &Loading::emission_factors,
       .table = &Corridor::emission_factors,
       .key = {"factor"},
       .columns = {{"factor", id(&EmissionFactor::key), Need::required},
                   {"name", text(&EmissionFactor::name), Need::required},
                   {"mode",
                    one_of(&EmissionFactor::mode,
                           {"rail", "sea", "ferry", "road", "inland_waterway",
                            "handling", "electricity", "fuel"}),
                    Need::required},
                   {"traction", word(&EmissionFactor::traction)},
                   {"region", text(&EmissionFactor::region)},
                   {"unit", text(&EmissionFactor::unit), Need::required},
                   {"value", number(&EmissionFactor::value, {0, 1e12}),
                    Need::required},
                   {"used", yes_no(&EmissionFactor::used)}},
       .finish = finish_factor});
}

}  // namespace camel
