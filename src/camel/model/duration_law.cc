// SPDX-License-Identifier: Apache-2.0
#include "camel/model/duration_law.h"

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <cmath>

namespace camel {

namespace {

// Twelve digits are plenty, and many times quicker than the most there can be.
using Quick =
    boost::math::policies::policy<boost::math::policies::promote_double<false>,
                                  boost::math::policies::digits10<12>>;

}  // namespace

double quantile_hours(DurationLaw const& law, double units, double share) {
  auto const mean = law.mean_hours * units;
  if (mean <= 0 || law.family == Spread::fixed) {
    return mean;
  }
  if (law.family == Spread::exponential) {
    return boost::math::quantile(boost::math::exponential{1 / mean}, share);
  }
  auto const squared = law.variation * law.variation;
  if (squared <= 0) {
    return mean;
  }
  if (law.family == Spread::gamma) {
    return boost::math::quantile(
        boost::math::gamma_distribution<double, Quick>{1 / squared,
                                                       mean * squared},
        share);
  }
  auto const deviation = std::sqrt(std::log1p(squared));
  return boost::math::quantile(
      boost::math::lognormal{std::log(mean) - deviation * deviation / 2,
                             deviation},
      share);
}

}  // namespace camel
