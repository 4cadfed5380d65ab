// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/planned_limits.h"

#include <algorithm>
#include <map>

namespace camel {

namespace {

// Below this a price is none.
constexpr double kLeastPrice = 1e-6;
constexpr std::size_t kMostNamed = 3;

}  // namespace

PlannedLimits::PlannedLimits(CapacityModel const& model,
                             SeasonFlows const& flows)
    : model_{model}, flows_{flows}, out_{ways_out(flows.problem())} {}

// The ways of a chain of rides, with the procedures before, between and after
// them; none where the network does not have it.
std::vector<int> PlannedLimits::find(int from, int to,
                                     std::span<Ride const> rides) const {
  auto const& arcs = flows_.problem().arcs;
  auto const& ride_of = flows_.network().rides;
  for (auto const pass : out_[static_cast<std::size_t>(from)]) {
    if (ride_of[static_cast<std::size_t>(pass)].service) {
      continue;
    }
    auto const at = arcs[static_cast<std::size_t>(pass)].to;
    if (rides.empty()) {
      if (at == to) {
        return {pass};
      }
      continue;
    }
    for (auto const ride : out_[static_cast<std::size_t>(at)]) {
      if (ride_of[static_cast<std::size_t>(ride)] != rides.front()) {
        continue;
      }
      auto rest =
          find(arcs[static_cast<std::size_t>(ride)].to, to, rides.subspan(1));
      if (!rest.empty()) {
        rest.insert(rest.begin(), {pass, ride});
        return rest;
      }
    }
  }
  return {};
}

std::vector<std::size_t> PlannedLimits::dearest(std::size_t commodity,
                                                DemandId row) const {
  auto const& network = flows_.network();
  auto const& problem = flows_.problem();
  auto const& boxes = problem.commodities[commodity];
  auto const& route = model_.routes()[row];
  auto const planned = find(boxes.origin, boxes.destination, route);
  std::map<std::size_t, double> prices;
  auto const add = [&](std::size_t s, std::vector<RowUse> const& uses,
                       double share) {
    for (auto const& use : uses) {
      auto const at = static_cast<std::size_t>(use.row);
      auto const price = flows_[s].solution.row_prices[at];
      if (at >= network.first_limit && price > 0) {
        prices[at - network.first_limit] += price * use.amount * share;
      }
    }
  };
  for (auto const& ride : route) {
    for (std::size_t a = 0; a < network.runnings.size(); ++a) {
      if (network.runnings[a].service != ride.service) {
        continue;
      }
      for (std::size_t s = 0; s < flows_.size(); ++s) {
        if (flows_.numbers(s).most[a] > 0) {
          add(s, problem.activities[a].uses,
              1.0 / model_.corridor().services[ride.service].capacity);
        }
      }
    }
  }
  for (auto const way : planned) {
    for (std::size_t s = 0; s < flows_.size(); ++s) {
      add(s, problem.arcs[static_cast<std::size_t>(way)].uses, 1);
    }
  }
  std::vector<std::size_t> dearest;
  for (auto const& [limit, price] : prices) {
    if (price > kLeastPrice) {
      dearest.push_back(limit);
    }
  }
  std::stable_sort(dearest.begin(), dearest.end(),
                   [&](auto a, auto b) { return prices.at(a) > prices.at(b); });
  dearest.resize(std::min(dearest.size(), kMostNamed));
  return dearest;
}

}  // namespace camel
