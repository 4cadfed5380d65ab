// SPDX-License-Identifier: Apache-2.0
// The linear program of the master: written out, solved, read back. Rows: those
// of capacity, balances, commodities with a choice. Columns: overflow by row,
// what is missing and beyond by balance, activities, growth, paths.
#include <algorithm>
#include <cmath>

#include "camel/base/check.h"
#include "camel/lp/path_master.h"

namespace camel {
namespace {

// Of the penalty of a row, each time that it is found overfull.
constexpr double kRaise = 3, kMostRaise = 1e4;
// A price that is the last one but for rounding is the last one, so that
// nothing is searched again for it.
constexpr double kSamePrice = 1e-13;

}  // namespace

void PathMaster::solve(WarmSimplex::Way way) {
  if (built_) {
    set_bounds();
  } else {
    build();
  }
  simplex_.set_tolerance(at_.tolerance);
  auto const status = simplex_.solve_from_basis(program_, way);
  CAMEL_CHECK(status == LpStatus::optimal,
              "a master problem with priced slacks has a solution");
  read_back();
  compute_used();
}

void PathMaster::build() {
  compute_base();
  program_.clear();
  build_rows();
  build_slacks();
  if (grows_) {
    build_growth();
  }
  build_paths();
  built_ = true;
}

void PathMaster::compute_base() {
  base_.assign(problem_->capacities.size(), 0);
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (!has_row(k) && !at_.paths[k].empty()) {
      for (auto const& use : at_.paths[k].front().uses) {
        base_[use.row] += use.amount * demand(static_cast<int>(k));
      }
    }
  }
}

// Nothing has come or gone since the last program.
void PathMaster::set_bounds() {
  compute_base();
  for (std::size_t i = 0; i < at_.rows.size(); ++i) {
    program_.row_upper[i] = room_in(at_.rows[i].row);
  }
  auto upper =
      program_.upper.begin() +
      static_cast<std::ptrdiff_t>(at_.rows.size() + 2 * at_.balances.size());
  for (auto const& activity : problem_->activities) {
    *upper++ = activity.upper / at_.flow_scale;
  }
  if (grows_) {
    return;  // demands are in the program itself
  }
  auto row = static_cast<std::size_t>(first_commodity_row_);
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    auto const asked = demand(static_cast<int>(k)) / at_.flow_scale;
    if (is_pair(k)) {
      *upper++ = asked;
    } else if (has_row(k)) {
      program_.row_lower[row] = program_.row_upper[row] = asked;
      ++row;
      upper += static_cast<std::ptrdiff_t>(at_.paths[k].size());
    }
  }
}

double PathMaster::room_in(int row) const {
  auto const room = problem_->capacities[row];
  return (grows_ ? room : room - base_[row]) / at_.flow_scale;
}

void PathMaster::build_rows() {
  for (auto const& row : at_.rows) {
    program_.add_row(-kNoBound, room_in(row.row), row.slack);
  }
  first_balance_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t i = 0; i < at_.balances.size(); ++i) {
    auto const balance = problem_->balances[i] / at_.flow_scale;
    program_.add_row(balance, balance, at_.balances[i].row);
  }
  first_commodity_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (has_row(k)) {
      auto const asked =
          grows_ ? 0.0 : demand(static_cast<int>(k)) / at_.flow_scale;
      program_.add_row(asked, asked, at_.commodity_row[k]);
    }
  }
}

void PathMaster::build_slacks() {
  auto const penalty = [&](double least_amount) {
    return at_.penalty / (least_amount > 0 ? least_amount : 1.0);
  };
  for (std::size_t i = 0; i < at_.rows.size(); ++i) {
    auto const row = at_.rows[i].row;
    auto const expected = at_.expected.empty() ? 0.0 : at_.expected[row];
    auto const cost =
        std::max(penalty(least_amount_[row]), 1.5 * expected / at_.cost_scale);
    program_.add_entry(static_cast<int>(i), -1);
    program_.end_column(cost * at_.rows[i].raise, 0, kNoBound,
                        at_.rows[i].overflow);
  }
  for (std::size_t i = 0; i < at_.balances.size(); ++i) {
    auto const row = first_balance_row_ + static_cast<int>(i);
    auto const cost = penalty(least_balance_amount_[i]);
    program_.add_entry(row, 1);
    program_.end_column(cost, 0, kNoBound, at_.balances[i].missing);
    program_.add_entry(row, -1);
    program_.end_column(cost, 0, kNoBound, at_.balances[i].beyond);
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    auto const& activity = problem_->activities[j];
    for (auto const& use : activity.uses) {
      if (at_.place_of_row[use.row] >= 0) {
        program_.add_entry(at_.place_of_row[use.row], use.amount);
      }
    }
    for (auto const& use : activity.balances) {
      program_.add_entry(first_balance_row_ + use.row, use.amount);
    }
    program_.end_column(grows_ ? 0.0 : activity.cost / at_.cost_scale, 0,
                        activity.upper / at_.flow_scale,
                        at_.activity_status[j]);
  }
}

void PathMaster::build_growth() {
  for (std::size_t i = 0; i < at_.rows.size(); ++i) {
    if (base_[at_.rows[i].row] != 0) {
      program_.add_entry(static_cast<int>(i),
                         base_[at_.rows[i].row] / at_.flow_scale);
    }
  }
  auto row = first_commodity_row_;
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (has_row(k)) {
      program_.add_entry(row++, -demand(static_cast<int>(k)) / at_.flow_scale);
    }
  }
  program_.end_column(-1, 0, options_->largest_growth, at_.growth_status);
}

