// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/output_analysis.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "camel/base/error.h"
#include "camel/sim/quantiles.h"

namespace camel {
namespace {

// One for each `size` observations, which they are a multiple of.
std::vector<double> batches_of(std::size_t size,
                               std::span<double const> observations) {
  std::vector<double> means;
  for (; !observations.empty(); observations = observations.subspan(size)) {
    means.push_back(tally_of(observations.first(size)).mean());
  }
  return means;
}

// Von Neumann: half the squared steps against the squares about the mean.
double neighbours_correlation(std::span<double const> values) {
  auto const squares =
      tally_of(values).variance() * static_cast<double>(values.size());
  double steps = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    steps += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
  }
  return squares > 0 ? 1 - steps / (2 * squares) : 0;
}

// What 95 of 100 such correlations of n independent normal values stay below.
double usual_correlation(std::size_t batches) {
  auto const n = static_cast<double>(batches);
  return 1.644854 * std::sqrt((n - 2) / (n * n - 1));
}

}  // namespace

std::optional<std::size_t> find_warm_up(std::span<double const> observations) {
  constexpr std::size_t kBatch = 5;
  constexpr std::size_t kKept = 5;
  auto const count = observations.size() / kBatch;
  if (count < 2 * kKept) {
    return std::nullopt;
  }
  auto const batches = batches_of(kBatch, observations.first(count * kBatch));
  Tally rest;
  std::size_t best = 0;
  auto narrowest = std::numeric_limits<double>::infinity();
  for (auto left_out = count; left_out-- > 0;) {
    rest.add(batches[left_out]);
    // The squared half-width, but for a factor that is the same for all.
    auto const width = rest.variance() / rest.weight();
    if (rest.count() >= kKept && width <= narrowest) {
      narrowest = width;
      best = left_out;
    }
  }
  return 2 * best <= count ? std::optional{best * kBatch} : std::nullopt;
}

BatchMeans batch_means(std::span<double const> observations,
                       std::size_t batches, double confidence) {
  if (batches < 10) {
    throw UsageError(std::to_string(batches) +
                     " batches are too few to tell whether they depend on "
                     "each other; there must be 10 or more");
  }
  if (observations.size() < batches) {
    throw UsageError(std::to_string(observations.size()) +
                     " observations do not fill " + std::to_string(batches) +
                     " batches; make the run longer");
  }
  auto const size = observations.size() / batches;
  auto const means = batches_of(size, observations.last(batches * size));
  auto const correlation = neighbours_correlation(means);
  return {.interval = t_interval(means, confidence),
          .batches = batches,
          .batch_size = size,
          .correlation = correlation,
          .correlated = correlation > usual_correlation(batches)};
}

std::uint64_t replications_needed(std::span<double const> values,
                                  double precision, double confidence) {
  if (values.size() < 2) {
    throw UsageError(
        "one replication does not tell how much they differ; run two or more");
  }
  if (!(precision > 0)) {
    throw UsageError("a precision of " + std::to_string(precision) +
                     " of the mean cannot be reached; it must be above 0");
  }
  auto const tally = tally_of(values);
  auto const allowed = precision / (1 + precision) * std::abs(tally.mean());
  auto const enough = [&](std::uint64_t count) {
    auto const n = static_cast<double>(count);
    return t_value(confidence, n - 1) *
               std::sqrt(tally.sample_variance() / n) <=
           allowed;
  };
  if (enough(values.size())) {
    return values.size();
  }
  std::uint64_t too_few = values.size();
  std::uint64_t sure = 1'000'000'000;
  if (!enough(sure)) {
    throw UsageError("the mean, " + std::to_string(tally.mean()) +
                     ", is too near zero for a precision relative to it");
  }
  while (sure - too_few > 1) {
    auto const middle = too_few + (sure - too_few) / 2;
    (enough(middle) ? sure : too_few) = middle;
  }
  return sure;
}

std::optional<QuantileInterval> quantile_interval(
    std::span<double const> values, double p, double confidence) {
  check_confidence(confidence);
  auto const count = values.size();
  auto const rank = quantile_rank(p, count);
  // How many values fall below the true quantile. The bounds are those with
  // the ranks `low` and `high`, counted from 1; each may be missed by a tail.
  boost::math::binomial const below{static_cast<double>(count), p};
  auto const at_most = [&](std::size_t k) {
    return cdf(below, static_cast<double>(k));
  };
  auto const more_than = [&](std::size_t k) {
    return cdf(complement(below, static_cast<double>(k)));
  };
  auto const tail = (1 - confidence) / 2;
  std::size_t low = 0;
  while (low < count && at_most(low) <= tail) {
    ++low;
  }
  auto high = low + 1;
  while (high <= count && more_than(high - 1) > tail) {
    ++high;
  }
  if (low == 0 || high > count) {
    return std::nullopt;
  }
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return QuantileInterval{
      .quantile = sorted[rank - 1],
      .low = sorted[low - 1],
      .high = sorted[high - 1],
      .confidence = 1 - at_most(low - 1) - more_than(high - 1)};
}

}  // namespace camel
