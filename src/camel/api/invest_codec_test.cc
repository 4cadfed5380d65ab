// SPDX-License-Identifier: Apache-2.0
// The document of docs/reference/results.md, from an answer made by hand.
#include "camel/api/invest_codec.h"

#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "camel/api/json.h"

namespace camel {
namespace {

// Of two projects one opens; a third has no cost.
InvestmentAnswer answer() {
  InvestmentAnswer answer;
  answer.question.budget_musd = 20;
  answer.question.first_year = 2025;
  answer.question.years = 1;
  answer.candidates = {{.key = "line",
                        .name = "A \"new\" line",
                        .status = "planned",
                        .cost_musd = 10,
                        .is_scenario = false},
                       {.key = "third",
                        .name = "A third railway",
                        .status = "",
                        .cost_musd = 30.5,
                        .is_scenario = true}};
  answer.without_cost = {{.key = "berth",
                          .name = "A berth",
                          .status = "proposed",
                          .cost_musd = {},
                          .is_scenario = false}};
  answer.worth = {{.benefit = 4, .cost = 0, .first_benefit = 4}};
  auto& result = answer.result;
  result.best = {.opens = {2025, std::nullopt}, .cost = 10, .benefit = 25};
  result.bound = 15.003;
  result.gap = 0.0002;
  result.alone = {{.benefit = 25, .cost = 10, .first_benefit = 26},
                  {.benefit = 3, .cost = 30.5, .first_benefit = 3}};
  result.years = {{.year = 2025,
                   .demand_factor = 1.03,
                   .spent = 10,
                   .benefit = 25,
                   .teu_without = 100,
                   .teu_with = 140,
                   .teu_demanded = 150}};
  result.frontier = {
      {.budget_musd = 5,
       .portfolio = {
           .opens = {std::nullopt, std::nullopt}, .cost = 0, .benefit = 0}}};
  result.rounds = 3;
  result.sets_valued = 4;
  return answer;
}

Json document(InvestmentAnswer const& answer) {
  Corridor corridor;
  corridor.name = "tiny";
  return Json::parse(to_json(corridor, answer));
}

std::set<std::string> fields(Json const& json) {
  std::set<std::string> names;
  for (auto const& [name, value] : json.items()) {
    names.insert(name);
  }
  return names;
}

using Fields = std::set<std::string>;

TEST(InvestCodec, the_fields_are_those_of_the_reference) {
  auto const json = document(answer());
  EXPECT_EQ(fields(json), (Fields{"corridor",   "budget_musd_a_year",
                                  "carry_over", "first_year",
                                  "years",      "demand_growth",
                                  "discount",   "unserved_usd_per_teu",
                                  "value_musd", "benefit_musd",
                                  "cost_musd",  "projects",
                                  "bound_musd", "gap",
                                  "proven",     "candidates",
                                  "by_year",    "without_cost",
                                  "frontier",   "simulated",
                                  "solver"}));
  EXPECT_EQ(
      fields(json["candidates"][0]),
      (Fields{"project", "name", "kind", "status", "cost_musd", "alone"}));
  EXPECT_EQ(fields(json["candidates"][0]["alone"]),
            (Fields{"benefit_musd", "cost_musd", "first_year_musd"}));
  EXPECT_EQ(fields(json["by_year"][0]),
            (Fields{"year", "demand_factor", "spent_musd", "benefit_musd",
                    "teu_year", "teu_year_without", "demanded_teu_year"}));
  EXPECT_EQ(fields(json["frontier"][0]),
            (Fields{"budget_musd_a_year", "value_musd", "benefit_musd",
                    "cost_musd", "projects"}));
  EXPECT_EQ(fields(json["solver"]), (Fields{"rounds", "sets_valued"}));
}

TEST(InvestCodec, what_opens_stands_with_its_year_and_its_worth) {
  auto const json = document(answer());
  EXPECT_EQ(json["corridor"], "tiny");
  EXPECT_EQ(json["budget_musd_a_year"], 20);
  EXPECT_EQ(json["carry_over"], true);
  EXPECT_EQ(json["value_musd"], 15);
  EXPECT_EQ(json["benefit_musd"], 25);
  EXPECT_EQ(json["cost_musd"], 10);
  EXPECT_EQ(json["projects"],
            Json::parse(R"([{"project": "line", "opens": 2025}])"));
  EXPECT_EQ(json["proven"], true);
  EXPECT_EQ(json["gap"], 0.0002);
  EXPECT_EQ(json["by_year"][0]["spent_musd"], 10);
  EXPECT_EQ(json["by_year"][0]["teu_year"], 140);
  EXPECT_EQ(json["by_year"][0]["teu_year_without"], 100);
  EXPECT_EQ(json["frontier"][0]["projects"], Json::array());
}

TEST(InvestCodec, candidates_say_what_they_are) {
  auto const json = document(answer());
  auto const& line = json["candidates"][0];
  EXPECT_EQ(line["name"], "A \"new\" line");
  EXPECT_EQ(line["kind"], "measure");
  EXPECT_EQ(line["alone"]["first_year_musd"], 26);
  EXPECT_EQ(json["candidates"][1]["kind"], "scenario");
  EXPECT_EQ(json["candidates"][1]["cost_musd"], 30.5);
  ASSERT_EQ(json["without_cost"].size(), 1U);
  EXPECT_EQ(json["without_cost"][0]["project"], "berth");
  EXPECT_EQ(json["without_cost"][0]["alone"]["benefit_musd"], 4);
}

TEST(InvestCodec, what_is_not_known_is_null) {
  auto own = answer();
  own.result.bound = std::numeric_limits<double>::infinity();
  auto const json = document(own);
  EXPECT_TRUE(json["without_cost"][0]["cost_musd"].is_null());
  EXPECT_TRUE(json["simulated"].is_null());
  EXPECT_TRUE(json["bound_musd"].is_null());
}

TEST(InvestCodec, promised_and_simulated_stand_side_by_side) {
  auto own = answer();
  own.simulated = SimulatedPortfolio{.year = 2025,
                                     .demand_factor = 1.03,
                                     .promised_teu = 40,
                                     .without_teu = {},
                                     .with_teu = {},
                                     .gained_teu = {30, 25, 35},
                                     .gained_days = {1, -1, 3}};
  auto const simulated = document(own)["simulated"];
  EXPECT_EQ(
      fields(simulated),
      (Fields{"year", "demand_factor", "promised_teu_year", "gained_teu_year",
              "teu_year", "teu_year_without", "days_shorter"}));
  EXPECT_EQ(simulated["promised_teu_year"], 40);
  EXPECT_EQ(simulated["gained_teu_year"],
            Json::parse(R"({"mean": 30, "low": 25, "high": 35})"));
  EXPECT_EQ(simulated["days_shorter"]["low"], -1);
}

}  // namespace
}  // namespace camel
