// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_calibration.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace camel {
namespace {

// Says: evenly between 40 and 60 hours.
TimeSpread said() {
  TimeSpread spread;
  for (std::size_t i = 0; i < kSpreadLevels.size(); ++i) {
    spread.hours[i] = 40 + 20 * kSpreadLevels[i];
  }
  return spread;
}

TEST(EtaCalibration, who_promises_too_much_says_more_after_a_while) {
  EtaCalibration calibration;
  for (int i = 0; i < 1000; ++i) {
    calibration.learn(said(), 40 + 40 * ((i * 37 % 1000) + 0.5) / 1000);
  }
  auto const now = calibration.calibrated(said());
  EXPECT_NEAR(now.at(0.9), 76, 2);
  EXPECT_NEAR(now.at(0.1), 44, 2);
  EXPECT_TRUE(std::is_sorted(now.hours.begin(), now.hours.end()));
}

TEST(EtaCalibration, nothing_changes_before_enough_came_or_where_all_is_well) {
  EtaCalibration calibration;
  calibration.learn(said(), 1000);
  EXPECT_EQ(calibration.calibrated(said()).hours, said().hours);
  for (int i = 0; i < 2000; ++i) {
    calibration.learn(said(), 40 + 20 * ((i * 37 % 2000) + 0.5) / 2000);
  }
  EXPECT_NEAR(calibration.calibrated(said()).at(0.9), 58, 0.5);
}

TEST(EtaCalibration, horizons_are_minded_apart) {
  EtaCalibration calibration;
  for (int i = 0; i < 1000; ++i) {
    calibration.learn(said(), 90);
  }
  TimeSpread soon;
  soon.hours.fill(3);
  EXPECT_EQ(calibration.calibrated(soon).hours, soon.hours);
  EXPECT_GT(calibration.calibrated(said()).at(0.5), 70);
}

}  // namespace
}  // namespace camel
