// SPDX-License-Identifier: Apache-2.0
#include "camel/api/network_codec.h"

#include <fmt/format.h>

#include "camel/api/json.h"
#include "camel/base/names.h"

namespace camel {

namespace {

template <typename Value>
Json or_null(std::optional<Value> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

// Writes the tables with codes and keys in place of ids.
class NetworkWriter {
 public:
  explicit NetworkWriter(Corridor const& corridor) : corridor_{corridor} {}

  Json all() const {
    return {
        {"corridor", corridor_.name},
        {"base_year", corridor_.base_year},
        {"places", list(corridor_.places, &NetworkWriter::place)},
        {"links", list(corridor_.links, &NetworkWriter::link)},
        {"facilities", list(corridor_.facilities, &NetworkWriter::facility)},
        {"services", services()},
        {"commodities", list(corridor_.commodities, &NetworkWriter::goods)},
        {"fleets", list(corridor_.fleets, &NetworkWriter::fleet)},
        {"measures", list(corridor_.measures, &NetworkWriter::measure)},
        {"disruptions",
         list(corridor_.disruptions, &NetworkWriter::disruption)},
        {"sources", list(corridor_.sources, &NetworkWriter::source)}};
  }

  Json features() const {
    auto features = Json::array();
    for (auto const& row : corridor_.links) {
      auto about = link(row);
      about["what"] = "link";
      features.push_back({{"type", "Feature"},
                          {"geometry",
                           {{"type", "LineString"},
                            {"coordinates", Json::array({position(row.from),
                                                         position(row.to)})}}},
                          {"properties", std::move(about)}});
    }
    for (auto const id : corridor_.places.ids()) {
      auto about = place(corridor_.places[id]);
      about["what"] = "place";
      features.push_back(
          {{"type", "Feature"},
           {"geometry", {{"type", "Point"}, {"coordinates", position(id)}}},
           {"properties", std::move(about)}});
    }
    return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
  }

 private:
  template <typename Rows, typename Row>
  Json list(Rows const& rows,
            Json (NetworkWriter::*write)(Row const&) const) const {
    auto json = Json::array();
    for (auto const& row : rows) {
      json.push_back((this->*write)(row));
    }
    return json;
  }

  std::string code(PlaceId id) const {
    return id ? corridor_.places[id].code : "";
  }
  Json position(PlaceId id) const {
    auto const& place = corridor_.places[id];
    return Json::array({place.longitude, place.latitude});
  }

  static void add_evidence(Json& json, Evidence const& evidence) {
    json["source"] = evidence.source;
    json["confidence"] = name_of(evidence.confidence);
  }

  Json place(Place const& row) const {
    Json json{{"place", row.code},         {"name", row.name},
              {"kind", name_of(row.kind)}, {"country", row.country},
              {"lat", row.latitude},       {"lon", row.longitude},
              {"time_zone", row.time_zone}};
    add_evidence(json, row.evidence);
    return json;
  }

  Json link(Link const& row) const {
    Json json{{"link", row.key},
              {"from", code(row.from)},
              {"to", code(row.to)},
              {"mode", name_of(row.mode)},
              {"gauge",
               row.gauge > 0 ? Json(std::to_string(row.gauge)) : Json(nullptr)},
              {"tracks", row.tracks},
              {"km", number(kilometers(row.length))},
              {"capacity_day", number(row.capacity)},
              {"capacity_back_day", number(row.capacity_back)},
              {"status", name_of(row.status)},
              {"open", row.open},
              {"open_year", or_null(row.open_year)}};
    add_evidence(json, row.evidence);
    return json;
  }

  Json facility(Facility const& row) const {
    Json json{{"facility", row.name},
              {"place", code(row.place)},
              {"kind", name_of(row.kind)},
              {"servers", row.servers},
              {"storage_teu",
               row.storage ? Json(row.storage->count) : Json(nullptr)}};
    add_evidence(json, row.evidence);
    return json;
  }

  Json services() const {
    auto json = Json::array();
    for (auto const id : corridor_.services.ids()) {
      auto const& row = corridor_.services[id];
      auto stops = Json::array();
      for (auto const stop : corridor_.stops_of[id]) {
        stops.push_back(code(corridor_.stops[stop].place));
      }
      json.push_back({{"service", row.key},
                      {"name", row.name},
                      {"operator", row.operator_name},
                      {"mode", name_of(row.mode)},
                      {"teu", row.capacity},
                      {"frequency_week", number(row.frequency)},
                      {"fleet", row.fleet ? corridor_.fleets[row.fleet].key
                                          : std::string{}},
                      {"stops", std::move(stops)}});
    }
    return json;
  }

  Json goods(Commodity const& row) const {
    return {{"commodity", row.key},
            {"name", row.name},
            {"cargo", name_of(row.form)}};
  }

  Json fleet(Fleet const& row) const {
    return {{"fleet", row.key},
            {"name", row.name},
            {"kind", name_of(row.kind)},
            {"number", row.number}};
  }

  Json measure(Measure const& row) const {
    auto requires_ = Json::array();
    for (auto const id : row.prerequisites) {
      requires_.push_back(corridor_.measures[id].key);
    }
    auto places = Json::array();
    for (auto const id : row.places) {
      places.push_back(code(id));
    }
    return {{"measure", row.key},
            {"name", row.name},
            {"kind", name_of(row.kind)},
            {"status", name_of(row.status)},
            {"year", or_null(row.year)},
            {"cost_musd", row.cost_musd ? number(*row.cost_musd) : nullptr},
            {"models", !row.changes.empty()},
            {"requires", std::move(requires_)},
            {"places", std::move(places)},
            {"source", row.evidence.source}};
  }

  // A recurring one has days of a year.
  static Json day(Disruption const& row, std::chrono::year_month_day date) {
    auto const day_of_year = fmt::format("{:02}-{:02}", unsigned{date.month()},
                                         unsigned{date.day()});
    return row.recurs ? day_of_year
                      : fmt::format("{:04}-{}", int{date.year()}, day_of_year);
  }

  Json disruption(Disruption const& row) const {
    auto places = Json::array();
    for (auto const& target : row.targets) {
      for (auto const id : {target.at, target.to}) {
        if (id) {
          places.push_back(code(id));
        }
      }
    }
    return {{"disruption", row.key},        {"name", row.name},
            {"start", day(row, row.start)}, {"end", day(row, row.end)},
            {"recurs", row.recurs},         {"models", has_effect(row)},
            {"in_base", row.base},          {"places", std::move(places)},
            {"source", row.evidence.source}};
  }

  Json source(Source const& row) const {
    return {{"source", row.key},
            {"title", row.title},
            {"publisher", row.publisher},
            {"year", row.year},
            {"address", row.address}};
  }

  Corridor const& corridor_;
};

}  // namespace

std::string network_json(Corridor const& corridor) {
  return to_text(NetworkWriter{corridor}.all());
}

std::string network_geojson(Corridor const& corridor) {
  return to_text(NetworkWriter{corridor}.features());
}

}  // namespace camel
