// SPDX-License-Identifier: Apache-2.0
// Which projects, and when, under a yearly budget: those whose benefit, less
// their cost, is largest over the years. The benefit of a year is what carriage
// costs less than it would without them, what is left behind counting at its
// price (solve_capacity.h, the objective `cost`).
//
// A mixed-integer master (Cbc) chooses; the flow model answers for what it
// chose, with cuts from its prices (Benders 1962), until both agree. The value
// of a set of projects is never guessed from that of its parts.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/capacity/solve_capacity.h"

namespace camel {

struct Project {
  std::string key, name;
  double cost_musd = 0;
  int earliest_year = 0;              // in which it can open
  std::vector<std::size_t> required;  // must open before it, or with it
  std::vector<std::size_t> excluded;  // never together with it
};

struct InvestmentQuestion {
  std::vector<Project> projects;
  int base_year = 2024;  // of the demand table
  int first_year = 2025, years = 15;
  double budget_musd = 0;       // of each year
  bool carry_over = true;       // what is not spent is kept
  double discount = 0.05;       // a year
  double demand_growth = 0.03;  // a year, from the base year on
  RouteFreedom routes = RouteFreedom::by_crossing;
  double unserved_usd = 5000;
  double gap = 1e-4;  // of the value, at which it stops
  int most_rounds = 200;
  // Shares of the budget for which the best is found, too.
  std::vector<double> frontier = {};
  // Called again and again; what it throws ends the work.
  std::function<void()> before_round = {};
};

// The corridor with these projects (indices, sorted).
using CorridorWith =
    std::function<Corridor(std::vector<std::size_t> const& projects)>;

// Money in millions of USD; discounted to the first year.
struct Portfolio {
  std::vector<std::optional<int>> opens;  // by project, the year
  double cost = 0, benefit = 0;
  double value() const { return benefit - cost; }
};

struct YearOfPortfolio {
  int year = 0;
  double demand_factor = 1;
  double spent = 0, benefit = 0;  // not discounted
  double teu_without = 0, teu_with = 0, teu_demanded = 0;
};

// One project by itself, with all it requires, opened as early as it can.
struct ProjectAlone {
  double benefit = 0;        // discounted, over the years
  double cost = 0;           // discounted, with what it requires
  double first_benefit = 0;  // of the first year it is open
};

struct BudgetPoint {
  double budget_musd = 0;  // of each year
  Portfolio portfolio;
};

struct InvestmentResult {
  Portfolio best;
  double bound = 0, gap = 0;  // proven, of the value
  std::vector<YearOfPortfolio> years;
  std::vector<ProjectAlone> alone;    // by project
  std::vector<BudgetPoint> frontier;  // by budget
  int rounds = 0, sets_valued = 0;
  bool is_proven = true;  // within the gap before `most_rounds`
};

InvestmentResult choose_projects(CorridorWith const& corridor_with,
                                 InvestmentQuestion const& question);

// What each is worth by itself, whatever it costs.
std::vector<ProjectAlone> value_alone(CorridorWith const& corridor_with,
                                      InvestmentQuestion const& question);

}  // namespace camel
