// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/statistics.h"

#include <boost/math/distributions/students_t.hpp>

namespace camel {

Interval t_interval(std::span<double const> replications, double confidence) {
  Tally tally;
  for (auto const value : replications) {
    tally.add(value);
  }
  auto const n = static_cast<double>(tally.count());
  if (n < 2) {
    return {tally.mean(), tally.mean(), tally.mean()};
  }
  auto const deviation = std::sqrt(tally.variance() * n / (n - 1));
  auto const quantile = boost::math::quantile(boost::math::students_t{n - 1},
                                              0.5 + confidence / 2);
  auto const half = quantile * deviation / std::sqrt(n);
  return {tally.mean(), tally.mean() - half, tally.mean() + half};
}

}  // namespace camel
