// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/investment.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "camel/base/check.h"
#include "camel/base/error.h"
#include "camel/capacity/portfolio_value.h"
#include "camel/lp/linear_program.h"

namespace camel {

namespace {

// A benefit of a year that no set of projects can pass, in terms that add up:
// `musd` and, for each project that is open, `by_project`.
struct Cut {
  std::size_t year = 0;
  double musd = 0;
  std::vector<double> by_project;
  bool is_plane = false;  // from prices; else from an exact value
};

// By how much the flow's own tolerances may let two values differ.
double slack(double value) { return 1e-6 * std::max(1.0, std::abs(value)); }

// Years are counted from the first of the question.
double demand_in(InvestmentQuestion const& question, int year) {
  return std::pow(1 + question.demand_growth,
                  question.first_year + year - question.base_year);
}
double weight_of(InvestmentQuestion const& question, int year) {
  return std::pow(1 + question.discount, -year);
}
int earliest_year(InvestmentQuestion const& question, std::size_t project) {
  return std::max(
      0, question.projects[project].earliest_year - question.first_year);
}

ProjectAlone alone(PortfolioValue& value, InvestmentQuestion const& question,
                   std::size_t project) {
  ProjectSet const none(question.projects.size(), false);
  auto set = none;
  set[project] = true;
  set = value.with_required(set);
  int opens = 0;
  for (std::size_t p = 0; p < set.size(); ++p) {
    opens = set[p] ? std::max(opens, earliest_year(question, p)) : opens;
  }
  ProjectAlone figures;
  for (auto year = opens; year < question.years; ++year) {
    auto const factor = demand_in(question, year);
    auto const gained =
        value.of(none, factor).musd - value.of(set, factor).musd;
    figures.benefit += weight_of(question, year) * gained;
    figures.first_benefit = year == opens ? gained : figures.first_benefit;
  }
  for (std::size_t p = 0; p < set.size(); ++p) {
    if (set[p] && opens < question.years) {
      figures.cost +=
          weight_of(question, opens) * question.projects[p].cost_musd;
    }
  }
  return figures;
}

class Chooser {
 public:
  Chooser(CorridorWith const& corridor_with, InvestmentQuestion const& question)
      : question_{question},
        value_{corridor_with, question_},
        bound_{std::make_unique<PortfolioBound>(corridor_with, question_,
                                                value_)} {
    for (int y = 0; y < question.years; ++y) {
      factors_.push_back(demand_in(question, y));
      weights_.push_back(weight_of(question, y));
    }
    begin();
  }

  InvestmentResult run() {
    InvestmentResult result;
    auto const best = solve(question_.budget_musd, result);
    result.best = portfolio_of(best.years);
    result.bound = best.bound;
    result.gap = best.gap;
    result.is_proven = best.gap <= question_.gap;
    for (auto const share : question_.frontier) {
      auto const budget = share * question_.budget_musd;
      auto const point = solve(budget, result);
      result.frontier.push_back({budget, portfolio_of(point.years)});
    }
    add_years(result, best.years);
    for (std::size_t p = 0; p < projects(); ++p) {
      result.alone.push_back(alone(value_, question_, p));
    }
    result.sets_valued = value_.sets_valued();
    return result;
  }

 private:
  std::size_t projects() const { return question_.projects.size(); }
  std::size_t years() const { return factors_.size(); }
  ProjectSet none() const { return ProjectSet(projects(), false); }

  // What carriage costs less with these in the year.
  double benefit(ProjectSet const& set, std::size_t year) {
    return value_.of(none(), factors_[year]).musd -
           value_.of(set, factors_[year]).musd;
  }

  // The year in which each opens; nothing where it does not.
  using Opens = std::vector<std::optional<std::size_t>>;

  ProjectSet open_in(Opens const& opens, std::size_t year) const {
    auto set = none();
    for (std::size_t p = 0; p < projects(); ++p) {
      set[p] = opens[p] && *opens[p] <= year;
    }
    return set;
  }

  Portfolio portfolio_of(Opens const& opens) {
    Portfolio portfolio;
    for (std::size_t p = 0; p < projects(); ++p) {
      auto& year = portfolio.opens.emplace_back();
      if (opens[p]) {
        year = question_.first_year + static_cast<int>(*opens[p]);
        portfolio.cost += weights_[*opens[p]] * question_.projects[p].cost_musd;
      }
    }
    for (std::size_t y = 0; y < years(); ++y) {
      portfolio.benefit += weights_[y] * benefit(open_in(opens, y), y);
    }
    return portfolio;
  }

