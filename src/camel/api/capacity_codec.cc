// SPDX-License-Identifier: Apache-2.0
#include "camel/api/capacity_codec.h"

#include <cmath>

#include <fmt/format.h>

#include "camel/api/json.h"
#include "camel/base/names.h"
#include "camel/base/text.h"

namespace camel {

namespace {

// Three digits: a potential is not known better.
std::string rounded(double value) {
  if (std::abs(value) < 1000) {
    return grouped(value);
  }
  auto const scale =
      std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2);
  return grouped(std::round(value / scale) * scale);
}

std::string place_of(Corridor const& corridor, Limit const& limit) {
  switch (limit.kind) {
    case LimitKind::facility:
    case LimitKind::storage:
      return corridor.places[limit.place].code;
    case LimitKind::path:
    case LimitKind::standing:
    case LimitKind::single_track:
      return corridor.places[start_of(corridor, limit.run)].code + ">" +
             corridor.places[end_of(corridor, limit.run)].code;
    default:
      return {};
  }
}

Json gain(CapacityGain const& gain, CapacityObjective objective) {
  Json json{{"teu_year", number(gain.teu)}};
  if (objective == CapacityObjective::growth) {
    json["growth"] = number(gain.growth);
  } else {
    json["usd_year"] = number(gain.usd);
  }
  return json;
}

// A tenth more of it, in the unit of the objective.
double tenth_gain(LimitResult const& row, CapacityObjective objective) {
  switch (objective) {
    case CapacityObjective::growth:
      return row.tenth.growth;
    case CapacityObjective::cost:
      return row.tenth.usd;
    case CapacityObjective::throughput:
      break;
  }
  return row.tenth.teu;
}

Json limit_json(Corridor const& corridor, CapacityResult const& result,
                LimitResult const& row) {
  auto const objective = result.question.objective;
  auto const& limit = row.limit;
  Json json{
      {"id", key_of(corridor, limit)},
      {"kind", name_of(limit.kind)},
      {"place", place_of(corridor, limit)},
      {"facility", limit.facility ? corridor.facilities[limit.facility].name
                                  : std::string{}},
      {"label", label_of(corridor, limit)},
      {"unit", unit_of(limit.kind)},
      {"flow", number(row.used)},
      {"capacity", number(row.number)},
      {"saturation", number(row.saturation)},
      {"busiest", number(row.busiest)},
      {"busiest_season", row.busiest_season},
      {"binds", row.binds},
      {"shadow_price", number(row.price)},
      {"gain_plus_10pct", number(tenth_gain(row, objective))}};
  if (limit.kind == LimitKind::path || limit.kind == LimitKind::standing ||
      limit.kind == LimitKind::single_track) {
    json["link"] = corridor.links[limit.run.link].key;
  }
  if (row.binds) {
    json["gains"] = {{"step", step_words(corridor, limit)},
                     {"one_step", gain(row.step, objective)},
                     {"tenth", gain(row.tenth, objective)},
                     {"plenty", gain(row.all, objective)}};
    json["then"] = row.next
                       ? Json(key_of(corridor, result.limits[*row.next].limit))
                       : Json(nullptr);
    json["words"] = in_words(corridor, result, row);
  }
  return json;
}

Json demand_json(Corridor const& corridor, CapacityResult const& result,
                 CarriedDemand const& boxes) {
  auto const& first = corridor.demand[boxes.rows.front()];
  auto keys = Json::array();
  for (auto const row : boxes.rows) {
    keys.push_back(corridor.demand[row].key);
  }
  auto held = Json::array();
  for (auto const limit : boxes.held_by) {
    held.push_back(key_of(corridor, result.limits[limit].limit));
  }
  return {{"demand", keys},
          {"origin", corridor.places[first.origin].code},
          {"destination", corridor.places[first.destination].code},
          {"commodity", corridor.commodities[first.commodity].key},
          {"goods", corridor.commodities[first.commodity].name},
          {"demanded_teu_year", number(boxes.demanded_teu)},
          {"teu_year", number(boxes.demanded_teu - boxes.served_teu)},
          {"held_by", held}};
}

// Which limits a document has: all, or those that a reader of the report would
// look for, which are a sixth of them.
enum class Listed { all, that_matter };

constexpr double kInUse = 0.3;  // of the limit; less is of no interest

std::vector<bool> listed(CapacityResult const& result, Listed which) {
  std::vector<bool> shown(result.limits.size(), which == Listed::all);
  auto const growth = result.question.objective == CapacityObjective::growth;
  for (std::size_t i = 0; i < result.limits.size(); ++i) {
    auto const& row = result.limits[i];
    if (row.binds || (!growth && row.saturation >= kInUse)) {
      shown[i] = true;
    }
    if (row.next) {
      shown[*row.next] = true;
    }
  }
  for (auto const& boxes : result.demand) {
    for (auto const limit : boxes.held_by) {
      shown[limit] = true;
    }
  }
  for (auto const& step : result.ladder) {
    shown[step.limit] = true;
  }
  return shown;
}

Json result_json(Corridor const& corridor, CapacityResult const& result,
                 Timings timings, Listed which) {
  auto const& question = result.question;
  Json json{{"objective", name_of(question.objective)},
            {"routes", name_of(question.routes)}};
  if (question.objective != CapacityObjective::growth) {
    json["demand_factor"] = number(question.demand_factor);
    json["unserved_usd_per_teu"] = number(question.unserved_usd);
  }
  json["value"] = result.unbounded ? Json(nullptr) : number(result.value);
  json["unit"] = value_unit(question.objective);
  json["gap"] = number(result.gap);
  json["demanded_teu_year"] = number(result.demanded_teu);
  json["served_teu_year"] = number(result.served_teu);
  json["usd_year"] = number(result.usd);
  json["trains_year"] = number(result.trains_year);
  json["empties_year"] = number(result.empties_year);
  auto& unserved = json["unserved"] = Json::array();
  for (auto const& boxes : result.demand) {
    if (boxes.demanded_teu - boxes.served_teu > 0.5) {
      unserved.push_back(demand_json(corridor, result, boxes));
    }
  }
  auto& seasons = json["seasons"] = Json::array();
  for (auto const& season : result.seasons) {
    seasons.push_back({{"season", season.season.name},
                       {"days", season.season.days},
                       {"value", number(season.value)},
                       {"demanded_teu", number(season.demanded_teu)},
                       {"served_teu", number(season.served_teu)}});
  }
  if (result.binding_season) {
    json["binding_season"] = result.seasons[*result.binding_season].season.name;
    auto& ladder = json["ladder"] = Json::array();
    for (auto const& step : result.ladder) {
      ladder.push_back(
          {{"growth", number(step.growth)},
           {"id", key_of(corridor, result.limits[step.limit].limit)},
           {"label", label_of(corridor, result.limits[step.limit].limit)},
           {"season", step.season}});
    }
  }
  auto const shown = listed(result, which);
  auto& limits = json["arcs"] = Json::array();
  for (std::size_t i = 0; i < result.limits.size(); ++i) {
    if (shown[i]) {
      limits.push_back(limit_json(corridor, result, result.limits[i]));
    }
  }
  json["certificate"] = {{"primal", result.primal}, {"dual", result.dual}};
  json["solver"] = {{"rounds", result.rounds},
                    {"columns", result.columns},
                    {"solves", result.solves}};
  if (timings == Timings::written) {
    json["solver"]["seconds"] = number(result.seconds);
  }
  return json;
}

Json saturated_json(Corridor const& corridor, SaturatedYear const& year) {
  Json json{{"demand_factor", number(year.demand_factor)},
            {"potential_teu_year", number(year.potential_teu)},
            {"simulated_teu_year", interval(year.teu_year)},
            {"share", number(year.share())}};
  auto& flows = json["flows"] = Json::array();
  for (auto const& flow : year.flows) {
    auto const& row = corridor.demand[flow.rows.front()];
    flows.push_back({{"demand", row.key},
                     {"origin", corridor.places[row.origin].code},
                     {"destination", corridor.places[row.destination].code},
                     {"goods", corridor.commodities[row.commodity].name},
                     {"demanded_teu_year", number(flow.demanded_teu)},
                     {"potential_teu_year", number(flow.potential_teu)},
                     {"simulated_teu_year", number(flow.simulated_teu)}});
  }
  return json;
}

Json answer_json(Corridor const& corridor, CapacityAnswer const& answer,
                 Timings timings, Listed which) {
  Json json{
      {"corridor", corridor.name},
      {"scenario", corridor.scenario.empty() ? "base" : corridor.scenario}};
  json.update(result_json(corridor, answer.result, timings, which));
  json["limits"] = answer.result.limits.size();
  if (answer.growth) {
    json["growth"] = result_json(corridor, *answer.growth, timings, which);
  }
  if (answer.saturated) {
    json["saturated"] = saturated_json(corridor, *answer.saturated);
  }
  return json;
}

}  // namespace

