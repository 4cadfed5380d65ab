// SPDX-License-Identifier: Apache-2.0
// What was observed in the world, and where every fact comes from.
#include <algorithm>

#include "camel/loader/countries.h"
#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

struct ObservationRow : Observation {
  std::optional<double> lowest, highest;
};

// "2024", "2024-06" or "2024-01/2024-04", as months since the year 0.
std::optional<std::pair<int, int>> parse_period(std::string_view text) {
  auto const months =
      [](std::string_view end) -> std::optional<std::pair<int, int>> {
    if (auto const year = parse_year(end)) {
      return std::pair{*year * 12, *year * 12 + 11};
    }
    if (auto const month = parse_month(end)) {
      auto const count = int{month->year()} * 12 +
                         static_cast<int>(unsigned{month->month()}) - 1;
      return std::pair{count, count};
    }
    return std::nullopt;
  };
  auto const ends = split(text, '/');
  if (ends.empty() || ends.size() > 2) {
    return std::nullopt;
  }
  auto const first = months(ends.front());
  auto const last = months(ends.back());
  if (!first || !last || last->second < first->first) {
    return std::nullopt;
  }
  return std::pair{first->first, last->second};
}

void read_period(Cell& cell, ObservationRow& observation) {
  observation.period = cell.text();
  if (!parse_date(cell.text()) && !parse_period(cell.text())) {
    cell.error({fmt::format("period '{}' makes no sense", cell.text()),
                "write 2024, 2024-06, 2024-06-30 or 2024-01/2024-04"});
  }
}

void read_indicator(Cell& cell, ObservationRow& observation) {
  observation.indicator_word = cell.text();
  observation.indicator =
      find_by_name<Indicator>(cell.text()).value_or(Indicator::other);
}

// A word that is no indicator may be one misspelt; where nothing hangs on it,
// by two letters at most.
void check_word(RowCells& cells, ObservationRow const& row) {
  auto const is_compared = row.role != Role::context;
  Nearest nearest{row.indicator_word, is_compared ? SIZE_MAX : 2};
  for (auto const name : names(Indicator{})) {
    if (name != row.indicator_word) {  // "other" is none either
      nearest.consider(name);
    }
  }
  auto const question = nearest.question();
  auto const what = fmt::format("'{}' is not compared", row.indicator_word);
  if (is_compared) {
    cells.error("indicator",
                {what, question.empty() ? "leave the role blank, or choose an "
                                          "indicator of FORMAT.md"
                                        : question});
  } else if (!question.empty()) {
    cells.warning("indicator", {what, question});
  }
}

// All places that a place, a country or a zone stands for.
std::vector<PlaceId> places_of(Corridor const& corridor,
                               std::string_view name) {
  std::vector<std::string_view> members{name};
  for (auto const& zone : corridor.zones) {
    if (zone.name == name) {
      members.assign(zone.members.begin(), zone.members.end());
    }
  }
  std::vector<PlaceId> found;
  for (auto const id : corridor.places.ids()) {
    auto const& place = corridor.places[id];
    auto const meant = [&](std::string_view member) {
      return member == place.code || member == place.country;
    };
    if (std::any_of(members.begin(), members.end(), meant)) {
      found.push_back(id);
    }
  }
  return found;
}

bool is_zone(Corridor const& corridor, std::string_view name) {
  return std::any_of(corridor.zones.begin(), corridor.zones.end(),
                     [&](Zone const& zone) { return zone.name == name; });
}

// It may be what could not be read, which has been told.
bool may_be_lost(Loading const& loading, std::string_view region) {
  auto const is_known = is_country(region) || is_zone(loading.corridor, region);
  return loading.places.dropped > 0 || loading.places.keyless ||
         !loading.zones_known || (is_known && !loading.places.all_sound());
}

void read_region(Cell& cell, Region& region) {
  auto& loading = cell.loading();
  auto const& corridor = loading.corridor;
  region = {std::string{cell.text()}, places_of(corridor, cell.text())};
  if (!region.places.empty()) {
    return;
  }
  if (may_be_lost(loading, cell.text())) {
    cell.spoil();
    return;
  }
  if (is_zone(corridor, cell.text())) {
    cell.error(
        {fmt::format("no place of the corridor lies in zone '{}'", cell.text()),
         "add its places, or mend the zone in corridor.toml"});
    return;
  }
  Nearest nearest{cell.text()};
  for (auto const& place : corridor.places) {
    nearest.consider(place.code);
    nearest.consider(place.country);
  }
  for (auto const& zone : corridor.zones) {
    nearest.consider(zone.name);
  }
  cell.error({fmt::format("no place of the corridor is, or lies in, '{}'",
                          cell.text()),
              nearest.question().empty()
                  ? "write a place, a country or a zone of corridor.toml"
                  : nearest.question()});
}

// The unit in which FORMAT.md compares an indicator; blank for any.
std::string_view unit_of(Indicator indicator) {
  switch (indicator) {
    case Indicator::teu_year:
    case Indicator::demand_teu:
      return "TEU";
    case Indicator::tonnes_year:
    case Indicator::demand_tonnes:
      return "t";
    case Indicator::trains_year:
      return "trains";
    case Indicator::trains_day:
      return "trains/day";
    case Indicator::transit_days:
    case Indicator::leg_days:
      return "days";
    case Indicator::border_hours:
    case Indicator::facility_hours:
      return "hours";
    case Indicator::speed:
      return "km/day";
    case Indicator::sailings_year:
      return "sailings";
    case Indicator::route_km:
      return "km";
    case Indicator::trains_waiting:
    case Indicator::trains_waiting_max:
      return "trains";
    case Indicator::ratio:
    case Indicator::share:
    case Indicator::other:
      return "";
  }
  return "";
}

