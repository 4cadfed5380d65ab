// SPDX-License-Identifier: Apache-2.0
// What simulated years teach about the trains and vessels that boxes board at a
// stop: how often they leave, how long boxes wait for them, and how long it
// takes until they are set down further on. Where no train was seen, the
// corridor's own figures stand in, and say so.
#pragma once

#include <span>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/recorded_year.h"

namespace camel {

// Part of the year whose trains are looked at: seconds since January 1st.
struct TimeOfYear {
  YearSeconds from = 0, to = 365 * 86'400;
};

// How long something takes: so many quantiles, evenly spaced, in hours.
inline constexpr std::size_t kPacePoints = 40;
using PacePoints = std::vector<double>;

// On to a later stop.
struct RidePace {
  StopId to;
  double ride_hours = 0;  // median, from leaving to being set down
  // From being ready at the first stop, at any time, to being set down.
  PacePoints total_hours;
};

struct Pace {
  bool is_seen = false;       // in the simulated years
  double interval_hours = 0;  // between departures
  double wait_hours = 0;      // of a box that comes at any time, median
  std::vector<RidePace> rides;
};

class TrainExperience {
 public:
  // The years may be none.
  TrainExperience(Corridor const& corridor, ServiceNetwork const& network,
                  std::span<RecordedYear const> years);

  Pace pace(StopId board, TimeOfYear season) const;
  // Trains enough were seen in the simulated years to go by.
  bool is_seen(StopId board) const;

  // The stops after this one at which boxes may leave, once round a loop, and
  // how many stops on each of them is.
  struct Later {
    StopId stop;
    std::size_t landing = 0;  // of `RecordedYear::landings`
  };
  std::vector<Later> later_stops(StopId board) const;

 private:
  Pace seen(StopId board, TimeOfYear season) const;
  Pace nominal(StopId board) const;
  // Hours under way to each later stop, without any wait for the line.
  std::vector<double> nominal_ride_hours(StopId board,
                                         std::vector<Later> const& later) const;

  Corridor const& corridor_;
  ServiceNetwork const& network_;
  std::span<RecordedYear const> years_;
};

// Quantiles, evenly spaced, of values in any order (not none).
PacePoints quantiles_of(std::vector<double>& values, std::size_t points);

}  // namespace camel
