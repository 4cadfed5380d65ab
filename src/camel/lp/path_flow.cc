// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/path_flow.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "camel/base/check.h"
#include "camel/lp/flow_bound.h"
#include "camel/lp/flow_pricing.h"
#include "camel/lp/flow_result.h"
#include "camel/lp/path_master.h"
#include "camel/lp/price_warmup.h"

namespace camel {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
// How often a penalty that proves too low is raised, and how much.
constexpr int kMostRaises = 3;
constexpr double kRaise = 100;
constexpr int kPatience = 100;  // rounds with a balance missed
// Share of the best prices known in those at which paths are searched.
constexpr double kSmoothing = 0.5;
// Programs over the paths known between two searches, the share of commodities
// that may take up another path in one, and that which is not worth one.
constexpr int kTurns = 3;
constexpr double kCalled = 0.2, kFew = 0.02;

void check_uses(std::vector<RowUse> const& uses, std::size_t rows) {
  for (auto const& use : uses) {
    CAMEL_CHECK(use.row >= 0 && static_cast<std::size_t>(use.row) < rows,
                "no such row or balance");
    CAMEL_CHECK(std::isfinite(use.amount), "an amount is a number");
  }
}

void check_network(FlowProblem const& problem) {
  auto const is_node = [&](int node) {
    return node >= 0 && node < problem.nodes;
  };
  for (auto const& arc : problem.arcs) {
    CAMEL_CHECK(is_node(arc.from) && is_node(arc.to), "no such node");
    CAMEL_CHECK(arc.cost >= 0 && std::isfinite(arc.cost),
                "an arc costs nothing or something");
    check_uses(arc.uses, problem.capacities.size());
    for (auto const& use : arc.uses) {
      CAMEL_CHECK(use.amount > 0, "an arc uses more than nothing");
    }
  }
  for (auto const& commodity : problem.commodities) {
    CAMEL_CHECK(is_node(commodity.origin) && is_node(commodity.destination),
                "no such node");
    CAMEL_CHECK(commodity.demand >= 0 && std::isfinite(commodity.demand),
                "a demand is nothing or something");
    CAMEL_CHECK(commodity.unserved_cost >= 0,
                "not to serve does not earn anything");
  }
}

void check_sound(FlowProblem const& problem) {
  check_network(problem);
  for (auto const& activity : problem.activities) {
    CAMEL_CHECK(std::isfinite(activity.cost), "an activity has a cost");
    CAMEL_CHECK(activity.upper >= 0 && std::isfinite(activity.upper),
                "an activity has a bound");
    check_uses(activity.uses, problem.capacities.size());
    check_uses(activity.balances, problem.balances.size());
  }
  for (double const capacity : problem.capacities) {
    CAMEL_CHECK(capacity > kNever, "a capacity is a number");
  }
  for (double const balance : problem.balances) {
    CAMEL_CHECK(std::isfinite(balance), "a balance is a number");
  }
}

// Each row once: the solver asks for it.
void sum_equal_rows(std::vector<RowUse>& uses) {
  std::vector<RowUse> summed;
  for (auto const& use : uses) {
    auto const known =
        std::find_if(summed.begin(), summed.end(),
                     [&](RowUse const& other) { return other.row == use.row; });
    if (known == summed.end()) {
      summed.push_back(use);
    } else {
      known->amount += use.amount;
    }
  }
  uses = std::move(summed);
}

// Leaving it unserved may be a path of the program.
void check_same_service(FlowCommodity const& commodity, double unserved_cost) {
  CAMEL_CHECK(
      std::isfinite(commodity.unserved_cost) == std::isfinite(unserved_cost),
      "what must be served must be served ever after, and only that");
}

FlowProblem made_sound(FlowProblem problem) {
  check_sound(problem);
  for (auto& activity : problem.activities) {
    sum_equal_rows(activity.uses);
    sum_equal_rows(activity.balances);
  }
  return problem;
}

}  // namespace

struct FlowStanding {
  PathMaster::Standing master;
  FlowPricing::Known prices;
  bool started = false;
  int raises = 0;
  bool precise = false;
};

struct PathFlowSolver::State {
  State(FlowProblem sound, FlowOptions asked)
      : problem{std::move(sound)},
        options{asked},
        of_prices{problem, options.objective},
        pricing{problem, options.threads},
        master{problem, options} {}

