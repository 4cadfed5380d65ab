// SPDX-License-Identifier: Apache-2.0
// The calibration goes on with boxes that are really tracked: what would have
// been said of them every few days of their way, by what is learnt, against
// what came. All of it follows from the events, so that the same events give
// the same bands in whatever order they were captured and however often
// somebody asked.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "camel/tracking/eta_calibration.h"
#include "camel/tracking/eta_model.h"

namespace camel {

struct TrackedJourney {
  std::string name;
  // As it was told; and with what nobody told of, passed with the next that
  // somebody did. Steps as the model numbers them.
  BoxJourney const *told = nullptr, *whole = nullptr;
  std::vector<std::uint32_t> const* steps = nullptr;
};

// With what came up to a moment, of the boxes that came on last. A forecast
// counts once nine in ten of its kind should have come: of those that came
// sooner alone, all were quick.
EtaCalibration with_hindsight(EtaCalibration learnt, EtaModel const& model,
                              std::span<TrackedJourney const> journeys,
                              EpochSeconds by);

}  // namespace camel