void PathMaster::build_paths() {
  auto row = first_commodity_row_;
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    if (is_pair(k)) {
      build_pair(k);
    } else if (has_row(k)) {
      for (auto const& path : at_.paths[k]) {
        for (auto const& use : path.uses) {
          if (at_.place_of_row[use.row] >= 0) {
            program_.add_entry(at_.place_of_row[use.row], use.amount);
          }
        }
        program_.add_entry(row, 1);
        program_.end_column(grows_ ? 0.0 : path.cost / at_.cost_scale, 0,
                            kNoBound, path.status);
      }
      ++row;
    }
  }
}

// The flow that goes over from the first path to the second.
void PathMaster::build_pair(std::size_t commodity) {
  auto const& from = at_.paths[commodity][0];
  auto const& to = at_.paths[commodity][1];
  auto const add = [&](int row, double amount) {
    if (at_.place_of_row[row] >= 0 && amount != 0) {
      program_.add_entry(at_.place_of_row[row], amount);
    }
  };
  auto a = from.uses.begin();
  auto b = to.uses.begin();
  while (a != from.uses.end() || b != to.uses.end()) {
    if (b == to.uses.end() || (a != from.uses.end() && a->row < b->row)) {
      add(a->row, -a->amount);
      ++a;
    } else if (a == from.uses.end() || b->row < a->row) {
      add(b->row, b->amount);
      ++b;
    } else {
      add(a->row, b->amount - a->amount);
      ++a;
      ++b;
    }
  }
  auto const status = to.status != BasisStatus::basic ? BasisStatus::at_lower
                      : from.status != BasisStatus::basic
                          ? BasisStatus::at_upper
                          : BasisStatus::basic;
  program_.end_column((to.cost - from.cost) / at_.cost_scale, 0,
                      demand(static_cast<int>(commodity)) / at_.flow_scale,
                      status);
}

void PathMaster::read_back() {
  auto const* level = simplex_.x();
  auto const* const first_level = level;
  auto status = program_.column_basis.begin();
  for (std::size_t i = 0; i < at_.rows.size(); ++i) {
    at_.rows[i].slack = program_.row_basis[i];
    at_.rows[i].overflow = *status++;
    at_.rows[i].overflow_level = *level++ * at_.flow_scale;
    if (at_.rows[i].overflow_level > tolerance(at_.rows[i].row)) {
      at_.rows[i].raise = std::min(kMostRaise, at_.rows[i].raise * kRaise);
      built_ = false;
    }
  }
  auto row = program_.row_basis.begin() + first_balance_row_;
  for (auto& balance : at_.balances) {
    balance.row = *row++;
    balance.missing = *status++;
    balance.beyond = *status++;
    balance.missed = std::max(level[0], level[1]) * at_.flow_scale;
    level += 2;
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    at_.activity_status[j] = *status++;
    activities_[j] = std::clamp(*level++ * at_.flow_scale, 0.0,
                                problem_->activities[j].upper);
  }
  if (grows_) {
    at_.growth_status = *status++;
    growth_ = *level++;
  }
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    auto& paths = at_.paths[k];
    if (is_pair(k)) {
      read_pair(k, *status++, *level,
                simplex_.reduced_costs()[level - first_level]);
      ++level;
    } else if (has_row(k)) {
      at_.commodity_row[k] = *row++;
      for (auto& path : paths) {
        path.status = *status++;
        path.reduced_cost = simplex_.reduced_costs()[level - first_level];
        path.flow = std::max(0.0, *level++ * at_.flow_scale);
        path.idle = path.status == BasisStatus::basic ? 0 : path.idle + 1;
      }
    } else if (!paths.empty()) {
      paths.front().flow = served(static_cast<int>(k));
    }
  }
  read_prices();
}

void PathMaster::read_pair(std::size_t commodity, BasisStatus status,
                           double level, double reduced_cost) {
  auto& from = at_.paths[commodity][0];
  auto& to = at_.paths[commodity][1];
  auto const asked = demand(static_cast<int>(commodity));
  to.flow = std::clamp(level * at_.flow_scale, 0.0, asked);
  from.flow = asked - to.flow;
  from.status = status == BasisStatus::at_upper ? BasisStatus::at_lower
                                                : BasisStatus::basic;
  to.status = status == BasisStatus::at_lower ? BasisStatus::at_lower
                                              : BasisStatus::basic;
  from.reduced_cost = std::max(0.0, -reduced_cost);
  to.reduced_cost = std::max(0.0, reduced_cost);
  for (auto* path : {&from, &to}) {
    path->idle = path->status == BasisStatus::basic ? 0 : path->idle + 1;
  }
}

double PathMaster::price_of(PathColumn const& path,
                            std::vector<double> const& prices) const {
  auto sum = grows_ ? 0.0 : path.cost;
  for (auto const& use : path.uses) {
    sum += use.amount * prices[use.row];
  }
  return sum;
}

void PathMaster::read_prices() {
  auto const factor = grows_ ? 1 / at_.flow_scale : at_.cost_scale;
  auto const* price = simplex_.row_prices();
  for (auto const& row : at_.rows) {
    auto const now = std::max(0.0, -*price++ * factor);
    auto& known = at_.prices.rows[row.row];
    if (std::abs(now - known) > kSamePrice * std::max(known, factor)) {
      known = now;
    }
  }
  for (auto& balance : at_.prices.balances) {
    balance = *price++ * factor;
  }
  for (std::size_t k = 0; k < at_.paths.size(); ++k) {
    auto& of_commodity = at_.prices.commodities[k];
    if (has_row(k)) {
      of_commodity = *price++ * factor;
    } else if (is_pair(k)) {
      of_commodity =
          std::min(price_of(at_.paths[k][0]), price_of(at_.paths[k][1]));
    } else if (!at_.paths[k].empty()) {
      of_commodity = price_of(at_.paths[k].front());
    }
  }
}

}  // namespace camel