  FlowProblem problem;
  FlowOptions options;
  FlowBound of_prices;
  FlowPricing pricing;
  PathMaster master;
  bool started = false;
  bool other_costs = false;  // than at the last solve

  // Of the solve in hand.
  FlowSolution solution;
  FlowPrices best;
  int raises = 0;
  bool has_violated = false;
  bool precise = false;
  double smoothing = 0;  // share of the best prices in those searched at

  bool grows() const { return options.objective == FlowObjective::growth; }
  // With activities the program is small and its prices are theirs: all paths
  // stay in it, and it is taken at its word.
  bool keeps_paths() const { return !problem.activities.empty(); }
  bool asks(std::size_t k) const { return problem.commodities[k].demand > 0; }
  bool find_first_paths();
  double noise() const {  // what pays by less is that of the solver
    return grows() ? 0.0 : 1e-9 * master.scale_of_costs();
  }
  FlowPrices smoothed_prices() const;
  PricedPaths price(FlowPrices const& prices);
  bool improve_bound(FlowPrices prices, PricedPaths const& priced);
  void warm_up();
  int solve_known(WarmSimplex::Way way);
  int add_columns(PricedPaths const& priced);
  bool is_good();
  bool try_harder();
  void finish();
  // What was left of other numbers may be a poor beginning for these.
  void forget() {
    master = PathMaster{problem, options};
    started = precise = false;
    raises = 0;
  }
  FlowSolution solve();
};

// Every commodity needs a way to begin with. False where one has none.
bool PathFlowSolver::State::find_first_paths() {
  auto const count = problem.commodities.size();
  std::vector<double> known(count, kNever);
  bool any = false;
  for (std::size_t k = 0; k < count; ++k) {
    if (asks(k) && !master.knows_a_way(static_cast<int>(k))) {
      known[k] = kUnreachable;
      any = true;
    }
  }
  solution.unserved.assign(count, 0);
  if (!any) {
    return true;
  }
  auto const priced =
      pricing.price(problem, {.row_prices = master.prices().rows}, known);
  solution.pricing_seconds += priced.seconds;
  bool complete = true;
  for (std::size_t k = 0; k < count; ++k) {
    if (known[k] == kNever) {
      continue;
    }
    auto const unserved_cost = problem.commodities[k].unserved_cost;
    if (!grows() && unserved_cost < priced.distance[k]) {
      master.add_unserved(static_cast<int>(k));
    } else if (priced.distance[k] < kUnreachable) {
      master.add_path(static_cast<int>(k), priced.path[k]);
    } else {
      solution.unserved[k] = problem.commodities[k].demand;
      complete = false;
    }
  }
  return complete;
}

// Between the prices of the program, which jump, and the best known.
FlowPrices PathFlowSolver::State::smoothed_prices() const {
  auto prices = master.prices();
  auto const mix = [&](std::vector<double>& list,
                       std::vector<double> const& known) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      list[i] += smoothing * (known[i] - list[i]);
    }
  };
  if (smoothing > 0) {
    mix(prices.rows, best.rows);
    mix(prices.balances, best.balances);
  }
  return prices;
}

PricedPaths PathFlowSolver::State::price(FlowPrices const& prices) {
  auto const known = master.cheapest_at(prices.rows);
  auto priced = pricing.price(
      problem, {.cost_factor = grows() ? 0.0 : 1.0, .row_prices = prices.rows},
      known, noise());
  for (std::size_t k = 0; k < known.size(); ++k) {
    if (!grows() && asks(k)) {
      auto const unserved_cost = problem.commodities[k].unserved_cost;
      if (unserved_cost < std::min(FlowPricing::paying(known[k], noise()),
                                   priced.distance[k])) {
        priced.path[k].clear();
        priced.distance[k] = unserved_cost;
        priced.pays[k] = 1;
      }
    }
  }
  solution.pricing_seconds += priced.seconds;
  return priced;
}

// Whether the bound is better.
bool PathFlowSolver::State::improve_bound(FlowPrices prices,
                                          PricedPaths const& priced) {
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    prices.commodities[k] =
        asks(k) ? std::min(priced.distance[k],
                           grows() ? kUnreachable
                                   : problem.commodities[k].unserved_cost)
                : 0;
  }
  auto const bound = of_prices.at(prices);
  auto const better = grows() ? bound < solution.bound : bound > solution.bound;
  if (better) {
    solution.bound = bound;
    best = std::move(prices);
  }
  return better;
}

