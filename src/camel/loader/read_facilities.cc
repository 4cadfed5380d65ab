// SPDX-License-Identifier: Apache-2.0
// What places can do, and the steps that trains and boxes go through there.
#include <algorithm>
#include <tuple>

#include "camel/loader/countries.h"
#include "camel/loader/durations.h"
#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

// Rows with the fields that become a law only together.
struct FacilityRow : Facility {
  Variation variation;
};

struct ProcedureRow : ProcedureStep {
  std::string facility_name;
  std::optional<double> hours, pre_arrival_hours;
  Variation variation;
};

// "22:00-06:00" closes on the next day.
std::optional<OpeningHours> parse_opening(std::string_view text) {
  auto const ends = split(text, '-');
  if (ends.size() != 2) {
    return std::nullopt;
  }
  auto const opens = parse_time_of_day(ends[0]);
  auto const closes = parse_time_of_day(ends[1]);
  if (!opens || !closes || *opens == 24 * 60 || *opens == *closes) {
    return std::nullopt;
  }
  return OpeningHours{*opens, *closes > *opens ? *closes : *closes + 24 * 60};
}

void read_opening(Cell& cell, FacilityRow& facility) {
  if (auto const opening = parse_opening(cell.text())) {
    facility.opening = *opening;
  } else {
    cell.error({fmt::format("opening '{}' makes no sense", cell.text()),
                "write HH:MM-HH:MM within 00:00 and 24:00, such as "
                "08:00-20:00"});
  }
}

void read_storage(Cell& cell, FacilityRow& facility) {
  if (auto const value = read_whole(cell, {1, 1e9})) {
    facility.storage = Teu{*value};
  }
}

void finish_facility(RowCells& cells, FacilityRow& facility) {
  apply_variation(cells, facility.variation, facility.service);
  if (cells.has("storage") && facility.kind != FacilityKind::yard) {
    cells.error("storage",
                {fmt::format("storage at a facility of kind {}",
                             name_of(facility.kind)),
                 "give the place a facility of kind yard, or leave it blank"});
  }
  if (cells.has("patience_hours") && facility.kind != FacilityKind::yard) {
    cells.error("patience_hours",
                {fmt::format("patience at a facility of kind {}",
                             name_of(facility.kind)),
                 "trains wait for room in yards only: leave it blank"});
  }
  if (facility.breakdown_hours && facility.kind == FacilityKind::yard) {
    cells.error("breakdown_hours",
                {"a yard has no servers to break down", "leave it blank"});
  }
}

// A commodity, or a property that goods may have.
void read_goods(Cell& cell, ProcedureRow& step) {
  auto const& known = cell.loading().commodities.keys;
  auto const word = find_by_name<GoodsProperty>(cell.text());
  if (word && !known.contains(cell.text())) {
    step.goods = *word;
    return;
  }
  auto const meant = did_you_mean(cell.text(), words_of<GoodsProperty>());
  if (!known.contains(cell.text()) && !meant.empty()) {
    cell.error({fmt::format("unknown commodity '{}'", cell.text()), meant});
  } else if (auto const found =
                 find_key(cell, cell.text(), cell.loading().commodities)) {
    step.commodity = *found;
  }
}

bool is_for_some_goods(ProcedureStep const& step) {
  return step.commodity || step.goods != GoodsProperty::any;
}

// The step waits for a facility of its own place, and takes its time from it.
void find_facility_of(RowCells& cells, ProcedureRow& step) {
  if (step.facility_name.empty()) {
    return;
  }
  auto& loading = cells.loading();
  auto const& place = loading.corridor.places[step.place].code;
  auto const found =
      loading.facilities.keys.find(place + "/" + step.facility_name);
  if (found != loading.facilities.keys.end()) {
    step.facility = found->second.id;
    if (!step.facility) {
      cells.mark_bad("facility");
    }
    return;
  }
  Nearest nearest{step.facility_name};
  for (auto const& facility : loading.corridor.facilities) {
    if (facility.place == step.place) {
      nearest.consider(facility.name);
    }
  }
  if (!loading.facilities.keyless) {
    cells.error("facility", {fmt::format("{} has no facility '{}'", place,
                                         step.facility_name),
                             nearest.word().empty() ? "add it to facilities.csv"
                                                    : nearest.question()});
  }
}

