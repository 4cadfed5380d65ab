// SPDX-License-Identifier: Apache-2.0
// What a scenario changes: base and alternatives run with the same luck (the
// random streams are keyed by purpose and entity, so replication i of all is
// the same year), and every figure is compared replication by replication.
// See Law, Simulation Modeling and Analysis, 5th ed. 2015, chapter 10.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/load_scenarios.h"
#include "camel/api/simulate.h"

namespace camel {

// Can the difference be told from noise?
enum class Verdict : std::uint8_t {
  differs,    // more than luck explains
  noise,      // no more than luck explains
  unchanged,  // the same in every replication
  only_base,  // nothing of the kind in the alternative
  only_here   // nothing of the kind in the base
};
constexpr auto names(Verdict) {
  return std::array<std::string_view, 5>{"differs", "noise", "unchanged",
                                         "only_base", "only_here"};
}

// What a figure is of.
enum class FigureGroup : std::uint8_t {
  total,
  flow,
  facility,
  place,
  border,
  link
};
constexpr auto names(FigureGroup) {
  return std::array<std::string_view, 6>{"total", "flow",   "facility",
                                         "place", "border", "link"};
}

struct ComparedValue {
  Interval value;       // not a number where there is none
  Interval difference;  // alternative less base, 95 % for this figure alone
  Verdict verdict = Verdict::unchanged;
};

struct ComparedFigure {
  FigureGroup group = FigureGroup::total;
  std::string key;     // "XEAST>XWEST container by XGATE", "XGATE/customs"
  std::string label;   // the same with names, for people
  std::string figure;  // "transit_days"
  std::string unit;    // "days"
  // How much hangs on a unit of it, to bring differences into an order: TEU a
  // year of a transit time, units a day of a facility's wait.
  double weight = 1;
  Interval base;
  std::vector<ComparedValue> alternatives;
};

struct Alternative {
  ScenarioCorridor corridor;
  SimulationResult result;
};

struct Comparison {
  SimulationPlan plan;
  SimulationResult base;
  std::vector<Alternative> alternatives;
  std::vector<ComparedFigure> figures;  // totals first
  // All the verdicts of the totals hold together with 95 % confidence, and so
  // do those of the others (Bonferroni).
  struct Tested {
    std::size_t differences = 0;
    double times =
        1;  // its interval a difference must be to be told from noise
  };
  struct {
    Tested totals = {}, others = {};
  } tested = {};
};

struct ComparisonPlan {
  // Replications, seed, days and threads of each run; `progress` is told of
  // replications done in all of them.
  SimulationPlan simulation = {};
  std::function<SimulationResult(Corridor const&, SimulationPlan const&)>
      simulate = simulate_corridor;
};

// The corridors are sound. Throws UsageError without alternatives.
Comparison compare_scenarios(Corridor const& base,
                             std::vector<ScenarioCorridor> alternatives,
                             ComparisonPlan const& plan);

// The same of runs that were made already, with the same luck and the same
// number of replications: those of `plan`.
Comparison compare_runs(Corridor const& base, SimulationResult base_result,
                        std::vector<Alternative> alternatives,
                        SimulationPlan const& plan);

}  // namespace camel