int PathFlowSolver::State::add_columns(PricedPaths const& priced) {
  int added = 0;
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    if (priced.pays[k]) {
      auto const commodity = static_cast<int>(k);
      auto const unserved =
          !grows() &&
          priced.distance[k] == problem.commodities[k].unserved_cost &&
          priced.path[k].empty();
      added += unserved ? master.add_unserved(commodity)
                        : master.add_path(commodity, priced.path[k]);
    }
  }
  return added;
}

// Whether the gap is small enough; only of a solution that keeps all rows.
bool PathFlowSolver::State::is_good() {
  solution.value = value_of(problem, options.objective, master);
  auto const size = std::max(std::abs(solution.value), grows() ? 1e-6 : 1.0);
  solution.gap = std::abs(solution.value - solution.bound) / size;
  return solution.gap <= options.gap;
}

// Nothing pays any more and nothing is violated, and yet it is not good.
bool PathFlowSolver::State::try_harder() {
  if (master.overflows() && raises < kMostRaises) {
    ++raises;
    master.raise_penalties(kRaise);
    return true;
  }
  if (!precise) {
    precise = true;
    master.set_tolerance(1e-10);
    return true;
  }
  return false;
}

void PathFlowSolver::State::finish() {
  write_flows(problem, options.objective, master, solution);
  if (solution.status == FlowStatus::infeasible) {
    unload_overfull_rows(problem, solution);
  }
  solution.row_prices = std::move(best.rows);
  solution.balance_prices = std::move(best.balances);
  solution.commodity_prices = std::move(best.commodities);
  solution.columns = master.columns();
  solution.rows = master.rows();
}

void PathFlowSolver::State::warm_up() {
  auto const plan = grows() ? WarmupPlan{}
                            : plan_warmup(problem, pricing.origins(),
                                          master.count_overfull());
  if (plan.searches > 0) {
    auto const began = thread_seconds();
    PriceWarmup warmup{problem, pricing};
    warmup.run(plan, master);
    solution.pricing_seconds += thread_seconds() - began;
  }
}

// The program over the paths known; how many paths or rows it has yet to look
// at.
int PathFlowSolver::State::solve_known(WarmSimplex::Way way) {
  auto const began = thread_seconds();
  auto const count = static_cast<double>(problem.commodities.size());
  auto const most = static_cast<std::size_t>(200 + kCalled * count);
  int open = 0;
  for (int turn = 0;; ++turn) {
    master.solve(way);
    way = WarmSimplex::Way::primal;
    auto const violated = master.add_violated_rows();
    has_violated = violated > 0;
    if (!keeps_paths()) {
      master.park_idle(1);
    }
    open = violated + master.call_parked(noise(), most);
    if (turn >= kTurns || open <= kFew * count || keeps_paths()) {
      break;
    }
  }
  solution.lp_seconds += thread_seconds() - began;
  return open;
}

FlowSolution PathFlowSolver::State::solve() {
  solution = {};
  auto way = started ? WarmSimplex::Way::dual : WarmSimplex::Way::primal;
  if (std::exchange(other_costs, false)) {
    master.take_costs();
    pricing.forget();
    raises = 0;
    way = WarmSimplex::Way::primal;
  }
  best = master.prices();
  solution.bound = grows() ? kUnreachable : kNever;
  if (!find_first_paths()) {
    solution.status = grows() ? FlowStatus::optimal : FlowStatus::infeasible;
    solution.bound = grows() ? 0 : kUnreachable;
    write_no_flow(problem, solution);
    return std::move(solution);
  }
  if (!std::exchange(started, true)) {
    warm_up();
    master.start();
  }
  smoothing = 0;
  solution.status = FlowStatus::stopped;
  while (solution.rounds < options.most_rounds) {
    ++solution.rounds;
    if (options.before_round) {
      options.before_round();
    }
    auto const open = solve_known(way);
    way = WarmSimplex::Way::primal;
    auto const prices = smoothed_prices();
    auto const priced = price(prices);
    auto const better = improve_bound(prices, priced);
    auto const keeps_rows = !has_violated && !master.overflows();
    if (keeps_rows && is_good()) {
      solution.status = FlowStatus::optimal;
      break;
    }
    if (grows() && keeps_rows &&
        master.growth() >= options.largest_growth * (1 - 1e-9)) {
      solution.status = FlowStatus::unbounded;
      break;
    }
    auto const moves = open + add_columns(priced) > 0;
    if (keeps_paths()) {
      master.call_parked(noise(), problem.commodities.size());
    }
    auto const smoothed = smoothing > 0;
    // When smoothing has found nothing, look at the program's own prices.
    auto const may_smooth = moves && (better || !smoothed) && !keeps_paths() &&
                            !grows() && solution.bound > kNever;
    smoothing = may_smooth ? kSmoothing : 0;
    // A balance may stay missed while paths come and go for ever.
    if (solution.rounds % kPatience == 0 && master.overflows()) {
      try_harder();
    }
    if (!moves && !smoothed && !try_harder()) {
      solution.status =
          master.overflows() ? FlowStatus::infeasible : FlowStatus::stopped;
      break;
    }
  }
  finish();
  return std::move(solution);
}