  std::size_t earliest(std::size_t p) const {
    return static_cast<std::size_t>(earliest_year(question_, p));
  }

  // What is known of every year before anything is chosen: that nothing opens,
  // and what everything together brings.
  void begin() {
    auto const all = ProjectSet(projects(), true);
    for (std::size_t y = 0; y < years(); ++y) {
      most_.push_back(std::max(0.0, benefit(all, y)));
      learn(none(), y);
      learn(all, y);
      // And what all but one bring: so much is lost without it.
      for (std::size_t p = 0; p < projects(); ++p) {
        learn(without(p), y);
      }
    }
  }

  // All but this and those that require it.
  ProjectSet without(std::size_t project) const {
    auto set = ProjectSet(projects(), true);
    set[project] = false;
    for (auto shrank = true; shrank;) {
      shrank = false;
      for (std::size_t p = 0; p < projects(); ++p) {
        for (auto const other : question_.projects[p].required) {
          if (set[p] && !set[other]) {
            set[p] = false;
            shrank = true;
          }
        }
      }
    }
    return set;
  }

  // Values a set in a year: exactly, for it and all sets within it; and by a
  // plane from the prices, for all sets.
  void learn(ProjectSet const& set, std::size_t year) {
    if (!known_.insert({set, year}).second) {
      return;
    }
    auto const without = value_.of(none(), factors_[year]).musd;
    auto const with = value_.of(set, factors_[year]).musd;
    auto const gained = std::max(0.0, without - with);
    Cut exact{year, gained, std::vector<double>(projects(), 0), false};
    for (std::size_t p = 0; p < projects(); ++p) {
      exact.by_project[p] = set[p] ? 0 : std::max(0.0, most_[year] - gained);
    }
    cuts_.push_back(std::move(exact));
    if (!bound_) {
      return;
    }
    auto plane = bound_->at(set, factors_[year]);
    auto lowest = plane.musd;
    for (std::size_t p = 0; p < projects(); ++p) {
      lowest += set[p] ? plane.by_project[p] : 0;
    }
    // A plane above what is true would cut the best away: such projects change
    // more than capacities, and only exact values are to be trusted.
    if (lowest > with + slack(with)) {
      bound_.reset();
      std::erase_if(cuts_, [](Cut const& cut) { return cut.is_plane; });
      return;
    }
    Cut cut{year, without - plane.musd, {}, true};
    for (auto const cost : plane.by_project) {
      cut.by_project.push_back(-cost);
    }
    cuts_.push_back(std::move(cut));
  }

  struct Solved {
    Opens years;
    double bound = 0, gap = 0;
  };

  Solved solve(double budget, InvestmentResult& result) {
    Solved best;
    best.years.resize(projects());
    auto best_value = portfolio_of(best.years).value();
    for (int round = 0; round < question_.most_rounds; ++round) {
      ++result.rounds;
      auto const [opens, bound] = choose(budget);
      for (std::size_t y = 0; y < years(); ++y) {
        learn(open_in(opens, y), y);
      }
      auto const value = portfolio_of(opens).value();
      if (value > best_value) {
        best_value = value;
        best.years = opens;
      }
      best.bound = std::max(bound, best_value);
      best.gap = std::max(0.0, best.bound - best_value) /
                 std::max(1.0, std::abs(best_value));
      if (best.gap <= question_.gap) {
        return best;
      }
    }
    return best;
  }

