// SPDX-License-Identifier: Apache-2.0
// Which projects of a package, and when, under a budget: its measures that
// change the model, and scenarios where asked for. What is chosen is simulated,
// too, and the flow model's promise stands beside what the simulation gains.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "camel/api/load_scenarios.h"
#include "camel/api/simulate.h"
#include "camel/capacity/investment.h"

namespace camel {

struct InvestmentStudy {
  // Its projects are filled from the package.
  InvestmentQuestion question;
  // Costs in millions of USD, by measure or scenario; before those of the
  // table.
  std::map<std::string, double> costs;
  // Scenarios that are projects, besides the measures.
  std::vector<std::string> scenarios;
  std::optional<SimulationPlan> simulation;
};

struct Candidate {
  std::string key, name, status;  // status: of a measure
  std::optional<double> cost_musd;
  bool is_scenario = false;
};

// The last year, simulated without and with what is chosen, with the same luck.
struct SimulatedPortfolio {
  int year = 0;
  double demand_factor = 1;
  double promised_teu = 0;  // more than without, by the flow model
  Estimate without_teu, with_teu;
  Interval gained_teu, gained_days;  // days: less on the way
};

struct InvestmentAnswer {
  InvestmentQuestion question;
  InvestmentResult result;
  std::vector<Candidate> candidates;  // as in the question
  // Those whose cost is not known, and what they would be worth alone.
  std::vector<Candidate> without_cost;
  std::vector<ProjectAlone> worth;
  std::optional<SimulatedPortfolio> simulated;
};

// Throws UsageError where the package names no such scenario, or no project.
InvestmentAnswer study_investment(Package const& package,
                                  InvestmentStudy const& study);

}  // namespace camel
