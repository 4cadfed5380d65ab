// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/variance_reduction.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/random.h"

namespace camel {
namespace {

using Values = std::vector<double>;

Random numbers(std::uint32_t purpose) {
  return Random{{.seed = 31, .stream = purpose, .replication = 0}};
}

bool covers(Interval const& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

// Four standard errors of how often something of this probability happens.
double four_sigma(double probability, int trials) {
  return 4 * std::sqrt(probability * (1 - probability) / trials);
}

TEST(PairedInterval, three_replications_by_hand) {
  // Differences 2, 1, 3: mean 2, deviation 1, t(0.975; 2) = 4.302653. Squares
  // about the means 2, 6 and, of the differences, 2: the reduction is
  // 1 - 2/(2 + 6), the correlation (1 + 0 + 2) / sqrt(2 * 6).
  auto const found = paired_interval(Values{1, 2, 3}, Values{3, 3, 6});
  EXPECT_DOUBLE_EQ(found.difference.mean, 2);
  EXPECT_NEAR(found.difference.high - 2, 4.302653 / std::sqrt(3), 1e-6);
  EXPECT_NEAR(2 - found.difference.low, 4.302653 / std::sqrt(3), 1e-6);
  EXPECT_DOUBLE_EQ(found.correlation, 3 / std::sqrt(12));
  EXPECT_DOUBLE_EQ(found.variance_reduction, 0.75);
}

TEST(PairedInterval, opposite_reactions_make_pairing_worse) {
  // Differences -2, 0, 2: squares 8 against 2 + 2.
  auto const found = paired_interval(Values{1, 2, 3}, Values{3, 2, 1});
  EXPECT_DOUBLE_EQ(found.correlation, -1);
  EXPECT_DOUBLE_EQ(found.variance_reduction, -1);
}

TEST(PairedInterval, what_never_varies_has_nothing_to_reduce) {
  auto const found = paired_interval(Values{4, 4, 4}, Values{5, 5, 5});
  EXPECT_EQ(found.difference, (Interval{1, 1, 1}));
  EXPECT_EQ(found.correlation, 0);
  EXPECT_EQ(found.variance_reduction, 0);
}

TEST(PairedInterval, replications_without_a_partner_are_refused) {
  EXPECT_THROW(paired_interval(Values{1, 2, 3}, Values{1, 2}), UsageError);
  EXPECT_THROW(paired_interval(Values{1}, Values{2}), UsageError);
}

TEST(PairedIntervals, two_alternatives_have_half_of_the_failures_each) {
  // 97.5 % each: t(0.9875; 2) = 6.205347.
  std::array const alternatives{Values{3, 3, 6}, Values{1, 3, 2}};
  auto const found = paired_intervals(Values{1, 2, 3}, alternatives);
  ASSERT_EQ(found.size(), 2);
  EXPECT_DOUBLE_EQ(found[0].difference.mean, 2);
  EXPECT_DOUBLE_EQ(found[1].difference.mean, 0);
  // Differences 2, 1, 3 and 0, 1, -1 have the same deviation, 1.
  for (auto const& [difference, correlation, reduction] : found) {
    EXPECT_NEAR(difference.high - difference.mean, 6.205347 / std::sqrt(3),
                1e-6);
  }
}

TEST(PairedIntervals, all_of_them_hold_at_once_as_often_as_said) {
  auto random = numbers(1);
  constexpr int kTrials = 2000;
  int all_hold = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    Values base;
    std::array<Values, 5> alternatives;
    for (int i = 0; i < 10; ++i) {
      base.push_back(random.normal());
      for (std::size_t k = 0; k < alternatives.size(); ++k) {
        auto const better = static_cast<double>(k);
        alternatives[k].push_back(base.back() + better + random.normal());
      }
    }
    auto const found = paired_intervals(base, alternatives);
    bool hold = true;
    for (std::size_t k = 0; k < found.size(); ++k) {
      hold &= covers(found[k].difference, static_cast<double>(k));
    }
    all_hold += hold;
  }
  // The noise of the alternatives is independent: 0.99^5 = 0.951.
  auto const expected = std::pow(0.99, 5);
  EXPECT_NEAR(all_hold / double{kTrials}, expected,
              four_sigma(expected, kTrials));
}

TEST(PairedIntervals, a_confidence_outside_0_and_1_is_refused) {
  std::array const alternatives{Values{1, 2}, Values{2, 4}};
  EXPECT_THROW(paired_intervals(Values{1, 3}, alternatives, 0), UsageError);
  EXPECT_THROW(paired_intervals(Values{1, 3}, alternatives, 95), UsageError);
}

TEST(AntitheticMeans, are_the_means_of_the_pairs) {
  EXPECT_EQ(antithetic_means(Values{1, 5}, Values{3, 4}), (Values{2, 4.5}));
  EXPECT_EQ(antithetic_means({}, {}), Values{});
  EXPECT_THROW(antithetic_means(Values{1}, Values{}), UsageError);
}

TEST(AntitheticMeans, of_exponential_times_have_the_variance_of_theory) {
  // -ln u and -ln(1 - u) have the variance 1 and the covariance 1 - pi^2 / 6,
  // so their mean has 1 - pi^2 / 12 = 0.1775 and not 1/2. Its fourth central
  // moment is 0.4122, by numerical integration: the variance of a sample of n
  // has the standard error sqrt((0.4122 - 0.1775^2) / n) = 0.0031.
  auto random = numbers(2);
  Values plain;
  Values mirrored;
  for (int i = 0; i < 40'000; ++i) {
    auto const u = random.uniform();
    plain.push_back(-std::log(u));
    mirrored.push_back(-std::log(1 - u));
  }
  auto const tally = tally_of(antithetic_means(plain, mirrored));
  auto const expected = 1 - std::numbers::pi * std::numbers::pi / 12;
  EXPECT_NEAR(tally.mean(), 1, 4 * std::sqrt(expected / 40'000));
  EXPECT_NEAR(tally.variance(), expected, 4 * 0.0031);
}

TEST(ControlVariates, four_replications_by_hand) {
  // Control about its mean 0.5: squares 5, products with the outputs 8.5:
  // coefficient 1.7. The known mean is 0: 3.75 - 1.7 * 0.5 = 2.9. Residuals
  // -0.2, 0.1, 0.4, -0.3 with squares 0.3 and 2 degrees: 0.15. Times 1/4 +
  // 0.5^2 / 5 = 0.3: variance 0.045, while that of the plain mean is
  // 14.75 / 3 / 4. t(0.975; 2) = 4.302653.
  std::array const controls{Control{{-1, 0, 1, 2}, 0}};
  auto const found = control_variates(Values{1, 3, 5, 6}, controls);
  EXPECT_DOUBLE_EQ(found.interval.mean, 2.9);
  ASSERT_EQ(found.coefficients.size(), 1);
  EXPECT_DOUBLE_EQ(found.coefficients[0], 1.7);
  auto const half = 4.302653 * std::sqrt(0.045);
  EXPECT_NEAR(found.interval.high, 2.9 + half, 1e-6);
  EXPECT_NEAR(found.interval.low, 2.9 - half, 1e-6);
  EXPECT_NEAR(found.variance_reduction, 1 - 0.045 * 12 / 14.75, 1e-12);
}

TEST(ControlVariates, outputs_that_are_explained_wholly_leave_no_variance) {
  // 5 + 2 (a - 1) - 3 (b - 4) + 0.5 (c - 2), in very different units.
  auto random = numbers(3);
  std::array controls{Control{{}, 1}, Control{{}, 4e9}, Control{{}, 2e-9}};
  Values outputs;
  for (int i = 0; i < 20; ++i) {
    auto const a = random.normal();
    auto const b = a + random.normal();
    auto const c = b + random.normal();
    controls[0].values.push_back(a);
    controls[1].values.push_back(b * 1e9);
    controls[2].values.push_back(c * 1e-9);
    outputs.push_back(5 + 2 * (a - 1) - 3 * (b - 4) + 0.5 * (c - 2));
  }
  auto const found = control_variates(outputs, controls);
  EXPECT_NEAR(found.interval.mean, 5, 1e-9);
  EXPECT_NEAR(found.interval.high - found.interval.low, 0, 1e-9);
  EXPECT_NEAR(found.coefficients[0], 2, 1e-9);
  EXPECT_NEAR(found.coefficients[1] * 1e9, -3, 1e-9);
  EXPECT_NEAR(found.coefficients[2] * 1e-9, 0.5, 1e-9);
  EXPECT_NEAR(found.variance_reduction, 1, 1e-12);
}

// Outputs 3 + 1.5 x + 1.5 y + noise: x and y, standard normal with the
// correlation 0.5 explain 1.5^2 (1 + 1 + 2 * 0.5) = 6.75 of a variance of
// 6.75 + 0.75 = 7.5: nine tenths.
struct Linear {
  Values outputs;
  std::array<Control, 2> controls;
};

Linear linear_model(Random& random, int replications) {
  Linear model;
  for (int i = 0; i < replications; ++i) {
    auto const x = random.normal();
    auto const y = 0.5 * x + std::sqrt(0.75) * random.normal();
    model.controls[0].values.push_back(x);
    model.controls[1].values.push_back(y);
    model.outputs.push_back(3 + 1.5 * x + 1.5 * y +
                            std::sqrt(0.75) * random.normal());
  }
  return model;
}

TEST(ControlVariates, a_linear_model_keeps_what_is_not_explained) {
  // The squared multiple correlation is 0.9; its estimate has a standard error
  // of about 2 * sqrt(0.9) * 0.1 / sqrt(n) = 0.0013.
  auto random = numbers(4);
  auto const model = linear_model(random, 20'000);
  auto const found = control_variates(model.outputs, model.controls);
  EXPECT_NEAR(found.variance_reduction, 0.9, 4 * 0.0013);
}

TEST(ControlVariates, the_interval_covers_and_the_variance_is_that_of_theory) {
  // Of n = 20 replications: a tenth of 7.5 / 20, and (n - 2) / (n - q - 2) of
  // it as the price of not knowing the coefficients.
  auto random = numbers(5);
  constexpr int kTrials = 2000;
  int covered = 0;
  Tally means;
  for (int trial = 0; trial < kTrials; ++trial) {
    auto const model = linear_model(random, 20);
    auto const found = control_variates(model.outputs, model.controls);
    covered += covers(found.interval, 3);
    means.add(found.interval.mean);
  }
  EXPECT_NEAR(covered / double{kTrials}, 0.95, four_sigma(0.95, kTrials));
  auto const variance = 0.75 / 20 * 18 / 16;
  EXPECT_NEAR(means.mean(), 3, 4 * std::sqrt(variance / kTrials));
  EXPECT_NEAR(means.variance() / variance, 1, 4 * std::sqrt(2.0 / kTrials));
}

TEST(ControlVariates, without_controls_it_is_the_plain_interval) {
  Values const outputs{1, 3, 5, 6};
  auto const found = control_variates(outputs, {});
  auto const plain = t_interval(outputs);
  EXPECT_DOUBLE_EQ(found.interval.mean, plain.mean);
  EXPECT_DOUBLE_EQ(found.interval.low, plain.low);
  EXPECT_NEAR(found.variance_reduction, 0, 1e-12);
}

std::string refusal(Values const& outputs, std::vector<Control> const& with) {
  try {
    control_variates(outputs, with);
  } catch (UsageError const& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ControlVariates, controls_that_cannot_serve_are_named) {
  Values const outputs{1, 3, 5, 6, 2, 4};
  Control const a{{1, 2, 3, 4, 5, 6}, 3};
  Control const b{{4, 1, 5, 9, 2, 6}, 5};
  Control const both{{9, 4, 13, 22, 9, 18}, 13};  // a + 2 b
  EXPECT_EQ(refusal(outputs, {a, b}), "accepted");
  EXPECT_EQ(refusal(outputs, {a, b, both}),
            "control 3 is a linear combination of those before it; leave it "
            "out");
  EXPECT_EQ(refusal(outputs, {a, Control{{7, 7, 7, 7, 7, 7}, 7}}),
            "control 2 never varies, so it explains nothing; leave it out");
  EXPECT_EQ(refusal(outputs, {Control{{7, 8}, 7}}),
            "control 1 has 2 values for 6 replications; it must have one for "
            "each");
  EXPECT_EQ(refusal({1, 3, 5}, {a, b}),
            "3 replications are too few for 2 controls; it takes 4 or more");
}

}  // namespace
}  // namespace camel
