// SPDX-License-Identifier: Apache-2.0
#include "calibration_summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "camel/api/calibration_codec.h"
#include "camel/base/names.h"
#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kMissesShown = 12;

std::string heading(std::string_view text) {
  return "\n" + styled(text, Style::bold) + "\n";
}

// Four significant digits, as fitted values are written.
std::string short_number(double value) {
  return std::isnan(value) ? "–" : fmt::format("{:.4g}", value);
}

std::string range(double low, double high) {
  return low == high ? short_number(low)
                     : short_number(low) + "–" + short_number(high);
}

// What moved it most: "OE-157 +3.2".
std::string largest_cause(Calibration const& calibration,
                          FittedInput const& fitted) {
  auto const largest = std::max_element(
      fitted.moved_by.begin(), fitted.moved_by.end(),
      [](double a, double b) { return std::abs(a) < std::abs(b); });
  if (largest == fitted.moved_by.end() || *largest == 0) {
    return "";
  }
  auto const id =
      calibration
          .targets[static_cast<std::size_t>(largest - fitted.moved_by.begin())];
  return fmt::format("{} {:+.2g}",
                     calibration.corridor.corridor.observations[id].key,
                     *largest);
}

std::string inputs_table(Calibration const& calibration) {
  TextTable table{{{"input"},
                   {"start", Align::right},
                   {"fitted ± spread", Align::right},
                   {"bounds", Align::right},
                   {""},
                   {"moved most by"}}};
  for (auto const& one : calibration.inputs) {
    auto const& row = calibration.corridor.corridor.uncertain_inputs[one.input];
    auto const& fitted = one.fitted;
    auto const remark = fitted.at_low        ? "at its low bound"
                        : fitted.at_high     ? "at its high bound"
                        : !fitted.determined ? "not determined"
                                             : "";
    table.add(
        {row.key + (row.factor ? " (factor)" : ""), short_number(one.start),
         fmt::format("{} ± {:.2g}", short_number(fitted.value), fitted.spread),
         range(row.low, row.high), remark, largest_cause(calibration, fitted)});
  }
  return table.text();
}

std::string counts(Calibration const& calibration) {
  TextTable table{{{"observations of behaviour"},
                   {"inside, before", Align::right},
                   {"after", Align::right},
                   {"or within 15 %, before", Align::right},
                   {"after", Align::right}}};
  auto const add = [&](std::string const& what, Role role) {
    auto const count = count_inside(calibration, role);
    auto const of = [&](int inside) {
      return fmt::format("{} of {}", inside, count.of);
    };
    table.add({what, of(count.before), of(count.after), of(count.before_15),
               of(count.after_15)});
  };
  add("kept to judge by", Role::judge);
  add("open to fitting", Role::fit);
  return table.text();
}

// By how many times the mean misses the nearer end of the range.
double miss(Observation const& row, double mean) {
  if (mean > row.high) {
    return row.high > 0 ? mean / row.high : mean - row.high;
  }
  return mean > 0 ? row.low / mean : row.low - mean;
}

std::string misses_table(Calibration const& calibration) {
  auto const& observations = calibration.corridor.corridor.observations;
  std::vector<JudgedRow const*> misses;
  for (auto const& row : calibration.rows) {
    auto const& observation = observations[row.observation];
    if (!std::isnan(row.after.mean) &&
        !follows_from_inputs(observation.indicator) &&
        !is_inside(observation, row.after.mean, kObservedTolerance)) {
      misses.push_back(&row);
    }
  }
  if (misses.empty()) {
    return "";
  }
  std::stable_sort(misses.begin(), misses.end(), [&](auto* a, auto* b) {
    return miss(observations[a->observation], a->after.mean) >
           miss(observations[b->observation], b->after.mean);
  });
  TextTable table{{{"observation"},
                   {"indicator"},
                   {"scope"},
                   {"observed", Align::right},
                   {"before", Align::right},
                   {"after", Align::right},
                   {"unit"},
                   {"role"}}};
  for (auto const* row : misses) {
    auto const& observation = observations[row->observation];
    if (row == misses[std::min(kMissesShown, misses.size() - 1)] &&
        misses.size() > kMissesShown) {
      break;
    }
    table.add({observation.key, observation.indicator_word,
               observation.scope + (observation.scenario.empty()
                                        ? ""
                                        : " (" + observation.scenario + ")"),
               range(observation.low, observation.high),
               short_number(row->before.mean), short_number(row->after.mean),
               observation.unit, std::string{name_of(observation.role)}});
  }
  auto text = heading("The worst misses after calibration") + table.text();
  if (misses.size() > kMissesShown) {
    text += fmt::format("  … and {} more; the report has all of them\n",
                        misses.size() - kMissesShown);
  }
  return text;
}

}  // namespace

std::string describe(Calibration const& calibration) {
  auto const& plan = calibration.plan;
  auto const& fit = calibration.fit;
  auto text = fmt::format(
      "{}\n{}\n",
      styled(calibration.corridor.corridor.title + ", calibrated", Style::bold),
      styled(fmt::format(
                 "inputs: {}; observations fitted to: {}; evaluations: {}, "
                 "each of {} replications; seed: {}",
                 calibration.inputs.size(), calibration.targets.size(),
                 fit.evaluations, plan.simulation.replications,
                 plan.simulation.seed),
             Style::dim));
  text += heading("Inputs") + inputs_table(calibration);
  text += fmt::format("\n  sum of squared misses {} before, {} after\n",
                      short_number(fit.badness_before),
                      short_number(fit.badness_after));
  text += heading(fmt::format("Judged by {} years of their own",
                              plan.judging_replications)) +
          counts(calibration);
  return text + misses_table(calibration);
}

}  // namespace camel
