// SPDX-License-Identifier: Apache-2.0
// Keeps forecasts to their word: what came of the last ones moves the next.
// Where one time in six lay behind what nine in ten should keep, the ninety per
// cent are said later. Conformal prediction on a rolling window (Vovk et al.,
// Algorithmic Learning in a Random World, 2005; of levels: Chernozhukov et al.,
// PNAS 118(48), 2021); the horizon, for how long ahead one looks, is minded.
#pragma once

#include <array>
#include <deque>
#include <vector>

#include "camel/tracking/time_spread.h"

namespace camel {

class EtaCalibration {
 public:
  // Horizons end at so many hours ahead; the last one has no end.
  static constexpr std::array<double, 7> kHorizons{6,   24,  72, 168,
                                                   336, 504, 1e9};
  static constexpr std::size_t kWindow = 1500;

  static std::size_t horizon_of(TimeSpread const& said);

  // As it is to be said, by what came of others.
  TimeSpread calibrated(TimeSpread const& said) const;

  // What came of a forecast, as it was before calibration.
  void learn(TimeSpread const& said, double hours);

  // For whoever packs it (eta_codec.h).
  template <typename Visit>
  void visit_parts(Visit& visit) {
    for (auto& window : windows_) {
      visit(window.levels);
      visit(window.sorted);
      visit(window.since);
    }
  }

 private:
  struct Window {
    std::deque<float> levels;   // at which it happened, in their order
    std::vector<float> sorted;  // of a while ago
    std::size_t since = 0;      // they were sorted
  };
  std::array<Window, kHorizons.size()> windows_;
};

}  // namespace camel
