// SPDX-License-Identifier: Apache-2.0
// Sharper answers from the same number of replications: differences between
// scenarios that share their luck, pairs of runs with opposite luck, and the
// correction of a mean by what is known exactly. See Law, Simulation Modeling
// and Analysis, 5th ed. 2015, chapters 10 and 11.
//
// Values are in the order of the replications and have whatever unit they have.
// A variance reduction is the share of the variance that went away: 0.75 says
// that a quarter is left, for which else four times the replications would be
// needed; below 0 it would have been better not to.
#pragma once

#include <span>
#include <vector>

#include "camel/sim/statistics.h"

namespace camel {

// How much larger an alternative is than the base.
struct PairedInterval {
  Interval difference;
  // Of the values of both, replication by replication.
  double correlation = 0;
  // Against independent runs, whose variances add up.
  double variance_reduction = 0;
};

// Replication i of both had the same random numbers, which cancel in the
// difference if the two react alike to them. Throws UsageError unless both have
// the same number of replications, two or more.
PairedInterval paired_interval(std::span<double const> base,
                               std::span<double const> alternative,
                               double confidence = 0.95);

// Several alternatives, each against the base, so that *all* the intervals hold
// together with that confidence at least: each has the share of an equal split
// of what may fail (Bonferroni's inequality).
std::vector<PairedInterval> paired_intervals(
    std::span<double const> base,
    std::span<std::vector<double> const> alternatives,
    double confidence = 0.95);

// The mean of each pair of replications i, of which one had the random numbers
// u and the other 1 - u (Hammersley and Morton, A new Monte Carlo technique:
// antithetic variates, Proc. Cambridge Phil. Soc. 52, 1956). A pair is *one*
// observation, so these are what t_interval should be given. Throws UsageError
// unless both are as many.
std::vector<double> antithetic_means(std::span<double const> plain,
                                     std::span<double const> mirrored);

// What a replication drew where the mean is known beforehand: the mean time
// between its arrivals, say, or the hours that its crane broke down.
struct Control {
  std::vector<double> values;  // one for each replication
  double mean = 0;             // known, not estimated
};

struct ControlledMean {
  Interval interval;
  std::vector<double> coefficients;  // one for each control
  double variance_reduction = 0;     // against the plain mean
};

// The mean of the outputs, less what the controls' departure from their means
// explains by regression; Student's t with replications - controls - 1 degrees
// of freedom, exact if all are jointly normal (Lavenberg and Welch, A
// perspective on the use of control variables to increase the efficiency of
// Monte Carlo simulations, Management Science 27(3), 1981). Each control costs
// a degree, so few good ones are better than many. Throws UsageError unless
// there is at least one degree and one value for each replication, and when a
// control never varies or is a linear combination of those before it.
ControlledMean control_variates(std::span<double const> outputs,
                                std::span<Control const> controls,
                                double confidence = 0.95);

}  // namespace camel
