// SPDX-License-Identifier: Apache-2.0
// What the disruptions of the year do besides closing lines (closures.h) and
// taking servers out of order (outages.h): work takes longer, demand grows or
// falls, ships load less, loading is stopped, vessels are laid up. Known before
// the run; each question costs next to nothing where nothing is struck.
#pragma once

#include <algorithm>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/operations/spells.h"

namespace camel {

class Circumstances {
 public:
  // Of the disruptions of the base year.
  Circumstances(Corridor const& corridor, ServiceNetwork const& network,
                Table<DemandId, std::vector<Ride>> const& routes,
                Period const& period);

  // By how much service begun now takes longer: at a facility, and in a step
  // of the place that needs none.
  double time_factor(FacilityId facility, Ticks now) const {
    return facility_time_[facility].at(now);
  }
  double time_factor(PlaceId place, Ticks now) const {
    return place_time_[place].at(now);
  }

  // Of the capacity of a train or vessel that loads here, what it may take.
  double payload_share(PlaceId place, Ticks now) const {
    return payload_[place].at(now);
  }
  // In TEU, at least one.
  int payload(int capacity, PlaceId place, Ticks now) const {
    return payload_of(capacity, payload_[place].at(now));
  }
  int payload(Service const& service, PlaceId place, Ticks now) const {
    return payload(service.capacity, place, now);
  }
  // The least at any time.
  int least_payload(Service const& service, PlaceId place) const;

  // The demand of a row is multiplied by this.
  Course const& demand_factor(DemandId row) const { return demand_[row]; }
  // 0 while loading is stopped for its boxes.
  Course const& loading(DemandId row) const { return loading_[row]; }

  // When the vessel of this number (0, 1 …) in its fleet may sail, from `now`
  // on. Where a share of a fleet is left, the first numbers sail.
  Ticks sails_from(FleetId fleet, int number, Ticks now) const;

 private:
  static int payload_of(int capacity, double share) {
    return std::max(1, static_cast<int>(capacity * share));
  }
  void strike_demand(ServiceNetwork const& network,
                     Table<DemandId, std::vector<Ride>> const& routes,
                     Period const& period);

  Corridor const& corridor_;
  Table<FacilityId, Course> facility_time_;
  Table<PlaceId, Course> place_time_, payload_;
  Table<DemandId, Course> demand_, loading_;
  Table<FleetId, Course> sailing_;
};

}  // namespace camel
