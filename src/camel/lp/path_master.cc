// SPDX-License-Identifier: Apache-2.0
#include "camel/lp/path_master.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "camel/base/check.h"

namespace camel {
namespace {

// Of what the dearest path costs. Low, so that the first prices do not chase
// everybody off a full row; it is raised where a row stays overfull.
constexpr double kFirstPenalty = 0.05;
// With activities nobody is chased off: they give room. Each time the penalty
// proves too low, though, all of them move.
constexpr double kTrainPenalty = 20;
constexpr double kLeastScale = 1e-3;

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
      activities_(problem.activities.size(), 0) {
  at_.paths.resize(problem.commodities.size());
  at_.parked.resize(problem.commodities.size());
  at_.commodity_row.resize(problem.commodities.size(), BasisStatus::at_lower);
  at_.place_of_row.resize(problem.capacities.size(), -1);
  at_.activity_status.resize(problem.activities.size(), BasisStatus::at_lower);
  at_.prices.rows.assign(problem.capacities.size(), 0);
  at_.prices.balances.assign(problem.balances.size(), 0);
  at_.prices.commodities.assign(problem.commodities.size(), 0);
  for (double const balance : problem.balances) {
    auto const positive = balance >= 0;
    at_.balances.push_back(
        {.row = BasisStatus::at_lower,
         .missing = positive ? BasisStatus::basic : BasisStatus::at_lower,
         .beyond = positive ? BasisStatus::at_lower : BasisStatus::basic,
         .missed = std::abs(balance)});
  }
  measure_amounts();
}

void PathMaster::bring_in(std::size_t commodity, PathColumn column) {
  auto& paths = at_.paths[commodity];
  if (paths.size() == 1) {
    paths.front().status = BasisStatus::basic;
    at_.commodity_row[commodity] = BasisStatus::at_lower;
  }
  column.status = BasisStatus::at_lower;
  column.idle = 0;
  column.flow = 0;
  built_ = false;
  paths.push_back(std::move(column));
}

bool PathMaster::add(int commodity, PathColumn column) {
  auto const is_same = [&](PathColumn const& path) {
    return path.serves == column.serves && path.arcs == column.arcs;
  };
  auto const& paths = at_.paths[commodity];
  auto& parked = at_.parked[commodity];
  if (std::any_of(paths.begin(), paths.end(), is_same) ||
      std::any_of(parked.begin(), parked.end(), is_same)) {
    return false;
  }
  if (paths.empty()) {
    bring_in(commodity, std::move(column));
  } else {
    parked.push_back(std::move(column));
  }
  return true;
}

PathColumn PathMaster::column_of(std::vector<int> const& arcs) const {
  return {.arcs = arcs,
          .cost = cost_of(arcs),
          .uses = sum_of_uses(*problem_, arcs)};
}

double PathMaster::cost_of(std::vector<int> const& arcs) const {
  double sum = 0;
  for (int const arc : arcs) {
    sum += problem_->arcs[arc].cost;
  }
  return sum;
}

void PathMaster::forget_paths() {
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    at_.paths[k].clear();
    at_.parked[k].clear();
  }
}

void PathMaster::adopt(std::size_t commodity, PathColumn column, bool tries) {
  if (tries || at_.paths[commodity].empty()) {
    bring_in(commodity, std::move(column));
  } else {
    at_.parked[commodity].push_back(std::move(column));
  }
}

bool PathMaster::add_path(int commodity, std::vector<int> const& arcs) {
  return add(commodity, column_of(arcs));
}

bool PathMaster::add_unserved(int commodity) {
  return add(commodity,
             {.serves = false,
              .cost = problem_->commodities[commodity].unserved_cost});
}

void PathMaster::measure_scales() {
  built_ = false;
  double sum = 0, count = 0, least = 0, most_cost = 0, most_unserved = 0;
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    auto const& commodity = problem_->commodities[k];
    if (commodity.demand > 0 && !at_.paths[k].empty()) {
      sum += commodity.demand;
      least = count > 0 ? std::min(least, commodity.demand) : commodity.demand;
      count += 1;
      auto const cheapest = std::min_element(
          at_.paths[k].begin(), at_.paths[k].end(),
          [](auto const& a, auto const& b) { return a.cost < b.cost; });
      most_cost = std::max(most_cost, cheapest->cost);
      if (std::isfinite(commodity.unserved_cost)) {
        most_unserved = std::max(most_unserved, commodity.unserved_cost);
      }
    }
  }
  for (auto const& activity : problem_->activities) {
    most_cost = std::max(most_cost, std::abs(activity.cost));
  }
  at_.flow_scale = count > 0 ? sum / count : 1;
  auto const most = std::max(most_cost, most_unserved);
  // Costs that only break ties must not make penalties huge beside them: Clp
  // takes those for impossible.
  at_.cost_scale = most > 0 ? std::max(most_cost, kLeastScale * most) : 1;
  at_.penalty =
      grows_ ? 10 * std::min(1e3, count > 0 ? at_.flow_scale / least : 1.0)
             : (problem_->activities.empty() ? kFirstPenalty : kTrainPenalty) *
                   std::max(most_cost, 0.2 * most) / at_.cost_scale;
}

