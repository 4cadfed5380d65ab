// SPDX-License-Identifier: Apache-2.0
// Projects of the tiny corridor, as it is or with other rows in its tables.
#include "camel/api/invest.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel {
namespace {

constexpr auto kMeasureColumns =
    "measure,name,kind,status,year,cost,places,requires,excludes,changes,"
    "effect,"
    "indicator,value,unit,source,confidence,note\n";

struct Row {
  std::string key, year, cost, required, excluded, changes;
};

std::string text_of(std::vector<Row> const& rows) {
  std::string text = kMeasureColumns;
  for (auto const& row : rows) {
    text += row.key + ",The " + row.key + ",project,planned," + row.year + "," +
            row.cost + ",," + row.required + "," + row.excluded + "," +
            row.changes + ",,,,,tiny,assumed,\n";
  }
  return text;
}

Package tiny() {
  return open_package(std::filesystem::path{CAMEL_ROOT} / "corridors/tiny");
}

// With twenty times the demand, of which the daily train from the east leaves
// half behind.
Package crowded(std::string const& measures = "") {
  auto package = tiny();
  auto& demand = package.files.at("demand.csv");
  auto const at = demand.find("machines,4000");
  CAMEL_CHECK(at != std::string::npos, "no demand of 4000");
  demand.replace(at, 13, "machines,80000");
  if (!measures.empty()) {
    package.files["measures.csv"] = measures;
  }
  package.base = load_corridor(package.files, "");
  CAMEL_CHECK(package.base.ok(), "not a sound corridor");
  return package;
}

InvestmentStudy study(double budget_musd, int years = 2) {
  InvestmentStudy study;
  study.question.budget_musd = budget_musd;
  study.question.first_year = 2025;
  study.question.years = years;
  return study;
}

std::vector<std::string> keys(std::vector<Candidate> const& candidates) {
  std::vector<std::string> keys;
  for (auto const& one : candidates) {
    keys.push_back(one.key);
  }
  return keys;
}

using Keys = std::vector<std::string>;
using Costs = std::map<std::string, double>;

std::string refusal(Package const& package, InvestmentStudy const& study) {
  try {
    study_investment(package, study);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "";
}

TEST(Invest, measures_with_changes_and_a_cost_are_candidates) {
  auto const answer = study_investment(tiny(), study(10));
  EXPECT_EQ(keys(answer.candidates),
            (Keys{"papers", "berth", "ferries", "new-line"}));
  auto const& ferries = answer.candidates[2];
  EXPECT_EQ(ferries.name, "Two more ferries");
  EXPECT_EQ(ferries.status, "proposed");
  EXPECT_EQ(ferries.cost_musd, 90);
  EXPECT_FALSE(ferries.is_scenario);
  EXPECT_EQ(answer.question.base_year, 2024);
  EXPECT_EQ(answer.question.projects[2].earliest_year, 2028);
  EXPECT_EQ(answer.question.projects[2].required, std::vector<std::size_t>{1});
  EXPECT_TRUE(answer.without_cost.empty());
  EXPECT_FALSE(answer.simulated);
}

TEST(Invest, a_given_cost_goes_before_that_of_the_table) {
  auto own = study(10);
  own.costs = {{"ferries", 7}, {"papers", 0}};
  auto const answer = study_investment(tiny(), own);
  EXPECT_EQ(answer.candidates[0].cost_musd, 0);
  EXPECT_EQ(answer.candidates[1].cost_musd, 60);
  EXPECT_EQ(answer.candidates[2].cost_musd, 7);
  EXPECT_EQ(answer.question.projects[2].cost_musd, 7);
}

TEST(Invest, a_cost_of_nothing_that_is_known_is_refused) {
  auto own = study(10);
  own.costs = {{"feries", 7}};
  EXPECT_EQ(refusal(tiny(), own),
            "there is no measure 'feries' to have a cost — did you mean "
            "'ferries'?");
  own.costs = {{"zzzzzzzz", 7}};
  EXPECT_EQ(refusal(tiny(), own),
            "there is no measure 'zzzzzzzz' to have a cost — measures.csv "
            "names them");
  own.costs = {{"more-feries", 7}};
  own.scenarios = {"more-ferries"};
  EXPECT_EQ(refusal(tiny(), own),
            "there is no measure 'more-feries' to have a cost — did you mean "
            "'more-ferries'?");
}

TEST(Invest, an_unknown_scenario_is_refused_with_a_suggestion) {
  auto own = study(10);
  own.scenarios = {"more-feries"};
  EXPECT_EQ(refusal(tiny(), own),
            "there is no scenario 'more-feries' — did you mean "
            "'more-ferries'?");
}

TEST(Invest, what_has_no_cost_is_listed_with_its_worth) {
  auto const package = crowded(
      text_of({{"berth", "", "60", "", "", "facilities.XSALT/berth.servers=2"},
               {"trains", "", "", "", "", "services.E1.frequency=14"},
               {"talks", "", "5", "", "", ""}}));
  auto const answer = study_investment(package, study(100));
  EXPECT_EQ(keys(answer.candidates), Keys{"berth"});
  ASSERT_EQ(keys(answer.without_cost), Keys{"trains"});
  EXPECT_FALSE(answer.without_cost[0].cost_musd);
  ASSERT_EQ(answer.worth.size(), 1U);
  EXPECT_GT(answer.worth[0].benefit, 1);
  EXPECT_EQ(answer.worth[0].cost, 0);
  // It is the same as if it had been given a cost.
  auto own = study(100);
  own.costs = {{"trains", 1}};
  auto const priced = study_investment(package, own);
  ASSERT_EQ(priced.candidates.size(), 2U);
  EXPECT_NEAR(priced.result.alone[1].benefit, answer.worth[0].benefit, 1e-6);
  EXPECT_EQ(priced.result.best.opens[1], 2025);
}

TEST(Invest, without_any_cost_there_is_no_project) {
  auto const package = crowded(
      text_of({{"trains", "", "", "", "", "services.E1.frequency=14"}}));
  EXPECT_NE(refusal(package, study(10)).find("--cost KEY=USD"),
            std::string::npos);
}

TEST(Invest, a_scenario_costs_what_its_measures_and_those_they_require_do) {
  auto own = study(10);
  own.scenarios = {"more-ferries"};
  auto const answer = study_investment(tiny(), own);
  auto const& scenario = answer.candidates[0];
  EXPECT_EQ(scenario.key, "more-ferries");
  EXPECT_EQ(scenario.name, "Two more ferries and a second berth");
  EXPECT_TRUE(scenario.is_scenario);
  EXPECT_EQ(scenario.cost_musd, 90 + 60);
  EXPECT_EQ(answer.question.projects[0].earliest_year, 2028)
      << "when its ferries can come";
  EXPECT_TRUE(answer.question.projects[0].required.empty());
  own.costs = {{"ferries", 70}};
  EXPECT_EQ(study_investment(tiny(), own).candidates[0].cost_musd, 70 + 60);
  own.costs = {{"more-ferries", 50}};
  EXPECT_EQ(study_investment(tiny(), own).candidates[0].cost_musd, 50);
}

TEST(Invest, a_scenario_of_which_a_cost_is_not_known_has_none) {
  // The ferries are named last, and only what they require has no cost.
  auto const package = crowded(
      text_of({{"berth", "", "", "", "", "facilities.XSALT/berth.servers=2"},
               {"ferries", "", "90", "berth", "", "fleets.FERRY.number=4"}}));
  auto own = study(10);
  own.scenarios = {"more-ferries", "second-line"};
  auto const answer = study_investment(package, own);
  EXPECT_EQ(keys(answer.candidates), Keys{"ferries"});
  EXPECT_EQ(keys(answer.without_cost),
            (Keys{"more-ferries", "second-line", "berth"}));
}

TEST(Invest, what_is_required_is_found_through_what_is_no_candidate) {
  // `site` has no cost and comes for nothing, but what it needs does not.
  auto const answer = study_investment(
      crowded(text_of(
          {{"berth", "2026", "60", "", "", "facilities.XSALT/berth.servers=2"},
           {"site", "2027", "", "berth", "",
            "facilities.XSALT/lifts.servers=4"},
           {"ferries", "", "90", "site", "", "fleets.FERRY.number=4"}})),
      study(1000, 4));
  ASSERT_EQ(keys(answer.candidates), (Keys{"berth", "ferries"}));
  auto const& ferries = answer.question.projects[1];
  EXPECT_EQ(ferries.required, std::vector<std::size_t>{0});
  EXPECT_EQ(ferries.earliest_year, 2027) << "not before the site";
  EXPECT_NEAR(answer.result.alone[1].cost, (90 + 60) / 1.05 / 1.05, 1e-9);
}

TEST(Invest, designs_that_exclude_each_other_are_not_both_taken) {
  auto const rows = [](std::string const& excluded) {
    return text_of(
        {{"ten", "", "5", "", "", "services.E1.frequency=10"},
         {"double", "", "6", "", excluded, "services.E1.frequency=14"},
         {"pier", "", "1", "double", "", "facilities.XSALT/berth.servers=2"}});
  };
  auto const answer = study_investment(crowded(rows("ten")), study(100));
  auto const& projects = answer.question.projects;
  EXPECT_TRUE(projects[0].excluded.empty());
  EXPECT_EQ(projects[1].excluded, std::vector<std::size_t>{0});
  EXPECT_EQ(projects[2].excluded, std::vector<std::size_t>{0})
      << "it needs the double";
  // Either is worth it, and one of them opens.
  auto const& result = answer.result;
  EXPECT_GT(result.alone[0].benefit, result.alone[0].cost);
  EXPECT_GT(result.alone[1].benefit, result.alone[1].cost);
  EXPECT_NE(result.best.opens[0].has_value(), result.best.opens[1].has_value());
}

TEST(Invest, the_simulated_gain_is_that_of_runs_with_the_same_luck) {
  auto own = study(1000);
  own.simulation = SimulationPlan{.replications = 3,
                                  .days = 120,
                                  .warm_up_days = 30,
                                  .seed = 4,
                                  .threads = 1,
                                  .progress = {}};
  auto const package = crowded(
      text_of({{"trains", "", "3", "", "", "services.E1.frequency=14"}}));
  auto const answer = study_investment(package, own);
  ASSERT_EQ(answer.result.best.opens[0], 2025);
  ASSERT_TRUE(answer.simulated);
  auto const& simulated = *answer.simulated;
  EXPECT_EQ(simulated.year, 2026);
  EXPECT_NEAR(simulated.demand_factor, 1.03 * 1.03, 1e-12);
  auto const& last = answer.result.years.back();
  EXPECT_NEAR(simulated.promised_teu, last.teu_with - last.teu_without, 1e-9);
  EXPECT_GT(simulated.promised_teu, 0);
  // Of the differences, replication by replication.
  ASSERT_EQ(simulated.with_teu.samples.size(), 3U);
  std::vector<double> differences;
  for (std::size_t i = 0; i < 3; ++i) {
    differences.push_back(simulated.with_teu.samples[i] -
                          simulated.without_teu.samples[i]);
  }
  auto const paired = t_interval(differences);
  EXPECT_NE(paired.mean, 0);
  EXPECT_NEAR(simulated.gained_teu.mean, paired.mean, 1e-6);
  EXPECT_NEAR(simulated.gained_teu.low, paired.low, 1e-6);
  EXPECT_NEAR(simulated.gained_teu.high, paired.high, 1e-6);
}

TEST(Invest, where_nothing_is_chosen_the_simulation_gains_exactly_nothing) {
  auto own = study(0);
  own.simulation = SimulationPlan{.replications = 2,
                                  .days = 40,
                                  .warm_up_days = 10,
                                  .seed = 4,
                                  .threads = 1,
                                  .progress = {}};
  auto const answer = study_investment(tiny(), own);
  EXPECT_EQ(answer.result.best.value(), 0);
  ASSERT_TRUE(answer.simulated);
  EXPECT_EQ(answer.simulated->gained_teu.low, 0);
  EXPECT_EQ(answer.simulated->gained_teu.high, 0);
  EXPECT_EQ(answer.simulated->promised_teu, 0);
}

}  // namespace
}  // namespace camel