void finish_step(RowCells& cells, ProcedureRow& step) {
  find_facility_of(cells, step);
  if (step.facility) {
    step.time = cells.loading().corridor.facilities[step.facility].service;
  }
  step.time.mean_hours = step.hours.value_or(step.time.mean_hours);
  apply_variation(cells, step.variation, step.time);
  step.pre_arrival_time = step.time;
  step.pre_arrival_time.mean_hours =
      step.pre_arrival_hours.value_or(step.time.mean_hours);
  if (step.facility_name.empty() && !cells.has("hours")) {
    cells.error("hours", {"a step without a facility and without hours",
                          "write how long it takes, or what it waits for"});
  }
  if (step.hold && step.facility_name.empty()) {
    cells.error("hold", {"a step that holds no facility",
                         "name the facility whose server is kept"});
  }
  if (is_for_some_goods(step) && step.unit == ProcedureUnit::train) {
    cells.error("commodity", {"a train's step for some goods only",
                              "leave it blank, or make it a step of lots"});
  }
}

// Measures change a step in all its directions at once: its key is the place
// and the name of the step.
void name_by_place_and_step(Loading& loading) {
  auto& shape = loading.shapes["procedures"];
  shape.key_columns = {"place", "name"};
  shape.has_key = [&loading](std::string_view key) {
    auto const& corridor = loading.corridor;
    return loading.procedures.dropped > 0 ||
           std::any_of(corridor.procedures.begin(), corridor.procedures.end(),
                       [&](ProcedureStep const& step) {
                         return corridor.places[step.place].code + "/" +
                                    step.name ==
                                key;
                       });
  };
  shape.suggest_key = [](std::string_view) { return std::string{}; };
}

}  // namespace

void read_facilities(Loading& loading) {
  read_table<FacilityId, Facility, FacilityRow>(
      loading,
      {.rows = &Loading::facilities,
       .table = &Corridor::facilities,
       .key = {"place", "facility"},
       .columns =
           {{"place", reference(&Loading::places, &FacilityRow::place),
             Need::required},
            {"facility", id(&FacilityRow::name), Need::required},
            {"kind", word(&FacilityRow::kind), Need::required},
            {"servers", whole(&FacilityRow::servers, {1, 100000})},
            {"service_hours",
             [](Cell& cell, FacilityRow& row) {
               row.service.mean_hours = read_number(cell, kHours).value_or(0);
             }},
            {"per", word(&FacilityRow::per)},
            {"spread", read_spread<FacilityRow>},
            {"distribution", read_distribution<FacilityRow>},
            {"opening", read_opening},
            {"storage", read_storage},
            {"patience_hours", number(&FacilityRow::patience_hours, kWaits)},
            {"breakdown_hours",
             number(&FacilityRow::breakdown_hours, {0.1, 1e6})},
            {"repair_hours", number(&FacilityRow::repair_hours, kWaits)}},
       .finish = finish_facility});
}

void read_procedures(Loading& loading) {
  read_table<ProcedureId, ProcedureStep, ProcedureRow>(
      loading,
      {.rows = &Loading::procedures,
       .table = &Corridor::procedures,
       .key = {"place", "from_country", "to_country", "commodity", "unit",
               "step"},
       .columns = {{"place", reference(&Loading::places, &ProcedureRow::place),
                    Need::required},
                   {"from_country",
                    [](Cell& cell, ProcedureRow& row) {
                      read_side(cell, row.from_country);
                    },
                    Need::required},
                   {"to_country",
                    [](Cell& cell, ProcedureRow& row) {
                      read_side(cell, row.to_country);
                    },
                    Need::required},
                   {"commodity", read_goods},
                   {"unit", word(&ProcedureRow::unit), Need::required},
                   {"step", whole(&ProcedureRow::step, {1, 1000}),
                    Need::required},
                   {"name", text(&ProcedureRow::name), Need::required},
                   {"facility", text(&ProcedureRow::facility_name)},
                   {"share", number(&ProcedureRow::share, kShare)},
                   {"hours", number(&ProcedureRow::hours, kHours)},
                   {"spread", read_spread<ProcedureRow>},
                   {"distribution", read_distribution<ProcedureRow>},
                   {"pre_arrival_share",
                    number(&ProcedureRow::pre_arrival_share, kShare)},
                   {"pre_arrival_hours",
                    number(&ProcedureRow::pre_arrival_hours, kHours)},
                   {"hold", yes_no(&ProcedureRow::hold)}},
       .finish = finish_step});
  name_by_place_and_step(loading);
  sort_rows(loading.corridor.procedures, loading.procedures,
            [](ProcedureStep const& a, ProcedureStep const& b) {
              return std::tie(a.place, a.step) < std::tie(b.place, b.step);
            });
}

}  // namespace camel
