// SPDX-License-Identifier: Apache-2.0
#include "camel/model/duration_law.h"

#include <cmath>

#include <gtest/gtest.h>

namespace camel {
namespace {

// The mean of many evenly spaced quantiles is that of the law.
double mean_of(DurationLaw const& law) {
  constexpr int kPoints = 20'000;
  double sum = 0;
  for (int i = 0; i < kPoints; ++i) {
    sum += quantile_hours(law, 1, (i + 0.5) / kPoints) / kPoints;
  }
  return sum;
}

TEST(QuantileHours, have_the_mean_and_the_family_of_the_law) {
  for (auto const family :
       {Spread::fixed, Spread::exponential, Spread::gamma, Spread::lognormal}) {
    EXPECT_NEAR(mean_of({12, 0.6, family}), 12, 0.05);
  }
  EXPECT_NEAR(quantile_hours({10, 1, Spread::exponential}, 2, 0.5),
              20 * std::log(2), 1e-9);
  EXPECT_NEAR(quantile_hours({10, 0.5, Spread::lognormal}, 1, 0.5),
              10 / std::sqrt(1.25), 1e-9);
  EXPECT_EQ(quantile_hours({10, 0.5, Spread::fixed}, 3, 0.9), 30);
  EXPECT_EQ(quantile_hours({0, 0.5, Spread::gamma}, 3, 0.9), 0);
}

}  // namespace
}  // namespace camel
