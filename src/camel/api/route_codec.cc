// SPDX-License-Identifier: Apache-2.0
#include "camel/api/route_codec.h"

#include <cmath>
#include <set>

#include <fmt/chrono.h>

#include "camel/api/json.h"
#include "camel/base/names.h"

namespace camel {

std::string utc_text(Moment moment) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

namespace {

class Writer {
 public:
  Writer(Corridor const& corridor, RouteAnswer const& answer)
      : corridor_{corridor}, answer_{answer} {}

  Json document() const {
    Json json{{"question", question()}, {"alternatives", Json::array()}};
    for (auto const& way : answer_.alternatives) {
      json["alternatives"].push_back(alternative(way));
    }
    json["others"] = Json::array();
    for (auto const& way : answer_.others) {
      json["others"].push_back(alternative(way));
    }
    json["no_route"] = texts(answer_.no_route);
    json["no_route_reasons"] = reasons(answer_.no_route);
    json["truncated"] = answer_.truncated;
    return json;
  }

  Json features() const {
    Json all = Json::array();
    std::set<PlaceId> places;
    auto const network = build_service_network(corridor_);
    for (std::size_t i = 0; i < answer_.alternatives.size(); ++i) {
      auto const& way = answer_.alternatives[i];
      for (std::size_t n = 0; n < way.legs.size(); ++n) {
        Json line = Json::array();
        for (auto const id : places_of(corridor_, network, way.legs[n].ride)) {
          places.insert(id);
          line.push_back(position(id));
        }
        Json properties{{"alternative", i + 1}, {"leg", n + 1}};
        properties.update(leg(way, n));
        all.push_back(
            {{"type", "Feature"},
             {"properties", std::move(properties)},
             {"geometry", {{"type", "LineString"}, {"coordinates", line}}}});
      }
    }
    for (auto const id : places) {
      auto const& place = corridor_.places[id];
      all.push_back(
          {{"type", "Feature"},
           {"properties", {{"code", place.code}, {"name", place.name}}},
           {"geometry", {{"type", "Point"}, {"coordinates", position(id)}}}});
    }
    return {{"type", "FeatureCollection"}, {"features", all}};
  }

 private:
  std::string const& code(PlaceId id) const {
    return corridor_.places[id].code;
  }
  Json position(PlaceId id) const {
    auto const& place = corridor_.places[id];
    return Json::array({place.longitude, place.latitude});
  }

  Json question() const {
    auto const& asked = answer_.question;
    Json json{{"from", code(asked.from)},
              {"to", code(asked.to)},
              {"commodity", corridor_.commodities[asked.goods].key},
              {"teu", asked.teu},
              {"ready", utc_text(asked.ready)},
              {"weeks", asked.weeks}};
    json["via"] = Json::array();
    for (auto const place : asked.via) {
      json["via"].push_back(code(place));
    }
    json["avoid"] = Json::array();
    for (auto const& country : asked.avoid_countries) {
      json["avoid"].push_back(country);
    }
    for (auto const place : asked.avoid_places) {
      json["avoid"].push_back(code(place));
    }
    for (auto const service : asked.avoid_services) {
      json["avoid"].push_back(corridor_.services[service].key);
    }
    json["depart_by"] = moment(asked.depart_by);
    json["arrive_by"] = moment(asked.arrive_by);
    return json;
  }

  static Json texts(std::vector<RouteReason> const& all) {
    Json json = Json::array();
    for (auto const& one : all) {
      json.push_back(one.text);
    }
    return json;
  }

  Json reasons(std::vector<RouteReason> const& all) const {
    Json json = Json::array();
    for (auto const& one : all) {
      json.push_back(reason(one));
    }
    return json;
  }

  Json reason(RouteReason const& one) const {
    Json json{
        {"type", one.type}, {"text", one.text}, {"places", Json::array()}};
    for (auto const place : one.places) {
      json["places"].push_back(code(place));
    }
    auto const add = [&](char const* name, auto const& value, auto write) {
      if (value) {
        json[name] = write(*value);
      }
    };
    auto const as_is = [](auto value) { return value; };
    auto const day = [](std::chrono::sys_days at) {
      return utc_text(at).substr(0, 10);
    };
    auto const cargo = [](CargoForm form) { return name_of(form); };
    add("teu", one.teu, as_is);
    add("weeks", one.weeks, as_is);
    add("commodity", one.goods,
        [&](CommodityId goods) { return corridor_.commodities[goods].key; });
    add("cargo", one.cargo, cargo);
    add("cargo_taken", one.cargo_taken, cargo);
    add("from", one.from, day);
    add("until", one.until, day);
    add("arrives", one.arrives, day);
    if (!one.km.empty()) {
      json["km"] = one.km;
    }
    if (one.more > 0) {
      json["more"] = one.more;
    }
    if (!one.closure.empty()) {
      json["closure"] = one.closure;
    }
    return json;
  }

