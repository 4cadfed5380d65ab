// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/output_analysis.h"

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/sim/random.h"

namespace camel {
namespace {

using Values = std::vector<double>;

Random numbers(std::uint32_t purpose) {
  return Random{{.seed = 21, .stream = purpose, .replication = 0}};
}

// Four standard errors of how often something of this probability happens.
double four_sigma(double probability, int trials) {
  return 4 * std::sqrt(probability * (1 - probability) / trials);
}

// So many batches of five, alternately +1 and -1.
Values alternating(int batches) {
  Values values;
  for (int i = 0; i < 5 * batches; ++i) {
    values.push_back(i / 5 % 2 == 0 ? 1 : -1);
  }
  return values;
}

// X = coefficient * the X before + a standard normal number, from `start`.
Values autoregression(Random& random, double coefficient, double start,
                      int count) {
  Values values;
  auto x = start;
  for (int i = 0; i < count; ++i) {
    x = coefficient * x + random.normal();
    values.push_back(x);
  }
  return values;
}

TEST(FindWarmUp, a_start_far_away_is_cut_off_where_it_ends) {
  // Ten batches at 100, then ninety that alternate. Of m alternating batches
  // the squares over m^2 are 1/m for an even m and (1 - 1/m^2)/m for an odd
  // one: 1/90 = 0.01111 is the smallest, 89 gives 0.01123.
  Values values(50, 100);
  auto const steady = alternating(90);
  values.insert(values.end(), steady.begin(), steady.end());
  EXPECT_EQ(find_warm_up(values), 50);
}

TEST(FindWarmUp, without_a_start_nothing_is_cut_off) {
  EXPECT_EQ(find_warm_up(alternating(100)), 0);
  EXPECT_EQ(find_warm_up(Values(200, 3.5)), 0);
}

TEST(FindWarmUp, a_run_that_never_settles_is_too_short) {
  // Of the last m numbers of a straight line the squares over m^2 are
  // (m^2 - 1) / (12 m): the fewer, the smaller.
  Values line(1000);
  std::iota(line.begin(), line.end(), 0.0);
  EXPECT_EQ(find_warm_up(line), std::nullopt);
}

TEST(FindWarmUp, half_of_the_run_may_go_but_not_more) {
  Values values(250, 100);
  auto const steady = alternating(50);
  values.insert(values.end(), steady.begin(), steady.end());
  EXPECT_EQ(find_warm_up(values), 250);
  values.insert(values.begin(), 5, 100.0);
  EXPECT_EQ(find_warm_up(values), std::nullopt);
}

TEST(FindWarmUp, a_few_batches_that_are_alike_at_the_end_do_not_win) {
  auto values = alternating(100);
  values.insert(values.end(), 20, 0.5);
  EXPECT_EQ(find_warm_up(values), 0);
}

TEST(FindWarmUp, forty_nine_observations_are_too_few) {
  EXPECT_EQ(find_warm_up(Values(49, 1)), std::nullopt);
  EXPECT_EQ(find_warm_up(Values(50, 1)), 0);
  EXPECT_EQ(find_warm_up({}), std::nullopt);
}

TEST(FindWarmUp, a_planted_warm_up_is_found_among_noise) {
  // 400 of 4000 observations lie 5 standard deviations too high.
  auto random = numbers(1);
  int found_well = 0;
  for (int trial = 0; trial < 200; ++trial) {
    Values values;
    for (int i = 0; i < 4000; ++i) {
      values.push_back(random.normal() + (i < 400 ? 5 : 0));
    }
    auto const found = find_warm_up(values);
    found_well += found && *found >= 400 && *found <= 1000;
  }
  EXPECT_GE(found_well, 198);
}

TEST(FindWarmUp, it_takes_the_bias_of_a_slow_start_away) {
  // The start, 30, decays as 0.9^i and adds 30 * 0.9 / 0.1 / 2000 = 0.135 to
  // the mean of 2000 observations, which else has the standard error
  // 1 / 0.1 / sqrt(2000) = 0.2236. Few runs look too short.
  auto random = numbers(2);
  Tally whole;
  Tally cut;
  for (int trial = 0; trial < 400; ++trial) {
    auto const values = autoregression(random, 0.9, 30, 2000);
    if (auto const found = find_warm_up(values)) {
      whole.add(tally_of(values).mean());
      cut.add(tally_of(std::span{values}.subspan(*found)).mean());
    }
  }
  EXPECT_GE(cut.count(), 380);
  auto const error = 0.2236 / std::sqrt(400);
  EXPECT_NEAR(whole.mean(), 0.135, 4 * error);
  EXPECT_NEAR(cut.mean(), 0, 4 * error);
}

TEST(BatchMeans, twelve_observations_by_hand) {
  // Ten batches of one; the first two are left over. Values 0 and 1 in turn:
  // mean 0.5, squares 2.5, steps 9: correlation 1 - 9/5. The half-width is
  // t(0.975; 9) = 2.262157 times sqrt(2.5 / 9 / 10).
  auto const found =
      batch_means(Values{99, 98, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 10);
  EXPECT_EQ(found.batches, 10);
  EXPECT_EQ(found.batch_size, 1);
  EXPECT_DOUBLE_EQ(found.interval.mean, 0.5);
  EXPECT_NEAR(found.interval.high - 0.5, 2.262157 * std::sqrt(2.5 / 90), 1e-6);
  EXPECT_DOUBLE_EQ(found.correlation, -0.8);
  EXPECT_FALSE(found.correlated);
}

TEST(BatchMeans, a_rising_line_is_flagged) {
  // 0 to 19: squares 20 * 399 / 12 = 665, steps 19: 1 - 19/1330.
  Values line(20);
  std::iota(line.begin(), line.end(), 0.0);
  auto const found = batch_means(line);
  EXPECT_DOUBLE_EQ(found.correlation, 1 - 19.0 / 1330);
  EXPECT_TRUE(found.correlated);
}

TEST(BatchMeans, constant_observations_have_no_correlation) {
  auto const found = batch_means(Values(100, 7));
  EXPECT_EQ(found.interval, (Interval{7, 7, 7}));
  EXPECT_EQ(found.correlation, 0);
  EXPECT_FALSE(found.correlated);
}

TEST(BatchMeans, the_interval_covers_the_mean_of_an_autoregression) {
  // Batches of 100 with the coefficient 0.5 are almost independent. The mean
  // of n observations has the variance 1 / (1 - 0.5)^2 / n, but for terms of
  // 1/n^2: 4/2000.
  auto random = numbers(3);
  constexpr int kTrials = 2000;
  int covered = 0;
  int alarms = 0;
  Tally means;
  for (int trial = 0; trial < kTrials; ++trial) {
    auto const found = batch_means(autoregression(random, 0.5, 0, 2000));
    covered += found.interval.low <= 0 && 0 <= found.interval.high;
    alarms += found.correlated;
    means.add(found.interval.mean);
  }
  EXPECT_NEAR(covered / double{kTrials}, 0.95, four_sigma(0.95, kTrials));
  EXPECT_NEAR(alarms / double{kTrials}, 0.05, four_sigma(0.05, kTrials));
  // A variance estimated from n normal values has a relative standard error
  // of sqrt(2 / n).
  EXPECT_NEAR(means.variance() / (4.0 / 2000), 1, 4 * std::sqrt(2.0 / kTrials));
}

TEST(BatchMeans, independent_batches_alarm_5_times_in_100) {
  auto random = numbers(6);
  constexpr int kTrials = 20'000;
  int alarms = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    alarms += batch_means(autoregression(random, 0, 0, 20)).correlated;
  }
  EXPECT_NEAR(alarms / double{kTrials}, 0.05, four_sigma(0.05, kTrials));
}

TEST(BatchMeans, batches_too_short_are_found_out) {
  // Batches of 5 with the coefficient 0.95 hardly differ from their
  // neighbours; the interval misses the mean much too often and says so.
  auto random = numbers(4);
  constexpr int kTrials = 500;
  int covered = 0;
  int alarms = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    auto const found = batch_means(autoregression(random, 0.95, 0, 100));
    covered += found.interval.low <= 0 && 0 <= found.interval.high;
    alarms += found.correlated;
  }
  EXPECT_LT(covered, 0.8 * kTrials);
  EXPECT_GT(alarms, 0.9 * kTrials);
}

TEST(BatchMeans, too_few_batches_or_observations_are_refused) {
  EXPECT_THROW(batch_means(Values(100, 1), 9), UsageError);
  EXPECT_THROW(batch_means(Values(19, 1), 20), UsageError);
  EXPECT_THROW(batch_means(Values(100, 1), 20, 95), UsageError);
}

TEST(ReplicationsNeeded, three_values_by_hand) {
  // Mean 10, deviation 1; a tenth allows 10 * 0.1 / 1.1 = 0.90909. With 7
  // replications 2.446912 / sqrt(7) = 0.92484, with 8 2.364624 / sqrt(8) =
  // 0.83602.
  EXPECT_EQ(replications_needed(Values{9, 10, 11}, 0.1), 8);
  EXPECT_EQ(replications_needed(Values{-9, -10, -11}, 0.1), 8);
}

TEST(ReplicationsNeeded, a_hundred_times_the_precision_takes_far_more) {
  // A thousandth allows 0.01 / 1.001 = 0.00999001; Student's t is almost the
  // normal 1.959964, and (1.959964 / 0.00999001)^2 = 38 491.
  auto const found = replications_needed(Values{9, 10, 11}, 1e-3);
  EXPECT_NEAR(static_cast<double>(found), 38'491, 5);
}

TEST(ReplicationsNeeded, what_suffices_is_left_as_it_is) {
  EXPECT_EQ(replications_needed(Values{10, 10, 10, 10}, 0.01), 4);
  EXPECT_EQ(replications_needed(Values{0, 0}, 0.01), 2);
  EXPECT_EQ(replications_needed(Values{9, 10, 11}, 0.9), 3);
}

TEST(ReplicationsNeeded, what_cannot_be_reached_is_refused) {
  EXPECT_THROW(replications_needed(Values{-1, 1}, 0.1), UsageError);
  EXPECT_THROW(replications_needed(Values{1}, 0.1), UsageError);
  EXPECT_THROW(replications_needed(Values{1, 2}, 0), UsageError);
  EXPECT_THROW(replications_needed(Values{1, 2}, 0.1, 1), UsageError);
}

TEST(QuantileInterval, the_median_of_six_lies_between_the_extremes) {
  // All six below or all above the median: 2 / 2^6 = 0.03125.
  auto const found = quantile_interval(Values{5, 1, 4, 6, 2, 3}, 0.5);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->quantile, 3);
  EXPECT_EQ(found->low, 1);
  EXPECT_EQ(found->high, 6);
  EXPECT_DOUBLE_EQ(found->confidence, 1 - 2.0 / 64);
  EXPECT_FALSE(quantile_interval(Values{5, 1, 4, 2, 3}, 0.5));
}

TEST(QuantileInterval, the_median_of_ten_leaves_out_the_extremes) {
  // At most one below: 11 / 2^10 = 0.0107; at most two: 56 / 2^10 = 0.0547.
  Values values(10);
  std::iota(values.begin(), values.end(), 1.0);
  auto const found = quantile_interval(values, 0.5);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->low, 2);
  EXPECT_EQ(found->high, 9);
  EXPECT_DOUBLE_EQ(found->confidence, 1 - 2 * 11.0 / 1024);
}

