// SPDX-License-Identifier: Apache-2.0
// Do promised arrivals keep their word? Years are simulated in which borders
// close, cranes are out and customs take longer, each with another luck; from
// some of them arrivals are learnt, others are foretold that were never seen,
// and what was said is held against what came.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/tracking/eta_codec.h"

namespace camel {

// The corridor with disruptions drawn from a seed, of kinds that happened on
// it: crossings shut or at part of their capacity, cranes and lanes out, checks
// that take longer.
Corridor with_drawn_disruptions(Corridor corridor, std::uint64_t seed);

// Simulated years with the corridor's demand, each with disruptions and a luck
// of its own.
struct EtaYearsPlan {
  int years = 6;
  int days = 365, warm_up_days = 60;
  std::uint64_t seed = 1;
  int threads = 1;
  double share = 0.1;  // of the lots that are followed
  std::function<void(int done)> progress = {};
};
std::vector<EtaYear> simulate_eta_years(Corridor const& corridor,
                                        EtaYearsPlan const& plan);

// Of one kind of forecast.
struct EtaScore {
  std::size_t cases = 0;
  double pinball = 0;  // hours, mean at 0.1, 0.5 and 0.9
  double covered = 0;  // share inside the band from 0.1 to 0.9
  double width = 0;    // of it, hours
  double off = 0;      // of the median, hours, mean without sign
};
struct EtaTrialResult {
  EtaScore empirical;              // StepTimes
  EtaScore conditioned;            // EtaModel
  EtaScore calibrated;             // EtaModel, with EtaCalibration on top
  std::vector<EtaScore> horizons;  // of `calibrated`, by how far is looked
  std::vector<EtaScore> empirical_horizons;
  // Of boxes that closures delay which are there or will be within days: as
  // `calibrated`, and once their days are announced.
  EtaScore unannounced, announced;
  std::size_t crossings = 0;  // quantiles out of order
  // As they stand after the last year; the other one of what waits for an
  // opening.
  EtaCalibration calibration, announced_calibration;
  // Of one update, all milestones of a box; and with closures on its way.
  double microseconds = 0, announced_microseconds = 0;
};

// Learns the calibration from the first year, foretells the others.
// Of what is learnt its model and queues count.
EtaTrialResult try_eta(std::vector<BoxWay> const& ways,
                       LearntArrivals const& learnt,
                       std::vector<EtaYear> const& years);

}  // namespace camel
