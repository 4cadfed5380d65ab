// SPDX-License-Identifier: Apache-2.0
// What a train, a vessel's round trip and a train of empties use up, and how
// long each holds its wagons or its vessel, were there no boxes aboard: those
// bring their own (box_uses.h). The steps are those that the simulated ones go
// through, at their mean times.
#pragma once

#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "camel/capacity/availability.h"
#include "camel/capacity/limits.h"
#include "camel/lp/path_flow.h"
#include "camel/model/procedures.h"

namespace camel {

// The rows of a corridor's flow problem: first the room aboard after each stop,
// and what may be loaded there, then the limits, in the order in which they
// were first asked for.
class CapacityRows {
 public:
  explicit CapacityRows(Corridor const& corridor) : corridor_{corridor} {}

  int aboard_after(StopId stop) const { return static_cast<int>(stop.value); }
  int loaded_at(StopId stop) const {
    return static_cast<int>(corridor_.stops.size() + stop.value);
  }
  int row_of(Limit const& limit);
  std::size_t first_limit() const { return 2 * corridor_.stops.size(); }
  std::vector<Limit> const& limits() const { return limits_; }

  // Wagons of a fleet at a depot: what leaves comes back.
  int depot(FleetId fleet, PlaceId place);
  std::size_t depots() const { return depots_.size(); }

 private:
  Corridor const& corridor_;
  std::vector<Limit> limits_;
  std::unordered_map<std::uint64_t, std::size_t> by_code_;
  std::map<std::pair<FleetId, PlaceId>, int> depots_;
};

// A row is named once, however often it is used.
void use(std::vector<RowUse>& uses, int row, double amount);

// Mean hours that a step takes a unit which comes by. The papers of trains
// with fixed paths, and of their boxes, are there before them.
double mean_hours(ProcedureStep const& step,
                  TrainPath path = TrainPath::ordinary);
// Hours of a facility's server for a TEU (in lots of so many); for a whole
// train of so many TEU it is as much for each of them.
double hours_per_teu(Facility const& facility, double mean, double lot_teu,
                     double train_teu);

// The limits of places and lines, as rows ask for them.
Limit path_of(LinkRun run);
Limit standing_on(LinkRun run);
Limit single_track_of(LinkId link);
Limit servers_of(Corridor const& corridor, FacilityId facility);
Limit storage_at(PlaceId place);
Limit wagons_of(FleetId fleet);
Limit vessels_of(FleetId fleet);

// The place from which a train or vessel comes to a stop, and that to which it
// goes from there; none where it begins or ends.
PlaceId place_before(Corridor const& corridor, ServiceNetwork const& services,
                     StopId stop);
PlaceId place_after(Corridor const& corridor, ServiceNetwork const& services,
                    StopId stop);

// What a call takes besides waiting. A dwell counts from the arrival.
struct CallHours {
  double alongside = 0;  // of a berth that the vessel takes as a whole
  double steps = 0;      // of its procedure, whatever is aboard
  double dwell = 0;
  // A full train, too, is done before the dwell is over.
  bool dwell_covers_boxes = false;
};
CallHours hours_of_call(Corridor const& corridor, Procedures& procedures,
                        Service const& service, Passage const& passage,
                        StopId stop);

class TrainUses {
 public:
  TrainUses(Corridor const& corridor, ServiceNetwork const& services,
            CapacityRows& rows, Availability const& availability);

  double days() const { return availability_.days(); }
  // One train of a rail service, or one round trip of a vessel. Background
  // trains are full.
  FlowActivity of_service(ServiceId service);
  // One train of empties over this way.
  FlowActivity of_empties(FleetId fleet, std::vector<LinkRun> const& way);

 private:
  FlowActivity of_train(ServiceId service);
  FlowActivity of_round(ServiceId service);
  void depart(FlowActivity& activity, ServiceId service);
  void give_room(FlowActivity& activity, StopId stop);
  double dwell_at(Passage const& passage, StopId stop);
  void run_over(FlowActivity& activity, LinkRun run);
  // Other traffic's boxes, which a background train has aboard.
  double lift(FlowActivity& activity, FacilityId facility, double teu);
  struct Stay {
    Passage passage;
    double after = 0;  // the steps: boxes off, or alongside
    double dwell = 0;  // at least, from the arrival
    double teu = 0;    // aboard of a background train
  };
  double go_through(FlowActivity& activity, Stay const& stay);

  Corridor const& corridor_;
  ServiceNetwork const& services_;
  CapacityRows& rows_;
  Availability const& availability_;
  Procedures procedures_;
};

}  // namespace camel
