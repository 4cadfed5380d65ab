// SPDX-License-Identifier: Apache-2.0
// The linear program of the master: written out, solved, read back. Rows: those
// of capacity, balances, commodities with a choice. Columns: overflow by row,
// what is missing and beyond by balance, activities, growth, paths.
#include <algorithm>
#include <cmath>

#include "camel/base/check.h"
#include "camel/lp/path_master.h"

namespace camel {

void PathMaster::solve(WarmSimplex::Way way) {
  build();
  auto const status = simplex_.solve_from_basis(program_, way);
  CAMEL_CHECK(status == LpStatus::optimal,
              "a master problem with priced slacks has a solution");
  read_back();
  compute_used();
}

void PathMaster::build() {
  base_.assign(problem_->capacities.size(), 0);
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (paths_[k].size() == 1) {
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
}

void PathMaster::build_rows() {
  for (auto const& row : rows_) {
    auto const room = problem_->capacities[row.row];
    program_.add_row(-kNoBound,
                     (grows_ ? room : room - base_[row.row]) / flow_scale_,
                     row.slack);
  }
  first_balance_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t i = 0; i < balances_.size(); ++i) {
    auto const balance = problem_->balances[i] / flow_scale_;
    program_.add_row(balance, balance, balances_[i].row);
  }
  first_commodity_row_ = static_cast<int>(program_.row_lower.size());
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (paths_[k].size() > 1) {
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
    program_.add_entry(static_cast<int>(i), -1);
    program_.end_column(penalty(least_amount_[rows_[i].row]), 0, kNoBound,
                        rows_[i].overflow);
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
    if (paths_[k].size() > 1) {
      program_.add_entry(row++, -demand(static_cast<int>(k)) / flow_scale_);
    }
  }
  program_.end_column(-1, 0, options_->largest_growth, growth_status_);
}

void PathMaster::build_paths() {
  auto row = first_commodity_row_;
  for (auto const& paths : paths_) {
    if (paths.size() < 2) {
      continue;
    }
    for (auto const& path : paths) {
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

void PathMaster::read_back() {
  auto const* level = simplex_.x();
  auto status = program_.column_basis.begin();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    rows_[i].slack = program_.row_basis[i];
    rows_[i].overflow = *status++;
    rows_[i].overflow_level = *level++ * flow_scale_;
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
    if (paths.size() == 1) {
      paths.front().flow = served(static_cast<int>(k));
    } else if (paths.size() > 1) {
      commodity_row_[k] = *row++;
      for (auto& path : paths) {
        path.status = *status++;
        path.flow = std::max(0.0, *level++ * flow_scale_);
      }
    }
  }
  read_prices();
}

void PathMaster::read_prices() {
  auto const factor = grows_ ? 1 / flow_scale_ : cost_scale_;
  auto const* price = simplex_.row_prices();
  std::fill(prices_.rows.begin(), prices_.rows.end(), 0.0);
  for (auto const& row : rows_) {
    prices_.rows[row.row] = std::max(0.0, -*price++ * factor);
  }
  for (auto& balance : prices_.balances) {
    balance = *price++ * factor;
  }
  for (std::size_t k = 0; k < paths_.size(); ++k) {
    if (paths_[k].size() > 1) {
      prices_.commodities[k] = *price++ * factor;
    } else if (paths_[k].size() == 1) {
      auto const& path = paths_[k].front();
      auto& sum = prices_.commodities[k];
      sum = grows_ ? 0.0 : path.cost;
      for (auto const& use : path.uses) {
        sum += use.amount * prices_.rows[use.row];
      }
    }
  }
}

}  // namespace camel
