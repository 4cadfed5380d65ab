// SPDX-License-Identifier: Apache-2.0
#include "camel/api/invest.h"

#include <algorithm>
#include <set>

#include "camel/base/error.h"
#include "camel/base/names.h"
#include "camel/base/text.h"
#include "camel/sim/variance_reduction.h"

namespace camel {

namespace {

std::optional<double> cost_of(InvestmentStudy const& study,
                              std::string const& key,
                              std::optional<double> in_table) {
  auto const own = study.costs.find(key);
  return own == study.costs.end() ? in_table : std::optional{own->second};
}

// A scenario costs what its measures do, where all of them have a cost.
Candidate scenario_candidate(Package const& package,
                             InvestmentStudy const& study,
                             std::string const& name) {
  auto const loaded = load_with_scenarios(package, std::vector{name});
  std::optional<double> cost;
  for (auto const& taken : loaded.scenario.measures) {
    for (auto const& row : package.base.corridor.measures) {
      if (row.key != taken.key) {
        continue;
      }
      auto const of_row = cost_of(study, row.key, row.cost_musd);
      if (!of_row) {
        cost.reset();
        break;
      }
      cost = cost.value_or(0) + *of_row;
    }
  }
  return {.key = name,
          .name = loaded.scenario.title,
          .status = "",
          .cost_musd = cost_of(study, name, cost),
          .is_scenario = true};
}

void check_costs(Package const& package, InvestmentStudy const& study) {
  for (auto const& [key, cost] : study.costs) {
    Nearest nearest{key};
    auto known = std::find(study.scenarios.begin(), study.scenarios.end(),
                           key) != study.scenarios.end();
    for (auto const& row : package.base.corridor.measures) {
      known = known || row.key == key;
      nearest.consider(row.key);
    }
    if (!known) {
      throw UsageError{"there is no measure '" + key + "' to have a cost — " +
                       (nearest.question().empty() ? "measures.csv names them"
                                                   : nearest.question())};
    }
  }
}

class Study {
 public:
  Study(Package const& package, InvestmentStudy const& study)
      : package_{package}, study_{study} {
    check_costs(package, study);
    for (auto const& name : study.scenarios) {
      take(scenario_candidate(package, study, name), {});
    }
    for (auto const id : package.base.corridor.measures.ids()) {
      auto const& row = package.base.corridor.measures[id];
      if (!row.changes.empty()) {
        take({.key = row.key,
              .name = row.name,
              .status = std::string{name_of(row.status)},
              .cost_musd = cost_of(study, row.key, row.cost_musd),
              .is_scenario = false},
             id);
      }
    }
  }

  InvestmentAnswer run() {
    InvestmentAnswer answer;
    answer.question = question_of(with_cost_);
    answer.candidates = candidates_of(with_cost_);
    answer.result = choose_projects(corridor_with(with_cost_), answer.question);
    answer.without_cost = candidates_of(without_cost_);
    if (!without_cost_.empty()) {
      answer.worth =
          value_alone(corridor_with(without_cost_), question_of(without_cost_));
    }
    if (study_.simulation) {
      answer.simulated = simulate(answer);
    }
    return answer;
  }

 private:
  struct Taken {
    Candidate candidate;
    MeasureId measure;  // none: a scenario
  };

  void take(Candidate candidate, MeasureId measure) {
    auto& list = candidate.cost_musd ? with_cost_ : without_cost_;
    list.push_back({std::move(candidate), measure});
  }

  static std::vector<Candidate> candidates_of(std::vector<Taken> const& taken) {
    std::vector<Candidate> list;
    for (auto const& one : taken) {
      list.push_back(one.candidate);
    }
    return list;
  }

  // Which of the list a measure names; what is not in it is taken along.
  static std::vector<std::size_t> among(std::vector<Taken> const& taken,
                                        std::vector<MeasureId> const& named) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i].measure && std::find(named.begin(), named.end(),
                                        taken[i].measure) != named.end()) {
        found.push_back(i);
      }
    }
    return found;
  }

  InvestmentQuestion question_of(std::vector<Taken> const& taken) const {
    auto question = study_.question;
    question.base_year = package_.base.corridor.base_year;
    for (auto const& one : taken) {
      Project project{.key = one.candidate.key,
                      .name = one.candidate.name,
                      .cost_musd = one.candidate.cost_musd.value_or(0),
                      .earliest_year = 0,
                      .required = {},
                      .excluded = {}};
      if (one.measure) {
        auto const& row = package_.base.corridor.measures[one.measure];
        project.earliest_year = row.year.value_or(0);
        project.required = among(taken, row.prerequisites);
        project.excluded = among(taken, row.excludes);
      }
      question.projects.push_back(std::move(project));
    }
    return question;
  }

  CorridorWith corridor_with(std::vector<Taken> const& taken) const {
    return [this, &taken](std::vector<std::size_t> const& projects) {
      std::vector<std::string> measures, scenarios;
      for (auto const p : projects) {
        auto const& one = taken[p];
        (one.measure ? measures : scenarios).push_back(one.candidate.key);
      }
      return projects.empty() ? package_.base.corridor
                              : load_with_plans(package_, measures, scenarios);
    };
  }

  SimulatedPortfolio simulate(InvestmentAnswer const& answer) const {
    auto const& last = answer.result.years.back();
    SimulatedPortfolio simulated{
        .year = last.year,
        .demand_factor = last.demand_factor,
        .promised_teu = last.teu_with - last.teu_without,
        .without_teu = {},
        .with_teu = {},
        .gained_teu = {},
        .gained_days = {}};
    std::vector<std::size_t> chosen;
    for (std::size_t p = 0; p < answer.result.best.opens.size(); ++p) {
      if (answer.result.best.opens[p]) {
        chosen.push_back(p);
      }
    }
    auto const run = [&](std::vector<std::size_t> const& projects) {
      auto corridor = corridor_with(with_cost_)(projects);
      for (auto& row : corridor.demand) {
        row.teu_year *= last.demand_factor;
      }
      return simulate_corridor(corridor, *study_.simulation);
    };
    auto const without = run({});
    auto const with = run(chosen);
    simulated.without_teu = without.teu_year;
    simulated.with_teu = with.teu_year;
    simulated.gained_teu =
        paired_interval(without.teu_year.samples, with.teu_year.samples)
            .difference;
    simulated.gained_days =
        paired_interval(with.transit_days.samples, without.transit_days.samples)
            .difference;
    return simulated;
  }

  Package const& package_;
  InvestmentStudy const& study_;
  std::vector<Taken> with_cost_, without_cost_;
};

}  // namespace

InvestmentAnswer study_investment(Package const& package,
                                  InvestmentStudy const& study) {
  return Study{package, study}.run();
}

}  // namespace camel
