// SPDX-License-Identifier: Apache-2.0
#include "camel/api/compare_scenarios.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "camel/api/compared_figures.h"
#include "camel/base/error.h"
#include "camel/sim/replications.h"
#include "camel/sim/variance_reduction.h"

namespace camel {

namespace {

constexpr double kConfidence = 0.95;
constexpr auto kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr Interval kNoInterval{kNothing, kNothing, kNothing};

// The replications in which both have the figure.
struct Pairs {
  std::vector<double> base, other;

  Pairs(std::vector<double> const& a, std::vector<double> const& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      if (!std::isnan(a[i]) && !std::isnan(b[i])) {
        base.push_back(a[i]);
        other.push_back(b[i]);
      }
    }
  }
  bool equal() const { return base == other; }
};

ComparedValue compare(Estimate const& base, Estimate const& other) {
  ComparedValue value{.value = other, .difference = kNoInterval};
  if (std::isnan(base.mean) && std::isnan(other.mean)) {
    return value;  // another alternative has it
  }
  if (std::isnan(base.mean) || std::isnan(other.mean)) {
    value.verdict =
        std::isnan(other.mean) ? Verdict::only_base : Verdict::only_here;
    return value;
  }
  Pairs const pairs{base.samples, other.samples};
  if (pairs.base.size() >= 2) {
    value.difference =
        paired_interval(pairs.base, pairs.other, kConfidence).difference;
  } else {
    // One replication has no interval, and none in common no difference.
    auto const mean =
        pairs.base.empty() ? kNothing : pairs.other[0] - pairs.base[0];
    value.difference = {mean, mean, mean};
  }
  value.verdict = !pairs.base.empty() && pairs.equal() ? Verdict::unchanged
                                                       : Verdict::noise;
  return value;
}

// One figure in the base and in the alternatives; none where it is absent.
struct Row {
  FigureName name;
  double weight = 0;
  std::vector<std::optional<Estimate>> estimates;  // base first
};

// The figures of all runs side by side, in the order in which they first come.
class Rows {
 public:
  explicit Rows(std::size_t runs) : runs_{runs} {}

  void take(std::size_t run, std::vector<NamedFigure> figures) {
    for (auto& figure : figures) {
      auto const [at, is_new] = index_.try_emplace(
          {figure.name.group, figure.name.key, figure.name.figure},
          rows_.size());
      if (is_new) {
        rows_.push_back(
            {.name = std::move(figure.name),
             .estimates = std::vector<std::optional<Estimate>>(runs_)});
      }
      auto& row = rows_[at->second];
      row.weight = std::max(row.weight, figure.weight);
      row.estimates[run] = std::move(figure.estimate);
    }
  }

  // But for what is zero everywhere: nobody uses it.
  std::vector<Row> used() && {
    std::erase_if(rows_, [](Row const& row) {
      return std::all_of(
          row.estimates.begin(), row.estimates.end(),
          [](auto const& estimate) { return !estimate || is_zero(*estimate); });
    });
    return std::move(rows_);
  }

 private:
  static bool is_zero(Estimate const& estimate) {
    return std::all_of(
        estimate.samples.begin(), estimate.samples.end(),
        [](double value) { return std::isnan(value) || value == 0; });
  }

  std::size_t runs_;
  std::map<std::tuple<FigureGroup, std::string, std::string>, std::size_t>
      index_;
  std::vector<Row> rows_;
};

// The same share of what may fail for every difference of a family.
void judge(std::vector<ComparedFigure>& figures, std::vector<Row> const& rows,
           bool totals, Comparison::Tested& tested) {
  auto const each = [&](auto look) {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      if ((figures[i].group == FigureGroup::total) != totals) {
        continue;
      }
      for (std::size_t a = 0; a < figures[i].alternatives.size(); ++a) {
        auto& value = figures[i].alternatives[a];
        auto const& estimates = rows[i].estimates;
        if (value.verdict == Verdict::noise) {
          Pairs const pairs{estimates[0]->samples, estimates[a + 1]->samples};
          if (pairs.base.size() >= 2) {
            look(value, pairs);
          }
        }
      }
    }
  };
  std::size_t replications = 0;
  each([&](ComparedValue&, Pairs const& pairs) {
    ++tested.differences;
    replications = std::max(replications, pairs.base.size());
  });
  if (tested.differences == 0) {
    return;
  }
  auto const confidence =
      1 - (1 - kConfidence) / static_cast<double>(tested.differences);
  auto const degrees = static_cast<double>(replications - 1);
  tested.times = t_value(confidence, degrees) / t_value(kConfidence, degrees);
  each([&](ComparedValue& value, Pairs const& pairs) {
    auto const sure =
        paired_interval(pairs.base, pairs.other, confidence).difference;
    if (sure.low > 0 || sure.high < 0) {
      value.verdict = Verdict::differs;
    }
  });
}

