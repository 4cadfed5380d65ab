// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/flow_pricing.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include <time.h>

#include "camel/base/parallel.h"

namespace camel {
namespace {

// Paths that gain less are equally long, and so are paths but for rounding.
constexpr double kLeastGain = 1e-10, kRounding = 1e-14;

}  // namespace

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

FlowPricing::FlowPricing(FlowProblem const& problem, int threads)
    : arcs_{problem} {
  std::map<int, Group> by_origin;
  for (std::size_t k = 0; k < problem.commodities.size(); ++k) {
    auto const& commodity = problem.commodities[k];
    auto& group = by_origin[commodity.origin];
    group.origin = commodity.origin;
    group.commodities.push_back(static_cast<int>(k));
  }
  for (auto& [origin, group] : by_origin) {
    groups_.push_back(std::move(group));
  }
  find_parts(problem);
  find_users(problem);
  distance_.assign(problem.commodities.size(), kUnreachable);
  auto const most = std::max<std::size_t>(1, groups_.size());
  auto const count = std::clamp<std::size_t>(threads, 1, most);
  searches_.assign(count, PathSearch{arcs_});
}

void FlowPricing::find_parts(FlowProblem const& problem) {
  auto& part = part_of_node_;  // its first node, in the end
  part.resize(static_cast<std::size_t>(problem.nodes));
  std::iota(part.begin(), part.end(), 0);
  auto const find = [&](int node) {
    while (part[node] != node) {
      node = part[node] = part[part[node]];
    }
    return node;
  };
  for (auto const& arc : problem.arcs) {
    auto const a = find(arc.from), b = find(arc.to);
    part[std::max(a, b)] = std::min(a, b);
  }
  for (auto& of_node : part) {
    of_node = find(of_node);
  }
  is_cheaper_.resize(part.size());
}

void FlowPricing::find_users(FlowProblem const& problem) {
  first_use_.push_back(0);
  first_user_.assign(problem.capacities.size() + 1, 0);
  for (auto const& leaving : arcs_.leaving) {
    for (auto const& use : problem.arcs[leaving.arc].uses) {
      uses_.push_back(use);
      ++first_user_[use.row + 1];
    }
    first_use_.push_back(static_cast<int>(uses_.size()));
  }
  std::partial_sum(first_user_.begin(), first_user_.end(), first_user_.begin());
  users_.resize(uses_.size());
  cost_.resize(problem.arcs.size());
  auto next = first_user_;
  for (std::size_t i = 0; i < arcs_.leaving.size(); ++i) {
    for (auto u = first_use_[i]; u < first_use_[i + 1]; ++u) {
      users_[next[uses_[u].row]++] = static_cast<int>(i);
    }
  }
}

void FlowPricing::set_length(int place) {
  auto& leaving = arcs_.leaving[place];
  auto length = cost_[place];
  for (auto u = first_use_[place]; u < first_use_[place + 1]; ++u) {
    length += uses_[u].amount * row_prices_[uses_[u].row];
  }
  if (length < leaving.length) {
    is_cheaper_[part_of_node_[leaving.to]] = 1;
  }
  leaving.length = length;
}

void FlowPricing::set_lengths(FlowProblem const& problem,
                              Lengths const& lengths) {
  auto const before = std::exchange(row_prices_, lengths.row_prices);
  if (std::exchange(cost_factor_, lengths.cost_factor) != cost_factor_) {
    for (std::size_t i = 0; i < arcs_.leaving.size(); ++i) {
      cost_[i] = problem.arcs[arcs_.leaving[i].arc].cost * cost_factor_;
      set_length(static_cast<int>(i));
    }
    for (auto& group : groups_) {
      group.is_known = false;
    }
    return;
  }
  std::fill(is_cheaper_.begin(), is_cheaper_.end(), 0);
  for (std::size_t r = 0; r < before.size(); ++r) {
    if (row_prices_[r] != before[r]) {
      for (auto i = first_user_[r]; i < first_user_[r + 1]; ++i) {
        set_length(users_[i]);
      }
    }
  }
  for (auto& group : groups_) {
    group.is_known =
        group.is_known && is_cheaper_[part_of_node_[group.origin]] == 0;
  }
}

bool FlowPricing::still_holds(Group const& group, FlowProblem const& problem,
                              std::vector<double> const& known) const {
  std::size_t place = 0;
  for (int const k : group.commodities) {
    auto const& commodity = problem.commodities[k];
    if (commodity.demand > 0) {
      if (place == group.sinks.size() ||
          group.sinks[place++] != commodity.destination ||
          distance_[k] < known[k] * (1 - kRounding)) {
        return false;
      }
    }
  }
  return group.is_known && place == group.sinks.size();
}

void FlowPricing::go_back_to(FlowProblem const& problem, Known const& known) {
  if (known.cost_factor >= 0) {
    set_lengths(problem, {known.cost_factor, known.row_prices});
  }
  distance_ = known.distance;
  groups_ = known.groups;
}

double FlowPricing::paying(double known, double noise) {
  return known * (1 - kLeastGain) - noise;
}

PricedPaths FlowPricing::price(FlowProblem const& problem,
                               Lengths const& lengths,
                               std::vector<double> const& known, double noise) {
  auto const began = thread_seconds();
  set_lengths(problem, lengths);
  PricedPaths priced;
  priced.path.resize(problem.commodities.size());
  priced.pays.resize(problem.commodities.size());

  auto const price_origin = [&](Group& group, PathSearch& search) {
    if (still_holds(group, problem, known)) {
      return;
    }
    group.is_known = true;
    group.sinks.clear();
    auto most = -kUnreachable;
    for (int const k : group.commodities) {
      distance_[k] = kUnreachable;
      if (problem.commodities[k].demand > 0) {
        group.sinks.push_back(problem.commodities[k].destination);
        most = std::max(most, known[k]);
      }
    }
    if (group.sinks.empty()) {
      return;
    }
    search.run(group.origin, group.sinks, most);
    for (int const k : group.commodities) {
      auto const& commodity = problem.commodities[k];
      if (commodity.demand > 0) {
        auto const found = search.distance(commodity.destination);
        distance_[k] = std::min(found, most);
        if (found < paying(known[k], noise)) {
          priced.pays[k] = 1;
          priced.path[k] = search.path_to(commodity.destination);
        }
      }
    }
  };
  // What the other threads take of the processor counts, too.
  std::vector<double> elsewhere(searches_.size());
  for_each_parallel(groups_.size(), static_cast<int>(searches_.size()),
                    [&](std::size_t i, std::size_t thread) {
                      if (thread == 0) {  // counted as a whole
                        price_origin(groups_[i], searches_[thread]);
                        return;
                      }
                      auto const started = thread_seconds();
                      price_origin(groups_[i], searches_[thread]);
                      elsewhere[thread] += thread_seconds() - started;
                    });
  priced.distance = distance_;
  priced.seconds = std::accumulate(elsewhere.begin(), elsewhere.end(),
                                   thread_seconds() - began);
  return priced;
}

}  // namespace camel