void PathMaster::measure_amounts() {
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
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (!at_.paths[k].empty()) {
      at_.paths[k].front().flow = demand(static_cast<int>(k));
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
    for (auto& paths : at_.paths) {
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
    // And so are those of trains: with room for nothing, nothing binds yet.
    for (auto const& activity : problem_->activities) {
      for (auto const& use : activity.uses) {
        if (std::isfinite(problem_->capacities[use.row]) &&
            at_.place_of_row[use.row] < 0) {
          add_row(use.row);
        }
      }
    }
  }
  add_violated_rows();
}

void PathMaster::go_back_to(Standing const& standing) {
  at_ = standing;
  built_ = false;
  simplex_ = WarmSimplex{};  // nor does Clp remember anything
}

void PathMaster::take_costs() {
  for (auto* list : {&at_.paths, &at_.parked}) {
    for (std::size_t k = 0; k < list->size(); ++k) {
      for (auto& path : (*list)[k]) {
        path.cost = path.serves ? cost_of(path.arcs)
                                : problem_->commodities[k].unserved_cost;
      }
    }
  }
  measure_scales();
}

void PathMaster::compute_used() {
  used_.assign(problem_->capacities.size(), 0);
  for (auto const& paths : at_.paths) {
    for (auto const& path : paths) {
      if (path.flow != 0) {
        for (auto const& use : path.uses) {
          used_[use.row] += use.amount * path.flow;
        }
      }
    }
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    if (activities_[j] != 0) {
      for (auto const& use : problem_->activities[j].uses) {
        used_[use.row] += use.amount * activities_[j];
      }
    }
  }
}

void PathMaster::park_idle(int rounds) {
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    auto& paths = at_.paths[k];
    // Where the row is itself basic, or growth is basic in it, no path need be
    // that could stay for it.
    auto const has_basic =
        std::any_of(paths.begin(), paths.end(), [](PathColumn const& path) {
          return path.status == BasisStatus::basic;
        });
    if (paths.size() < 2 || !has_basic ||
        at_.commodity_row[k] == BasisStatus::basic) {
      continue;
    }
    auto const stays = std::stable_partition(
        paths.begin(), paths.end(),
        [&](PathColumn const& path) { return path.idle < rounds; });
    at_.parked[k].insert(at_.parked[k].end(), std::make_move_iterator(stays),
                         std::make_move_iterator(paths.end()));
    built_ = built_ && stays == paths.end();
    paths.erase(stays, paths.end());
  }
}

int PathMaster::call_parked(double noise, std::size_t most) {
  struct Call {
    double gain;
    std::size_t commodity, place;
  };
  std::vector<Call> calls;
  for (std::size_t k = 0; k < at_.parked.size(); ++k) {
    auto const asked = demand(static_cast<int>(k));
    if (at_.parked[k].empty() || !(asked > 0)) {
      continue;
    }
    auto const pays = at_.prices.commodities[k] * (1 - 1e-10) - noise;
    Call best{.gain = 0, .commodity = k, .place = 0};
    for (std::size_t i = 0; i < at_.parked[k].size(); ++i) {
      auto const gain = (pays - price_of(at_.parked[k][i])) * asked;
      if (gain > best.gain) {
        best.gain = gain;
        best.place = i;
      }
    }
    if (best.gain > 0) {
      calls.push_back(best);
    }
  }
  std::stable_sort(
      calls.begin(), calls.end(),
      [](Call const& a, Call const& b) { return a.gain > b.gain; });
  calls.resize(std::min(calls.size(), most));
  for (auto const& call : calls) {
    auto& parked = at_.parked[call.commodity];
    auto const at = parked.begin() + static_cast<std::ptrdiff_t>(call.place);
    bring_in(call.commodity, std::move(*at));
    parked.erase(at);
  }
  return static_cast<int>(calls.size());
}

std::vector<double> PathMaster::cheapest_at(
    std::vector<double> const& prices) const {
  std::vector<double> cheapest(at_.paths.size(), 0);
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (!at_.paths[k].empty()) {
      cheapest[k] = std::numeric_limits<double>::infinity();
    }
    for (auto const& path : at_.paths[k]) {
      cheapest[k] = std::min(cheapest[k], price_of(path, prices));
    }
  }
  return cheapest;
}

std::size_t PathMaster::count_overfull() const {
  std::vector<double> load(problem_->capacities.size(), 0);
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (!at_.paths[k].empty()) {
      for (auto const& use : at_.paths[k].front().uses) {
        load[use.row] += use.amount * demand(static_cast<int>(k));
      }
    }
  }
  std::size_t count = 0;
  for (std::size_t r = 0; r < load.size(); ++r) {
    count += load[r] > problem_->capacities[r];
  }
  return count;
}

double PathMaster::tolerance(int row) const {
  return 1e-8 * std::max(std::abs(problem_->capacities[row]), at_.flow_scale);
}

void PathMaster::add_row(int row) {
  auto const violation = used_[row] - problem_->capacities[row];
  at_.place_of_row[row] = static_cast<int>(at_.rows.size());
  built_ = false;
  if (violation > 0) {
    at_.rows.push_back(
        {row, BasisStatus::at_upper, BasisStatus::basic, violation});
  } else {
    at_.rows.push_back({row, BasisStatus::basic, BasisStatus::at_lower});
  }
}

int PathMaster::add_violated_rows() {
  int added = 0;
  for (std::size_t r = 0; r < used_.size(); ++r) {
    auto const row = static_cast<int>(r);
    if (at_.place_of_row[r] < 0 && std::isfinite(problem_->capacities[r]) &&
        used_[r] > problem_->capacities[r] + tolerance(row)) {
      add_row(row);
      ++added;
    }
  }
  return added;
}

bool PathMaster::overflows() const {
  for (auto const& row : at_.rows) {
    if (row.overflow_level > tolerance(row.row)) {
      return true;
    }
  }
  for (std::size_t i = 0; i < at_.balances.size(); ++i) {
    if (at_.balances[i].missed >
        1e-8 * std::max(std::abs(problem_->balances[i]), at_.flow_scale)) {
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
