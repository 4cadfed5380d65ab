// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compare_codec.h"

#include <algorithm>
#include <array>

#include "camel/api/codec.h"
#include "camel/api/json.h"
#include "camel/base/names.h"

namespace camel {

namespace {

bool is_news(ComparedFigure const& figure) {
  return std::any_of(figure.alternatives.begin(), figure.alternatives.end(),
                     [](ComparedValue const& value) {
                       return value.verdict != Verdict::noise &&
                              value.verdict != Verdict::unchanged;
                     });
}

Json edits(std::vector<EditedCell> const& cells) {
  auto list = Json::array();
  for (auto const& cell : cells) {
    list.push_back({{"cell", cell.name},
                    {"before", cell.before},
                    {"after", cell.after},
                    {"by", cell.origin.by},
                    {"file", cell.origin.file},
                    {"line", cell.origin.line}});
  }
  return list;
}

Json observed(Alternative const& alternative) {
  auto list = Json::array();
  auto const& rows = alternative.corridor.loaded.corridor.observations;
  for (auto const& one : alternative.result.observed) {
    auto const& row = rows[one.observation];
    list.push_back({{"id", row.key},
                    {"indicator", row.indicator_word},
                    {"scope", row.scope},
                    {"role", name_of(row.role)},
                    {"low", number(row.low)},
                    {"high", number(row.high)},
                    {"unit", row.unit},
                    {"simulated", interval(one.simulated)},
                    {"inside", one.inside},
                    {"source", row.evidence.source}});
  }
  return list;
}

Json scenario(Comparison const& comparison, std::size_t i) {
  auto const& alternative = comparison.alternatives[i];
  auto const& own = alternative.corridor.scenario;
  Json json{{"name", own.name},
            {"title", own.title},
            {"description", own.description}};
  auto sources = Json::array();
  for (auto const& source : own.sources) {
    sources.push_back(source.key);
  }
  json["sources"] = sources;
  json["edits"] = edits(alternative.corridor.edits);
  auto& warnings = json["warnings"] = Json::array();
  for (auto const& finding : alternative.corridor.own.findings) {
    warnings.push_back(to_text(finding));
  }
  std::array<std::size_t, names(Verdict{}).size()> counts{};
  for (auto const& figure : comparison.figures) {
    ++counts[static_cast<std::size_t>(figure.alternatives[i].verdict)];
  }
  for (std::size_t verdict = 0; verdict < counts.size(); ++verdict) {
    json["counts"][std::string{names(Verdict{})[verdict]}] = counts[verdict];
  }
  json["observed"] = observed(alternative);
  return json;
}

Json figure_json(ComparedFigure const& figure) {
  Json json{{"group", name_of(figure.group)},
            {"of", figure.key},
            {"label", figure.label},
            {"figure", figure.figure},
            {"unit", figure.unit},
            {"weight", number(figure.weight)},
            {"base", interval(figure.base)}};
  auto& list = json["scenarios"] = Json::array();
  for (auto const& value : figure.alternatives) {
    list.push_back({{"value", interval(value.value)},
                    {"difference", interval(value.difference)},
                    {"verdict", name_of(value.verdict)}});
  }
  return json;
}

Json document(Corridor const& base, Comparison const& comparison, bool all) {
  auto const& plan = comparison.plan;
  Json json{{"corridor", base.name},
            {"seed", plan.seed},
            {"replications", plan.replications},
            {"days", plan.days},
            {"warm_up_days", plan.warm_up_days}};
  auto const tested = [](Comparison::Tested const& family) {
    return Json{{"differences", family.differences},
                {"times", number(family.times)}};
  };
  json["tested"] = {{"totals", tested(comparison.tested.totals)},
                    {"others", tested(comparison.tested.others)}};
  auto& scenarios = json["scenarios"] = Json::array();
  for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
    scenarios.push_back(scenario(comparison, i));
  }
  auto& figures = json["figures"] = Json::array();
  for (auto const& figure : comparison.figures) {
    if (all || figure.group == FigureGroup::total || is_news(figure)) {
      figures.push_back(figure_json(figure));
    }
  }
  return json;
}

}  // namespace

std::string to_json(Corridor const& base, Comparison const& comparison) {
  return to_text(document(base, comparison, true), 2) + "\n";
}

std::string comparison_data(Corridor const& base, Comparison const& comparison,
                            Distributions distributions) {
  auto json = document(base, comparison, false);
  if (distributions == Distributions::written) {
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
      auto const& alternative = comparison.alternatives[i];
      json["scenarios"][i]["distributions"] = Json::parse(distributions_json(
          alternative.corridor.loaded.corridor, alternative.result));
    }
  }
  return to_text(json);
}

std::string scenarios_json(Package const& package) {
  auto list = Json::array();
  for (auto const& [name, path] : package.scenarios) {
    auto const loaded =
        load_with_scenarios(package, std::vector<std::string>{name});
    list.push_back({{"name", name},
                    {"title", loaded.scenario.title},
                    {"description", loaded.scenario.description},
                    {"file", path.string()},
                    {"errors", loaded.loaded.diagnostics.errors()}});
  }
  return to_text(
             {{"corridor", package.base.corridor.name}, {"scenarios", list}},
             2) +
         "\n";
}

}  // namespace camel
