// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/random_normal.h"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(RandomNormal, quantiles_are_those_of_the_normal_law) {
  boost::math::normal_distribution<long double> const law;
  // Everywhere, and down to the smallest uniform.
  for (int i = 1; i < 10'000; ++i) {
    auto const p = i / 10'000.0;
    auto const want = static_cast<double>(quantile(law, p));
    EXPECT_NEAR(normal_quantile(p), want, 1e-15 * std::abs(want) + 1e-17) << p;
  }
  for (auto p = 0.5; p >= 0x1p-53; p *= 0.9) {
    auto const want = static_cast<double>(quantile(law, p));
    EXPECT_NEAR(normal_quantile(p), want, 1e-15 * std::abs(want) + 1e-17) << p;
  }
}

TEST(RandomNormal, the_quantile_of_the_complement_is_the_opposite) {
  for (auto p = 0x1p-53; p < 0.5; p += 0x1p-12) {
    EXPECT_EQ(normal_quantile(1 - p), -normal_quantile(p));
  }
  EXPECT_EQ(normal_quantile(0.5), 0);
}

TEST(RandomNormal, quantiles_never_fall_where_the_formulas_meet) {
  // Steps of 2^-50 around 0.075, 0.925 and e^-25.
  for (auto const seam : {0.075, 0.925, std::exp(-25.0)}) {
    auto last = normal_quantile(seam - 1000 * 0x1p-50);
    for (int i = -999; i <= 1000; ++i) {
      auto const here = normal_quantile(seam + i * 0x1p-50);
      EXPECT_GE(here, last);
      last = here;
    }
  }
}

}  // namespace
}  // namespace camel
