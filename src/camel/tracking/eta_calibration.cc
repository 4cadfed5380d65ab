// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/eta_calibration.h"

#include <algorithm>

namespace camel {

namespace {

constexpr std::size_t kSortedEvery = 50;
constexpr std::size_t kFewest = 100;  // say nothing
// So many that came at all levels evenly stand beside those that were seen.
constexpr double kEven = 40;

double level_at(std::vector<float> const& sorted, double level) {
  auto const n = static_cast<double>(sorted.size());
  auto const x = std::clamp(level * (n + 1) - 1, 0.0, n - 1);
  auto const low = static_cast<std::size_t>(x);
  auto const high = std::min(low + 1, sorted.size() - 1);
  auto const share = x - static_cast<double>(low);
  auto const seen = static_cast<double>(sorted[low]) * (1 - share) +
                    static_cast<double>(sorted[high]) * share;
  return (seen * n + level * kEven) / (n + kEven);
}

}  // namespace

std::size_t EtaCalibration::horizon_of(TimeSpread const& said) {
  auto const median = said.at(0.5);
  return static_cast<std::size_t>(
      std::upper_bound(kHorizons.begin(), kHorizons.end() - 1, median) -
      kHorizons.begin());
}

TimeSpread EtaCalibration::calibrated(TimeSpread const& said) const {
  auto const& sorted = windows_[horizon_of(said)].sorted;
  if (sorted.size() < kFewest) {
    return said;
  }
  TimeSpread result;
  for (std::size_t i = 0; i < kSpreadLevels.size(); ++i) {
    auto const hours = said.at(level_at(sorted, kSpreadLevels[i]));
    result.hours[i] = i == 0 ? hours : std::max(hours, result.hours[i - 1]);
  }
  return result;
}

void EtaCalibration::learn(TimeSpread const& said, double hours) {
  auto& window = windows_[horizon_of(said)];
  window.levels.push_back(static_cast<float>(said.level_of(hours)));
  if (window.levels.size() > kWindow) {
    window.levels.pop_front();
  }
  if (++window.since >= kSortedEvery) {
    window.since = 0;
    window.sorted.assign(window.levels.begin(), window.levels.end());
    std::sort(window.sorted.begin(), window.sorted.end());
  }
}

}  // namespace camel
