// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/investment.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/capacity/portfolio_value.h"
#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Two lines from A to B by X and by Y, a place with a crane in each, and one
// from A to C; ten boxes a day want to go to B and ten to C, and little can.
Corridor small_corridor() {
  return corridor_from(
      "place A CN\n place X CN\n place Y CN\n place B CN\n place C CN\n"
      "link A X capacity=0.1\n link X B capacity=0.1\n"
      "link A Y capacity=0.1\n link Y B capacity=0.1\n"
      "link A C capacity=0.1\n"
      "facility B lifts servers=1 hours=24 per=train\n"
      "service AXB A+ X. B- capacity=10\n"
      "service AYB A+ Y. B- capacity=10\n"
      "service AC A+ C- capacity=10\n"
      "demand A B teu=3650\n demand A C teu=3650\n");
}

// Each project adds paths to one link in both directions, or a crane at B.
struct Effect {
  int link = -1;
  double paths = 0;
  int cranes = 0;
};

CorridorWith with_effects(std::vector<Effect> effects) {
  return [effects](std::vector<std::size_t> const& projects) {
    auto corridor = small_corridor();
    for (auto const p : projects) {
      auto const& effect = effects[p];
      if (effect.link >= 0) {
        auto& link =
            corridor.links[LinkId{static_cast<std::uint64_t>(effect.link)}];
        link.capacity += effect.paths;
        link.capacity_back += effect.paths;
      }
      corridor.facilities[FacilityId{0}].servers += effect.cranes;
    }
    index_corridor(corridor);
    return corridor;
  };
}

InvestmentQuestion question_with(std::vector<double> const& costs,
                                 double budget, int years) {
  InvestmentQuestion question;
  question.base_year = 2024;
  question.first_year = 2025;
  question.years = years;
  question.budget_musd = budget;
  question.discount = 0.05;
  question.demand_growth = 0.02;
  for (std::size_t p = 0; p < costs.size(); ++p) {
    Project project;
    project.key = project.name = "P" + std::to_string(p);
    project.cost_musd = costs[p];
    question.projects.push_back(project);
  }
  return question;
}

// The slow and obvious way: every project in every year, or never.
double best_of_all(CorridorWith const& corridor_with,
                   InvestmentQuestion const& question) {
  PortfolioValue value{corridor_with, question};
  auto const count = question.projects.size();
  ProjectSet const none(count, false);
  std::vector<int> opens(count, question.years);  // `years`: never
  double best = 0;
  for (;;) {
    auto allowed = true;
    double worth = 0;
    for (int y = 0; y < question.years; ++y) {
      double spent = 0;
      ProjectSet set(count, false);
      for (std::size_t p = 0; p < count; ++p) {
        auto const& project = question.projects[p];
        set[p] = opens[p] <= y;
        spent += (question.carry_over ? opens[p] <= y : opens[p] == y)
                     ? project.cost_musd
                     : 0;
        worth -= opens[p] == y
                     ? project.cost_musd * std::pow(1 + question.discount, -y)
                     : 0;
        allowed = allowed &&
                  (opens[p] == question.years ||
                   project.earliest_year - question.first_year <= opens[p]);
      }
      for (std::size_t p = 0; p < count; ++p) {
        for (auto const other : question.projects[p].required) {
          allowed = allowed && (!set[p] || set[other]);
        }
        for (auto const other : question.projects[p].excluded) {
          allowed = allowed && !(set[p] && set[other]);
        }
      }
      allowed = allowed && spent <= question.budget_musd *
                                            (question.carry_over ? y + 1 : 1) +
                                        1e-9;
      if (!allowed) {
        break;
      }
      auto const factor =
          std::pow(1 + question.demand_growth,
                   question.first_year + y - question.base_year);
      worth += std::pow(1 + question.discount, -y) *
               (value.of(none, factor).musd - value.of(set, factor).musd);
    }
    best = allowed ? std::max(best, worth) : best;
    std::size_t p = 0;
    while (p < count && opens[p] == 0) {
      opens[p++] = question.years;
    }
    if (p == count) {
      return best;
    }
    --opens[p];
  }
}

