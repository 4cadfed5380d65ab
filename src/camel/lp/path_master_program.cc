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
  auto const status = simplex_.solve_from_basis(program_, way);
  CAMEL_CHECK(status == LpStatus::optimal,
              "a master problem with priced slacks has a solution");
  read_back();
  compute_used();
}

void PathMaster::build() {
  base_.assign(problem_->capacities.size(), 0);
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (!has_row(k) && !paths_[k].empty()) {
      for (auto const& use : paths_[k].front().uses) {
        base_[use.row] += use.amount * demand(static_cast<int>(k));
      }
    }
  }
  program_.clear();
  build_rows();
  build_slacks();
  if (grows_) {
    build_growth();
  }
  build_paths();
  built_ = true;
}

// Nothing has come or gone since the last program.
void PathMaster::set_bounds() {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    program_.row_upper[i] = room_in(rows_[i].row);
  }
  auto upper = program_.upper.begin() +
               static_cast<std::ptrdiff_t>(rows_.size() + 2 * balances_.size());
  for (auto const& activity : problem_->activities) {
    *upper++ = activity.upper / flow_scale_;
  }
}

double PathMaster::room_in(int row) const {
  auto const room = problem_->capacities[row];
  return (grows_ ? room : room - base_[row]) / flow_scale_;
}

void PathMaster::build_rows() {
  for (auto const& row : rows_) {
    program_.add_row(-kNoBound, room_in(row.row), row.slack);
  }
  first_balance_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    auto const balance = problem_->balances[i] / flow_scale_;
    program_.add_row(balance, balance, balances_[i].row);
  }
  first_commodity_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (has_row(k)) {
      auto const asked =
          grows_ ? 0.0 : demand(static_cast<int>(k)) / flow_scale_;
      program_.add_row(asked, asked, commodity_row_[k]);
    }
  }
}

void PathMaster::build_slacks() {
  auto const penalty = [&](double least_amount) {
    return penalty_ / (least_amount > 0 ? least_amount : 1.0);
  };
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    auto const row = rows_[i].row;
    auto const expected = expected_.empty() ? 0.0 : expected_[row];
    auto const cost =
        std::max(penalty(least_amount_[row]), 1.5 * expected / cost_scale_);
    program_.add_entry(static_cast<int>(i), -1);
    program_.end_column(cost * rows_[i].raise, 0, kNoBound, rows_[i].overflow);
  }
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    auto const row = first_balance_row_ + static_cast<int>(i);
    auto const cost = penalty(least_balance_amount_[i]);
    program_.add_entry(row, 1);
    program_.end_column(cost, 0, kNoBound, balances_[i].missing);
    program_.add_entry(row, -1);
    program_.end_column(cost, 0, kNoBound, balances_[i].beyond);
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    auto const& activity = problem_->activities[j];
    for (auto const& use : activity.uses) {
      if (place_of_row_[use.row] >= 0) {
        program_.add_entry(place_of_row_[use.row], use.amount);
      }
    }
    for (auto const& use : activity.balances) {
      program_.add_entry(first_balance_row_ + use.row, use.amount);
    }
    program_.end_column(grows_ ? 0.0 : activity.cost / cost_scale_, 0,
                        activity.upper / flow_scale_, activity_status_[j]);
  }
}

void PathMaster::build_growth() {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (base_[rows_[i].row] != 0) {
      program_.add_entry(static_cast<int>(i),
                         base_[rows_[i].row] / flow_scale_);
    }
  }
  auto row = first_commodity_row_;
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (has_row(k)) {
      program_.add_entry(row++, -demand(static_cast<int>(k)) / flow_scale_);
    }
  }
  program_.end_column(-1, 0, options_->largest_growth, growth_status_);
}

void PathMaster::build_paths() {
  auto row = first_commodity_row_;
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (is_pair(k)) {
      build_pair(k);
    } else if (has_row(k)) {
      for (auto const& path : paths_[k]) {
        for (auto const& use : path.uses) {
          if (place_of_row_[use.row] >= 0) {
            program_.add_entry(place_of_row_[use.row], use.amount);
          }
        }
        program_.add_entry(row, 1);
        program_.end_column(grows_ ? 0.0 : path.cost / cost_scale_, 0, kNoBound,
                            path.status);
      }
      ++row;
    }
  }
}

// The flow that goes over from the first path to the second.
void PathMaster::build_pair(std::size_t commodity) {
  auto const& from = paths_[commodity][0];
  auto const& to = paths_[commodity][1];
  auto const add = [&](int row, double amount) {
    if (place_of_row_[row] >= 0 && amount != 0) {
      program_.add_entry(place_of_row_[row], amount);
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
  program_.end_column((to.cost - from.cost) / cost_scale_, 0,
                      demand(static_cast<int>(commodity)) / flow_scale_,
                      status);
}

void PathMaster::read_back() {
  auto const* level = simplex_.x();
  auto const* const first_level = level;
  auto status = program_.column_basis.begin();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    rows_[i].slack = program_.row_basis[i];
    rows_[i].overflow = *status++;
    rows_[i].overflow_level = *level++ * flow_scale_;
    if (rows_[i].overflow_level > tolerance(rows_[i].row)) {
      rows_[i].raise = std::min(kMostRaise, rows_[i].raise * kRaise);
      built_ = false;
    }
  }
  auto row = program_.row_basis.begin() + first_balance_row_;
  for (auto& balance : balances_) {
    balance.row = *row++;
    balance.missing = *status++;
    balance.beyond = *status++;
    balance.missed = std::max(level[0], level[1]) * flow_scale_;
    level += 2;
  }
  for (std::size_t j = 0; j < activities_.size(); ++j) {
    activity_status_[j] = *status++;
    activities_[j] =
        std::clamp(*level++ * flow_scale_, 0.0, problem_->activities[j].upper);
  }
  if (grows_) {
    growth_status_ = *status++;
    growth_ = *level++;
  }
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    auto& paths = paths_[k];
    if (is_pair(k)) {
      read_pair(k, *status++, *level,
                simplex_.reduced_costs()[level - first_level]);
      ++level;
    } else if (has_row(k)) {
      commodity_row_[k] = *row++;
      for (auto& path : paths) {
        path.status = *status++;
        path.reduced_cost = simplex_.reduced_costs()[level - first_level];
        path.flow = std::max(0.0, *level++ * flow_scale_);
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
  auto& from = paths_[commodity][0];
  auto& to = paths_[commodity][1];
  auto const asked = demand(static_cast<int>(commodity));
  to.flow = std::clamp(level * flow_scale_, 0.0, asked);
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
  auto const factor = grows_ ? 1 / flow_scale_ : cost_scale_;
  auto const* price = simplex_.row_prices();
  for (auto const& row : rows_) {
    auto const now = std::max(0.0, -*price++ * factor);
    auto& known = prices_.rows[row.row];
    if (std::abs(now - known) > kSamePrice * std::max(known, factor)) {
      known = now;
    }
  }
  for (auto& balance : prices_.balances) {
    balance = *price++ * factor;
  }
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    auto& of_commodity = prices_.commodities[k];
    if (has_row(k)) {
      of_commodity = *price++ * factor;
    } else if (is_pair(k)) {
      of_commodity = std::min(price_of(paths_[k][0]), price_of(paths_[k][1]));
    } else if (!paths_[k].empty()) {
      of_commodity = price_of(paths_[k].front());
    }
  }
}

}  // namespace camel