  static Json moment(std::optional<Moment> const& at) {
    return at ? Json(utc_text(*at)) : Json();
  }

  Json alternative(RouteAlternative const& way) const {
    auto const teu = answer_.question.teu;
    auto const& promise = way.promise;
    Json json{{"best_in", way.best_in},
              {"departs", utc_text(way.departs)},
              {"arrives", utc_text(way.arrives)},
              {"promise",
               {{"p50", utc_text(promise.p50)},
                {"p80", utc_text(promise.p80)},
                {"p95", utc_text(promise.p95)},
                {"by_plan", number(promise.by_plan)},
                {"boxes_followed", promise.boxes}}},
              {"days",
               {{"p50", days(promise.p50)},
                {"p80", days(promise.p80)},
                {"p95", days(promise.p95)}}},
              {"usd", number(way.footprint.usd * teu)},
              {"kg_co2e", number(way.footprint.grams * teu / 1000)},
              {"km", number(way.footprint.km)},
              {"worth_usd", number(way.worth_usd * teu)},
              {"changes", way.legs.size() - 1}};
    json["ready_by"] = moment(way.ready_by);
    json["unpriced"] = way.footprint.unpriced;
    json["unmeasured"] = way.footprint.unmeasured;
    json["shut_by"] = texts(way.shut_by);
    json["closures"] = reasons(way.shut_by);
    json["legs"] = Json::array();
    for (std::size_t i = 0; i < way.legs.size(); ++i) {
      json["legs"].push_back(leg(way, i));
    }
    json["last_procedures_hours"] = number(way.last_procedure_hours);
    json["plans"] = Json::array();
    for (auto const& plan : way.plans) {
      json["plans"].push_back(
          {{"arrives", utc_text(answer_.question.ready +
                                std::chrono::seconds{plan.criteria.arrival})},
           {"chance", number(std::exp(-plan.criteria.risk / 1e6))}});
    }
    return json;
  }

  double days(Moment moment) const {
    auto const seconds = (moment - answer_.question.ready).count();
    return std::round(static_cast<double>(seconds) / 8640) / 10;
  }

  Json leg(RouteAlternative const& way, std::size_t i) const {
    auto const& leg = way.legs[i];
    auto const& service = corridor_.services[leg.ride.service];
    auto const& footprint = way.footprint.legs[i];
    auto const teu = answer_.question.teu;
    Json json{{"service", service.key},
              {"name", service.name},
              {"operator", service.operator_name},
              {"mode", name_of(service.mode)},
              {"path", name_of(leg.path)},
              {"from", code(leg.from)},
              {"to", code(leg.to)},
              {"ready", utc_text(leg.ready)},
              {"etd", utc_text(leg.etd)},
              {"eta", utc_text(leg.eta)},
              {"procedures", leg.procedures},
              {"procedure_hours", number(leg.procedure_hours)},
              {"wait_hours", number(leg.wait_hours)},
              {"ride_hours", number(leg.ride_hours)},
              {"every_hours", number(leg.interval_hours)},
              {"simulated", leg.is_seen},
              {"connection", number(leg.connection)},
              {"km", number(footprint.km)},
              {"usd", number(footprint.usd * teu)},
              {"kg_co2e", number(footprint.grams * teu / 1000)}};
    json["fallback"] = Json();
    if (leg.fallback) {
      json["fallback"] = {
          {"service", corridor_.services[leg.fallback->service].key},
          {"etd", utc_text(leg.fallback->etd)},
          {"arrives", utc_text(leg.fallback->eta_destination)}};
    }
    return json;
  }

  Corridor const& corridor_;
  RouteAnswer const& answer_;
};

}  // namespace

std::string to_json(Corridor const& corridor, RouteAnswer const& answer) {
  return to_text(Writer{corridor, answer}.document(), 2) + "\n";
}

std::string to_geojson(Corridor const& corridor, RouteAnswer const& answer) {
  return to_text(Writer{corridor, answer}.features(), 2) + "\n";
}

}  // namespace camel
