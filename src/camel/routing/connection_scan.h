// SPDX-License-Identifier: Apache-2.0
// Earliest arrival, forward to everywhere, and backward from one destination
// for every time of being ready: the connections are scanned once in the order
// of their departure (Dibbelt, Pajor, Strasser, Wagner, Connection Scan
// Algorithm, 2013). With even chances only (the first level): when it may
// arrive, not when it surely does.
#pragma once

#include <optional>
#include <vector>

#include "camel/routing/itinerary.h"

namespace camel {

// Keeps its memory from query to query; the timetable must outlive it. One for
// each thread.
class ConnectionScan {
 public:
  explicit ConnectionScan(Timetable const& timetable);

  // Ready at the destination; kNoInstant: not in the horizon. Without a
  // destination all places are searched (isochrones).
  Instant find_arrival(RouteQuery const& query);
  // After `find_arrival`: when boxes could be delivered at a place.
  Instant arrival_at(PlaceId place) const;
  // After `find_arrival` that found one.
  Itinerary itinerary() const;

 private:
  struct Reached {
    CallId board, alight;
    std::uint32_t run = 0;
    StandId from;  // where the boxes boarded
  };

  void begin();
  void stand_ready(StandId id, Instant at, Reached const& by);
  void land(Connection const& connection);

  Timetable const& timetable_;
  RouteQuery query_;
  std::vector<Instant> ready_;       // by stand
  std::vector<Reached> reached_;     // by stand
  std::vector<Instant> bring_by_;    // by call: earliest departure that is made
  std::vector<StandId> brought_to_;  // by call: from the stand it is made
  std::vector<CallId> aboard_;       // by run: where boxes boarded
  std::vector<StandId> boarded_from_;  // by run
  std::vector<std::uint32_t> used_runs_;
  std::vector<StandId> used_stands_;
};

// When boxes that are ready at a stand in time arrive at the destination:
// later for who is ready later.
struct ProfileEntry {
  Instant ready = 0, arrival = 0;
};
struct Profile {
  std::vector<std::vector<ProfileEntry>> by_stand;  // latest first

  // kNoInstant: too late for all.
  Instant arrival(Timetable const& timetable, StandId stand,
                  Instant ready) const;
};
Profile build_profile(Timetable const& timetable, PlaceId to, int teu = 1);

}  // namespace camel
