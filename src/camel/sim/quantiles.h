// SPDX-License-Identifier: Apache-2.0
// Quantiles of more observations than one wants to keep: the wait that 95 of
// 100 containers stay below, over all replications.
//
// Buckets grow with the value, so the answer has a bounded *relative* error at
// every quantile, whatever the distribution, and sketches are merged by adding
// their counts (Masson, Rim, Lee: DDSketch: a fast and fully-mergeable quantile
// sketch with relative-error guarantees, PVLDB 12(12), 2019). Each power of two
// is cut into 128 equal buckets, found from the bits of the number rather than
// by a logarithm: the same observations give the same sketch on every machine,
// in any order and however they were shared out before merging.
//
// Memory: 8 bytes for each bucket from the smallest to the largest magnitude
// seen, so 20 KiB for one second to twelve days and 4 MiB for all doubles.
#pragma once

#include <cstdint>
#include <vector>

namespace camel {

// Which of `count` sorted observations, from 1, is the quantile p: the first
// that at least the share p does not exceed; 1 for p = 0. Throws UsageError
// when p is not in [0, 1] or there are no observations.
std::uint64_t quantile_rank(double p, std::uint64_t count);

class QuantileSketch {
 public:
  // Of the value at the very rank asked for. Below 2^-1022, where a double
  // itself loses precision, the error is absolute and at most 2^-1030.
  static constexpr double kRelativeError = 1.0 / 256;

  // A weight counts as that many observations. Ticks are weights, too: the
  // quantiles of a level over time are those of its values, each weighted with
  // how long it lasted. Throws UsageError unless the value is finite.
  void add(double value, std::uint64_t weight = 1);

  // As if all that `other` saw had been added here.
  QuantileSketch& operator+=(QuantileSketch const& other);

  std::uint64_t count() const { return count_; }

  // Exact; 0 while nothing was added.
  double min() const { return min_; }
  double max() const { return max_; }

  // See quantile_rank for what it means and what it throws. Never outside
  // [min(), max()]; exact for the first and the last rank.
  double quantile(double p) const;

  bool operator==(QuantileSketch const&) const = default;

 private:
  // The counts of one sign by magnitude, from the bucket `first`.
  struct Buckets {
    std::uint64_t first = 0;
    std::vector<std::uint64_t> counts;

    std::uint64_t end() const { return first + counts.size(); }
    void cover(std::uint64_t low, std::uint64_t last);
    void add(std::uint64_t bucket, std::uint64_t weight);
    void add(Buckets const& other);

    bool operator==(Buckets const&) const = default;
  };

  void widen(double low, double high);

  std::uint64_t count_ = 0, zeros_ = 0;
  double min_ = 0, max_ = 0;
  Buckets negative_, positive_;
};

}  // namespace camel
