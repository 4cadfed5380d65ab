// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/path_master.h"

#include <algorithm>
#include <cmath>

#include "camel/base/check.h"

namespace camel {
namespace {

// Each row once, in order, so that equal paths look equal.
std::vector<RowUse> sum_of_uses(FlowProblem const& problem,
                                std::vector<int> const& arcs) {
  std::vector<RowUse> uses;
  for (int const arc : arcs) {
    auto const& own = problem.arcs[arc].uses;
    uses.insert(uses.end(), own.begin(), own.end());
  }
  std::stable_sort(
      uses.begin(), uses.end(),
      [](RowUse const& a, RowUse const& b) { return a.row < b.row; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (kept > 0 && uses[kept - 1].row == uses[i].row) {
      uses[kept - 1].amount += uses[i].amount;
    } else {
      uses[kept++] = uses[i];
    }
  }
  uses.resize(kept);
  return uses;
}

void note_least(std::vector<double>& least, RowUse const& use) {
  auto const amount = std::abs(use.amount);
  if (amount > 0) {
    auto& known = least[use.row];
    known = known > 0 ? std::min(known, amount) : amount;
  }
}

}  // namespace

PathMaster::PathMaster(FlowProblem const& problem, FlowOptions const& options)
    : problem_{&problem},
      options_{&options},
      grows_{options.objective == FlowObjective::growth},
      paths_(problem.commodities.size()),
      commodity_row_(problem.commodities.size(), BasisStatus::at_lower),
      place_of_row_(problem.capacities.size(), -1),
      activity_status_(problem.activities.size(), BasisStatus::at_lower),
      activities_(problem.activities.size(), 0) {
  prices_.rows.assign(problem.capacities.size(), 0);
  prices_.balances.assign(problem.balances.size(), 0);
  prices_.commodities.assign(problem.commodities.size(), 0);
  for (double const balance : problem.balances) {
    auto const positive = balance >= 0;
    balances_.push_back(
        {.row = BasisStatus::at_lower,
         .missing = positive ? BasisStatus::basic : BasisStatus::at_lower,
         .beyond = positive ? BasisStatus::at_lower : BasisStatus::basic,
         .missed = std::abs(balance)});
  }
}

bool PathMaster::add(int commodity, PathColumn column) {
  auto& paths = paths_[commodity];
  for (auto const& path : paths) {
    if (path.serves == column.serves && path.arcs == column.arcs) {
      return false;
    }
  }
  if (paths.size() == 1) {
    paths.front().status = BasisStatus::basic;
    commodity_row_[commodity] = BasisStatus::at_lower;
  }
  paths.push_back(std::move(column));
  return true;
}

bool PathMaster::add_path(int commodity, std::vector<int> const& arcs) {
  PathColumn column{.arcs = arcs, .uses = sum_of_uses(*problem_, arcs)};
  for (int const arc : arcs) {
    column.cost += problem_->arcs[arc].cost;
  }
  return add(commodity, std::move(column));
}

bool PathMaster::add_unserved(int commodity) {
  return add(commodity,
             {.serves = false,
              .cost = problem_->commodities[commodity].unserved_cost});
}

void PathMaster::measure_scales() {
  double sum = 0, count = 0, least = 0, most_cost = 0, most_unserved = 0;
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    auto const& commodity = problem_->commodities[k];
    if (commodity.demand > 0 && !paths_[k].empty()) {
      sum += commodity.demand;
      least = count > 0 ? std::min(least, commodity.demand) : commodity.demand;
      count += 1;
      most_cost = std::max(most_cost, paths_[k].front().cost);
      if (std::isfinite(commodity.unserved_cost)) {
        most_unserved = std::max(most_unserved, commodity.unserved_cost);
      }
    }
  }
  for (auto const& activity : problem_->activities) {
    most_cost = std::max(most_cost, std::abs(activity.cost));
  }
  flow_scale_ = count > 0 ? sum / count : 1;
  auto const most = std::max(most_cost, most_unserved);
  cost_scale_ = most_cost > 0 ? most_cost : most > 0 ? most : 1;
  penalty_ = grows_ ? 10 * std::min(1e3, count > 0 ? flow_scale_ / least : 1.0)
                    : std::max(10 * most_cost, 2 * most) / cost_scale_ + 1;

