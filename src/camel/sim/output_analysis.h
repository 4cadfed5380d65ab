// SPDX-License-Identifier: Apache-2.0
// What may be concluded from the output of a simulation: where the warm-up
// ends, how sure a mean of one long run or of several replications is, and how
// many replications would make it sure enough.
//
// A run that ends by itself (a day, a season) is replicated: t_interval of
// statistics.h, quantile_interval, replications_needed. A steady state comes
// either from one long run: find_warm_up, then batch_means; or from several,
// each without its warm-up. Observations have whatever unit they have.
//
// All throw UsageError for a confidence, a quantile or a precision that makes
// no sense, and as told below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "camel/sim/statistics.h"

namespace camel {

// How many observations to leave out from the front of a run that began empty,
// by MSER-5: of the batches of five, leave out as many as make the interval of
// the mean of the rest the narrowest (White, An effective truncation heuristic
// for bias reduction in simulation output, Simulation 69(6), 1997; in batches:
// White, Cobb, Spratt, A comparison of five steady-state truncation heuristics
// for simulation, WSC 2000; why it works: White and Robinson, The problem of
// the initial transient (again), Journal of Simulation 4(4), 2010).
//
// Nothing when that is more than half: the run is too short to have shown its
// steady state, and should be longer (Hoad and Robinson, Implementing MSER-5 in
// commercial simulation software and its wider implications, WSC 2011). The
// last five batches always stay, for some of them that happen to be alike would
// else win. So runs below 50 observations have no warm-up that can be found.
//
// A run whose observations depend strongly on each other may be refused by
// chance as well.
std::optional<std::size_t> find_warm_up(std::span<double const> observations);

// A mean of one long run, from the means of successive stretches (batches) of
// it, which are less dependent on each other than the observations are.
struct BatchMeans {
  Interval interval;
  std::size_t batches = 0, batch_size = 0;
  // Of each batch mean with the next.
  double correlation = 0;
  // The batches do depend on each other, so the interval is too narrow: make
  // fewer of them or a longer run. False alarms come 5 times in 100.
  bool correlated = false;
};

// Non-overlapping batch means without a warm-up in the observations. Twenty
// batches, since more than thirty gain next to nothing (Schmeiser, Batch size
// effects in the analysis of simulation output, Operations Research 30(3),
// 1982). What does not fill the batches is left out in front, where the warm-up
// was. The correlation is estimated and tested by von Neumann's ratio (Fishman,
// Grouping observations in digital simulation, Management Science 24(5), 1978).
// Throws UsageError for fewer than ten batches, or fewer observations than
// batches.
BatchMeans batch_means(std::span<double const> observations,
                       std::size_t batches = 20, double confidence = 0.95);

// How many replications make the half-width of the interval at most this share
// of the true mean, judging by those that were run; at least as many as were
// run, so the answer values.size() says stop. The half-width is compared with
// the mean found, of which a share of precision / (1 + precision) is allowed
// (Law, Simulation Modeling and Analysis, 5th ed. 2015, section 9.4.1). With
// few replications their variance is a guess: run what it says and ask again.
// Throws UsageError for fewer than two values, and for a mean so near zero that
// a share of it takes more than 10^9 replications.
std::uint64_t replications_needed(std::span<double const> values,
                                  double precision, double confidence = 0.95);

// A quantile over replications and where the true one lies, whatever their
// distribution: between two of the sorted values, by the binomial law of how
// many fall below it (David and Nagaraja, Order Statistics, 3rd ed. 2003,
// section 7.1).
struct QuantileInterval {
  double quantile = 0, low = 0, high = 0;
  double confidence = 0;  // attained; not less than asked for
};

// Nothing when the replications are too few for it: of the median and 95 % it
// takes 6, of the quantile 0.95 it takes 72.
std::optional<QuantileInterval> quantile_interval(
    std::span<double const> values, double p, double confidence = 0.95);

}  // namespace camel