std::string_view value_unit(CapacityObjective objective) {
  switch (objective) {
    case CapacityObjective::throughput:
      return "TEU a year";
    case CapacityObjective::growth:
      return "times the demand";
    case CapacityObjective::cost:
      break;
  }
  return "USD a year";
}

std::string in_words(Corridor const& corridor, CapacityResult const& result,
                     LimitResult const& row) {
  auto const step = step_words(corridor, row.limit);
  auto words = label_of(corridor, row.limit) + ": " + step;
  if (row.step.teu < 0.5) {
    words += " adds nothing alone";
    if (row.tenth.teu >= 0.5) {
      words += ", a tenth more +" + rounded(row.tenth.teu) + " TEU a year";
    }
  } else {
    words += " = +" + rounded(row.step.teu) + " TEU a year";
  }
  if (row.step.usd >= 1e5) {
    words += fmt::format(" ({} million USD)", rounded(row.step.usd / 1e6));
  }
  if (row.all.teu >= 0.5) {
    words += ", at most +" + rounded(row.all.teu);
    if (row.next) {
      words += "; then " + label_of(corridor, result.limits[*row.next].limit) +
               " binds";
    }
  }
  return words;
}

std::string to_json(Corridor const& corridor, CapacityAnswer const& answer,
                    Timings timings) {
  return to_text(answer_json(corridor, answer, timings, Listed::all), 2) + "\n";
}

std::string capacity_part(Corridor const& corridor,
                          CapacityAnswer const& answer) {
  return to_text(
      answer_json(corridor, answer, Timings::left_out, Listed::that_matter));
}

}  // namespace camel
