// SPDX-License-Identifier: Apache-2.0
// What the replications of a run say together of one figure.
#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>
#include <vector>

#include "camel/operations/simulate_corridor.h"
#include "camel/operations/year_record.h"

namespace camel {

class Estimates {
 public:
  explicit Estimates(std::vector<YearRecord> const& years) : years_{years} {}

  // An interval of a figure that each replication gives once.
  template <typename Figure>
  Estimate interval(Figure figure) const {
    std::vector<double> values;
    for (auto const& year : years_) {
      values.push_back(figure(year));
    }
    return interval_of(values);
  }
  // Of the replications that gave a number. Nothing counted here can be less
  // than none.
  static Estimate interval_of(std::vector<double> samples) {
    std::vector<double> values;
    std::copy_if(samples.begin(), samples.end(), std::back_inserter(values),
                 [](double value) { return !std::isnan(value); });
    auto interval = Interval{kNothing, kNothing, kNothing};
    if (!values.empty()) {
      interval = t_interval(values);
      interval.low = std::max(interval.low, 0.0);
    }
    return {interval, std::move(samples)};
  }
  template <typename Figure>
  double mean(Figure figure) const {
    return interval(figure).mean;
  }
  // The mean of so many; a replication that had none says nothing of it.
  template <typename Sum, typename Number>
  Estimate interval_of_means(Sum sum, Number number) const {
    std::vector<double> values;
    for (auto const& year : years_) {
      auto const n = number(year);
      values.push_back(n > 0 ? sum(year) / n : kNothing);
    }
    return interval_of(values);
  }
  // Week by week, the mean over replications.
  template <typename Series>
  std::vector<double> mean_series(Series series) const {
    std::vector<double> sum;
    for (auto const& year : years_) {
      auto const& one = series(year);
      sum.resize(std::max(sum.size(), one.size()));
      for (std::size_t i = 0; i < one.size(); ++i) {
        sum[i] += one[i] / static_cast<double>(years_.size());
      }
    }
    return sum;
  }

 protected:
  static constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

  std::vector<YearRecord> const& years_;
};

}  // namespace camel