  least_amount_.assign(problem_->capacities.size(), 0);
  least_balance_amount_.assign(problem_->balances.size(), 0);
  for (auto const& arc : problem_->arcs) {
    for (auto const& use : arc.uses) {
      note_least(least_amount_, use);
    }
  }
  for (auto const& activity : problem_->activities) {
    for (auto const& use : activity.uses) {
      note_least(least_amount_, use);
    }
    for (auto const& use : activity.balances) {
      note_least(least_balance_amount_, use);
    }
  }
}

double PathMaster::served(int commodity) const {
  return grows_ ? growth_ * demand(commodity) : demand(commodity);
}

void PathMaster::start() {
  measure_scales();
  growth_ = 1;
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (!paths_[k].empty()) {
      paths_[k].front().flow = demand(static_cast<int>(k));
    }
  }
  compute_used();
  auto const load = used_;
  if (grows_) {
    // All rows that bind before four times the first are likely to matter.
    double first = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < load.size(); ++r) {
      if (load[r] > 0) {
        first = std::min(first, problem_->capacities[r] / load[r]);
      }
    }
    growth_ = 0;
    for (auto& paths : paths_) {
      for (auto& path : paths) {
        path.flow = 0;
      }
    }
    compute_used();
    for (std::size_t r = 0; r < load.size(); ++r) {
      if (load[r] > 0 && std::isfinite(problem_->capacities[r]) &&
          problem_->capacities[r] <= 4 * first * load[r]) {
        add_row(static_cast<int>(r));
      }
    }
  }
  for (auto const& activity : problem_->activities) {
    for (auto const& use : activity.uses) {
      if (std::isfinite(problem_->capacities[use.row]) &&
          place_of_row_[use.row] < 0) {
        add_row(use.row);
      }
    }
  }
  add_violated_rows();
}

void PathMaster::compute_used() {
  used_.assign(problem_->capacities.size(), 0);
  for (auto const& paths : paths_) {
    for (auto const& path : paths) {
      if (path.flow != 0) {
        for (auto const& use : path.uses) {
          used_[use.row] += use.amount * path.flow;
        }
      }
    }
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    for (auto const& use : problem_->activities[j].uses) {
      used_[use.row] += use.amount * activities_[j];
    }
  }
}

double PathMaster::tolerance(int row) const {
  return 1e-8 * std::max(std::abs(problem_->capacities[row]), flow_scale_);
}

void PathMaster::add_row(int row) {
  auto const violation = used_[row] - problem_->capacities[row];
  place_of_row_[row] = static_cast<int>(rows_.size());
  if (violation > 0) {
    rows_.push_back(
        {row, BasisStatus::at_upper, BasisStatus::basic, violation});
  } else {
    rows_.push_back({row, BasisStatus::basic, BasisStatus::at_lower});
  }
}

int PathMaster::add_violated_rows() {
  int added = 0;
  for (std::size_t r = 0; r < used_.size(); ++r) {
    auto const row = static_cast<int>(r);
    if (place_of_row_[r] < 0 && std::isfinite(problem_->capacities[r]) &&
        used_[r] > problem_->capacities[r] + tolerance(row)) {
      add_row(row);
      ++added;
    }
  }
  return added;
}

bool PathMaster::overflows() const {
  for (auto const& row : rows_) {
    if (row.overflow_level > tolerance(row.row)) {
      return true;
    }
  }
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    if (balances_[i].missed >
        1e-8 * std::max(std::abs(problem_->balances[i]), flow_scale_)) {
      return true;
    }
  }
  return false;
}

std::int64_t PathMaster::columns() const {
  return static_cast<std::int64_t>(program_.cost.size());
}

std::int64_t PathMaster::rows() const {
  return static_cast<std::int64_t>(program_.row_lower.size());
}

}  // namespace camel
