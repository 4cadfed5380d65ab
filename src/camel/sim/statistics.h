// SPDX-License-Identifier: Apache-2.0
// What a run leaves behind as numbers: tallies of observations, averages over
// time, and intervals over independent replications.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "camel/base/check.h"

namespace camel {

// Count, mean and variance of observations, with weights if need be.
class Tally {
 public:
  void add(double value, double weight = 1) {
    if (weight <= 0) {
      return;
    }
    ++count_;
    weight_ += weight;
    auto const step = value - mean_;
    mean_ += step * weight / weight_;
    squares_ += weight * step * (value - mean_);
  }
  std::uint64_t count() const { return count_; }
  double weight() const { return weight_; }
  double mean() const { return mean_; }
  double sum() const { return mean_ * weight_; }
  double variance() const { return weight_ > 0 ? squares_ / weight_ : 0; }
  // Of what the observations are a sample of, where they all weigh 1.
  double sample_variance() const {
    return weight_ > 1 ? squares_ / (weight_ - 1) : 0;
  }

 private:
  std::uint64_t count_ = 0;
  double weight_ = 0, mean_ = 0, squares_ = 0;
};

// A quantity that changes in steps, and the area under it.
class TimeWeighted {
 public:
  void set(double value, std::int64_t now) {
    area_ += value_ * static_cast<double>(now - since_);
    since_ = now;
    value_ = value;
  }
  void add(double change, std::int64_t now) { set(value_ + change, now); }
  double value() const { return value_; }
  double area(std::int64_t now) const {
    return area_ + value_ * static_cast<double>(now - since_);
  }
  double mean(std::int64_t now) const {
    return now > begin_ ? area(now) / static_cast<double>(now - begin_)
                        : value_;
  }
  void reset(std::int64_t now) {
    set(value_, now);
    area_ = 0;
    begin_ = now;
  }

 private:
  double value_ = 0, area_ = 0;
  std::int64_t since_ = 0, begin_ = 0;
};

Tally tally_of(std::span<double const> values);

// Throws UsageError unless it is between 0 and 1.
void check_confidence(double confidence);

// Student's t with so many degrees of freedom (> 0) stays between minus and
// plus this value with the probability `confidence`, which is checked.
double t_value(double confidence, double degrees);

// A mean over independent replications and its 95 % Student t interval; with a
// single replication the interval is the point itself.
struct Interval {
  double mean = 0, low = 0, high = 0;

  bool operator==(Interval const&) const = default;
};

Interval t_interval(std::span<double const> replications,
                    double confidence = 0.95);

}  // namespace camel
