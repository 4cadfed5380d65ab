// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/statistics.h"

#include <boost/math/distributions/students_t.hpp>
#include <string>

#include "camel/base/error.h"

namespace camel {

Tally tally_of(std::span<double const> values) {
  Tally tally;
  for (auto const value : values) {
    tally.add(value);
  }
  return tally;
}

void check_confidence(double confidence) {
  if (!(confidence > 0 && confidence < 1)) {
    throw UsageError("a confidence of " + std::to_string(confidence) +
                     " makes no interval; it must be between 0 and 1");
  }
}

double t_value(double confidence, double degrees) {
  check_confidence(confidence);
  return boost::math::quantile(boost::math::students_t{degrees},
                               0.5 + confidence / 2);
}

Interval t_interval(std::span<double const> replications, double confidence) {
  auto const tally = tally_of(replications);
  auto const n = static_cast<double>(tally.count());
  if (n < 2) {
    return {tally.mean(), tally.mean(), tally.mean()};
  }
  auto const deviation = std::sqrt(tally.variance() * n / (n - 1));
  auto const half = t_value(confidence, n - 1) * deviation / std::sqrt(n);
  return {tally.mean(), tally.mean() - half, tally.mean() + half};
}

}  // namespace camel
