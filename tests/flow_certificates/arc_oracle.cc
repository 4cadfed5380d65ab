// SPDX-License-Identifier: Apache-2.0
#include "flow_certificates/arc_oracle.h"

#include <cmath>

namespace camel {

LinearProgram oracle_program(FlowProblem const& problem,
                             FlowObjective objective, double largest_growth) {
  auto const grows = objective == FlowObjective::growth;
  LinearProgram program;
  for (double const capacity : problem.capacities) {
    program.add_row(-kNoBound, capacity);
  }
  auto const first_balance = static_cast<int>(program.row_lower.size());
  for (double const balance : problem.balances) {
    program.add_row(balance, balance);
  }
  for (auto const& activity : problem.activities) {
    std::vector<double> amounts(program.row_lower.size());
    for (auto const& use : activity.uses) {
      amounts[use.row] += use.amount;
    }
    for (auto const& use : activity.balances) {
      amounts[first_balance + use.row] += use.amount;
    }
    std::vector<LinearProgram::Entry> entries;
    for (std::size_t r = 0; r < amounts.size(); ++r) {
      if (amounts[r] != 0) {
        entries.push_back({static_cast<int>(r), amounts[r]});
      }
    }
    program.add_column(grows ? 0 : activity.cost, 0, activity.upper, entries);
  }
  std::vector<LinearProgram::Entry> growth;
  for (auto const& commodity : problem.commodities) {
    if (commodity.demand <= 0) {
      continue;
    }
    // What comes in less what goes out.
    auto const first = static_cast<int>(program.row_lower.size());
    for (int node = 0; node < problem.nodes; ++node) {
      auto const net =
          commodity.demand * ((node == commodity.destination ? 1 : 0) -
                              (node == commodity.origin ? 1 : 0));
      auto const asked = grows ? 0 : net;
      program.add_row(asked, asked);
      if (grows && net != 0) {
        growth.push_back({first + node, -net});
      }
    }
    for (auto const& arc : problem.arcs) {
      std::vector<double> amounts(problem.capacities.size());
      for (auto const& use : arc.uses) {
        amounts[use.row] += use.amount;
      }
      std::vector<LinearProgram::Entry> entries;
      for (std::size_t r = 0; r < amounts.size(); ++r) {
        if (amounts[r] != 0) {
          entries.push_back({static_cast<int>(r), amounts[r]});
        }
      }
      if (arc.from != arc.to) {
        entries.push_back({first + arc.to, 1});
        entries.push_back({first + arc.from, -1});
      }
      program.add_column(grows ? 0 : arc.cost, 0, kNoBound, entries);
    }
    if (!grows && std::isfinite(commodity.unserved_cost) &&
        commodity.origin != commodity.destination) {
      program.add_column(
          commodity.unserved_cost, 0, kNoBound,
          {{first + commodity.destination, 1}, {first + commodity.origin, -1}});
    }
  }
  if (grows) {
    program.add_column(-1, 0, largest_growth, growth);
  }
  return program;
}

}  // namespace camel
