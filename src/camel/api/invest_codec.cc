// SPDX-License-Identifier: Apache-2.0
#include "camel/api/invest_codec.h"

#include "camel/api/json.h"

namespace camel {

namespace {

Json portfolio_json(InvestmentAnswer const& answer,
                    Portfolio const& portfolio) {
  Json json{{"value_musd", number(portfolio.value())},
            {"benefit_musd", number(portfolio.benefit)},
            {"cost_musd", number(portfolio.cost)}};
  auto& projects = json["projects"] = Json::array();
  for (std::size_t p = 0; p < portfolio.opens.size(); ++p) {
    if (portfolio.opens[p]) {
      projects.push_back({{"project", answer.candidates[p].key},
                          {"opens", *portfolio.opens[p]}});
    }
  }
  return json;
}

Json candidate_json(Candidate const& candidate, ProjectAlone const& alone) {
  return {{"project", candidate.key},
          {"name", candidate.name},
          {"kind", candidate.is_scenario ? "scenario" : "measure"},
          {"status", candidate.status},
          {"cost_musd",
           candidate.cost_musd ? number(*candidate.cost_musd) : Json(nullptr)},
          {"alone",
           {{"benefit_musd", number(alone.benefit)},
            {"cost_musd", number(alone.cost)},
            {"first_year_musd", number(alone.first_benefit)}}}};
}

Json question_json(InvestmentQuestion const& question) {
  return {{"budget_musd_a_year", number(question.budget_musd)},
          {"carry_over", question.carry_over},
          {"first_year", question.first_year},
          {"years", question.years},
          {"demand_growth", number(question.demand_growth)},
          {"discount", number(question.discount)},
          {"unserved_usd_per_teu", number(question.unserved_usd)}};
}

Json simulated_json(SimulatedPortfolio const& simulated) {
  return {{"year", simulated.year},
          {"demand_factor", number(simulated.demand_factor)},
          {"promised_teu_year", number(simulated.promised_teu)},
          {"gained_teu_year", interval(simulated.gained_teu)},
          {"teu_year", interval(simulated.with_teu)},
          {"teu_year_without", interval(simulated.without_teu)},
          {"days_shorter", interval(simulated.gained_days)}};
}

}  // namespace

std::string to_json(Corridor const& corridor, InvestmentAnswer const& answer) {
  auto const& result = answer.result;
  Json json{{"corridor", corridor.name}};
  json.update(question_json(answer.question));
  json.update(portfolio_json(answer, result.best));
  json["bound_musd"] = number(result.bound);
  json["gap"] = number(result.gap);
  json["proven"] = result.is_proven;
  auto& candidates = json["candidates"] = Json::array();
  for (std::size_t p = 0; p < answer.candidates.size(); ++p) {
    candidates.push_back(candidate_json(answer.candidates[p], result.alone[p]));
  }
  auto& without = json["without_cost"] = Json::array();
  for (std::size_t p = 0; p < answer.without_cost.size(); ++p) {
    without.push_back(candidate_json(answer.without_cost[p], answer.worth[p]));
  }
  auto& years = json["by_year"] = Json::array();
  for (auto const& year : result.years) {
    years.push_back({{"year", year.year},
                     {"demand_factor", number(year.demand_factor)},
                     {"spent_musd", number(year.spent)},
                     {"benefit_musd", number(year.benefit)},
                     {"teu_year", number(year.teu_with)},
                     {"teu_year_without", number(year.teu_without)},
                     {"demanded_teu_year", number(year.teu_demanded)}});
  }
  auto& frontier = json["frontier"] = Json::array();
  for (auto const& point : result.frontier) {
    auto entry = portfolio_json(answer, point.portfolio);
    entry["budget_musd_a_year"] = number(point.budget_musd);
    frontier.push_back(entry);
  }
  json["simulated"] =
      answer.simulated ? simulated_json(*answer.simulated) : Json(nullptr);
  json["solver"] = {{"rounds", result.rounds},
                    {"sets_valued", result.sets_valued}};
  return to_text(json, 2) + "\n";
}

}  // namespace camel
