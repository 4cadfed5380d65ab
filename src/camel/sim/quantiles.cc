// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/quantiles.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "camel/base/error.h"

namespace camel {
namespace {

// A double is a sign, eleven bits of exponent and 52 of fraction. Exponent and
// the first seven bits of the fraction, read as one number, count the buckets.
constexpr int kFractionBits = 7;
constexpr int kDropped = 52 - kFractionBits;

std::uint64_t bucket_of(double magnitude) {
  return std::bit_cast<std::uint64_t>(magnitude) >> kDropped;
}

double middle_of(std::uint64_t bucket) {
  auto const half = std::uint64_t{1} << (kDropped - 1);
  return std::bit_cast<double>((bucket << kDropped) + half);
}

}  // namespace

std::uint64_t quantile_rank(double p, std::uint64_t count) {
  if (!(p >= 0 && p <= 1)) {
    throw UsageError("the quantile " + std::to_string(p) +
                     " does not exist; it must be between 0 and 1");
  }
  if (count == 0) {
    throw UsageError(
        "no observations, so no quantile of them; ask for count()"
        " first");
  }
  // As a double 0.07 is a little more than 7/100; of 100 observations it shall
  // be the seventh all the same.
  constexpr double kRounding = 1 - 0x1p-50;
  auto const rank = std::ceil(p * static_cast<double>(count) * kRounding);
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, count);
}

void QuantileSketch::Buckets::cover(std::uint64_t low, std::uint64_t last) {
  if (counts.empty()) {
    first = low;
  }
  if (low < first) {
    counts.insert(counts.begin(), first - low, 0);
    first = low;
  }
  if (last >= end()) {
    counts.resize(last - first + 1);
  }
}

void QuantileSketch::Buckets::add(std::uint64_t bucket, std::uint64_t weight) {
  if (bucket < first || bucket >= end()) {
    cover(bucket, bucket);
  }
  counts[bucket - first] += weight;
}

void QuantileSketch::Buckets::add(Buckets const& other) {
  if (other.counts.empty()) {
    return;
  }
  cover(other.first, other.end() - 1);
  for (std::size_t i = 0; i < other.counts.size(); ++i) {
    counts[other.first - first + i] += other.counts[i];
  }
}

void QuantileSketch::widen(double low, double high) {
  min_ = count_ > 0 ? std::min(min_, low) : low;
  max_ = count_ > 0 ? std::max(max_, high) : high;
}

void QuantileSketch::add(double value, std::uint64_t weight) {
  if (!std::isfinite(value)) {
    throw UsageError("a quantile sketch takes finite numbers, not " +
                     std::to_string(value));
  }
  if (weight == 0) {
    return;
  }
  value += 0.0;  // turns -0 into 0
  widen(value, value);
  count_ += weight;
  if (value > 0) {
    positive_.add(bucket_of(value), weight);
  } else if (value < 0) {
    negative_.add(bucket_of(-value), weight);
  } else {
    zeros_ += weight;
  }
}

QuantileSketch& QuantileSketch::operator+=(QuantileSketch const& other) {
  if (other.count_ > 0) {
    widen(other.min_, other.max_);
    count_ += other.count_;
    zeros_ += other.zeros_;
    negative_.add(other.negative_);
    positive_.add(other.positive_);
  }
  return *this;
}

double QuantileSketch::quantile(double p) const {
  auto const rank = quantile_rank(p, count_);
  if (rank == 1 || rank == count_) {
    return rank == 1 ? min_ : max_;
  }
  std::uint64_t seen = 0;
  for (auto i = negative_.counts.size(); i-- > 0;) {
    if ((seen += negative_.counts[i]) >= rank) {
      return std::clamp(-middle_of(negative_.first + i), min_, max_);
    }
  }
  if ((seen += zeros_) >= rank) {
    return 0;
  }
  std::size_t i = 0;
  while ((seen += positive_.counts[i]) < rank) {
    ++i;
  }
  return std::clamp(middle_of(positive_.first + i), min_, max_);
}

}  // namespace camel
