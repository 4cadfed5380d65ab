// SPDX-License-Identifier: Apache-2.0
// Multi-commodity flow over paths, with activities beside the flow, solved by
// column generation to a proven gap (Ford and Fulkerson 1958; Desrosiers and
// Lübbecke, A Primer in Column Generation, 2005).
//
// Flow of many commodities runs over the arcs of a network. Arcs and activities
// use up rows: what all of them use of a row is at most its capacity. An
// activity may also give (a negative amount: a train gives room on its
// stretches and takes paths). Balances tie activities alone, as equations:
// what comes in goes out. Whoever is not served costs a price, so that every
// sound problem has an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

namespace camel {

// So much of a row (or of a balance), for one unit of flow or activity.
struct RowUse {
  int row = 0;
  double amount = 0;
  bool operator==(RowUse const&) const = default;
};

struct FlowArc {
  int from = 0, to = 0;
  double cost = 0;                // of one unit of flow, >= 0
  std::vector<RowUse> uses = {};  // amounts > 0
};

// All of the demand must be served.
inline constexpr double kMustServe = std::numeric_limits<double>::infinity();

struct FlowCommodity {
  int origin = 0, destination = 0;
  double demand = 0;                  // >= 0
  double unserved_cost = kMustServe;  // of one unit
};

struct FlowActivity {
  double cost = 0;                    // of one unit, any sign
  double upper = 0;                   // finite, >= 0; the lower bound is 0
  std::vector<RowUse> uses = {};      // of rows, any sign
  std::vector<RowUse> balances = {};  // of balances, any sign
};

struct FlowProblem {
  int nodes = 0;
  std::vector<FlowArc> arcs = {};
  std::vector<FlowCommodity> commodities = {};
  std::vector<FlowActivity> activities = {};
  std::vector<double> capacities = {};  // by row; infinite: never binds
  std::vector<double> balances = {};    // right-hand sides, by balance
};

enum class FlowObjective : std::uint8_t {
  // Least cost of flow, activities and what is not served.
  cost,
  // The largest factor by which all demand can grow together and be served.
  // Costs do not count, that of leaving demand unserved included. Demand that
  // has no path at all cannot grow: the answer is 0 (optimal), and `unserved`
  // names it; take it out to hear of the others.
  growth
};

struct FlowOptions {
  FlowObjective objective = FlowObjective::cost;
  double gap = 1e-9;            // relative, at which it stops
  double largest_growth = 1e6;  // growth beyond it counts as unbounded
  int threads = 1;              // for pricing; results do not depend on it
  int most_rounds = 1000;
  // Called before each round; what it throws ends the work.
  std::function<void()> before_round = {};
};

enum class FlowStatus : std::uint8_t {
  optimal,  // to the gap
  stopped,  // after `most_rounds`: value and bound are good, the gap is not
  // A commodity that must be served cannot be: `unserved` says which, and how
  // much of it when the flows found are cut down to what fits. Nothing
  // unserved: activities and balances alone contradict each other.
  infeasible,
  unbounded  // growth: nothing holds it back
};

// Flow of one commodity over one path.
struct PathFlow {
  int commodity = 0;
  double flow = 0;
  std::vector<int> arcs = {};  // from origin to destination
};

struct FlowSolution {
  FlowStatus status = FlowStatus::optimal;
  double value = 0;  // cost, or the growth factor
  // Proven: no solution costs less, or grows more. From the prices below
  // alone (Lagrange), whatever the solver's tolerances.
  double bound = 0;
  double gap = 0;  // relative distance of the two

  std::vector<PathFlow> paths;     // with flow, by commodity
  std::vector<double> unserved;    // by commodity
  std::vector<double> activities;  // levels
  std::vector<double> used;        // by row, by arcs and activities
  // What one unit more of a capacity is worth (>= 0): cost saved, or growth.
  std::vector<double> row_prices;
  // What one unit more of a right-hand side costs, or takes from growth.
  std::vector<double> balance_prices;
  // What one unit more of a demand costs, or takes from growth when growth is
  // 1. Growth: those of all demand together cost 1.
  std::vector<double> commodity_prices;

  int rounds = 0;
  std::int64_t columns = 0, rows = 0;          // of the last master problem
  double lp_seconds = 0, pricing_seconds = 0;  // processor
};

// The paths, rows and basis of a solver, to go back to.
struct FlowStanding;

// Keeps its columns and its basis: change capacities, demands or costs and
// solve again, from where it stopped.
class PathFlowSolver {
 public:
  // Throws CheckFailed where the problem is not sound (an amount <= 0 on an
  // arc, an activity without a finite bound, a node that does not exist).
  PathFlowSolver(FlowProblem problem, FlowOptions options);
  ~PathFlowSolver();
  PathFlowSolver(PathFlowSolver&&) noexcept;
  PathFlowSolver& operator=(PathFlowSolver&&) noexcept;

  FlowSolution solve();

  // Where it stands, and the way back there, whatever has been solved since:
  // what is solved next is the same to the last bit. It may be where another
  // solver stands, of a problem that differs at most in capacities, demands and
  // bounds.
  std::shared_ptr<FlowStanding const> standing() const;
  void go_back_to(FlowStanding const& standing);

  FlowProblem const& problem() const;
  void set_capacity(int row, double capacity);
  void set_demand(int commodity, double demand);
  void set_activity_upper(int activity, double upper);
  void set_arc_cost(int arc, double cost);
  void set_unserved_cost(int commodity, double cost);
  void set_activity_cost(int activity, double cost);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Once, from nothing.
FlowSolution solve_path_flow(FlowProblem problem, FlowOptions options = {});

}  // namespace camel