TEST(Investment, is_broken_off_at_any_round) {
  auto const effects = with_effects({{.link = 4, .paths = 1}});
  auto question = question_with({10}, 10, 3);
  auto rounds = 0;
  question.before_round = [&] { ++rounds; };
  choose_projects(effects, question);
  ASSERT_GT(rounds, 2);
  for (auto const last : {1, rounds / 2, rounds}) {
    auto left = last;
    question.before_round = [&] {
      if (--left == 0) {
        throw UsageError{"enough"};
      }
    };
    EXPECT_THROW(choose_projects(effects, question), UsageError);
  }
}

TEST(Investment, opens_the_project_that_saves_more_than_it_costs) {
  // One path a day more to C carries all of its ten boxes a day: at 5,000 USD a
  // box that is left behind, far more than the 5 million it costs. A second
  // crane at B is of no use.
  auto const effects =
      std::vector<Effect>{{.link = 4, .paths = 1}, {.cranes = 1}};
  auto const result =
      choose_projects(with_effects(effects), question_with({5, 1}, 10, 3));
  EXPECT_EQ(result.best.opens[0], 2025);
  EXPECT_FALSE(result.best.opens[1]);
  EXPECT_TRUE(result.is_proven);
  // Nine more of ten boxes a day, and what they grow by, each saving 5,000 USD:
  // 366 days · 9.2 · 5,000 is 16.8 million. (2024 has 366 days.)
  EXPECT_NEAR(result.years[0].benefit, 366 * (10 * 1.02 - 1) * 0.005, 0.1);
}

TEST(Investment, what_saves_only_together_is_found_together) {
  // Both links of a line, or none of them: five boxes a day more are worth 9
  // million a year.
  auto const effects = std::vector<Effect>{{.link = 0, .paths = 0.5},
                                           {.link = 1, .paths = 0.5},
                                           {.link = 2, .paths = 0.5}};
  auto const result = choose_projects(with_effects(effects),
                                      question_with({10, 10, 10}, 20, 4));
  EXPECT_EQ(result.best.opens[0], 2025);
  EXPECT_EQ(result.best.opens[1], 2025);
  EXPECT_FALSE(result.best.opens[2]);
  EXPECT_NEAR(result.alone[0].benefit, 0, 0.01);
}

TEST(Investment, waits_until_the_budget_of_the_years_is_enough) {
  auto const effects = std::vector<Effect>{{.link = 4, .paths = 1}};
  auto question = question_with({25}, 10, 5);
  EXPECT_EQ(choose_projects(with_effects(effects), question).best.opens[0],
            2027);
  question.carry_over = false;
  EXPECT_FALSE(choose_projects(with_effects(effects), question).best.opens[0]);
}

TEST(Investment, keeps_to_what_projects_require_and_exclude) {
  auto const effects = std::vector<Effect>{
      {.link = 4, .paths = 1}, {.cranes = 1}, {.link = 4, .paths = 2}};
  auto question = question_with({5, 7, 6}, 100, 2);
  question.projects[0].required = {1};
  question.projects[2].excluded = {0};
  auto const result = choose_projects(with_effects(effects), question);
  EXPECT_FALSE(result.best.opens[0]);
  EXPECT_EQ(result.best.opens[2], 2025);
  question.projects[2].earliest_year = 2030;
  auto const later = choose_projects(with_effects(effects), question);
  EXPECT_EQ(later.best.opens[0], 2025);
  EXPECT_EQ(later.best.opens[1], 2025);
}

