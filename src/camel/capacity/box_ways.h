// SPDX-License-Identifier: Apache-2.0
// All the ways of boxes through a corridor, as a network: from standing at a
// place through its procedure to a ride, and by the ride to the next place.
// Boxes of one kind that pass the same `via` share it.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "camel/capacity/box_uses.h"
#include "camel/capacity/capacity_network.h"
#include "camel/capacity/train_uses.h"
#include "camel/model/procedures.h"

namespace camel {

class BoxWays {
 public:
  BoxWays(Corridor const& corridor, ServiceNetwork const& services,
          CapacityRows& rows);

  // The rows of demand that are alternatives of the same boxes. `routes` binds
  // each to its chain of services; without, any chain through `via` will do
  // (`pass_via`), or any at all.
  struct Boxes {
    std::vector<DemandId> rows;
    Table<DemandId, std::vector<Ride>> const* routes = nullptr;
    bool pass_via = true;
  };
  void add(Boxes const& boxes);

  // What was added, one commodity for each call; costs in USD a TEU.
  FlowProblem const& problem() const { return problem_; }
  std::vector<Ride> const& rides() const { return rides_; }

 private:
  // Boxes that have the same ways: the goods, their lots and what they pass.
  struct Kind {
    CommodityId goods;
    double lot_teu = 1;
    TrainPath path = TrainPath::ordinary;
    std::vector<PlaceId> via;

    auto operator<=>(Kind const&) const = default;
  };
  // Where boxes of a kind stand: come from a country, or bound for one.
  struct Standing {
    std::size_t kind = 0;
    PlaceId at;
    PlaceId next_to;  // the place before, or after, of any in that country
    std::size_t passed = 0;  // of `via`
    bool has_come = true;
  };

  int point_of(Standing const& standing);  // made at need, and looked at later
  int new_point();
  void explore();
  void leave(Standing const& standing, int from);
  void ride(Standing const& standing, int from);
  void ride_from(StopId boarding, Standing const& standing, int from);
  void add_chain(DemandId row, std::vector<Ride> const& route, int source,
                 int sink);

  struct Passed {
    Kind const& kind;
    PlaceId before, at, after;
  };
  // Through the procedure of boxes at a place.
  void pass(Passed const& place, int from, int to);
  void aboard(Kind const& kind, Ride const& ride, int from, int to);
  // USD of a TEU's ride and time; the handling at its end apart.
  struct Price {
    double carriage = 0, handling_at_end = 0;
  };
  Price const& price_of(Kind const& kind, Ride const& ride);
  double usd_of_hours(Kind const& kind, double hours) const;
  std::size_t pass_via(Kind const& kind, std::size_t passed,
                       PlaceId place) const;
  bool may_board(StopId stop, Kind const& kind) const;
  // Where trains go next that these boxes may board: one place of a country.
  std::vector<PlaceId> places_ahead(PlaceId at, Kind const& kind) const;

  Corridor const& corridor_;
  ServiceNetwork const& services_;
  CapacityRows& rows_;
  Procedures procedures_;
  BoxUses box_uses_;
  FlowProblem problem_;
  std::vector<Ride> rides_;

  std::map<Kind, std::size_t> kind_numbers_;
  std::vector<Kind> kinds_;
  std::vector<std::uint32_t> country_;  // by place
  Table<PlaceId, char> loads_less_;     // for a time: low water
  std::unordered_map<std::uint64_t, int> points_;
  std::vector<std::pair<Standing, int>> open_;  // not looked at yet
  // Whose boxes end at a place: by kind and place, the sinks.
  std::map<std::pair<std::size_t, PlaceId>, std::vector<int>> sinks_;
  // Points where boxes have come to a place, with all they had to pass.
  std::map<std::pair<std::size_t, PlaceId>,
           std::vector<std::pair<Standing, int>>>
      come_;
  std::map<std::tuple<StopId, StopId, CommodityId>, Price> prices_;
  std::map<std::pair<PlaceId, CommodityId>, double> handling_;
};

}  // namespace camel
