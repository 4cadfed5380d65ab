// SPDX-License-Identifier: Apache-2.0
// What carriage costs in a year with a set of projects: the flow model of the
// corridor that they make, kept for other years and sets.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "camel/capacity/investment.h"

namespace camel {

using ProjectSet = std::vector<bool>;  // by project

struct YearValue {
  double musd = 0;  // cost of carriage and of what is left behind
  double served_teu = 0, demanded_teu = 0;
};

class PortfolioValue {
 public:
  PortfolioValue(CorridorWith const& corridor_with,
                 InvestmentQuestion const& question);

  // With these projects and all they require, in a year of so much demand.
  YearValue const& of(ProjectSet const& set, double demand_factor);
  ProjectSet with_required(ProjectSet set) const;
  int sets_valued() const { return static_cast<int>(flows_.size()); }

 private:
  struct Flow;
  Flow& flow_of(ProjectSet const& set);

  CorridorWith const& corridor_with_;
  InvestmentQuestion const& question_;
  std::map<ProjectSet, std::shared_ptr<Flow>> flows_;
};

// A bound on the cost of any set, in terms that add up over its projects: the
// flow over all projects' network with the capacities of the set. Its prices
// say how the bound moves from set to set.
class PortfolioBound {
 public:
  PortfolioBound(CorridorWith const& corridor_with,
                 InvestmentQuestion const& question,
                 PortfolioValue const& value);
  ~PortfolioBound();

  // No set costs less than `musd` plus the sum of `by_project` of those in it.
  struct Plane {
    double musd = 0;
    std::vector<double> by_project;
  };
  Plane at(ProjectSet const& set, double demand_factor);

 private:
  struct Network;
  std::unique_ptr<Network> network_;
};

}  // namespace camel
