// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/elementary.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

constexpr int kPoints = 1'000'000;

// How far off, in units of the last place of the true value.
double ulps(double got, long double want) {
  auto const near = std::abs(static_cast<double>(want));
  auto const unit = std::nextafter(near, INFINITY) - near;
  return static_cast<double>(std::abs(got - want) / unit);
}

template <typename Point, typename Error>
double worst(Point point, Error error) {
  Random random{{.seed = 7, .stream = stream_id("points")}};
  double most = 0;
  for (int i = 0; i < kPoints; ++i) {
    most = std::max(most, error(point(random)));
  }
  return most;
}

double log_error(double x) {
  return ulps(elementary::log(x), std::log(static_cast<long double>(x)));
}
double exp_error(double x) {
  return ulps(elementary::exp(x), std::exp(static_cast<long double>(x)));
}
double log1p_error(double x) {
  return ulps(elementary::log1p(x), std::log1p(static_cast<long double>(x)));
}

TEST(Elementary, logarithms_of_uniforms_are_within_two_last_places) {
  EXPECT_LE(worst([](Random& r) { return r.uniform(); }, log_error), 2);
  EXPECT_LE(worst([](Random& r) { return r.uniform(0.999, 1.001); }, log_error),
            2);
  EXPECT_LE(log_error(0x1p-53), 2);
  EXPECT_LE(log_error(1 - 0x1p-53), 2);
}

TEST(Elementary, logarithms_of_all_magnitudes_are_within_two_last_places) {
  EXPECT_LE(worst(
                [](Random& r) {
                  auto const exponent = r.integer(-1022, 1022);
                  return std::ldexp(1 + r.uniform(),
                                    static_cast<int>(exponent));
                },
                log_error),
            2);
}

TEST(Elementary, the_logarithm_of_one_is_zero) {
  EXPECT_EQ(elementary::log(1), 0);
}

TEST(Elementary, exponentials_are_within_two_last_places) {
  EXPECT_LE(worst([](Random& r) { return r.uniform(-1, 1); }, exp_error), 2);
  EXPECT_LE(worst([](Random& r) { return r.uniform(-708, 709.7); }, exp_error),
            2);
}

TEST(Elementary, exponentials_end_in_zero_and_infinity) {
  EXPECT_EQ(elementary::exp(0), 1);
  EXPECT_EQ(elementary::exp(-745), 0x1p-1074);  // e^-745 is 0.999... of it
  EXPECT_EQ(elementary::exp(-746), 0);
  EXPECT_EQ(elementary::exp(-INFINITY), 0);
  EXPECT_EQ(elementary::exp(709.8), INFINITY);
  EXPECT_EQ(elementary::exp(INFINITY), INFINITY);
  EXPECT_TRUE(std::isnan(elementary::exp(NAN)));
}

TEST(Elementary, logarithms_beside_one_keep_what_the_sum_forgets) {
  EXPECT_LE(worst(
                [](Random& r) {
                  return std::ldexp(r.uniform(),
                                    -static_cast<int>(r.integer(-40, 100)));
                },
                log1p_error),
            3);
  EXPECT_EQ(elementary::log1p(1e-300), 1e-300);
}

// The product of 1 + 2^-30 with itself ends in 2^-60, which rounding takes
// away and a fused multiply-add would bring back.
#if defined(__x86_64__)
[[gnu::target("fma")]]
#endif
[[gnu::noinline]] double
leftover(double a, double rounded_square) {
  return a * a - rounded_square;
}

TEST(Elementary, products_are_rounded_before_they_are_added) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("fma")) {
    GTEST_SKIP() << "this processor has no fused multiply-add";
  }
#endif
  EXPECT_EQ(leftover(1 + 0x1p-30, 1 + 0x1p-29), 0)
      << "compile with -ffp-contract=off";
}

}  // namespace
}  // namespace camel