// What is compared between two ends; without them it means nothing.
bool has_two_ends(Indicator indicator) {
  switch (indicator) {
    case Indicator::trains_year:
    case Indicator::trains_day:
    case Indicator::sailings_year:
    case Indicator::leg_days:
    case Indicator::route_km:
    case Indicator::ratio:
    case Indicator::trains_waiting:
    case Indicator::trains_waiting_max:
      return true;
    default:
      return false;
  }
}

bool needs_via(Indicator indicator) {
  return indicator == Indicator::border_hours ||
         indicator == Indicator::facility_hours ||
         indicator == Indicator::share ||
         indicator == Indicator::trains_waiting ||
         indicator == Indicator::trains_waiting_max;
}

void check_end(RowCells& cells, ObservationRow const& row,
               std::string_view column, Region const& end) {
  if (has_two_ends(row.indicator) && end.name.empty()) {
    cells.error(column,
                {fmt::format("{} without '{}'", row.indicator_word, column),
                 "write both 'from' and 'to', or leave the role blank"});
  } else if (row.indicator == Indicator::route_km && end.places.size() > 1) {
    cells.error(column, {fmt::format("route_km with the {} places of '{}'",
                                     end.places.size(), end.name),
                         "name the one place where the way begins or ends"});
  }
}

void check_facility(RowCells& cells, ObservationRow const& row) {
  if (row.indicator != Indicator::facility_hours ||
      find_by_name<FacilityKind>(row.facility)) {
    return;
  }
  cells.error(
      "facility",
      row.facility.empty()
          ? Finding{"facility_hours needs the kind of facility",
                    fmt::format("one of {}",
                                fmt::join(words_of<FacilityKind>(), ", "))}
          : unknown_word("kind of facility", row.facility,
                         words_of<FacilityKind>()));
}

void check_comparable(RowCells& cells, ObservationRow const& row) {
  auto const unit = unit_of(row.indicator);
  if (!unit.empty() && row.unit != unit) {
    cells.error("unit",
                {fmt::format("{} in '{}'", row.indicator_word, row.unit),
                 fmt::format("it is compared in {}", unit)});
  }
  check_end(cells, row, "from", row.from);
  check_end(cells, row, "to", row.to);
  check_facility(cells, row);
  if (needs_via(row.indicator) && row.via.empty() && cells.fine("via")) {
    cells.error("via", {fmt::format("{} without a place", row.indicator_word),
                        "name the places that are meant"});
  }
}

void finish_observation(RowCells& cells, ObservationRow& row) {
  row.low = row.lowest.value_or(row.value);
  row.high = row.highest.value_or(row.value);
  if (!cells.fine()) {
    return;
  }
  if (row.low > row.high) {
    cells.error(row.lowest ? "low" : "high",
                {fmt::format("the range ends at {}, before it begins at {}",
                             row.high, row.low),
                 "low must not be above high"});
  } else if (row.value < row.low || row.value > row.high) {
    cells.warning("value", {fmt::format("{} lies outside its range, {} to {}",
                                        row.value, row.low, row.high),
                            "mend the value or the range"});
  }
  if (row.indicator == Indicator::other) {
    check_word(cells, row);
  } else if (row.role != Role::context) {
    check_comparable(cells, row);
  }
}

void read_direction(Cell& cell, ObservationRow& observation) {
  observation.both_directions = cell.text() == "both";
  if (cell.text() != "both" && cell.text() != "one_way") {
    cell.error(unknown_word("direction", cell.text(), {"one_way", "both"}));
  }
}

}  // namespace

void read_observations(Loading& loading) {
  Range const any{-1e15, 1e15};
  read_table<ObservationId, Observation, ObservationRow>(
      loading,
      {.rows = &Loading::observations,
       .table = &Corridor::observations,
       .key = {"observation"},
       .columns =
           {{"observation", id(&ObservationRow::key), Need::required},
            {"indicator", read_indicator, Need::required},
            {"scope", text(&ObservationRow::scope), Need::required},
            {"period", read_period},
            {"low", number(&ObservationRow::lowest, any)},
            {"high", number(&ObservationRow::highest, any)},
            {"value", number(&ObservationRow::value, any), Need::required},
            {"unit", text(&ObservationRow::unit), Need::required},
            {"from", [](Cell& cell,
                        ObservationRow& row) { read_region(cell, row.from); }},
            {"to", [](Cell& cell,
                      ObservationRow& row) { read_region(cell, row.to); }},
            {"via", references(&Loading::places, &ObservationRow::via)},
            {"facility", text(&ObservationRow::facility)},
            {"cargo", cargo(&ObservationRow::cargo)},
            {"path", word(&ObservationRow::path)},
            {"direction", read_direction},
            {"role", word(&ObservationRow::role)},
            {"scenario", id(&ObservationRow::scenario)}},
       .finish = finish_observation});
}

void read_sources(Loading& loading) {
  read_table<SourceId, Source>(
      loading, {.rows = &Loading::sources,
                .table = &Corridor::sources,
                .key = {"source"},
                .columns = {{"source", id(&Source::key), Need::required},
                            {"title", text(&Source::title), Need::required},
                            {"publisher", text(&Source::publisher)},
                            {"year", text(&Source::year)},
                            {"address", text(&Source::address)},
                            {"taken", text(&Source::taken)}}});
}

}  // namespace camel
