// SPDX-License-Identifier: Apache-2.0
// What carriage costs in money and in grams of CO2e.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"
#include "camel/model/carriage_cost.h"

namespace camel {

namespace {

using namespace columns;

void check_used_tariff(RowCells& cells, Tariff const& tariff) {
  auto const known = std::find(kPriceUnits.begin(), kPriceUnits.end(),
                               tariff.unit) != kPriceUnits.end();
  if (!known && cells.fine("unit")) {
    cells.error("unit",
                {fmt::format("a used price cannot be in '{}'", tariff.unit),
                 fmt::format("give it in one of {}, or set used to no",
                             fmt::join(kPriceUnits, ", "))});
  }
  auto const by_km = tariff.unit.ends_with("-km");
  if ((tariff.mode == "handling" || tariff.mode == "border") && by_km) {
    cells.error("unit", {fmt::format("a {} has no kilometres", tariff.mode),
                         "give it by the TEU, FEU, wagon or tonne"});
  }
  if (tariff.mode == "handling" && tariff.to) {
    cells.error("to_place", {"boxes are handled at one place",
                             "name it in from_place alone"});
  }
  if (tariff.mode != "handling" && tariff.from && !tariff.to &&
      cells.fine("to_place")) {
    cells.error("to_place", {"a used price of a stretch without an end",
                             "name its to_place, too"});
  }
  if (tariff.mode == "multimodal" && !tariff.from && cells.fine("from_place")) {
    cells.error("mode", {"a used through price without a stretch",
                         "name its from_place and to_place"});
  }
}

void finish_tariff(RowCells& cells, Tariff& tariff) {
  if (tariff.to && !tariff.from && cells.fine("from_place")) {
    cells.error("from_place",
                {"a stretch without a beginning", "name its from_place, too"});
  }
  if (tariff.from && tariff.from == tariff.to) {
    cells.error("to_place", {"the stretch ends where it begins",
                             "name two different places"});
  }
  if (tariff.from && tariff.region != "*") {
    cells.error("region", {"a price of a stretch has no region",
                           "leave region or from_place blank"});
  }
  if (tariff.used) {
    check_used_tariff(cells, tariff);
  }
}

// A factor that no rule of the model asks for would be used for nothing.
void finish_factor(RowCells& cells, EmissionFactor& factor) {
  if (!factor.used) {
    return;
  }
  auto const allowed = factor.mode == "handling"      ? "kg/container or kg/t"
                       : factor.mode == "electricity" ? "g/kWh"
                                                      : "g/tkm or Wh/tkm";
  auto const known =
      factor.mode == "handling"
          ? factor.unit == "kg/container" || factor.unit == "kg/t"
      : factor.mode == "electricity"
          ? factor.unit == "g/kWh"
          : factor.unit == "g/tkm" || factor.unit == "Wh/tkm";
  if (!known && cells.fine("unit")) {
    cells.error("unit",
                {fmt::format("a used factor of {} cannot be in '{}'",
                             factor.mode, factor.unit),
                 fmt::format("give it in {}, or set used to no", allowed)});
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
                   {"region", text(&Tariff::region)},
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
