// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/empirical.h"

#include <algorithm>
#include <cmath>

#include "camel/sim/random_refusal.h"

namespace camel {

namespace {

[[noreturn]] void refuse(std::string const& complaint) {
  refuse_random("empirical", complaint);
}

std::vector<Empirical::Row> of_equal_weight(
    std::vector<double> const& observations) {
  std::vector<Empirical::Row> rows;
  for (auto const value : observations) {
    rows.push_back({value, 1});
  }
  return rows;
}

}  // namespace

Empirical::Empirical(std::vector<double> const& observations, Shape shape)
    : Empirical{of_equal_weight(observations), shape} {}

Empirical::Empirical(std::vector<Row> rows, Shape shape) : shape_{shape} {
  for (auto const& [value, weight] : rows) {
    if (!std::isfinite(value)) {
      refuse("the value " + number_text(value) + " is not finite");
    }
    if (!(weight >= 0 && std::isfinite(weight))) {
      refuse("the weight of " + number_text(value) + " is " +
             number_text(weight) + "; it must be a finite number, 0 or more");
    }
  }
  std::erase_if(rows, [](Row const& row) { return row.weight == 0; });
  if (rows.empty()) {
    refuse("no value has a weight above 0");
  }
  // The weights take part, so that sums of them do not depend on the order in
  // which equal values came.
  std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) {
    return a.value != b.value ? a.value < b.value : a.weight < b.weight;
  });
  double sum = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (shape_ == Shape::steps) {
      sum += rows[i].weight;
    } else if (i > 0) {
      sum += rows[i - 1].weight / 2 + rows[i].weight / 2;
    }
    values_.push_back(rows[i].value);
    cumulative_.push_back(sum);
  }
  if (!std::isfinite(sum) || !std::isfinite(values_.back() - values_.front())) {
    refuse("the sum of the weights or the range of the values is not finite");
  }
}

double Empirical::quantile(double share) const {
  if (!(share >= 0 && share <= 1)) {
    refuse("the share " + number_text(share) + " is not between 0 and 1");
  }
  auto const target = share * cumulative_.back();
  auto const found =
      std::lower_bound(cumulative_.begin(), cumulative_.end(), target);
  auto const i = static_cast<std::size_t>(found - cumulative_.begin());
  if (shape_ == Shape::steps || i == 0) {
    return values_[i];
  }
  auto const part =
      (target - cumulative_[i - 1]) / (cumulative_[i] - cumulative_[i - 1]);
  auto const value = values_[i - 1] + (values_[i] - values_[i - 1]) * part;
  return std::min(value, values_[i]);  // rounding may pass it by a last place
}

}  // namespace camel
