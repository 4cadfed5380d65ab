// SPDX-License-Identifier: Apache-2.0
#include "camel/api/codec.h"

#include <algorithm>

#include <fmt/format.h>

#include "camel/api/carriage_codec.h"
#include "camel/api/json.h"
#include "camel/base/names.h"

namespace camel {

namespace {

Json pair_of(Interval const& i) { return {number(i.low), number(i.high)}; }

Json finding(Diagnostic const& d) {
  return {{"file", d.file},
          {"line", d.line},
          {"column", d.column},
          {"message", d.message},
          {"hint", d.hint}};
}

Json findings(Diagnostics const& diagnostics, bool warnings) {
  auto list = Json::array();
  for (auto const& one : diagnostics.findings) {
    if (one.warning == warnings) {
      list.push_back(finding(one));
    }
  }
  return list;
}

Json totals(CorridorCheck const& check) {
  auto list = Json::array();
  for (auto const& total : check.totals) {
    auto const& row = check.loaded.corridor.observations[total.observation];
    list.push_back({{"id", row.key},
                    {"indicator", row.indicator_word},
                    {"scope", row.scope},
                    {"unit", row.unit},
                    {"low", number(total.low)},
                    {"high", number(total.high)},
                    {"model", number(total.model)},
                    {"inside", total.inside},
                    {"source", row.evidence.source}});
  }
  return list;
}

// Writes a simulation's results with the corridor's codes in place of ids.
class SimulationWriter {
 public:
  SimulationWriter(Corridor const& corridor, SimulationResult const& result)
      : corridor_{corridor}, result_{result} {}

  Json all(Timings timings) const {
    auto const& plan = result_.plan;
    Json json{
        {"corridor", corridor_.name},
        {"scenario", corridor_.scenario.empty() ? "base" : corridor_.scenario},
        {"seed", plan.seed},
        {"replications", plan.replications},
        {"days", plan.days},
        {"warm_up_days", plan.warm_up_days}};
    json["steady"] = is_steady();
    json["totals"] = {{"demanded_teu_year", number(result_.demanded_teu_year)},
                      {"inside_teu",
                       {{"start", interval(result_.inside_at_start)},
                        {"end", interval(result_.inside_at_end)}}},
                      {"teu_year", interval(result_.teu_year)},
                      {"tonnes_year", interval(result_.tonnes_year)},
                      {"trains_year", interval(result_.trains_year)},
                      {"sailings_year", interval(result_.sailings_year)},
                      {"transit_days", interval(result_.transit_days)},
                      {"musd_year", interval(result_.musd_year)},
                      {"kt_co2e_year", interval(result_.kt_co2e_year)}};
    json["flows"] = list(result_.flows, [&](auto const& f) { return flow(f); });
    json["facilities"] =
        list(result_.facilities, [&](auto const& f) { return facility(f); });
    json["places"] =
        list(result_.places, [&](auto const& p) { return place(p); });
    json["links"] = list(result_.links, [&](auto const& l) { return link(l); });
    json["borders"] =
        list(result_.borders, [&](auto const& b) { return border(b); });
    json["queues"] =
        list(result_.queues, [&](auto const& q) { return queue(q); });
    json["wagons"] = {
        {"empty_wagons", interval(result_.wagons.empty_wagons)},
        {"wait_hours", interval(result_.wagons.wait_hours)},
        {"outside_teu_year", interval(result_.wagons.outside_teu_year)}};
    json["observed"] =
        list(result_.observed, [&](auto const& o) { return observed(o); });
    json["not_compared"] = list(result_.not_compared, [&](ObservationId id) {
      return corridor_.observations[id].key;
    });
    json["choice"] = choice_json(corridor_, result_.choice);
    json["kernel"] = {{"events", result_.events}};
    if (timings == Timings::written) {
      json["kernel"]["seconds"] = number(result_.seconds);
    }
    json["conserved"] = true;  // a run that is not throws
    return json;
  }

  // Only how its figures are spread, as `all` has them.
  Json distributions() const {
    return {
        {"flows", list(result_.flows, [&](auto const& f) { return times(f); })},
        {"queues",
         list(result_.queues, [&](auto const& q) { return queue(q); })}};
  }

 private:
  template <typename Rows, typename Write>
  static Json list(Rows const& rows, Write write) {
    auto json = Json::array();
    for (auto const& row : rows) {
      json.push_back(write(row));
    }
    return json;
  }

  // Does the corridor carry what is demanded of it?
  bool is_steady() const {
    return std::all_of(result_.flows.begin(), result_.flows.end(),
                       [](FlowResult const& flow) { return flow.carried; });
  }

