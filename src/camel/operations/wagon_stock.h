// SPDX-License-Identifier: Apache-2.0
// The wagons of one fleet and where they stand. Trains take them where they
// begin and leave them where they end; empties travel back over the line.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "camel/operations/train_plan.h"
#include "camel/sim/level.h"

namespace camel {

class WagonStock {
 public:
  WagonStock(Fleet const& fleet, FleetPlan const& plan);

  // Wagons that stand ready at a depot; trains take them first come, first
  // served.
  Level& at(std::size_t depot) { return *depots_[depot]->standing; }
  std::size_t depot_at(PlaceId place) const { return plan_.depot_at(place); }

  // A train is short of so many wagons at a depot, or no longer.
  void ask(std::size_t depot, int wagons) { depots_[depot]->wanted += wagons; }
  // A train of empties was sent there, or has come after so many days.
  void sent(std::size_t depot, int wagons) {
    depots_[depot]->coming += wagons;
  }
  void came(std::size_t depot, int wagons, double days);

  // A train of empties that is to be sent now.
  struct Order {
    std::size_t from = 0, to = 0, way = 0;
    int wagons = 0;
  };
  // The depot that is shortest of wagons gets a train of empties from the
  // nearest that has some to spare; nothing when nobody is short, or nobody has
  // any to spare. Where trains have waited for five days, any number will do,
  // also from where others wait that came later.
  std::optional<Order> next_order(Ticks now);

 private:
  struct Place {
    std::unique_ptr<Level> standing;
    int wanted = 0, coming = 0;
    Ticks short_since = kNever;  // a train waits and too few are coming
    double lead_days = 0;      // of empties, as far as it is known
    double kept = 0;           // wagons that are to stand here
    double missing_a_day = 0;  // that only empties bring

    double needed() const { return kept + missing_a_day * lead_days; }
  };
  static bool keeps_waiting(Place const& depot) {
    return depot.wanted > depot.coming + depot.standing->inside();
  }
  double short_of(Place const& depot) const;
  int spare(std::size_t at, std::size_t to, bool in_need) const;
  std::optional<Order> order(std::size_t to, int least, bool in_need) const;

  Fleet const& fleet_;
  FleetPlan const& plan_;
  std::vector<std::unique_ptr<Place>> depots_;
};

}  // namespace camel
