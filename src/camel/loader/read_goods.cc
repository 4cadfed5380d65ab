// SPDX-License-Identifier: Apache-2.0
// What is carried, and how much of it from where to where.
#include <algorithm>
#include <numeric>

#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

constexpr double kLeastSeason = 0.001;  // all factors together

// A chapter (two digits), heading (four) or subheading (six), or a range.
bool is_hs(std::string_view text) {
  auto const ends = split(text, '-');
  auto const code = [](std::string_view end) {
    return (end.size() == 2 || end.size() == 4 || end.size() == 6) &&
           end.find_first_not_of("0123456789") == std::string_view::npos &&
           end.substr(0, 2) != "00";
  };
  return code(ends.front()) &&
         (ends.size() == 1 ||
          (ends.size() == 2 && ends[1].size() == ends[0].size() &&
           code(ends[1]) && ends[0] < ends[1]));
}

void read_hs(Cell& cell, Commodity& commodity) {
  commodity.hs_chapters = cell.text();
  for (auto const part : split(cell.text(), ';')) {
    if (part.empty() || !is_hs(part)) {
      cell.error(part, {fmt::format("'{}' is no chapter of the HS", part),
                        "write two digits, or a range such as 84-85"});
    }
  }
}

void read_season(Cell& cell, Demand& demand) {
  auto const parts = split(cell.text(), ';');
  if (parts.size() != 12) {
    cell.error({fmt::format("season has {} factors", parts.size()),
                "write twelve, January first, separated by ';'"});
    return;
  }
  double sum = 0;
  for (std::size_t month = 0; month < 12; ++month) {
    auto part = cell.part(parts[month], cell.column());
    demand.season[month] = read_number(part, {0, 1e6}).value_or(1);
    sum += demand.season[month];
  }
  if (sum < kLeastSeason) {
    cell.error({"season has next to nothing in any month",
                "write how the twelve months compare"});
    return;
  }
  for (auto& factor : demand.season) {
    factor *= 12 / sum;
  }
}

void finish_demand(RowCells& cells, Demand& demand) {
  if (demand.origin == demand.destination) {
    cells.error("destination", {"the boxes end where they begin",
                                "name two different places"});
  }
  if (!cells.has("lot_teu")) {
    demand.lot_teu = cells.loading().corridor.simulation.lot_teu;
  }
}

}  // namespace

void read_commodities(Loading& loading) {
  read_table<CommodityId, Commodity>(
      loading,
      {.rows = &Loading::commodities,
       .table = &Corridor::commodities,
       .key = {"commodity"},
       .columns = {
           {"commodity", id(&Commodity::key), Need::required},
           {"name", text(&Commodity::name), Need::required},
           {"hs_chapters", read_hs},
           {"cargo_form", word(&Commodity::form), Need::required},
           {"tonnes_per_teu", number(&Commodity::tonnes_per_teu, {0.01, 30}),
            Need::required},
           {"value_per_tonne", number(&Commodity::value_per_tonne, {0, 1e9})},
           {"value_of_time", number(&Commodity::value_of_time, {0, 100})},
           {"temperature_controlled",
            yes_no(&Commodity::temperature_controlled)},
           {"dangerous", yes_no(&Commodity::dangerous)},
           {"phytosanitary", yes_no(&Commodity::phytosanitary)}}});
}

void read_demand(Loading& loading) {
  read_table<DemandId, Demand>(
      loading,
      {.rows = &Loading::demand,
       .table = &Corridor::demand,
       .key = {"demand"},
       .columns =
           {{"demand", id(&Demand::key), Need::required},
            {"origin", reference(&Loading::places, &Demand::origin),
             Need::required},
            {"destination", reference(&Loading::places, &Demand::destination),
             Need::required},
            {"commodity", reference(&Loading::commodities, &Demand::commodity),
             Need::required},
            {"teu", number(&Demand::teu_year, {0.1, 1e8}), Need::required},
            {"via", references(&Loading::places, &Demand::via)},
            {"choice", id(&Demand::choice)},
            {"constant", number(&Demand::constant, {-1e6, 1e6})},
            {"season", read_season},
            {"lot_teu", number(&Demand::lot_teu, {1, 10000})},
            {"path", word(&Demand::path)}},
       .finish = finish_demand});
}

}  // namespace camel
