// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/season_flow.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace camel {

namespace {

// Among ways of carrying as much, the cheaper: so many TEU a USD.
constexpr double kTieBreak = 1e-9;
// And of trains that carry as much, the fewer: far less than a TEU each, and
// yet more than the solver takes for nothing.
constexpr double kTrain = 1e-6;
// So many times as much of a limit is as much as could be of use.
constexpr double kPlenty = 100;
// A gain that is so close to what the price says is what the price says.
constexpr double kPriceHolds = 1e-4;

CapacityModel::Weights weights_of(CapacityQuestion const& question) {
  switch (question.objective) {
    case CapacityObjective::throughput:
      return {.usd_weight = kTieBreak, .unserved = 1, .train = kTrain};
    case CapacityObjective::growth:
      return {.usd_weight = 0, .unserved = 1, .train = 0};
    case CapacityObjective::cost:
      break;
  }
  return {.usd_weight = 1, .unserved = question.unserved_usd};
}

FlowOptions options_of(CapacityQuestion const& question) {
  FlowOptions options;
  options.objective = question.objective == CapacityObjective::growth
                          ? FlowObjective::growth
                          : FlowObjective::cost;
  options.before_round = question.before_round;
  return options;
}

double demand_factor_of(CapacityQuestion const& question) {
  return question.objective == CapacityObjective::growth
             ? 1
             : question.demand_factor;
}

}  // namespace

SeasonFlows::SeasonFlows(CapacityModel const& model,
                         std::vector<Season> const& seasons,
                         CapacityQuestion const& question)
    : question_{question},
      network_{model.for_seasons(seasons, demand_factor_of(question),
                                 weights_of(question))},
      is_relaxed_(seasons.size(), 0) {
  solvers_.push_back(std::make_unique<Solver>(Solver{PathFlowSolver{
      std::exchange(network_.problem, {}), options_of(question)}}));
  for (std::size_t s = 0; s < seasons.size(); ++s) {
    auto const& demands = numbers(s).demands;
    flows_.push_back(
        {seasons[s], std::accumulate(demands.begin(), demands.end(), 0.0)});
  }
  solve_all();
}

void SeasonFlows::make_ready(std::size_t threads) {
  while (solvers_.size() < threads) {
    solvers_.push_back(std::make_unique<Solver>(
        Solver{PathFlowSolver{problem(), options_of(question_)}}));
  }
}

FlowSolution SeasonFlows::solve(Solver& solver) {
  ++solver.solves;
  return solver.flow.solve();
}

void SeasonFlows::take_numbers(PathFlowSolver& flow, std::size_t season) const {
  auto const& of = numbers(season);
  for (std::size_t row = 0; row < of.capacities.size(); ++row) {
    flow.set_capacity(static_cast<int>(row), of.capacities[row]);
  }
  for (std::size_t boxes = 0; boxes < of.demands.size(); ++boxes) {
    flow.set_demand(static_cast<int>(boxes), of.demands[boxes]);
  }
  for (std::size_t train = 0; train < of.most.size(); ++train) {
    flow.set_activity_upper(static_cast<int>(train), of.most[train]);
  }
}

// From where the solver stands through all seasons to the other end.
std::vector<std::size_t> SeasonFlows::way_from_here() const {
  std::vector<std::size_t> way(size());
  std::iota(way.begin(), way.end(), std::size_t{0});
  if (here_ != 0) {
    std::reverse(way.begin(), way.end());
  }
  return way;
}

void SeasonFlows::solve_all() {
  auto& solver = *solvers_.front();
  for (auto const season : way_from_here()) {
    take_numbers(solver.flow, season);
    keep(season, solve(solver));
    here_ = season;
  }
  standing_ = solver.flow.standing();
}

void SeasonFlows::keep(std::size_t season, FlowSolution solution) {
  flows_[season].figures = figures_of(solution);
  flows_[season].solution = std::move(solution);
}

void SeasonFlows::turn_to(CapacityObjective objective) {
  question_.objective = objective;
  auto const weights = weights_of(question_);
  auto const turn = [&](PathFlowSolver& flow) {
    for (std::size_t i = 0; i < network_.usd.size(); ++i) {
      flow.set_arc_cost(static_cast<int>(i),
                        network_.usd[i] * weights.usd_weight);
    }
    for (std::size_t i = 0; i < network_.cheapest_usd.size(); ++i) {
      flow.set_unserved_cost(
          static_cast<int>(i),
          weights.unserved + weights.usd_weight * network_.cheapest_usd[i]);
    }
    for (std::size_t i = 0; i < network_.runnings.size(); ++i) {
      flow.set_activity_cost(static_cast<int>(i), weights.train);
    }
  };
  solvers_.front()->flow.go_back_to(*standing_);
  for (auto& solver : solvers_) {
    turn(solver->flow);
  }
  solve_all();
}

