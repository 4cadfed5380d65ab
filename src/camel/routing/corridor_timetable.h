// SPDX-License-Identifier: Apache-2.0
// The timetable of a corridor for one kind of goods from one day on. Packages
// say how often services run, not at what o'clock: so departures are placed
// evenly, as often as trains left in the simulated years at that time of the
// year, and levels of readiness are those that simulated boxes met.
//
// Each stop at which boxes board makes a line of its own. Boxes with a fixed
// path go by trains with one, others by the others, and both by vessels; what
// they have passed of the places asked for counts as well. So the table has a
// layer for each of these: lines and stands do not mix.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "camel/model/network.h"
#include "camel/model/recorded_year.h"
#include "camel/routing/experience.h"
#include "camel/routing/itinerary.h"

namespace camel {

struct TimetableRequest {
  CommodityId goods;
  int teu = 1;
  std::chrono::sys_seconds begins{};
  int weeks = 10;
  std::vector<PlaceId> via;  // in order
  // What no way leads through, nor by.
  std::vector<PlaceId> avoid_places;
  std::vector<std::string> avoid_countries;
  std::vector<ServiceId> avoid_services;

  bool operator==(TimetableRequest const&) const = default;
};

// What a line of the timetable is in the corridor.
struct CorridorLine {
  StopId board;
  TrainPath path = TrainPath::ordinary;
  bool is_seen = false;  // its trains ran in the simulated years
  double interval_hours = 0;
};

struct CorridorTimetable {
  Timetable table;
  std::vector<CorridorLine> lines;  // by LineId
  std::vector<StopId> stops;        // by CallId

  Ride ride(Leg const& leg) const {
    return {service_of(leg), stops[leg.board.value], stops[leg.alight.value]};
  }
  ServiceId service_of(Leg const& leg) const {
    return table.lines[table.calls[leg.board.value].line.value].service;
  }
  TrainPath path(Leg const& leg) const {
    return lines[table.calls[leg.board.value].line.value].path;
  }
};

CorridorTimetable build_corridor_timetable(Corridor const& corridor,
                                           ServiceNetwork const& network,
                                           std::span<RecordedYear const> years,
                                           TimetableRequest const& request);

// Seconds since January 1st of the base year, of the same day in it.
YearSeconds second_of_year(Corridor const& corridor,
                           std::chrono::sys_seconds at);

}  // namespace camel