  std::string const& code(PlaceId id) const {
    return corridor_.places[id].code;
  }

  // Which boxes, how many, and how long they take.
  Json times(FlowResult const& flow) const {
    auto transit = interval(flow.transit_days);
    transit["p10"] = number(flow.p10);
    transit["p50"] = number(flow.p50);
    transit["p90"] = number(flow.p90);
    return {{"origin", code(flow.origin)},
            {"destination", code(flow.destination)},
            {"cargo", name_of(flow.form)},
            {"path", name_of(flow.path)},
            {"route", list(flow.route, [&](PlaceId id) { return code(id); })},
            {"teu_year", interval(flow.teu_year)},
            {"transit_days", transit},
            {"transit_histogram",
             {{"width_days", 1}, {"share", numbers(flow.histogram)}}}};
  }

  Json flow(FlowResult const& flow) const {
    Json parts;
    for (std::size_t i = 0; i < kParts; ++i) {
      parts[std::string{names(Part{})[i]}] = number(flow.parts_hours[i]);
    }
    auto json = times(flow);
    json["demanded_teu_year"] = number(flow.demanded_teu_year);
    json["growth_teu"] = interval(flow.growth_teu);
    json["carried"] = flow.carried;
    json["parts_hours"] = parts;
    json["carriage"] = carriage_json(corridor_, flow.footprint);
    return json;
  }

  Json facility(FacilityResult const& f) const {
    auto const& row = corridor_.facilities[f.facility];
    return {{"place", code(row.place)},
            {"facility", row.name},
            {"kind", name_of(row.kind)},
            {"servers", row.servers},
            {"utilisation", number(f.utilisation.mean)},
            {"utilisation_interval", pair_of(f.utilisation)},
            {"wait_hours", number(f.wait_hours.mean)},
            {"wait_hours_interval", pair_of(f.wait_hours)},
            {"dwell_hours", number(f.dwell_hours)},
            {"teu_year", number(f.teu_year)},
            {"trains_day", number(f.trains_day)},
            {"queue_weekly", numbers(f.queue_weekly)}};
  }

  Json place(PlaceResult const& p) const {
    return {{"place", code(p.place)},
            {"waiting_teu", interval(p.waiting_teu)},
            {"waiting_teu_weekly", numbers(p.waiting_weekly)},
            {"trains_day", number(p.trains_day)},
            {"teu_year", number(p.teu_year)}};
  }

  Json link(LinkResult const& l) const {
    return {{"link", corridor_.links[l.link].key},
            {"trains_day", interval(l.trains_day)},
            {"trains_day_back", interval(l.trains_day_back)},
            {"utilisation", number(l.utilisation)},
            {"teu_year", number(l.teu_year)},
            {"wait_hours", number(l.wait_hours)},
            {"occupancy", number(l.occupancy)},
            {"meet_hours", number(l.meet_hours)},
            {"empties_day", number(l.empties_day)}};
  }

  Json queue(QueueResult const& q) const {
    return {{"place", code(q.place)},
            {"from_country", q.from_country},
            {"to_country", q.to_country},
            {"trains", interval(q.trains)},
            {"most", interval(q.most)},
            {"trains_weekly", numbers(q.trains_weekly)}};
  }

  Json border(BorderResult const& b) const {
    return {{"place", code(b.place)},
            {"from_country", b.from_country},
            {"to_country", b.to_country},
            {"stay_hours", interval(b.stay_hours)},
            {"teu_year", number(b.teu_year)}};
  }

  Json observed(ObservedResult const& o) const {
    auto const& row = corridor_.observations[o.observation];
    return {{"id", row.key},
            {"indicator", row.indicator_word},
            {"scope", row.scope},
            {"period", row.period},
            {"role", name_of(row.role)},
            {"low", number(row.low)},
            {"high", number(row.high)},
            {"unit", row.unit},
            {"simulated", interval(o.simulated)},
            {"inside", o.inside},
            {"inside_15", o.inside_15},
            {"given", follows_from_inputs(row.indicator)},
            {"source", row.evidence.source},
            {"confidence", name_of(row.evidence.confidence)},
            {"note", row.evidence.note}};
  }

