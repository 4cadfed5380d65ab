// SPDX-License-Identifier: Apache-2.0
#include "flow_instances.h"

#include <cmath>
#include <fstream>
#include <map>
#include <random>

#include "camel/base/error.h"
#include "camel/lp/linear_program.h"

namespace camel {

FlowProblem read_flow_instance(std::string const& file) {
  std::ifstream in{file};
  int arcs = 0, commodities = 0;
  FlowProblem problem;
  in >> problem.nodes >> arcs >> commodities;
  for (int a = 0; a < arcs; ++a) {
    FlowArc arc;
    double capacity = 0;
    in >> arc.from >> arc.to >> arc.cost >> capacity;
    --arc.from;
    --arc.to;
    arc.uses = {{a, 1}};
    problem.arcs.push_back(arc);
    problem.capacities.push_back(capacity);
  }
  for (int k = 0; k < commodities; ++k) {
    FlowCommodity commodity;
    in >> commodity.origin >> commodity.destination >> commodity.demand;
    --commodity.origin;
    --commodity.destination;
    problem.commodities.push_back(commodity);
  }
  if (!in) {
    throw Error("cannot read the flow instance " + file);
  }
  return problem;
}

namespace {

// Whole numbers from the bits of the generator: the same everywhere.
class Draw {
 public:
  explicit Draw(std::uint32_t seed) : bits_{seed} {}
  int below(int count) {
    return static_cast<int>(bits_() % static_cast<std::uint32_t>(count));
  }

 private:
  std::mt19937 bits_;
};

}  // namespace

FlowProblem generate_corridor_grid(int nodes, int commodities) {
  Draw draw{static_cast<std::uint32_t>(nodes)};
  auto const side = static_cast<int>(std::sqrt(static_cast<double>(nodes)));
  FlowProblem problem{.nodes = side * side};
  auto const link = [&](int from, int to) {
    auto const cost = 50 + draw.below(100);
    for (auto const& [a, b] : {std::pair{from, to}, std::pair{to, from}}) {
      auto const row = static_cast<int>(problem.capacities.size());
      problem.arcs.push_back(
          {.from = a, .to = b, .cost = cost + 0.0, .uses = {{row, 1}}});
      problem.capacities.push_back(0);
    }
  };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (x + 1 < side) {
        link(y * side + x, y * side + x + 1);
      }
      if (y + 1 < side) {
        link(y * side + x, (y + 1) * side + x);
      }
    }
  }
  std::vector<int> hubs;
  for (int i = 0; i < std::max(4, nodes / 20); ++i) {
    hubs.push_back(draw.below(problem.nodes));
  }
  for (int k = 0; k < commodities; ++k) {
    FlowCommodity commodity;
    commodity.origin = hubs[draw.below(static_cast<int>(hubs.size()))];
    do {
      commodity.destination = draw.below(problem.nodes);
    } while (commodity.destination == commodity.origin);
    commodity.demand = 1 + draw.below(100);
    problem.commodities.push_back(commodity);
  }
  // What the shortest paths load, without capacities.
  problem.capacities.assign(problem.arcs.size(), kNoBound);
  auto const free_flow = solve_path_flow(problem);
  double sum = 0;
  for (double const used : free_flow.used) {
    sum += used;
  }
  auto const mean = sum / static_cast<double>(problem.arcs.size());
  for (std::size_t a = 0; a < problem.arcs.size(); ++a) {
    auto const room = draw.below(25) == 0 ? 0.85 : 1.3;
    problem.capacities[a] =
        std::ceil(std::max(room * free_flow.used[a], 2 * mean));
  }
  return problem;
}

LinearProgram arc_program(FlowProblem const& problem) {
  LinearProgram program;
  for (double const capacity : problem.capacities) {
    program.add_row(-kNoBound, capacity);
  }
  std::map<int, std::vector<double>> demand_by_origin;
  for (auto const& commodity : problem.commodities) {
    auto& demand = demand_by_origin[commodity.origin];
    demand.resize(problem.nodes);
    demand[commodity.destination] += commodity.demand;
  }
  for (auto const& [origin, demand] : demand_by_origin) {
    auto const first = static_cast<int>(program.row_lower.size());
    for (int node = 0; node < problem.nodes; ++node) {
      // The balance of the origin follows from the others.
      auto const free = node == origin ? kNoBound : 0;
      program.add_row(demand[node] - free, demand[node] + free);
    }
    for (auto const& arc : problem.arcs) {
      std::vector<LinearProgram::Entry> entries = {{first + arc.to, 1},
                                                   {first + arc.from, -1}};
      for (auto const& use : arc.uses) {
        entries.push_back({use.row, use.amount});
      }
      program.add_column(arc.cost, 0, kNoBound, std::move(entries));
    }
  }
  return program;
}

}  // namespace camel