Estimate or_none(std::optional<Estimate> const& estimate) {
  return estimate.value_or(Estimate{kNoInterval, {}});
}

// Runs take turns on all threads; with more threads than replications several
// run at a time.
std::vector<SimulationResult> simulate_all(
    std::vector<Corridor const*> const& corridors, ComparisonPlan const& plan) {
  auto const runs = static_cast<int>(corridors.size());
  auto const& simulation = plan.simulation;
  auto const together = std::clamp(
      simulation.threads / std::max(simulation.replications, 1), 1, runs);
  std::mutex mutex;
  std::vector<int> done(corridors.size());
  return run_replications<SimulationResult>(runs, together, [&](int run) {
    auto const i = static_cast<std::size_t>(run);
    auto own = simulation;
    own.threads = std::max(simulation.threads / together, 1);
    own.progress = [&, i](int of_this) {
      std::lock_guard const lock{mutex};
      done[i] = of_this;
      if (simulation.progress) {
        simulation.progress(std::accumulate(done.begin(), done.end(), 0));
      }
    };
    return plan.simulate(*corridors[i], own);
  });
}

}  // namespace

Comparison compare_scenarios(Corridor const& base,
                             std::vector<ScenarioCorridor> alternatives,
                             ComparisonPlan const& plan) {
  if (alternatives.empty()) {
    throw UsageError{"there is nothing to compare the base with"};
  }
  std::vector<Corridor const*> corridors{&base};
  for (auto const& alternative : alternatives) {
    corridors.push_back(&alternative.loaded.corridor);
  }
  auto results = simulate_all(corridors, plan);
  std::vector<Alternative> runs;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    runs.push_back({std::move(alternatives[i]), std::move(results[i + 1])});
  }
  return compare_runs(base, std::move(results.front()), std::move(runs),
                      plan.simulation);
}

Comparison compare_runs(Corridor const& base, SimulationResult base_result,
                        std::vector<Alternative> alternatives,
                        SimulationPlan const& plan) {
  Rows side_by_side{alternatives.size() + 1};
  side_by_side.take(0, figures_of(base, base_result));
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    side_by_side.take(i + 1,
                      figures_of(alternatives[i].corridor.loaded.corridor,
                                 alternatives[i].result));
  }
  auto const rows = std::move(side_by_side).used();
  Comparison comparison{.plan = plan,
                        .base = std::move(base_result),
                        .alternatives = std::move(alternatives),
                        .figures = {}};
  comparison.plan.progress = {};
  for (auto const& row : rows) {
    auto const in_base = or_none(row.estimates.front());
    ComparedFigure figure{.group = row.name.group,
                          .key = row.name.key,
                          .label = row.name.label,
                          .figure = row.name.figure,
                          .unit = row.name.unit,
                          .weight = row.weight,
                          .base = in_base,
                          .alternatives = {}};
    for (std::size_t i = 1; i < row.estimates.size(); ++i) {
      figure.alternatives.push_back(
          compare(in_base, or_none(row.estimates[i])));
    }
    comparison.figures.push_back(std::move(figure));
  }
  judge(comparison.figures, rows, true, comparison.tested.totals);
  judge(comparison.figures, rows, false, comparison.tested.others);
  return comparison;
}

}  // namespace camel
