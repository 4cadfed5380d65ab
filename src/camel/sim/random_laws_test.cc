// SPDX-License-Identifier: Apache-2.0
// The laws of the random numbers: samples of fixed seeds against Boost's
// distributions.
#include <algorithm>
#include <boost/math/distributions.hpp>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/random.h"

namespace camel {
namespace {

namespace law = boost::math;
constexpr int kDraws = 50'000;

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(std::vector<double> const& sample) {
  auto const n = static_cast<double>(sample.size());
  Moments of;
  for (auto const x : sample) {
    of.mean += x / n;
  }
  for (auto const x : sample) {
    of.variance += (x - of.mean) * (x - of.mean) / (n - 1);
  }
  return of;
}

// Mean and variance within 4 of their standard errors, sd / sqrt(n) and
// variance sqrt((excess kurtosis + 2) / n); and the largest distance of the
// distribution functions below 1.95 / sqrt(n), which a sample of the law
// passes with probability 0.999 (Kolmogorov).
template <typename Draw, typename Law>
void expect_law(Draw draw, Law const& expected) {
  Random random{{.seed = 42, .stream = stream_id("laws")}};
  std::vector<double> sample;
  for (int i = 0; i < kDraws; ++i) {
    sample.push_back(draw(random));
  }
  auto const [mean, variance] = moments(sample);
  double const n = kDraws;
  double const true_variance = law::variance(expected);
  EXPECT_NEAR(mean, law::mean(expected), 4 * std::sqrt(true_variance / n));
  EXPECT_NEAR(
      variance, true_variance,
      4 * true_variance * std::sqrt((law::kurtosis_excess(expected) + 2) / n));

  std::sort(sample.begin(), sample.end());
  double distance = 0;
  for (int i = 0; i < kDraws; ++i) {
    auto const p = cdf(expected, sample[static_cast<std::size_t>(i)]);
    distance = std::max({distance, p - i / n, (i + 1) / n - p});
  }
  EXPECT_LT(distance, 1.95 / std::sqrt(n));
}

law::gamma_distribution<> gamma_by(double mean, double variation) {
  auto const shape = 1 / (variation * variation);
  return {shape, mean / shape};
}

law::lognormal_distribution<> lognormal_by(double mean, double variation) {
  auto const variance = std::log1p(variation * variation);
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}

TEST(RandomLaws, uniforms_fill_their_interval) {
  expect_law([](Random& r) { return r.uniform(); },
             law::uniform_distribution<>{0, 1});
  expect_law([](Random& r) { return r.uniform(-3, 5); },
             law::uniform_distribution<>{-3, 5});
}

TEST(RandomLaws, exponentials_have_their_mean) {
  expect_law([](Random& r) { return r.exponential(5); },
             law::exponential_distribution<>{1.0 / 5});
}

TEST(RandomLaws, erlangs_are_sums_of_exponentials) {
  for (auto const phases : {1, 2, 7}) {
    expect_law([&](Random& r) { return r.erlang(phases, 3); },
               law::gamma_distribution<>{1.0 * phases, 3.0 / phases});
  }
}

TEST(RandomLaws, normals_have_their_mean_and_deviation) {
  expect_law([](Random& r) { return r.normal(); },
             law::normal_distribution<>{0, 1});
  expect_law([](Random& r) { return r.normal(-7, 0.5); },
             law::normal_distribution<>{-7, 0.5});
}

TEST(RandomLaws, gammas_have_their_mean_and_variation) {
  for (auto const variation : {1e-3, 0.2, 0.7, 1.0, 1.6, 4.0}) {
    expect_law([&](Random& r) { return r.gamma(3, variation); },
               gamma_by(3, variation));
  }
}

TEST(RandomLaws, narrow_gammas_are_normal) {
  expect_law([](Random& r) { return r.gamma(3, 1e-6); },
             law::normal_distribution<>{3, 3e-6});
}

TEST(RandomLaws, lognormals_have_their_mean_and_variation) {
  for (auto const variation : {1e-6, 0.2, 0.8}) {
    expect_law([&](Random& r) { return r.lognormal(3, variation); },
               lognormal_by(3, variation));
  }
}

TEST(RandomLaws, triangulars_lean_to_their_mode) {
  for (auto const mode : {1.0, 2.0, 5.0}) {
    expect_law([&](Random& r) { return r.triangular(1, mode, 5); },
               law::triangular_distribution<>{1, mode, 5});
  }
}

TEST(RandomLaws, things_happen_with_their_probability) {
  Random random{{.seed = 42, .stream = stream_id("laws")}};
  int count = 0;
  for (int i = 0; i < kDraws; ++i) {
    count += random.happens(0.3);
  }
  EXPECT_NEAR(count, kDraws * 0.3, 4 * std::sqrt(kDraws * 0.3 * 0.7));
}

// The correlation of two independent samples has a deviation of 1 / sqrt(n).
void expect_no_correlation(Random a, Random b) {
  constexpr int kPairs = 10'000;
  double sum = 0;
  for (int i = 0; i < kPairs; ++i) {
    sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12;
  }
  EXPECT_NEAR(sum / kPairs, 0, 4 / std::sqrt(kPairs));
}

TEST(RandomLaws, neighbouring_streams_are_not_correlated) {
  for (std::uint32_t i = 0; i < 50; ++i) {
    expect_no_correlation(Random{{1, i}}, Random{{1, i + 1}});
    expect_no_correlation(Random{{i, 1}}, Random{{i + 1, 1}});
    expect_no_correlation(Random{{1, 1, i}}, Random{{1, 1, i + 1}});
    expect_no_correlation(Random{{1, i}}, Random{{1, i}, 1});  // serial
  }
}

TEST(RandomLaws, first_numbers_of_many_streams_are_uniform) {
  std::vector<double> sample;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    sample.push_back(Random{{1, i}}.uniform());
  }
  std::sort(sample.begin(), sample.end());
  double distance = 0;
  for (int i = 0; i < kDraws; ++i) {
    auto const p = sample[static_cast<std::size_t>(i)];
    distance =
        std::max({distance, p - 1.0 * i / kDraws, 1.0 * (i + 1) / kDraws - p});
  }
  EXPECT_LT(distance, 1.95 / std::sqrt(kDraws));
}

}  // namespace
}  // namespace camel