TEST(QuantileInterval, the_quantile_95_takes_72_replications) {
  // 0.95^72 = 0.02488 is below 0.025, 0.95^71 = 0.02619 is not.
  Values values(72);
  std::iota(values.begin(), values.end(), 1.0);
  auto const found = quantile_interval(values, 0.95);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->high, 72);
  values.pop_back();
  EXPECT_FALSE(quantile_interval(values, 0.95));
}

TEST(QuantileInterval, it_covers_the_truth_as_often_as_it_says) {
  // The 0.9 quantile of an exponential distribution of mean 1 is ln 10.
  auto random = numbers(5);
  constexpr int kTrials = 2000;
  int covered = 0;
  double confidence = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    Values values;
    for (int i = 0; i < 60; ++i) {
      values.push_back(random.exponential(1));
    }
    auto const found = quantile_interval(values, 0.9);
    ASSERT_TRUE(found);
    covered += found->low <= std::log(10) && std::log(10) <= found->high;
    confidence = found->confidence;
  }
  EXPECT_GE(confidence, 0.95);
  EXPECT_NEAR(covered / double{kTrials}, confidence,
              four_sigma(confidence, kTrials));
}

TEST(QuantileInterval, nonsense_is_refused_and_the_ends_have_no_interval) {
  EXPECT_THROW(quantile_interval({}, 0.5), UsageError);
  EXPECT_THROW(quantile_interval(Values{1, 2}, 1.5), UsageError);
  EXPECT_THROW(quantile_interval(Values{1, 2}, 0.5, 0), UsageError);
  EXPECT_FALSE(quantile_interval(Values(100, 1), 0));
  EXPECT_FALSE(quantile_interval(Values(100, 1), 1));
}

}  // namespace
}  // namespace camel
