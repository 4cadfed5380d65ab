// SPDX-License-Identifier: Apache-2.0
// What one replication leaves behind: sums over the measured year, from which
// every figure with its interval is made.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/operations/diary.h"
#include "camel/sim/statistics.h"

namespace camel {

// Boxes of one demand row that were delivered in the year. Means are over TEU.
struct FlowRecord {
  static constexpr Ticks kBin = 7200;           // of the histogram: two hours
  static constexpr std::size_t kBins = 43'800;  // ten years at the most

  std::uint64_t lots = 0;
  double teu = 0;
  double inside_at_start = 0, inside_at_end = 0;  // TEU on the way
  double transit_hours = 0;                       // times TEU
  std::array<double, kParts> parts{};             // hours times TEU
  std::vector<std::uint32_t> histogram;  // TEU by transit time; empty if none
};

struct FacilityRecord {
  double busy_share = 0;  // of its servers
  Tally waits;            // hours
  Tally services;         // hours of a server for one unit
  double teu = 0;
  std::vector<double> queue_by_week;  // mean units waiting
};

struct PlaceRecord {
  double waiting_teu = 0;  // mean
  std::vector<double> waiting_by_week;
  double trains = 0;       // arrivals of trains and vessels
  double teu = 0;          // on them
  double outside_teu = 0;  // unloaded outside a full yard
  double yard_teu = 0;     // mean, in a yard with a limit
};

// One direction of a link.
struct RunRecord {
  std::vector<std::uint32_t> departures;  // by service
  std::uint32_t empties = 0;              // trains of empty wagons
  double teu = 0;
  Tally waits;       // hours for room and a path
  Tally meets;       // hours at passing places
  double hours = 0;  // of trains on it, with the wait to enter

  double trains() const {
    double sum = empties;
    for (auto const n : departures) {
      sum += n;
    }
    return sum;
  }
};

// Trains standing before a border place in one direction.
struct QueueRecord {
  PlaceId place;
  std::string from, to;  // countries; "*": any
  double mean = 0;
  int most = 0;
  std::vector<double> by_week;  // mean
};

struct YearRecord {
  Table<DemandId, FlowRecord> flows;
  Table<FacilityId, FacilityRecord> facilities;
  Table<PlaceId, PlaceRecord> places;
  std::vector<RunRecord>
      runs;  // two to a link: back at 2 i, forward at 2 i + 1
  // Hours trains and boxes stay at a place between two countries, over TEU:
  // place, country before, country after.
  std::map<std::tuple<PlaceId, std::string, std::string>, Tally> stays;
  // Running hours of trains between the pairs of places that observations ask
  // for.
  std::map<std::pair<PlaceId, PlaceId>, Tally> running_hours;
  // Kilometres and hours on the line, by country.
  std::map<std::string, std::pair<double, double>> line_haul;
  double trains = 0, sailings = 0;  // completed
  Tally wagon_waits;                // hours of a train before it is formed
  double empty_wagons = 0;          // that arrived where they were short
  std::vector<QueueRecord> queues;

  std::uint64_t events = 0;
  std::uint64_t lots_made = 0, lots_delivered = 0, lots_inside = 0;
};

}  // namespace camel