PathFlowSolver::PathFlowSolver(FlowProblem problem, FlowOptions options)
    : state_{std::make_unique<State>(made_sound(std::move(problem)), options)} {
}
PathFlowSolver::~PathFlowSolver() = default;
PathFlowSolver::PathFlowSolver(PathFlowSolver&&) noexcept = default;
PathFlowSolver& PathFlowSolver::operator=(PathFlowSolver&&) noexcept = default;

FlowSolution PathFlowSolver::solve() {
  auto const was_started = state_->started;
  auto solution = state_->solve();
  auto const fails = solution.status == FlowStatus::infeasible ||
                     (solution.status == FlowStatus::stopped &&
                      solution.rounds < state_->options.most_rounds);
  if (was_started && fails) {
    state_->forget();
    solution = state_->solve();
  }
  return solution;
}

std::shared_ptr<FlowStanding const> PathFlowSolver::standing() const {
  return std::make_shared<FlowStanding const>(
      FlowStanding{state_->master.standing(), state_->pricing.known(),
                   state_->started, state_->raises, state_->precise});
}

void PathFlowSolver::go_back_to(FlowStanding const& standing) {
  auto& state = *state_;
  CAMEL_CHECK(standing.master.paths.size() == state.problem.commodities.size(),
              "one goes back to a standing of the same problem");
  if (std::exchange(state.other_costs, false)) {
    state.pricing.forget();
  }
  state.master.go_back_to(standing.master);
  state.pricing.go_back_to(state.problem, standing.prices);
  state.started = standing.started;
  state.raises = standing.raises;
  state.precise = standing.precise;
}

FlowProblem const& PathFlowSolver::problem() const { return state_->problem; }

void PathFlowSolver::set_capacity(int row, double capacity) {
  CAMEL_CHECK(capacity > kNever, "a capacity is a number");
  state_->problem.capacities.at(row) = capacity;
}

void PathFlowSolver::set_demand(int commodity, double demand) {
  CAMEL_CHECK(demand >= 0 && std::isfinite(demand),
              "a demand is nothing or something");
  state_->problem.commodities.at(commodity).demand = demand;
  state_->master.take_demands();
}

void PathFlowSolver::set_activity_upper(int activity, double upper) {
  CAMEL_CHECK(upper >= 0 && std::isfinite(upper), "an activity has a bound");
  state_->problem.activities.at(activity).upper = upper;
}

void PathFlowSolver::set_arc_cost(int arc, double cost) {
  CAMEL_CHECK(cost >= 0 && std::isfinite(cost),
              "an arc costs nothing or something");
  state_->problem.arcs.at(arc).cost = cost;
  state_->other_costs = true;
}

void PathFlowSolver::set_unserved_cost(int commodity, double cost) {
  CAMEL_CHECK(cost >= 0, "not to serve does not earn anything");
  auto& known = state_->problem.commodities.at(commodity);
  check_same_service(known, cost);
  known.unserved_cost = cost;
  state_->other_costs = true;
}

void PathFlowSolver::set_activity_cost(int activity, double cost) {
  CAMEL_CHECK(std::isfinite(cost), "an activity has a cost");
  state_->problem.activities.at(activity).cost = cost;
  state_->other_costs = true;
}

FlowSolution solve_path_flow(FlowProblem problem, FlowOptions options) {
  return PathFlowSolver{std::move(problem), options}.solve();
}

}  // namespace camel
