// SPDX-License-Identifier: Apache-2.0
#include "invest_summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "terminal.h"

namespace camel {

namespace {

using Align = TextTable::Align;

constexpr std::size_t kWorthShown = 12;
constexpr double kWorthNaming = 0.05;  // million USD

std::string musd(double value) {
  return grouped(value, std::abs(value) < 100 ? 1 : 0);
}

std::string headline(InvestmentAnswer const& answer) {
  auto const& question = answer.question;
  auto const& best = answer.result.best;
  return fmt::format(
      "  {} million USD a year{}, {} to {}; demand grows {:.1f} % a year, a "
      "later year counts {:.1f} % less;\n  a TEU left behind counts {} USD "
      "more than if it were carried\n"
      "  the best is worth {} million USD: it saves {} and costs {}; {}\n",
      musd(question.budget_musd),
      question.carry_over ? ", what is not spent being kept" : "",
      question.first_year, question.first_year + question.years - 1,
      100 * question.demand_growth, 100 * question.discount,
      grouped(question.unserved_usd), musd(best.value()), musd(best.benefit),
      musd(best.cost),
      answer.result.is_proven
          ? fmt::format("proven to {:.2f} %", 100 * answer.result.gap)
          : fmt::format("no set is worth more than {}",
                        musd(answer.result.bound)));
}

std::string project_table(InvestmentAnswer const& answer) {
  std::vector<std::size_t> order(answer.candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto const& opens = answer.result.best.opens;
  auto const& alone = answer.result.alone;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    auto const key = [&](std::size_t p) {
      return std::pair{opens[p].value_or(9999),
                       alone[p].cost - alone[p].benefit};
    };
    return key(a) < key(b);
  });
  TextTable table{{{"project"},
                   {"opens", Align::right},
                   {"costs", Align::right},
                   {"alone: saves", Align::right},
                   {"less its cost", Align::right},
                   {"in its first year", Align::right}}};
  for (auto const p : order) {
    table.add(
        {answer.candidates[p].name, opens[p] ? std::to_string(*opens[p]) : "–",
         musd(answer.question.projects[p].cost_musd), musd(alone[p].benefit),
         musd(alone[p].benefit - alone[p].cost), musd(alone[p].first_benefit)});
  }
  return "\n" + table.text() +
         "  million USD; savings of all years, a project alone being with "
         "what it requires\n";
}

std::string year_table(InvestmentAnswer const& answer) {
  TextTable table{{{"year", Align::right},
                   {"demand", Align::right},
                   {"spent", Align::right},
                   {"saved", Align::right},
                   {"TEU carried", Align::right},
                   {"without", Align::right}}};
  for (auto const& year : answer.result.years) {
    table.add({std::to_string(year.year),
               fmt::format("× {:.2f}", year.demand_factor), musd(year.spent),
               musd(year.benefit), grouped(year.teu_with),
               grouped(year.teu_without)});
  }
  return "\n" + table.text();
}

std::string frontier_table(InvestmentAnswer const& answer) {
  TextTable table{{{"budget a year", Align::right},
                   {"worth", Align::right},
                   {"saves", Align::right},
                   {"costs", Align::right},
                   {"projects", Align::right}}};
  auto const add = [&](double budget, Portfolio const& portfolio) {
    auto const opened =
        std::count_if(portfolio.opens.begin(), portfolio.opens.end(),
                      [](auto const& year) { return year.has_value(); });
    table.add({musd(budget), musd(portfolio.value()), musd(portfolio.benefit),
               musd(portfolio.cost), std::to_string(opened)});
  };
  auto own = false;
  for (auto const& point : answer.result.frontier) {
    if (!own && point.budget_musd > answer.question.budget_musd) {
      add(answer.question.budget_musd, answer.result.best);
      own = true;
    }
    add(point.budget_musd, point.portfolio);
  }
  return answer.result.frontier.empty() ? "" : "\n" + table.text();
}

std::string worth_table(InvestmentAnswer const& answer) {
  std::vector<std::size_t> order(answer.without_cost.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return answer.worth[a].benefit > answer.worth[b].benefit;
  });
  TextTable table{{{"cost not known; worth paying at most"},
                   {"million USD", Align::right},
                   {"key"}}};
  std::size_t nothing = 0;
  for (auto const p : order) {
    if (answer.worth[p].benefit < kWorthNaming) {
      ++nothing;
    } else if (table.size() < kWorthShown) {
      table.add({answer.without_cost[p].name, musd(answer.worth[p].benefit),
                 answer.without_cost[p].key});
    }
  }
  auto const note =
      nothing > 0
          ? fmt::format("  {} others save nothing by themselves\n", nothing)
          : "";
  return order.empty() ? "" : "\n" + table.text() + note;
}

std::string simulated(InvestmentAnswer const& answer) {
  if (!answer.simulated) {
    return "";
  }
  auto const& year = *answer.simulated;
  return fmt::format(
      "\n  simulated for {} (demand × {:.2f}), with the same luck: {} TEU a "
      "year more than\n  without, where the flow model promises {}; days on "
      "the way shorter by {}\n",
      year.year, year.demand_factor, with_interval(year.gained_teu, 0),
      grouped(year.promised_teu), with_interval(year.gained_days, 2));
}

}  // namespace

std::string describe(Corridor const& corridor, InvestmentAnswer const& answer) {
  return styled("Which projects first", Style::bold) + ": " + corridor.title +
         "\n" + headline(answer) + project_table(answer) + year_table(answer) +
         frontier_table(answer) + worth_table(answer) + simulated(answer);
}

}  // namespace camel
