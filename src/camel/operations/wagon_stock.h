// SPDX-License-Identifier: Apache-2.0
// The wagons of one fleet and where they stand. Trains take them where they
// begin and leave them where they end; empties travel back over the line.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "camel/operations/train_plan.h"
#include "camel/sim/signal.h"
#include "camel/sim/simulation.h"

namespace camel {

class WagonStock {
 public:
  WagonStock(Fleet const& fleet, FleetPlan const& plan);

  // Wagons that stand ready at a depot.
  int standing(std::size_t depot) const { return depots_[depot].standing; }
  void put(std::size_t depot, int wagons);
  std::size_t depot_at(PlaceId place) const { return plan_.depot_at(place); }

  // A train takes wagons: waits until there are so many. First come first
  // served, those with fixed paths before others.
  struct Wanted {
    int wagons = 0;
    TrainPath path = TrainPath::ordinary;
  };
  friend Task<> take_wagons(Simulation& sim, WagonStock& stock,
                            std::size_t depot, Wanted wanted);

  // A train of empties that is to be sent now.
  struct Order {
    std::size_t from = 0, to = 0, way = 0;
    int wagons = 0;
  };
  // It sets out, or has come after so many days.
  void send(Order const& order);
  void came(std::size_t depot, int wagons, double days);

  // The depot that is shortest of wagons gets a train of empties from the
  // nearest that has some to spare; nothing when nobody is short, or nobody has
  // any to spare. Where trains have waited for five days, any number will do,
  // also from where others wait that came later.
  std::optional<Order> next_order(Ticks now);

 private:
  struct Train {
    std::uint64_t ticket = 0;
    Wanted wants;
  };
  struct Place {
    int standing = 0, coming = 0;
    std::deque<Train> waiting;
    Signal changed;
    Ticks short_since = kNever;  // a train waits and too few are coming
    // As planned, then as it is seen: wagons loaded and freed a day, and how
    // long empties take to come.
    double loaded_a_day = 0, freed_a_day = 0, lead_days = 0;
    int loaded = 0, freed = 0;  // since the last look
    int longest_train = 0;

    // Wagons that are to stand here.
    double kept() const;
    // Those, and the ones on the way that only empties bring.
    double needed() const;
    int wanted() const;
    // Wagons that its waiting trains lack, and that are not coming.
    int lacking() const { return wanted() - coming - standing; }
  };
  void look(Ticks now);
  double short_of(Place const& depot) const;
  int spare(std::size_t at, std::size_t to, bool in_need) const;
  std::optional<Order> order(std::size_t to, int least, bool in_need) const;

  Fleet const& fleet_;
  FleetPlan const& plan_;
  std::deque<Place> depots_;
  std::uint64_t tickets_ = 0;
  Ticks looked_ = 0;
};

Task<> take_wagons(Simulation& sim, WagonStock& stock, std::size_t depot,
                   WagonStock::Wanted wanted);

}  // namespace camel
