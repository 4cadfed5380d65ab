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
  return options;
}

double demand_factor_of(CapacityQuestion const& question) {
  return question.objective == CapacityObjective::growth
             ? 1
             : question.demand_factor;
}

double demand_in(FlowProblem const& problem) {
  return std::accumulate(problem.commodities.begin(), problem.commodities.end(),
                         0.0, [](double sum, FlowCommodity const& boxes) {
                           return sum + boxes.demand;
                         });
}

}  // namespace

SeasonFlow::SeasonFlow(CapacityModel const& model, Season const& season,
                       CapacityQuestion const& question, SeasonFlow const* like)
    : question_{question},
      network_{model.for_season(season, demand_factor_of(question),
                                weights_of(question))},
      demanded_{demand_in(network_.problem)},
      solver_{std::exchange(network_.problem, {}), options_of(question)} {
  if (like != nullptr) {
    solver_.begin_like(like->solver_);
  }
  base_ = solver_.solve();
  figures_ = figures_of(base_);
}

void SeasonFlow::turn_to(CapacityObjective objective) {
  question_.objective = objective;
  auto const weights = weights_of(question_);
  for (std::size_t i = 0; i < network_.usd.size(); ++i) {
    solver_.set_arc_cost(static_cast<int>(i),
                         network_.usd[i] * weights.usd_weight);
  }
  for (std::size_t i = 0; i < network_.cheapest_usd.size(); ++i) {
    solver_.set_unserved_cost(
        static_cast<int>(i),
        weights.unserved + weights.usd_weight * network_.cheapest_usd[i]);
  }
  for (std::size_t i = 0; i < network_.runnings.size(); ++i) {
    solver_.set_activity_cost(static_cast<int>(i), weights.train);
  }
  base_ = solver_.solve();
  figures_ = figures_of(base_);
  ++solves_;
}

double SeasonFlow::price(std::size_t limit) const {
  auto const row = static_cast<std::size_t>(network_.row_of(limit));
  return base_.row_prices[row] * network_.unit[limit];
}

double SeasonFlow::capacity(std::size_t limit) const {
  return problem().capacities[static_cast<std::size_t>(network_.row_of(limit))];
}

SeasonFigures SeasonFlow::figures_of(FlowSolution const& solution) const {
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

FlowWithMore SeasonFlow::with_more(std::size_t limit, double units,
                                   std::vector<double>* worth) {
  auto const row = network_.row_of(limit);
  auto const before = capacity(limit);
  solver_.set_capacity(row, before + units * network_.unit[limit]);
  auto const solution = solver_.solve();
  ++solves_;
  if (worth != nullptr) {
    for (std::size_t other = 0; other < worth->size(); ++other) {
      auto const at = static_cast<std::size_t>(network_.row_of(other));
      (*worth)[other] += (solution.row_prices[at] - base_.row_prices[at]) *
                         problem().capacities[at];
    }
  }
  solver_.set_capacity(row, before);
  auto const beyond = solution.used[static_cast<std::size_t>(row)] - before;
  return {std::clamp(beyond / network_.unit[limit], 0.0, units),
          figures_of(solution)};
}

FlowWithMore SeasonFlow::with_some(std::size_t limit, FlowWithMore const& far,
                                   double units) {
  if (units >= far.units) {
    return far;
  }
  auto const& base = figures_;
  auto const gained = std::abs(far.figures.objective - base.objective);
  if (gained < price(limit) * far.units * (1 - kPriceHolds)) {
    return with_more(limit, units);
  }
  auto const between = [&](double from, double to) {
    return from + (to - from) * units / far.units;
  };
  return {units,
          {between(base.objective, far.figures.objective),
           between(base.served_teu, far.figures.served_teu),
           between(base.usd, far.figures.usd)}};
}

void SeasonFlow::relax(std::size_t limit) {
  solver_.set_capacity(network_.row_of(limit),
                       capacity(limit) + plenty(limit) * network_.unit[limit]);
  is_relaxed_ = true;
}

void SeasonFlow::solve_relaxed() {
  is_relaxed_ = false;
  base_ = solver_.solve();
  figures_ = figures_of(base_);
  ++solves_;
}

double SeasonFlow::plenty(std::size_t limit) const {
  return kPlenty * network_.number[limit] +
         step_of(network_.limits[limit].kind);
}

}  // namespace camel