double SeasonFlows::price(std::size_t season, std::size_t limit) const {
  auto const row = static_cast<std::size_t>(network_.row_of(limit));
  return flows_[season].solution.row_prices[row] * numbers(season).unit[limit];
}

double SeasonFlows::capacity(std::size_t season, std::size_t limit) const {
  auto const row = static_cast<std::size_t>(network_.row_of(limit));
  return numbers(season).capacities[row];
}

SeasonFigures SeasonFlows::figures_of(FlowSolution const& solution) const {
  SeasonFigures figures;
  for (auto const& path : solution.paths) {
    figures.served_teu += path.flow;
    for (auto const ride : path.arcs) {
      figures.usd += path.flow * network_.usd[static_cast<std::size_t>(ride)];
    }
  }
  figures.objective = question_.objective == CapacityObjective::throughput
                          ? figures.served_teu
                          : solution.value;
  return figures;
}

std::vector<FlowWithMore> SeasonFlows::with_more(
    std::size_t limit, std::vector<double> const& units, std::size_t thread,
    std::vector<double>* worth) {
  auto& solver = *solvers_.at(thread);
  solver.flow.go_back_to(*standing_);
  auto const row = network_.row_of(limit);
  std::vector<FlowWithMore> more;
  for (auto const& flow : flows_) {
    more.push_back({.units = 0, .figures = flow.figures});
  }
  for (auto const season : way_from_here()) {
    if (units[season] <= 0) {
      continue;
    }
    auto const unit = numbers(season).unit[limit];
    auto const before = capacity(season, limit);
    take_numbers(solver.flow, season);
    solver.flow.set_capacity(row, before + units[season] * unit);
    auto const solution = solve(solver);
    if (worth != nullptr) {
      add_worth(season, solution, *worth);
    }
    auto const beyond = solution.used[static_cast<std::size_t>(row)] - before;
    more[season] = {std::clamp(beyond / unit, 0.0, units[season]),
                    figures_of(solution)};
  }
  return more;
}

void SeasonFlows::add_worth(std::size_t season, FlowSolution const& solution,
                            std::vector<double>& worth) const {
  for (std::size_t limit = 0; limit < worth.size(); ++limit) {
    auto const row = static_cast<std::size_t>(network_.row_of(limit));
    worth[limit] +=
        (solution.row_prices[row] - flows_[season].solution.row_prices[row]) *
        capacity(season, limit);
  }
}

std::vector<FlowWithMore> SeasonFlows::with_some(
    std::size_t limit, std::vector<FlowWithMore> const& far,
    std::vector<double> units, std::size_t thread) {
  std::vector<FlowWithMore> known(size());
  for (std::size_t s = 0; s < size(); ++s) {
    auto const& base = flows_[s].figures;
    auto const& all = far[s].figures;
    auto const gained = std::abs(all.objective - base.objective);
    if (units[s] >= far[s].units) {
      known[s] = far[s];
    } else if (gained < price(s, limit) * far[s].units * (1 - kPriceHolds)) {
      continue;
    } else {
      auto const between = [&](double from, double to) {
        return from + (to - from) * units[s] / far[s].units;
      };
      known[s] = {units[s],
                  {between(base.objective, all.objective),
                   between(base.served_teu, all.served_teu),
                   between(base.usd, all.usd)}};
    }
    units[s] = 0;
  }
  auto const is_open = [](double more) { return more > 0; };
  if (std::none_of(units.begin(), units.end(), is_open)) {
    return known;
  }
  auto const solved = with_more(limit, units, thread);
  for (std::size_t s = 0; s < size(); ++s) {
    known[s] = units[s] > 0 ? solved[s] : known[s];
  }
  return known;
}

void SeasonFlows::relax(std::size_t limit) {
  auto const row = static_cast<std::size_t>(network_.row_of(limit));
  for (std::size_t s = 0; s < size(); ++s) {
    network_.seasons[s].capacities[row] +=
        plenty(s, limit) * numbers(s).unit[limit];
    is_relaxed_[s] = 1;
  }
}

void SeasonFlows::solve_relaxed(std::size_t season) {
  auto& solver = *solvers_.front();
  if (!std::exchange(climbs_, true)) {
    solver.flow.go_back_to(*standing_);
  }
  is_relaxed_[season] = 0;
  take_numbers(solver.flow, season);
  keep(season, solve(solver));
}

double SeasonFlows::plenty(std::size_t season, std::size_t limit) const {
  return kPlenty * numbers(season).number[limit] +
         step_of(network_.limits[limit].kind);
}

int SeasonFlows::solves() const {
  int solves = 0;
  for (auto const& solver : solvers_) {
    solves += solver->solves;
  }
  return solves;
}

}  // namespace camel
