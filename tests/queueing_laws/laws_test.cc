// SPDX-License-Identifier: Apache-2.0
// The formulas themselves, against values of the textbooks and simple cases.
#include "laws.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace camel::laws {
namespace {

constexpr double kSixDecimals = 5e-7;

Moments const kUnit = exponential_moments(1);

TEST(Law, mm1_at_a_load_of_nine_tenths) {
  Crew const crew{.arrivals = 0.9};
  EXPECT_NEAR(mmc_wait(crew), 9, kSixDecimals);
  EXPECT_NEAR(mmc_inside(crew), 9, kSixDecimals);
  EXPECT_NEAR(mmc_waits_longer(crew, 0), 0.9, kSixDecimals);
  EXPECT_NEAR(mmc_waits_longer(crew, 20), 0.121802, kSixDecimals);
  EXPECT_NEAR(mm1_stays_longer(crew, 20), 0.135335, kSixDecimals);
  EXPECT_NEAR(mm1_wait_variance(crew), 99, kSixDecimals);
  EXPECT_NEAR(mm1_stay_variance(crew), 100, kSixDecimals);
  EXPECT_NEAR(mm1_variance_of_mean_wait(crew), 35901, 1e-6);
  EXPECT_NEAR(mm1_variance_of_mean_wait({.arrivals = 0.5}), 29, 1e-9);
  EXPECT_NEAR(mm1_variance_of_mean_wait({.arrivals = 0.8}), 1976, 1e-6);
}

TEST(Law, mmc_at_a_load_of_nine_tenths) {
  EXPECT_NEAR(delay_chance(2, 1.8), 0.852632, kSixDecimals);
  EXPECT_NEAR(mmc_wait({1.8, 1, 2}), 4.263158, kSixDecimals);
  EXPECT_NEAR(delay_chance(3, 2.7), 0.817061, kSixDecimals);
  EXPECT_NEAR(mmc_wait({2.7, 1, 3}), 2.723537, kSixDecimals);
  EXPECT_NEAR(mmc_inside({2.7, 1, 3}), 10.053549, kSixDecimals);
  EXPECT_NEAR(mmc_waits_longer({2.7, 1, 3}, 1), 0.605294, kSixDecimals);
  EXPECT_NEAR(delay_chance(4, 3.6), 0.787753, kSixDecimals);
  EXPECT_NEAR(mmc_wait({3.6, 1, 4}), 1.969383, kSixDecimals);
  EXPECT_NEAR(mmc_wait({9, 1, 10}), 0.668732, kSixDecimals);
  EXPECT_NEAR(mmc_wait({3.2, 1, 4}), 0.745541, kSixDecimals);
}

TEST(Law, erlangs_loss) {
  EXPECT_NEAR(loss(4, 3.2), 0.228145, kSixDecimals);
  EXPECT_NEAR(loss(10, 8), 0.121661, kSixDecimals);
}

TEST(Law, pollaczek_and_khinchine) {
  EXPECT_NEAR(mg1_wait({0.9, {1, 1, 1}}), 4.5, kSixDecimals);
  EXPECT_NEAR(mg1_wait({0.8, {1, 4 / 3., 2}}), 2.666667, kSixDecimals);
  EXPECT_NEAR(mg1_wait({0.8, {1, 1.5, 3}}), 3, kSixDecimals);
  EXPECT_NEAR(mg1_wait({0.8, {1, 3.25, 0}}), 6.5, kSixDecimals);
  EXPECT_NEAR(mg1_wait({0.8, {1, 5, 0}}), 10, kSixDecimals);
  // M/M/1 once more: the variance of its wait, by both formulas.
  EXPECT_NEAR(mg1_square_wait({0.9, kUnit}) - 81, 99, 1e-9);
  EXPECT_NEAR(mg1_square_wait_last_come({0.9, kUnit}), 1800, 1e-9);
}

TEST(Law, gm1_and_the_bound_of_gg1) {
  auto const fixed =
      gm1_delay_chance([](double s) { return std::exp(-s / 0.9); }, 1);
  EXPECT_NEAR(fixed, 0.806900, kSixDecimals);
  EXPECT_NEAR(gm1_wait(fixed, 1), 4.178659, kSixDecimals);
  auto const erlang = gm1_delay_chance(
      [](double s) { return std::pow(1.8 / (1.8 + s), 2); }, 1);
  EXPECT_NEAR(erlang, 0.868218, kSixDecimals);
  EXPECT_NEAR(gm1_wait(erlang, 1), 6.588284, kSixDecimals);
  Moments const gap{1 / 0.9, 1.5 / 0.81, 0};
  EXPECT_NEAR(longest_wait(gap, {1, 2.5, 0}), 9.527778, kSixDecimals);
  // M/M/1 is idle for exponential times of mean 1 / 0.9, E[I^2] / 2E[I] is
  // 1 / 0.9, and it waits 9.
  EXPECT_NEAR(wait_and_idleness(exponential_moments(1 / 0.9), kUnit),
              9 + 1 / 0.9, 1e-9);
}

TEST(Law, priorities) {
  std::vector<Flow> const flows{{0.2, kUnit}, {0.3, kUnit}, {0.3, kUnit}};
  auto const waits = priority_waits(flows);
  EXPECT_NEAR(waits[0], 1, kSixDecimals);
  EXPECT_NEAR(waits[1], 2, kSixDecimals);
  EXPECT_NEAR(waits[2], 8, kSixDecimals);
  auto const stays = preemptive_stays(flows);
  EXPECT_NEAR(stays[0], 1.25, kSixDecimals);
  EXPECT_NEAR(stays[1], 2.5, kSixDecimals);
  EXPECT_NEAR(stays[2], 10, kSixDecimals);
  auto const mixed = priority_waits({{0.4, {0.5, 0.25, 0.125}}, {0.5, kUnit}});
  EXPECT_NEAR(mixed[0], 0.687500, kSixDecimals);
  EXPECT_NEAR(mixed[1], 2.291667, kSixDecimals);
  auto const three = priority_waits({0.6, 0.9, 0.9}, 1, 3);
  EXPECT_NEAR(three[0], 0.269663, kSixDecimals);
  EXPECT_NEAR(three[1], 0.539326, kSixDecimals);
  EXPECT_NEAR(three[2], 2.157303, kSixDecimals);
}

TEST(Law, a_server_that_breaks_down) {
  auto const completion = with_breakdowns(kUnit, 0.05, exponential_moments(2));
  EXPECT_NEAR(completion.first, 1.1, kSixDecimals);
  EXPECT_NEAR(mg1_wait({0.7, completion}), 4.291304, kSixDecimals);
}

TEST(Law, limited_room_and_limited_sources) {
  auto const chances = birth_and_death(
      8, [](auto) { return 2.7; },
      [](auto n) { return std::min(double(n), 3.); });
  auto const three =
      numbers_of(chances, 3, [](auto n) { return std::min(double(n), 3.); });
  EXPECT_NEAR(chances.back(), 0.085275, kSixDecimals);
  EXPECT_NEAR(three.throughput, 2.469759, kSixDecimals);
  EXPECT_NEAR(three.inside, 3.954882, kSixDecimals);
  EXPECT_NEAR(three.line, 1.485123, kSixDecimals);
  EXPECT_NEAR(three.stay(), 1.601323, kSixDecimals);
  EXPECT_NEAR(three.wait(), 0.601323, kSixDecimals);

  auto const sources = birth_and_death(
      8, [](auto n) { return 0.2 * double(8 - n); },
      [](auto n) { return std::min(double(n), 2.); });
  auto const two =
      numbers_of(sources, 2, [](auto n) { return std::min(double(n), 2.); });
  EXPECT_NEAR(two.inside, 1.664801, kSixDecimals);
  EXPECT_NEAR(two.line, 0.397761, kSixDecimals);
  EXPECT_NEAR(two.throughput, 1.267040, kSixDecimals);
}

TEST(Law, networks) {
  auto const rates =
      traffic({1, 0, 0}, {{0, 0.6, 0.4}, {0.2, 0, 0}, {0, 0, 0}});
  EXPECT_NEAR(rates[0], 1.136364, kSixDecimals);
  EXPECT_NEAR(rates[1], 0.681818, kSixDecimals);
  EXPECT_NEAR(rates[2], 0.454545, kSixDecimals);
  EXPECT_NEAR(mmc_inside({rates[0], 1 / 2., 1}), 1.315789, kSixDecimals);
  EXPECT_NEAR(mmc_inside({rates[1], 1 / 0.5, 3}), 1.522346, kSixDecimals);
  EXPECT_NEAR(mmc_inside({rates[2], 1 / 0.7, 1}), 1.851852, kSixDecimals);

  auto const round = go_round({1, 0.8, 0.5}, 10);
  EXPECT_NEAR(round.throughput, 0.967853, kSixDecimals);
  EXPECT_NEAR(round.time, 10.332148, kSixDecimals);
  EXPECT_NEAR(round.inside[0], 6.291945, kSixDecimals);
  EXPECT_NEAR(round.inside[1], 2.791759, kSixDecimals);
  EXPECT_NEAR(round.inside[2], 0.916296, kSixDecimals);
}

TEST(Law, batches_and_trains) {
  EXPECT_NEAR(inside_with_batch_arrivals(0.75, 3), 6, kSixDecimals);
  auto const r = bulk_service_factor(2.5, 1, 4);
  EXPECT_NEAR(r, 0.820599, kSixDecimals);
  EXPECT_NEAR(r / (1 - r), 4.574091, kSixDecimals);
  // One at a time is M/M/1.
  EXPECT_NEAR(bulk_service_factor(0.9, 1, 1), 0.9, kSixDecimals);
  EXPECT_NEAR(wait_for_full_train(40, 10), 1.95, kSixDecimals);
  auto const train = full_or_in_time(10, 5, 1.5);
  EXPECT_NEAR(train.delay, 1.395417, kSixDecimals);
  EXPECT_NEAR(train.boxes, 7.977085, kSixDecimals);
  EXPECT_NEAR(train.wait, 0.746686, kSixDecimals);
  // With all the time of the world it is full when it leaves.
  EXPECT_NEAR(full_or_in_time(10, 5, 1e3).boxes, 10, 1e-9);
}

}  // namespace
}  // namespace camel::laws
