// SPDX-License-Identifier: Apache-2.0
// What became of boxes that set out so in the simulated years: each is followed
// through one of them, train by train, from days around the same day of the
// year. So what goes together in life does so here: a queue at the border in a
// wet November holds up all that comes to it. What is promised of an itinerary
// is read off these journeys.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/recorded_year.h"
#include "camel/routing/experience.h"

namespace camel {

// Boxes of some goods on a chain of rides.
struct Journey {
  CommodityId goods;
  int teu = 1;
  TrainPath path = TrainPath::ordinary;
  std::vector<Ride> rides;
};

// Hours since the boxes were ready at the first place.
struct ReplayedLeg {
  double ready = 0;   // for this train, procedures done
  double leaves = 0;  // with it
  double landed = 0;  // at its end
};
struct ReplayedJourney {
  std::vector<ReplayedLeg> legs;
  double delivered = 0;
};

struct ReplayOptions {
  // Days around the day of setting out from which boxes set out, too.
  int days_around = 7;
  double every_hours = 18;
};

// Of every year; journeys that a record does not see the end of are left out.
std::vector<ReplayedJourney> replay(Corridor const& corridor,
                                    ServiceNetwork const& network,
                                    std::span<RecordedYear const> years,
                                    Journey const& journey,
                                    YearSeconds ready,
                                    ReplayOptions const& options = {});

// The value that a share of them stays below; there must be some.
double quantile(std::vector<double> values, double share);

}  // namespace camel
