// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/quantiles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/random.h"

namespace camel {
namespace {

using Values = std::vector<double>;

QuantileSketch sketch_of(Values const& values) {
  QuantileSketch sketch;
  for (auto const value : values) {
    sketch.add(value);
  }
  return sketch;
}

TEST(QuantileRank, is_the_first_that_the_share_does_not_exceed) {
  EXPECT_EQ(quantile_rank(0, 10), 1);
  EXPECT_EQ(quantile_rank(0.1, 10), 1);
  EXPECT_EQ(quantile_rank(0.11, 10), 2);
  EXPECT_EQ(quantile_rank(0.5, 10), 5);
  EXPECT_EQ(quantile_rank(0.5, 11), 6);
  EXPECT_EQ(quantile_rank(1, 10), 10);
}

TEST(QuantileRank, hundredths_are_exact_although_doubles_are_not) {
  for (std::uint64_t percent = 1; percent <= 100; ++percent) {
    EXPECT_EQ(quantile_rank(static_cast<double>(percent) / 100, 100), percent);
    EXPECT_EQ(quantile_rank(static_cast<double>(percent) / 100, 100'000'000),
              percent * 1'000'000);
  }
}

// Any sample, against itself sorted: the thousandths, whose ranks are found in
// whole numbers here.
void expect_within_the_bound(std::string const& what, Values values) {
  auto const sketch = sketch_of(values);
  std::ranges::sort(values);
  ASSERT_EQ(sketch.count(), values.size());
  EXPECT_EQ(sketch.min(), values.front()) << what;
  EXPECT_EQ(sketch.max(), values.back()) << what;
  for (std::size_t thousandth = 0; thousandth <= 1000; ++thousandth) {
    auto const rank =
        std::max<std::size_t>(1, (thousandth * values.size() + 999) / 1000);
    auto const exact = values[rank - 1];
    auto const found = sketch.quantile(static_cast<double>(thousandth) / 1000);
    EXPECT_LE(std::abs(found - exact),
              QuantileSketch::kRelativeError * std::abs(exact) + 0x1p-1030)
        << what << ", quantile " << thousandth << "/1000 is " << exact
        << ", not " << found;
  }
}

TEST(QuantileSketch, the_bound_holds_on_nasty_samples) {
  constexpr int kCount = 5000;
  Random random{{.seed = 11, .stream = 2, .replication = 0}};
  auto const sample = [&](auto const& draw) {
    Values values;
    for (int i = 0; i < kCount; ++i) {
      values.push_back(draw(i));
    }
    return values;
  };
  expect_within_the_bound("uniform",
                          sample([&](int) { return random.uniform(); }));
  expect_within_the_bound("normal",
                          sample([&](int) { return random.normal(); }));
  expect_within_the_bound("a heavy tail", sample([&](int) {
                            return std::pow(random.uniform(), -5);
                          }));
  expect_within_the_bound(
      "two humps, twelve powers of ten apart", sample([&](int i) {
        return (i % 2 == 0 ? 1e-6 : -1e6) * (1 + random.uniform());
      }));
  expect_within_the_bound("mostly zeros", sample([&](int i) {
                            return i % 10 == 0 ? random.normal() : 0;
                          }));
  expect_within_the_bound("all equal", sample([](int) { return 0.1; }));
  expect_within_the_bound("whole numbers",
                          sample([](int i) { return double(i - 2500); }));
  expect_within_the_bound("bounds of buckets", sample([](int i) {
                            auto const bound = 1 + (i % 128) / 128.0;
                            return i % 3 == 0 ? std::nextafter(bound, 0)
                                              : bound;
                          }));
}

TEST(QuantileSketch, the_bound_holds_over_the_whole_range_of_doubles) {
  using Limits = std::numeric_limits<double>;
  Values values{Limits::max(),        Limits::lowest(),      Limits::min(),
                Limits::denorm_min(), -Limits::denorm_min(), 0};
  for (int power = -1074; power < 1024; ++power) {
    values.push_back(std::ldexp(1, power));
    values.push_back(-std::ldexp(1.7, power));
  }
  expect_within_the_bound("all powers", values);
}

TEST(QuantileSketch, a_weight_counts_as_that_many_observations) {
  QuantileSketch weighted;
  weighted.add(3, 2);
  weighted.add(-8, 5);
  weighted.add(0, 1);
  weighted.add(7, 0);
  EXPECT_EQ(weighted, sketch_of({-8, 3, -8, -8, 0, 3, -8, -8}));
  EXPECT_EQ(weighted.count(), 8);
  EXPECT_EQ(weighted.max(), 3);
}

TEST(QuantileSketch, merged_parts_equal_the_whole_in_any_order) {
  Random random{{.seed = 12, .stream = 2, .replication = 0}};
  std::vector<Values> parts(7);
  Values all;
  for (int i = 0; i < 3000; ++i) {
    auto const value = std::pow(random.normal(), 9);
    all.push_back(value);
    parts[static_cast<std::size_t>(random.integer(0, 5))].push_back(value);
  }
  auto const whole = sketch_of(all);
  QuantileSketch forward;
  QuantileSketch backward;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    forward += sketch_of(parts[i]);
    backward += sketch_of(parts[parts.size() - 1 - i]);
  }
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
  std::ranges::reverse(all);
  EXPECT_EQ(sketch_of(all), whole);
  EXPECT_NE(sketch_of({1, 2}), sketch_of({1, 3}));
}

TEST(QuantileSketch, minus_zero_is_zero) {
  EXPECT_FALSE(std::signbit(sketch_of({-0.0}).min()));
  EXPECT_EQ(sketch_of({-0.0, 0.0}), sketch_of({0.0, -0.0}));
}

TEST(QuantileSketch, buckets_are_of_the_width_the_header_promises) {
  // In [1, 2) they are 1/128 wide; the second, [1 + 1/128, 1 + 2/128), has its
  // middle at 1 + 3/256.
  auto const sketch = sketch_of({0, 1 + 1 / 128.0, 9});
  EXPECT_DOUBLE_EQ(sketch.quantile(0.5), 1 + 3 / 256.0);
}

TEST(QuantileSketch, the_first_and_the_last_are_exact) {
  auto const sketch = sketch_of({1.001, 5, 9.06});
  EXPECT_EQ(sketch.quantile(0), 1.001);
  EXPECT_EQ(sketch.quantile(1), 9.06);
}

TEST(QuantileSketch, nonsense_is_refused) {
  QuantileSketch sketch;
  EXPECT_EQ(sketch.min(), 0);
  EXPECT_THROW(sketch.quantile(0.5), UsageError);
  EXPECT_THROW(sketch.add(std::numeric_limits<double>::quiet_NaN()),
               UsageError);
  EXPECT_THROW(sketch.add(-std::numeric_limits<double>::infinity()),
               UsageError);
  EXPECT_EQ(sketch, QuantileSketch{});
  sketch.add(1);
  EXPECT_THROW(sketch.quantile(1.1), UsageError);
  EXPECT_THROW(sketch.quantile(-0.1), UsageError);
  EXPECT_THROW(sketch.quantile(std::nan("")), UsageError);
}

}  // namespace
}  // namespace camel
