// SPDX-License-Identifier: Apache-2.0
// What may change the corridor and what strikes it.
#include <algorithm>

#include "camel/loader/read_table.h"
#include "camel/loader/read_tables.h"

namespace camel {

namespace {

using namespace columns;

// Days are read as written: `recurs` says what they must look like.
struct DisruptionRow : Disruption {
  std::string first_day, last_day;
};

// "A>B" or "A-B", where ids may hold a '-' themselves.
std::optional<Target> parse_stretch(Loading const& loading,
                                    std::string_view text) {
  auto const known = [&](std::string_view code) {
    auto const found = loading.places.keys.find(trim(code));
    return found == loading.places.keys.end() ? PlaceId{} : found->second.id;
  };
  for (auto at = text.find_first_of(">-"); at != std::string_view::npos;
       at = text.find_first_of(">-", at + 1)) {
    Target target;
    target.at = known(text.substr(0, at));
    target.to = known(text.substr(at + 1));
    target.both_directions = text[at] == '-';
    if (target.at && target.to && target.at != target.to) {
      return target;
    }
  }
  return std::nullopt;
}

// The places of a stretch, at the separator it most likely has.
std::vector<std::string_view> ends_of(std::string_view text) {
  auto const separator = text.find('>') != std::string_view::npos ? '>' : '-';
  return split(text, separator);
}

void report_target(Cell& cell, std::string_view part) {
  auto& places = cell.loading().places;
  auto const ends = ends_of(part);
  if (ends.size() != 2) {
    find_key(cell, part, places);
    return;
  }
  for (auto const end : ends) {
    find_key(cell, end, places);
  }
  if (ends[0] == ends[1]) {
    cell.error(part, {"the stretch ends where it begins",
                      "name two different places"});
  }
}

// "KZHOR/gauge_change" or "fleets/CASPIAN_FEEDER".
void read_facility_or_fleet(Cell& cell, std::string_view part,
                            DisruptionRow& disruption) {
  auto& loading = cell.loading();
  constexpr std::string_view kFleets = "fleets/";
  if (part.starts_with(kFleets)) {
    auto const key = part.substr(kFleets.size());
    auto const found = find_key(cell, key, loading.fleets);
    if (!found) {
      return;
    }
    if (loading.corridor.fleets[*found].kind != FleetKind::vessel) {
      cell.error(part, {fmt::format("fleet '{}' has no vessels", key),
                        "only vessels can be laid up"});
      return;
    }
    Target target;
    target.fleet = *found;
    disruption.targets.push_back(target);
  } else if (auto const found = find_key(cell, part, loading.facilities)) {
    Target target;
    target.at = loading.corridor.facilities[*found].place;
    target.facility = *found;
    disruption.targets.push_back(target);
  }
}

void read_targets(Cell& cell, DisruptionRow& disruption) {
  auto const& loading = cell.loading();
  for (auto const part : split(cell.text(), ';')) {
    if (part.find('/') != std::string_view::npos) {
      read_facility_or_fleet(cell, part, disruption);
      continue;
    }
    auto const place = loading.places.keys.find(part);
    if (place != loading.places.keys.end() && place->second.id) {
      Target target;
      target.at = place->second.id;
      disruption.targets.push_back(target);
    } else if (auto const stretch = parse_stretch(loading, part)) {
      disruption.targets.push_back(*stretch);
    } else {
      report_target(cell, part);
    }
  }
}

void read_day(RowCells& cells, std::string_view column,
              std::string_view written, bool recurs,
              std::chrono::year_month_day& into) {
  if (written.empty()) {
    return;
  }
  auto const day = recurs ? parse_day_of_year(written) : parse_date(written);
  if (day) {
    into = *day;
    return;
  }
  cells.error(column,
              {fmt::format("{} '{}' is not a day that exists", column, written),
               recurs ? "write MM-DD: the disruption recurs every year"
                      : "write YYYY-MM-DD"});
}

void finish_disruption(RowCells& cells, DisruptionRow& disruption) {
  read_day(cells, "start", disruption.first_day, disruption.recurs,
           disruption.start);
  read_day(cells, "end", disruption.last_day, disruption.recurs,
           disruption.end);
  if (!cells.fine("start") || !cells.fine("end")) {
    return;
  }
  if (!disruption.recurs && disruption.start.ok() && disruption.end.ok() &&
      disruption.end < disruption.start) {
    cells.error("end", {fmt::format("the end {} is before the start {}",
                                    disruption.last_day, disruption.first_day),
                        "swap them, or let the disruption recur"});
  }
  if (disruption.start.ok() != disruption.end.ok()) {
    cells.error(disruption.start.ok() ? "end" : "start",
                {"a disruption with one end only",
                 "write both its first and its last day, or neither"});
  }
  if (disruption.base && !has_effect(disruption) && cells.fine()) {
    cells.warning("base", {"a disruption of the base year changes nothing",
                           "write its capacity_share, closed_share, "
                           "time_factor, demand_factor, payload_share or "
                           "loading_stop"});
  }
  if (disruption.base && !cells.has("start") && !cells.has("end")) {
    cells.error("start", {"a disruption of the base year without its days",
                          "write its first and its last day"});
  }
  if (cells.has("commodities") && cells.fine("loading_stop") &&
      !disruption.loading_stop && disruption.demand_factor == 1) {
    cells.warning("commodities",
                  {"commodities are named, but nothing is said of them",
                   "write a loading_stop or a demand_factor, or leave it "
                   "blank: all else strikes trains and not goods"});
  }
}

}  // namespace

// What a measure requires and changes is read when all tables are known:
// see check_measures.cc.
void read_measures(Loading& loading) {
  auto const later = [](Cell&, Measure&) {};
  read_table<MeasureId, Measure>(
      loading,
      {.rows = &Loading::measures,
       .table = &Corridor::measures,
       .key = {"measure"},
       .columns = {{"measure", id(&Measure::key), Need::required},
                   {"name", text(&Measure::name), Need::required},
                   {"kind", word(&Measure::kind), Need::required},
                   {"status", word(&Measure::status), Need::required},
                   {"year", whole(&Measure::year, kYears)},
                   {"cost", number(&Measure::cost_musd, {0, 1e9})},
                   {"places", references(&Loading::places, &Measure::places)},
                   {"requires", later},
                   {"excludes", later},
                   {"changes", later},
                   {"effect", text(&Measure::effect)},
                   {"indicator", text(&Measure::indicator)},
                   {"value", text(&Measure::value)},
                   {"unit", text(&Measure::unit)}}});
}

void read_disruptions(Loading& loading) {
  read_table<DisruptionId, Disruption, DisruptionRow>(
      loading,
      {.rows = &Loading::disruptions,
       .table = &Corridor::disruptions,
       .key = {"disruption"},
       .columns =
           {{"disruption", id(&DisruptionRow::key), Need::required},
            {"name", text(&DisruptionRow::name), Need::required},
            {"target", read_targets, Need::required},
            {"start", text(&DisruptionRow::first_day)},
            {"end", text(&DisruptionRow::last_day)},
            {"recurs", yes_no(&DisruptionRow::recurs)},
            {"capacity_share", number(&DisruptionRow::capacity_share, kShare)},
            {"closed_share", number(&DisruptionRow::closed_share, kShare)},
            {"spell_hours", number(&DisruptionRow::spell_hours, kWaits)},
            {"time_factor", number(&DisruptionRow::time_factor, {0.01, 1000})},
            {"demand_factor", number(&DisruptionRow::demand_factor, {0, 1000})},
            {"payload_share", number(&DisruptionRow::payload_share, {0.01, 1})},
            {"loading_stop", yes_no(&DisruptionRow::loading_stop)},
            {"commodities",
             references(&Loading::commodities, &DisruptionRow::commodities)},
            {"base", yes_no(&DisruptionRow::base)},
            {"effect", text(&DisruptionRow::effect)}},
       .finish = finish_disruption});
}

void read_loading_bans(Loading& loading) {
  auto const country = [](std::string LoadingBan::*field) {
    return
        [field](Cell& cell, LoadingBan& ban) { read_side(cell, ban.*field); };
  };
  read_table<LoadingBanId, LoadingBan>(
      loading,
      {.rows = &Loading::loading_bans,
       .table = &Corridor::loading_bans,
       .key = {"ban"},
       .columns =
           {{"ban", id(&LoadingBan::key), Need::required},
            {"place", reference(&Loading::places, &LoadingBan::place),
             Need::required},
            {"from_country", country(&LoadingBan::from_country)},
            {"to_country", country(&LoadingBan::to_country)},
            {"commodities",
             references(&Loading::commodities, &LoadingBan::commodities)},
            {"stop_above", whole(&LoadingBan::stop_above, {0, 100000}),
             Need::required},
            {"resume_below", whole(&LoadingBan::resume_below, {1, 100000}),
             Need::required},
            {"divert_above", whole(&LoadingBan::divert_above, {0, 100000})}},
       .finish = [](RowCells& cells, LoadingBan& ban) {
         if (cells.fine() && ban.resume_below > ban.stop_above + 1) {
           cells.error("resume_below",
                       {fmt::format("loading resumes below {} trains, before "
                                    "it stops above {}",
                                    ban.resume_below, ban.stop_above),
                        "write a smaller number"});
         }
         if (cells.fine() && ban.divert_above > ban.stop_above) {
           cells.error("divert_above",
                       {fmt::format("shippers go another way above {} trains, "
                                    "when loading has stopped above {}",
                                    *ban.divert_above, ban.stop_above),
                        "write a number that is not larger"});
         }
       }});
}

// What an input changes is read when all tables are known: check_measures.cc.
void read_uncertain_inputs(Loading& loading) {
  Range const any{-1e15, 1e15};
  read_table<UncertainInputId, UncertainInput>(
      loading,
      {.rows = &Loading::uncertain_inputs,
       .table = &Corridor::uncertain_inputs,
       .key = {"input"},
       .columns = {{"input", id(&UncertainInput::key), Need::required},
                   {"change", [](Cell&, UncertainInput&) {}, Need::required},
                   {"low", number(&UncertainInput::low, any), Need::required},
                   {"high", number(&UncertainInput::high, any),
                    Need::required}},
       .finish = [](RowCells& cells, UncertainInput& input) {
         if (cells.fine() && input.low >= input.high) {
           cells.error("high", {"the highest value is not above the lowest",
                                "swap them, or leave the input out"});
         }
       }});
}

}  // namespace camel
