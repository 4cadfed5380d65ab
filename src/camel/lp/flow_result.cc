// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_result.h"

#include <algorithm>

namespace camel {
namespace {

double asked(FlowProblem const& problem, FlowObjective objective,
             PathMaster const& master, std::size_t commodity) {
  auto const demand = problem.commodities[commodity].demand;
  return objective == FlowObjective::growth ? master.growth() * demand : demand;
}

// The path that carries most takes up what rounding has left over.
void even_out(std::vector<PathFlow>& paths, std::size_t first, double& unserved,
              double demand) {
  double sum = unserved;
  auto largest = first;
  for (auto i = first; i < paths.size(); ++i) {
    sum += paths[i].flow;
    largest = paths[i].flow > paths[largest].flow ? i : largest;
  }
  auto& most = largest < paths.size() && paths[largest].flow > unserved
                   ? paths[largest].flow
                   : unserved;
  most = std::max(0.0, most + (demand - sum));
}

void use(std::vector<double>& used, std::vector<RowUse> const& uses,
         double level) {
  for (auto const& use : uses) {
    used[use.row] += use.amount * level;
  }
}

void compute_used(FlowProblem const& problem, FlowSolution& solution) {
  solution.used.assign(problem.capacities.size(), 0);
  for (auto const& path : solution.paths) {
    for (int const arc : path.arcs) {
      use(solution.used, problem.arcs[arc].uses, path.flow);
    }
  }
  for (std::size_t j = 0; j < problem.activities.size(); ++j) {
    if (solution.activities[j] > 0) {
      use(solution.used, problem.activities[j].uses, solution.activities[j]);
    }
  }
}

}  // namespace

double value_of(FlowProblem const& problem, FlowObjective objective,
                PathMaster const& master) {
  if (objective == FlowObjective::growth) {
    return master.growth();
  }
  double sum = 0;
  for (auto const& paths : master.paths()) {
    for (auto const& path : paths) {
      sum += path.flow > 0 ? path.cost * path.flow : 0;
    }
  }
  for (std::size_t j = 0; j < problem.activities.size(); ++j) {
    sum += problem.activities[j].cost * master.activities()[j];
  }
  return sum;
}

void write_flows(FlowProblem const& problem, FlowObjective objective,
                 PathMaster const& master, FlowSolution& solution) {
  solution.paths.clear();
  solution.unserved.assign(problem.commodities.size(), 0);
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    auto const first = solution.paths.size();
    auto const demand = asked(problem, objective, master, k);
    if (!(demand > 0)) {
      continue;
    }
    for (auto const& path : master.paths()[k]) {
      if (path.flow > 0 && path.serves) {
        solution.paths.push_back({static_cast<int>(k), path.flow, path.arcs});
      } else if (path.flow > 0) {
        solution.unserved[k] += path.flow;
      }
    }
    even_out(solution.paths, first, solution.unserved[k], demand);
  }
  solution.activities = master.activities();
  compute_used(problem, solution);
}

void write_no_flow(FlowProblem const& problem, FlowSolution& solution) {
  solution.activities.assign(problem.activities.size(), 0);
  solution.used.assign(problem.capacities.size(), 0);
  solution.row_prices.assign(problem.capacities.size(), 0);
  solution.balance_prices.assign(problem.balances.size(), 0);
  solution.commodity_prices.assign(problem.commodities.size(), 0);
}

void unload_overfull_rows(FlowProblem const& problem, FlowSolution& solution) {
  for (auto& path : solution.paths) {
    double share = 1;  // of its flow, that finds room
    for (int const arc : path.arcs) {
      for (auto const& [row, amount] : problem.arcs[arc].uses) {
        auto const over = solution.used[row] - problem.capacities[row];
        if (over > 0) {
          share = std::min(share, 1 - over / (amount * path.flow));
        }
      }
    }
    share = std::max(0.0, share);
    if (share < 1) {
      auto const taken = path.flow * (1 - share);
      for (int const arc : path.arcs) {
        use(solution.used, problem.arcs[arc].uses, -taken);
      }
      path.flow -= taken;
      solution.unserved[path.commodity] += taken;
    }
  }
  std::erase_if(solution.paths,
                [](PathFlow const& path) { return !(path.flow > 0); });
}

}  // namespace camel