  Corridor const& corridor_;
  SimulationResult const& result_;
};

// A disruption of the base year: where, from when to when, how much.
Json closure(Corridor const& corridor, Disruption const& disruption) {
  auto targets = Json::array();
  for (auto const& target : disruption.targets) {
    auto text = corridor.places[target.at].code;
    if (target.to) {
      text += (target.both_directions ? "-" : ">") +
              corridor.places[target.to].code;
    }
    targets.push_back(text);
  }
  auto const day = [&](std::chrono::year_month_day date) {
    auto const day_of_year = fmt::format("{:02}-{:02}", unsigned{date.month()},
                                         unsigned{date.day()});
    return disruption.recurs
               ? day_of_year
               : fmt::format("{:04}-{}", int{date.year()}, day_of_year);
  };
  auto const share = [](std::optional<double> const& value) {
    return value ? number(*value) : Json(nullptr);
  };
  return {{"name", disruption.name},
          {"targets", targets},
          {"from", day(disruption.start)},
          {"to", day(disruption.end)},
          {"closed_share", share(disruption.closed_share)},
          {"capacity_share", share(disruption.capacity_share)}};
}

Json corridor_json(Corridor const& corridor) {
  auto places = Json::array();
  for (auto const& p : corridor.places) {
    places.push_back({{"id", p.code},
                      {"name", p.name},
                      {"country", p.country},
                      {"kind", name_of(p.kind)},
                      {"lon", number(p.longitude)},
                      {"lat", number(p.latitude)}});
  }
  auto links = Json::array();
  for (auto const& l : corridor.links) {
    links.push_back(
        {{"id", l.key},
         {"from", corridor.places[l.from].code},
         {"to", corridor.places[l.to].code},
         {"mode", name_of(l.mode)},
         {"gauge", l.gauge},
         {"tracks", l.tracks},
         {"length_km", number(kilometers(l.length))},
         {"status", name_of(l.status)},
         {"open_year", l.open_year ? Json(*l.open_year) : Json(nullptr)},
         {"open", l.open},
         {"capacity_day", number(l.capacity)},
         {"capacity_back_day", number(l.capacity_back)},
         {"source", l.evidence.source},
         {"confidence", name_of(l.evidence.confidence)}});
  }
  auto closures = Json::array();
  for (auto const& d : corridor.disruptions) {
    if (d.base) {
      closures.push_back(closure(corridor, d));
    }
  }
  auto sources = Json::array();
  for (auto const& s : corridor.sources) {
    sources.push_back({{"id", s.key},
                       {"title", s.title},
                       {"publisher", s.publisher},
                       {"year", s.year},
                       {"address", s.address}});
  }
  return {{"name", corridor.name},
          {"title", corridor.title},
          {"description", corridor.description},
          {"base_year", corridor.base_year},
          {"places", places},
          {"links", links},
          {"closures", closures},
          {"sources", sources}};
}

Json report_json(CorridorCheck const& check) {
  Json json{{"version", CAMEL_VERSION}};
  json["corridor"] = corridor_json(check.loaded.corridor);
  json["check"] = {{"tables", check.loaded.table_rows},
                   {"warnings", findings(check.loaded.diagnostics, true)},
                   {"totals", totals(check)}};
  return json;
}

std::string with_parts(std::string text,
                       std::map<std::string, std::string> const& parts) {
  for (auto const& [name, part] : parts) {
    text.insert(text.size() - 1, ",\"" + name + "\":" + part);
  }
  return text;
}

}  // namespace

std::string to_json(CorridorCheck const& check) {
  auto const& diagnostics = check.loaded.diagnostics;
  Json json{{"tables", check.loaded.table_rows},
            {"errors", findings(diagnostics, false)},
            {"warnings", findings(diagnostics, true)},
            {"defaults",
             {{"path_capacities", check.defaults.path_capacities},
              {"speeds", check.defaults.speeds},
              {"places_without_queue", check.defaults.places_without_queue}}},
            {"totals", totals(check)}};
  return to_text(json, 2) + "\n";
}

std::string to_json(Corridor const& corridor, SimulationResult const& result,
                    Timings timings) {
  return to_text(SimulationWriter{corridor, result}.all(timings), 2) + "\n";
}

std::string error_json(std::string const& what, int exit_code) {
  return to_text({{"error", {{"message", what}, {"exit_code", exit_code}}}},
                 2) +
         "\n";
}

std::string distributions_json(Corridor const& corridor,
                               SimulationResult const& result) {
  return to_text(SimulationWriter{corridor, result}.distributions());
}

std::string report_data(CorridorCheck const& check,
                        SimulationResult const& result,
                        std::map<std::string, std::string> const& parts) {
  auto json = report_json(check);
  json["simulation"] =
      SimulationWriter{check.loaded.corridor, result}.all(Timings::left_out);
  return with_parts(to_text(json), parts);
}

std::string report_data(CorridorCheck const& check,
                        std::map<std::string, std::string> const& parts) {
  return with_parts(to_text(report_json(check)), parts);
}

}  // namespace camel
