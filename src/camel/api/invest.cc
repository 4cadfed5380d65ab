// SPDX-License-Identifier: Apache-2.0
#include "camel/api/invest.h"

#include <algorithm>

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

// These measures and all that they require, each once.
std::vector<MeasureId> with_required(Corridor const& corridor,
                                     std::vector<MeasureId> measures) {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    for (auto const other : corridor.measures[measures[i]].prerequisites) {
      if (std::find(measures.begin(), measures.end(), other) ==
          measures.end()) {
        measures.push_back(other);
      }
    }
  }
  return measures;
}

std::vector<MeasureId> measures_of(Corridor const& corridor,
                                   Scenario const& scenario) {
  std::vector<MeasureId> measures;
  for (auto const id : corridor.measures.ids()) {
    for (auto const& taken : scenario.measures) {
      if (corridor.measures[id].key == taken.key) {
        measures.push_back(id);
      }
    }
  }
  return with_required(corridor, std::move(measures));
}

// What a scenario's measures cost together, if that is known of all of them.
std::optional<double> cost_of_all(Corridor const& corridor,
                                  InvestmentStudy const& study,
                                  std::vector<MeasureId> const& measures) {
  double sum = 0;
  for (auto const id : measures) {
    auto const& row = corridor.measures[id];
    auto const cost = cost_of(study, row.key, row.cost_musd);
    if (!cost) {
      return std::nullopt;
    }
    sum += *cost;
  }
  return measures.empty() ? std::nullopt : std::optional{sum};
}

void check_costs(Package const& package, InvestmentStudy const& study) {
  for (auto const& [key, cost] : study.costs) {
    Nearest nearest{key};
    auto known = false;
    for (auto const& name : study.scenarios) {
      known = known || name == key;
      nearest.consider(name);
    }
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
    auto const& corridor = package.base.corridor;
    for (auto const& name : study.scenarios) {
      auto const scenario =
          load_with_scenarios(package, std::vector{name}).scenario;
      auto brings = measures_of(corridor, scenario);
      auto const of_measures = cost_of_all(corridor, study, brings);
      take({.candidate = {.key = name,
                          .name = scenario.title,
                          .status = "",
                          .cost_musd = cost_of(study, name, of_measures),
                          .is_scenario = true},
            .measure = {},
            .brings = std::move(brings)});
    }
    for (auto const id : corridor.measures.ids()) {
      auto const& row = corridor.measures[id];
      if (!row.changes.empty()) {
        take({.candidate = {.key = row.key,
                            .name = row.name,
                            .status = std::string{name_of(row.status)},
                            .cost_musd = cost_of(study, row.key, row.cost_musd),
                            .is_scenario = false},
              .measure = id,
              .brings = with_required(corridor, {id})});
      }
    }
  }

  InvestmentAnswer run() {
    InvestmentAnswer answer;
    auto const question = question_of(with_cost_);
    answer.question = question;
    answer.question.before_round = {};
    answer.candidates = candidates_of(with_cost_);
    answer.result = choose_projects(corridor_with(with_cost_), question);
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
    MeasureId measure;              // none: a scenario
    std::vector<MeasureId> brings;  // with all they require
  };

  void take(Taken taken) {
    auto& list = taken.candidate.cost_musd ? with_cost_ : without_cost_;
    list.push_back(std::move(taken));
  }

  static std::vector<Candidate> candidates_of(std::vector<Taken> const& taken) {
    std::vector<Candidate> list;
    for (auto const& one : taken) {
      list.push_back(one.candidate);
    }
    return list;
  }

  static bool contains(std::vector<MeasureId> const& list, MeasureId id) {
    return std::find(list.begin(), list.end(), id) != list.end();
  }

  // Does one bring what cannot be together with what the other brings?
  bool excludes(Taken const& one, Taken const& other) const {
    for (auto const id : one.brings) {
      for (auto const excluded : package_.base.corridor.measures[id].excludes) {
        if (contains(other.brings, excluded)) {
          return true;
        }
      }
    }
    return false;
  }

  // No earlier than all that it brings.
  int earliest_year(Taken const& taken) const {
    int year = 0;
    for (auto const id : taken.brings) {
      year =
          std::max(year, package_.base.corridor.measures[id].year.value_or(0));
    }
    return year;
  }

  // What a project requires that is not in the list comes with it; so does
  // what a scenario requires, whose cost it has.
  InvestmentQuestion question_of(std::vector<Taken> const& list) const {
    auto question = study_.question;
    question.base_year = package_.base.corridor.base_year;
    for (auto const& one : list) {
      Project project{.key = one.candidate.key,
                      .name = one.candidate.name,
                      .cost_musd = one.candidate.cost_musd.value_or(0),
                      .earliest_year = earliest_year(one),
                      .required = {},
                      .excluded = {}};
      for (std::size_t i = 0; i < list.size(); ++i) {
        auto const& other = list[i];
        if (&one == &other) {
          continue;
        }
        if (one.measure && other.measure &&
            contains(one.brings, other.measure)) {
          project.required.push_back(i);
        }
        if (excludes(one, other)) {
          project.excluded.push_back(i);
        }
      }
      question.projects.push_back(std::move(project));
    }
    return question;
  }

  CorridorWith corridor_with(std::vector<Taken> const& taken) const {
    return [this, &taken](std::vector<std::size_t> const& projects) {
      if (study_.question.before_round) {
        study_.question.before_round();
      }
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
