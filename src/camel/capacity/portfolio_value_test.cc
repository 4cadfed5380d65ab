// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/portfolio_value.h"

#include <random>

#include <gtest/gtest.h>

#include "camel/model/test_corridor.h"

namespace camel {
namespace {

// Ten boxes a day want to go to B and ten to C, in trains of ten; one train in
// ten days can.
Corridor small_corridor() {
  return corridor_from(R"(
    place A CN
    place X CN
    place B CN
    place C CN
    link A X capacity=0.1
    link X B capacity=0.1
    link A C capacity=0.1
    service AXB A+ X. B- capacity=10
    service AC A+ C- capacity=10
    demand A B teu=3650
    demand A C teu=3650
  )");
}

struct Paths {
  std::uint64_t link = 0;
  double more = 0;
};

CorridorWith with_paths(std::vector<Paths> const& paths) {
  return [paths](std::vector<std::size_t> const& projects) {
    auto corridor = small_corridor();
    for (auto const p : projects) {
      auto& link = corridor.links[LinkId{paths[p].link}];
      link.capacity += paths[p].more;
      link.capacity_back += paths[p].more;
    }
    index_corridor(corridor);
    return corridor;
  };
}

InvestmentQuestion question_of(std::size_t projects) {
  InvestmentQuestion question;
  question.projects.resize(projects);
  return question;
}

// What the plane says that this set costs at least.
double height(PortfolioBound::Plane const& plane, ProjectSet const& set) {
  auto sum = plane.musd;
  for (std::size_t p = 0; p < set.size(); ++p) {
    sum += set[p] ? plane.by_project[p] : 0;
  }
  return sum;
}

std::vector<ProjectSet> all_sets(std::size_t projects) {
  std::vector<ProjectSet> sets;
  for (std::size_t bits = 0; bits < (std::size_t{1} << projects); ++bits) {
    ProjectSet set(projects);
    for (std::size_t p = 0; p < projects; ++p) {
      set[p] = ((bits >> p) & 1) != 0;
    }
    sets.push_back(set);
  }
  return sets;
}

// Each plane against every set that has what it requires.
void expect_below(CorridorWith const& corridor_with,
                  InvestmentQuestion const& question, double factor) {
  PortfolioValue value{corridor_with, question};
  PortfolioBound bound{corridor_with, question, value};
  auto const sets = all_sets(question.projects.size());
  for (auto const& made_for : sets) {
    auto const plane = bound.at(made_for, factor);
    for (auto const& set : sets) {
      if (set != value.with_required(set)) {
        continue;
      }
      auto const exact = value.of(set, factor).musd;
      EXPECT_LE(height(plane, set), exact + 1e-5 * exact + 1e-6)
          << testing::PrintToString(made_for) << " for "
          << testing::PrintToString(set);
    }
  }
}

TEST(PortfolioValue, is_that_of_the_corridor_with_the_projects) {
  auto const corridor_with = with_paths({{.link = 2, .more = 1}});
  auto const question = question_of(1);
  PortfolioValue value{corridor_with, question};
  auto const without = value.of({false}, 1);
  auto const with = value.of({true}, 1);
  // Of 20 boxes on each of 366 days one goes to B and one to C; then all ten
  // to C. Each that stays costs 5,000 USD.
  EXPECT_NEAR(without.demanded_teu, 366 * 20, 1e-3);
  EXPECT_NEAR(without.served_teu, 366 * 2, 1e-3);
  EXPECT_NEAR(with.served_teu, 366 * 11, 1e-3);
  EXPECT_NEAR(without.musd - with.musd, 366 * 9 * 0.005, 0.1);
}

TEST(PortfolioValue, takes_along_what_is_required) {
  auto const corridor_with = with_paths(
      {{.link = 0, .more = 1}, {.link = 1, .more = 1}, {.link = 2, .more = 1}});
  auto question = question_of(3);
  question.projects[0].required = {1};
  question.projects[1].required = {2};
  PortfolioValue value{corridor_with, question};
  EXPECT_EQ(value.with_required({true, false, false}),
            (ProjectSet{true, true, true}));
  EXPECT_EQ(value.with_required({false, true, false}),
            (ProjectSet{false, true, true}));
  EXPECT_NEAR(value.of({true, false, false}, 1).served_teu, 366 * 20, 1e-3);
  EXPECT_EQ(value.of({true, false, false}, 1).musd,
            value.of({true, true, true}, 1).musd);
  EXPECT_EQ(value.sets_valued(), 1);
}

TEST(PortfolioValue, a_year_asks_for_its_own_demand) {
  auto const corridor_with = with_paths({{.link = 2, .more = 1}});
  auto const question = question_of(1);
  PortfolioValue value{corridor_with, question};
  for (auto const factor : {2.0, 0.5, 1.0, 2.0}) {
    auto const& year = value.of({true}, factor);
    EXPECT_NEAR(year.demanded_teu, 366 * 20 * factor, 1e-3);
    EXPECT_NEAR(year.served_teu, 366 * (1 + std::min(11.0, 10 * factor)), 1e-3);
  }
  EXPECT_EQ(value.sets_valued(), 1) << "one corridor for all years";
}

TEST(PortfolioBound, is_what_a_set_costs_where_it_was_made_for_it) {
  auto const corridor_with = with_paths(
      {{.link = 0, .more = 0.4}, {.link = 1, .more = 0.3}, {2, 0.2}});
  auto const question = question_of(3);
  PortfolioValue value{corridor_with, question};
  PortfolioBound bound{corridor_with, question, value};
  for (auto const& set : all_sets(3)) {
    auto const exact = value.of(set, 1).musd;
    EXPECT_NEAR(height(bound.at(set, 1), set), exact, 1e-5 * exact)
        << testing::PrintToString(set);
  }
}

TEST(PortfolioBound, never_lies_above_what_any_set_costs) {
  std::mt19937 luck{3};
  for (int trial = 0; trial < 12; ++trial) {
    auto const count = 2 + luck() % 3;
    std::vector<Paths> paths;
    for (std::size_t p = 0; p < count; ++p) {
      paths.push_back(
          {.link = luck() % 3, .more = 0.1 * static_cast<double>(luck() % 8)});
    }
    auto question = question_of(count);
    if (luck() % 2 == 0) {
      question.projects[0].required = {1};
    }
    expect_below(with_paths(paths), question,
                 0.5 + 0.1 * static_cast<double>(luck() % 15));
  }
}

// Trains that went round by X take the new line once it is open. With it they
// leave their paths to those that still go by X.
CorridorWith with_new_line(std::string const& more = "") {
  return [more](std::vector<std::size_t> const& projects) {
    auto corridor = corridor_from(
        "place A CN\n place X CN\n place B CN\n"
        "link A X km=200 capacity=0.5\n link X B km=200 capacity=0.5\n"
        "link A B km=100 capacity=0.2 status=planned\n"
        "service AB A+ B- capacity=10\n" +
        more + "demand A B teu=3650\n");
    for (auto const p : projects) {
      if (p == 0) {
        corridor.links[LinkId{2}].open = true;
      } else {
        corridor.links[LinkId{0}].capacity += 0.3;
        corridor.links[LinkId{1}].capacity += 0.3;
      }
    }
    index_corridor(corridor);
    return corridor;
  };
}

TEST(PortfolioBound, holds_where_a_line_opens_and_trains_change_over) {
  // The other trains go by X in any case, as its last stop but one.
  expect_below(with_new_line("service AXB A+ X* B- capacity=10\n"
                             "demand A X teu=1825\n"),
               question_of(2), 1);
}

TEST(PortfolioBound, holds_where_nobody_uses_the_old_line_any_more) {
  expect_below(with_new_line(), question_of(2), 1);
}

}  // namespace
}  // namespace camel
