// SPDX-License-Identifier: Apache-2.0
// How a law is tried: independent replications, of which each has a warm-up;
// what is known of their random numbers corrects the mean (control variates);
// and theory must lie within four standard errors of it. Student's t stands in
// for the normal distribution, so a right kernel fails in 6 of 100,000 cases,
// and the seeds are fixed. An error so large that the law would hardly be tried
// is a failure, too.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "camel/sim/statistics.h"
#include "camel/sim/variance_reduction.h"
#include "models.h"

namespace camel::laws {

constexpr int kReplications = 40;
// A normal variable stays within four standard deviations so often.
constexpr double kFourSigma = 0.99993665751633;

struct Expected {
  std::string what;
  double value = 0;
  double precision = 0.02;  // the four errors, as a share of the value
};

// The mean over all replications of the value number `at`, and how far the
// true mean may lie from it.
inline Interval mean_over(std::vector<Outcome> const& outcomes,
                          std::size_t at) {
  std::vector<double> values;
  for (auto const& outcome : outcomes) {
    values.push_back(outcome.values.at(at));
  }
  std::vector<Control> controls;
  for (std::size_t i = 0; i < outcomes.front().controls.size(); ++i) {
    Control control;
    for (auto const& outcome : outcomes) {
      control.values.push_back(outcome.controls[i]);
    }
    // What is always the same (fixed times) explains nothing.
    if (tally_of(control.values).variance() > 1e-9) {
      controls.push_back(std::move(control));
    }
  }
  return control_variates(values, controls, kFourSigma).interval;
}

inline std::vector<Outcome> replicate(std::function<Outcome(int)> const& run) {
  std::vector<Outcome> outcomes;
  for (int replication = 0; replication < kReplications; ++replication) {
    outcomes.push_back(run(replication));
  }
  return outcomes;
}

inline void expect_laws(std::vector<Expected> const& laws,
                        std::function<Outcome(int)> const& run) {
  auto const outcomes = replicate(run);
  for (std::size_t i = 0; i < laws.size(); ++i) {
    auto const& law = laws[i];
    auto const found = mean_over(outcomes, i);
    auto const allowed = found.high - found.mean;
    testing::Test::RecordProperty(
        "law " + std::to_string(i + 1),
        law.what + ": theory " + std::to_string(law.value) + ", found " +
            std::to_string(found.mean) + ", four errors " +
            std::to_string(allowed));
    EXPECT_NEAR(found.mean, law.value, allowed) << law.what;
    EXPECT_GT(allowed, 0) << law.what << " never varies";
    EXPECT_LT(allowed, law.precision * law.value)
        << law.what << " is too noisy to mean anything";
  }
}

}  // namespace camel::laws