TEST(Investment, a_larger_budget_is_never_worth_less) {
  auto const effects = std::vector<Effect>{{.link = 4, .paths = 0.3},
                                           {.link = 0, .paths = 0.3},
                                           {.link = 1, .paths = 0.3}};
  auto question = question_with({30, 25, 20}, 20, 4);
  question.frontier = {0.5, 1, 2, 4};
  auto const result = choose_projects(with_effects(effects), question);
  for (std::size_t i = 1; i < result.frontier.size(); ++i) {
    EXPECT_GE(result.frontier[i].portfolio.value(),
              result.frontier[i - 1].portfolio.value() - 1e-6);
  }
  EXPECT_NEAR(result.frontier[1].portfolio.value(), result.best.value(), 1e-6);
}

// Against every schedule there is, with requirements, exclusions, and budgets
// that bind; the projects help, hinder and need each other.
TEST(Investment, equals_full_enumeration) {
  std::mt19937 luck{7};
  auto const whole = [&](int most) {
    return static_cast<int>(luck() % static_cast<unsigned>(most));
  };
  for (int trial = 0; trial < 40; ++trial) {
    auto const count = static_cast<std::size_t>(2 + whole(4));
    auto const years = 1 + whole(count > 4 ? 2 : 3);
    std::vector<Effect> effects;
    std::vector<double> costs;
    for (std::size_t p = 0; p < count; ++p) {
      effects.push_back(whole(5) == 0
                            ? Effect{.link = -1, .paths = 0, .cranes = 1}
                            : Effect{.link = whole(5),
                                     .paths = 0.1 * (1 + whole(6)),
                                     .cranes = 0});
      costs.push_back(5 + whole(60));
    }
    auto question = question_with(costs, 10 + whole(60), years);
    question.carry_over = whole(2) == 0;
    question.gap = 1e-7;
    if (count > 2 && whole(2) == 0) {
      question.projects[0].required = {1};
    }
    if (count > 3 && whole(2) == 0) {
      question.projects[2].excluded = {3};
    }
    question.projects.back().earliest_year = 2025 + whole(2);
    auto const corridor_with = with_effects(effects);
    auto const result = choose_projects(corridor_with, question);
    auto const best = best_of_all(corridor_with, question);
    EXPECT_TRUE(result.is_proven) << "trial " << trial;
    EXPECT_NEAR(result.best.value(), best, 1e-4 * std::max(1.0, best))
        << "trial " << trial;
  }
}

// Twelve projects, one year: 4,096 sets.
TEST(Investment, equals_full_enumeration_of_twelve) {
  std::vector<Effect> effects;
  std::vector<double> costs;
  for (int p = 0; p < 12; ++p) {
    effects.push_back(
        {.link = p % 5, .paths = 0.05 * (1 + p % 4), .cranes = 0});
    costs.push_back(3 + 2 * (p % 3));
  }
  auto question = question_with(costs, 25, 1);
  question.gap = 1e-7;
  auto const corridor_with = with_effects(effects);
  auto const result = choose_projects(corridor_with, question);
  auto const best = best_of_all(corridor_with, question);
  EXPECT_NEAR(result.best.value(), best, 1e-4 * best);
  EXPECT_LT(result.sets_valued, 400);
}

TEST(Investment, a_proof_is_of_the_choice_and_not_of_other_budgets) {
  // Nothing can be bought, which is plain at once; for twice the budget one of
  // two links can, and one round is not enough to see that both are needed.
  auto const effects =
      std::vector<Effect>{{.link = 0, .paths = 0.5}, {.link = 1, .paths = 0.5}};
  auto question = question_with({2, 2}, 1, 1);
  question.frontier = {2};
  question.most_rounds = 1;
  auto const result = choose_projects(with_effects(effects), question);
  EXPECT_EQ(result.best.value(), 0);
  EXPECT_TRUE(result.is_proven);
}

TEST(Investment, without_a_project_there_is_nothing_to_choose) {
  EXPECT_THROW(choose_projects(with_effects({}), question_with({}, 1, 1)),
               UsageError);
}

}  // namespace
}  // namespace camel
