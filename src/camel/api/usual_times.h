// SPDX-License-Identifier: Apache-2.0
// What is said of boxes beforehand, as an operator says it who knows his
// trains: by a timetable of usual times, each step taking what it takes one box
// in two, and a promise that four boxes in five keep.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "camel/api/box_ways.h"
#include "camel/tracking/consignment_plan.h"

namespace camel {

class UsualTimes {
 public:
  UsualTimes(Table<DemandId, BoxWay> const& ways,
             std::vector<BoxJourney> const& journeys);

  // Of a box that is ready at this moment. The last leg ends with the promise.
  std::vector<PlannedLeg> plan(DemandId row, EpochSeconds ready) const;

 private:
  Table<DemandId, BoxWay> const& ways_;
  std::map<std::string, EpochSeconds> steps_;  // by name
  std::map<DemandId, EpochSeconds> promised_;  // from ready to delivered
};

}  // namespace camel