  // The master: what opens when, and the benefit of each year as far as the
  // cuts let it.
  std::pair<Opens, double> choose(double budget) const {
    LinearProgram master;
    std::vector<std::vector<int>> columns(projects());
    std::vector<int> benefits;
    for (std::size_t p = 0; p < projects(); ++p) {
      for (auto y = earliest(p); y < years(); ++y) {
        columns[p].push_back(master.add_column(
            weights_[y] * question_.projects[p].cost_musd, 0, 1, {}, true));
      }
    }
    for (std::size_t y = 0; y < years(); ++y) {
      benefits.push_back(master.add_column(-weights_[y], 0, most_[y], {}));
    }
    auto const put = [&](int column, int row, double amount) {
      master.columns[static_cast<std::size_t>(column)].push_back({row, amount});
    };
    // Is it open in the year?
    auto const put_open = [&](std::size_t p, std::size_t year, int row,
                              double amount) {
      for (std::size_t i = 0; i < columns[p].size(); ++i) {
        if (earliest(p) + i <= year) {
          put(columns[p][i], row, amount);
        }
      }
    };
    for (std::size_t p = 0; p < projects(); ++p) {
      auto const once = master.add_row(-kNoBound, 1);
      put_open(p, years(), once, 1);
      for (auto const other : question_.projects[p].required) {
        for (std::size_t y = 0; y < years(); ++y) {
          auto const row = master.add_row(-kNoBound, 0);
          put_open(p, y, row, 1);
          put_open(other, y, row, -1);
        }
      }
      for (auto const other : question_.projects[p].excluded) {
        auto const row = master.add_row(-kNoBound, 1);
        put_open(p, years(), row, 1);
        put_open(other, years(), row, 1);
      }
    }
    for (std::size_t y = 0; y < years(); ++y) {
      auto const purse =
          question_.carry_over ? budget * static_cast<double>(y + 1) : budget;
      auto const row = master.add_row(-kNoBound, purse);
      for (std::size_t p = 0; p < projects(); ++p) {
        for (std::size_t i = 0; i < columns[p].size(); ++i) {
          auto const opens = earliest(p) + i;
          if (opens == y || (question_.carry_over && opens < y)) {
            put(columns[p][i], row, question_.projects[p].cost_musd);
          }
        }
      }
    }
    for (auto const& cut : cuts_) {
      auto const row = master.add_row(-kNoBound, cut.musd);
      put(benefits[cut.year], row, 1);
      for (std::size_t p = 0; p < projects(); ++p) {
        if (cut.by_project[p] != 0) {
          put_open(p, cut.year, row, -cut.by_project[p]);
        }
      }
    }
    // Closer than the answer is asked for, and no closer: cuts will move it.
    auto const solution =
        solve_mixed(master, {.gap = question_.gap / 10, .start = {}});
    CAMEL_CHECK(solution.status == LpStatus::optimal,
                "the choice of projects has no solution, though none is one");
    Opens opens(projects());
    for (std::size_t p = 0; p < projects(); ++p) {
      for (std::size_t i = 0; i < columns[p].size(); ++i) {
        if (solution.x[static_cast<std::size_t>(columns[p][i])] > 0.5) {
          opens[p] = earliest(p) + i;
        }
      }
    }
    return {opens, -solution.bound};
  }

  void add_years(InvestmentResult& result, Opens const& opens) {
    for (std::size_t y = 0; y < years(); ++y) {
      auto const set = open_in(opens, y);
      auto const& with = value_.of(set, factors_[y]);
      auto const& without = value_.of(none(), factors_[y]);
      YearOfPortfolio year{.year = question_.first_year + static_cast<int>(y),
                           .demand_factor = factors_[y],
                           .spent = 0,
                           .benefit = without.musd - with.musd,
                           .teu_without = without.served_teu,
                           .teu_with = with.served_teu,
                           .teu_demanded = with.demanded_teu};
      for (std::size_t p = 0; p < projects(); ++p) {
        year.spent += opens[p] == y ? question_.projects[p].cost_musd : 0;
      }
      result.years.push_back(year);
    }
  }

  InvestmentQuestion const& question_;
  PortfolioValue value_;
  std::unique_ptr<PortfolioBound> bound_;
  std::vector<double> factors_, weights_, most_;  // by year
  std::vector<Cut> cuts_;
  std::set<std::pair<ProjectSet, std::size_t>> known_;
};

}  // namespace

InvestmentResult choose_projects(CorridorWith const& corridor_with,
                                 InvestmentQuestion const& question) {
  if (question.projects.empty()) {
    throw UsageError{
        "there is no project to choose from: no measure has both `changes` "
        "and a `cost` — give costs in measures.csv, or with --cost KEY=USD"};
  }
  return Chooser{corridor_with, question}.run();
}

std::vector<ProjectAlone> value_alone(CorridorWith const& corridor_with,
                                      InvestmentQuestion const& question) {
  PortfolioValue value{corridor_with, question};
  std::vector<ProjectAlone> all;
  for (std::size_t p = 0; p < question.projects.size(); ++p) {
    all.push_back(alone(value, question, p));
  }
  return all;
}

}  // namespace camel
