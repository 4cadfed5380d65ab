// SPDX-License-Identifier: Apache-2.0
#include "camel/api/calibration_codec.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "camel/api/codec.h"
#include "camel/api/json.h"
#include "camel/base/names.h"

namespace camel {

namespace {

// "links.KZ*.free_speed*", as calibration.csv has it.
std::string path_of(UncertainInput const& input) {
  return fmt::format("{}.{}.{}{}", input.change.table, input.change.key,
                     input.change.column, input.factor ? "*" : "");
}

std::string bound_of(FittedInput const& fitted) {
  return fitted.at_low ? "low" : fitted.at_high ? "high" : "";
}

bool is_simulated(JudgedRow const& row) {
  return !std::isnan(row.before.mean) && !std::isnan(row.after.mean);
}

class Writer {
 public:
  explicit Writer(Calibration const& calibration)
      : calibration_{calibration}, corridor_{calibration.corridor.corridor} {}

  Json all() const {
    auto const& plan = calibration_.plan;
    auto const& fit = calibration_.fit;
    Json json{{"corridor", corridor_.name},
              {"seed", plan.simulation.seed},
              {"replications", plan.simulation.replications},
              {"days", plan.simulation.days},
              {"warm_up_days", plan.simulation.warm_up_days},
              {"base_only", plan.base_only},
              {"tolerance", kObservedTolerance}};
    json["evaluations"] = {{"allowed", plan.evaluations},
                           {"used", fit.evaluations},
                           {"gauss_newton", fit.straight},
                           {"nlopt", fit.bent}};
    json["judging"] = {{"seed", plan.simulation.seed + 1},
                       {"replications", plan.judging_replications}};
    json["badness"] = {{"before", number(fit.badness_before)},
                       {"after", number(fit.badness_after)}};
    json["inside"] = {{"fit", inside(Role::fit)},
                      {"judge", inside(Role::judge)}};
    json["inputs"] = Json::array();
    for (auto const& one : calibration_.inputs) {
      json["inputs"].push_back(input(one));
    }
    json["observations"] = Json::array();
    for (auto const& row : calibration_.rows) {
      json["observations"].push_back(observation(row));
    }
    return json;
  }

 private:
  Json inside(Role role) const {
    auto const count = count_inside(calibration_, role);
    return {{"of", count.of},
            {"before", count.before},
            {"after", count.after},
            {"before_15", count.before_15},
            {"after_15", count.after_15}};
  }

  Json input(CalibratedInput const& one) const {
    auto const& row = corridor_.uncertain_inputs[one.input];
    auto const& fitted = one.fitted;
    Json moved = Json::object();
    for (std::size_t k = 0; k < fitted.moved_by.size(); ++k) {
      if (fitted.moved_by[k] != 0) {
        auto const id = calibration_.targets[k];
        moved[corridor_.observations[id].key] = number(fitted.moved_by[k]);
      }
    }
    return {{"id", row.key},
            {"change", path_of(row)},
            {"factor", row.factor},
            {"low", number(row.low)},
            {"high", number(row.high)},
            {"start", number(one.start)},
            {"fitted", number(fitted.value)},
            {"spread", number(fitted.spread)},
            {"interval",
             {number(std::max(row.low, fitted.value - fitted.spread)),
              number(std::min(row.high, fitted.value + fitted.spread))}},
            {"determined", fitted.determined},
            {"at_bound", bound_of(fitted)},
            {"moved_by", moved},
            {"moved_otherwise", number(fitted.rest)},
            {"source", row.evidence.source},
            {"note", row.evidence.note}};
  }

  Json observation(JudgedRow const& one) const {
    auto const& row = corridor_.observations[one.observation];
    auto const within = [&](double share) -> Json {
      return {{"before", is_inside(row, one.before.mean, share)},
              {"after", is_inside(row, one.after.mean, share)}};
    };
    return {{"id", row.key},
            {"indicator", row.indicator_word},
            {"scope", row.scope},
            {"period", row.period},
            {"scenario", row.scenario},
            {"role", name_of(row.role)},
            {"given", follows_from_inputs(row.indicator)},
            {"fitted", one.target.has_value()},
            {"low", number(row.low)},
            {"high", number(row.high)},
            {"value", number(row.value)},
            {"unit", row.unit},
            {"before", interval(one.before)},
            {"after", interval(one.after)},
            {"inside", within(0)},
            {"inside_15", within(kObservedTolerance)},
            {"source", row.evidence.source}};
  }

  Calibration const& calibration_;
  Corridor const& corridor_;
};

// A string of TOML, which escapes as JSON does.
std::string toml_text(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

InsideCount count_inside(Calibration const& calibration, Role role) {
  InsideCount count;
  for (auto const& row : calibration.rows) {
    auto const& observation =
        calibration.corridor.corridor.observations[row.observation];
    if (observation.role != role ||
        follows_from_inputs(observation.indicator) || !is_simulated(row)) {
      continue;
    }
    auto const add = [&](int& sum, double mean, double share) {
      sum += is_inside(observation, mean, share) ? 1 : 0;
    };
    ++count.of;
    add(count.before, row.before.mean, 0);
    add(count.after, row.after.mean, 0);
    add(count.before_15, row.before.mean, kObservedTolerance);
    add(count.after_15, row.after.mean, kObservedTolerance);
  }
  return count;
}

std::string to_json(Calibration const& calibration) {
  return to_text(Writer{calibration}.all(), 2) + "\n";
}

std::string calibration_csv(Calibration const& calibration) {
  std::string text =
      "input,change,start,fitted,spread,determined,low,high,at_bound\n";
  for (auto const& one : calibration.inputs) {
    auto const& row = calibration.corridor.corridor.uncertain_inputs[one.input];
    text += fmt::format("{},{},{:.6g},{:.6g},{:.3g},{},{:.6g},{:.6g},{}\n",
                        row.key, path_of(row), one.start, one.fitted.value,
                        one.fitted.spread, one.fitted.determined ? "yes" : "no",
                        row.low, row.high, bound_of(one.fitted));
  }
  return text;
}

std::string calibration_scenario(Calibration const& calibration) {
  auto const& corridor = calibration.corridor.corridor;
  auto text = fmt::format(
      "title = {}\n"
      "description = {}\n"
      "base = true\n"
      "changes = [\n",
      toml_text(corridor.title + ", calibrated"),
      toml_text(fmt::format(
          "The uncertain inputs as camel calibrate fitted them. Observations: "
          "{}; evaluations: {}, each of {} replications; seed: {}.",
          calibration.targets.size(), calibration.fit.evaluations,
          calibration.plan.simulation.replications,
          calibration.plan.simulation.seed)));
  for (auto const& one : calibration.inputs) {
    auto const& row = corridor.uncertain_inputs[one.input];
    if (one.fitted.value != one.start) {
      text += fmt::format(
          "  {},\n",
          toml_text(fmt::format("{}={:.6g}", path_of(row), one.fitted.value)));
    }
  }
  return text + "]\n";
}

std::string report_data(CorridorCheck const& check,
                        Calibration const& calibration) {
  auto text = report_data(check, calibration.simulation);
  text.pop_back();  // the closing brace
  return text + ",\"calibration\":" + to_text(Writer{calibration}.all()) + "}";
}

std::string findings_json(Diagnostics const& diagnostics) {
  auto list = Json::array();
  for (auto const& one : diagnostics.findings) {
    list.push_back({{"file", one.file},
                    {"line", one.line},
                    {"column", one.column},
                    {"message", one.message},
                    {"hint", one.hint}});
  }
  return to_text({{"errors", list}}, 2) + "\n";
}

}  // namespace camel
