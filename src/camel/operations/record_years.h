// SPDX-License-Identifier: Apache-2.0
// Years of the corridor as records of what its trains did for boxes, with the
// luck that simulate_corridor has in the same replications.
//
// A record goes on beyond the measured year, so that journeys which begin in
// its last weeks end. The calendar goes on, too: months and their seasons,
// opening hours and the change of clocks, disruptions that recur; those with
// dates strike where their dates are. What happens before that does not
// depend on how long the record goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/model/recorded_year.h"

namespace camel {

// Boxes that follow a given route besides the demand. They take room like all
// others, so there must be few of them: lots enough to see what becomes of
// them, and of one TEU.
struct Follower {
  std::vector<Ride> route;  // each from the place where the one before ends
  CommodityId commodity;
  double lots_year = 365;
  double lot_teu = 1;  // mean

  bool operator==(Follower const&) const = default;
};

struct RecordingPlan {
  int replications = 8;
  int days = 365 + 75;
  int warm_up_days = 60;
  std::uint64_t seed = 1;
  int threads = 1;
  std::function<void(int done)> progress;
  std::vector<Follower> followers;
};

// One for each replication. The journeys of follower i are found behind the
// demand, at DemandId{corridor.demand.size() + i}.
std::vector<RecordedYear> record_years(Corridor const& corridor,
                                       RecordingPlan const& plan);

}  // namespace camel
