// SPDX-License-Identifier: Apache-2.0
// The corridor in motion: what actors hold, wait for and leave behind during
// one replication. Actors are coroutines (lot.cc, train.cc, vessel.cc,
// outages.cc); the world is their common ground and outlives them.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "camel/base/code_table.h"
#include "camel/base/steady_rows.h"
#include "camel/base/time_zone.h"
#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/model/procedures.h"
#include "camel/operations/circumstances.h"
#include "camel/operations/closures.h"
#include "camel/operations/diary.h"
#include "camel/operations/hours.h"
#include "camel/operations/line.h"
#include "camel/operations/single_track.h"
#include "camel/operations/standing.h"
#include "camel/operations/train_plan.h"
#include "camel/operations/wagon_stock.h"
#include "camel/operations/yard.h"
#include "camel/operations/year_record.h"
#include "camel/sim/pool.h"
#include "camel/sim/random.h"
#include "camel/sim/signal.h"

namespace camel {

class RecordedYearWriter;
class MotionWriter;
class JournalWriter;

// Boxes that travel together.
using LotId = Id<struct Lot>;
// A train or a vessel under way.
using TrainId = Id<struct Train>;

// Two cache lines: what lies about in memory is what a year waits for.
struct alignas(64) Lot {
  enum class Where : std::uint8_t { nowhere, clearing, queueing, aboard };

  DemandId demand;
  int teu = 0;
  std::uint32_t leg = 0;  // of its route
  Where where = Where::nowhere;
  Ticks made = 0;
  Diary diary;
  Ticks arrived = 0;          // at `at`
  Ticks short_of_wagons = 0;  // of its service, when it came to wait for it
  PlaceId at;                 // where it stands or last stood
  PlaceId before;             // the place before that one on its way
  PlaceId came_from;  // the same; where gauges change, the last one abroad
  int in_yard = 0;    // TEU of it that take up room there
};
static_assert(sizeof(Lot) == 128);

// A lot on a ride, as its queue and its train know it: they need not look at
// the lot, which lies about in memory, to know where it is to leave.
struct Booking {
  LotId lot;
  StopId to;
  int teu = 0;
};

// Boxes that a train took aboard, and that had come from another place.
struct ChangedHere {
  PlaceId came_from;
  Ticks arrived = 0;
  int teu = 0;
};

struct Train {
  ServiceId service;          // none: empty wagons on their way back
  std::size_t way = 0;        // of the train plan
  std::size_t runs_done = 0;  // of it
  Occupancy on_line;
  int teu = 0;
  std::vector<Booking> aboard;
  int boarded_here = 0;  // TEU, where it stands
  std::vector<ChangedHere> changed_here;
  PlaceId abroad;  // the last place in another country
  Diary diary;
  Ticks arrived = 0;        // at the place where it stands
  std::vector<Ticks> left;  // by watched place: when it last left there
};

// Boxes waiting at a stop for the next train or vessel of its service.
struct LoadingQueue {
  std::deque<Booking> lots;
  int teu = 0;
  Signal changed;   // raised when the first lot comes and when a load waits
  StopId heard_at;  // whose signal it is: a train is formed at its first stop
  Ticks called_for = 0;  // when a train was last sent for boxes of this stop
  int capacity = 0;      // TEU, of a train or vessel
  // Vessels may have boxes aboard: they hear of every lot.
  bool hears_of_all = false;
  // Of a train with a fixed path: boxes of the train before it that are still
  // in the procedures of the place, and whether the last of them has come.
  int clearing = 0;
  bool is_complete = false;
};

// A facility at work.
struct Desk {
  Desk(Facility const& facility, Random::Key key)
      : pool{facility.servers}, times{key} {}

  Pool pool;
  Random times;
  int out_of_order = 0;   // servers, added up over all causes
  bool may_stop = false;  // work in progress, as servers may break down
  std::vector<UtcOffset> offsets;  // empty: always open
};

// How long a service has been without wagons, all in all.
struct Shortage {
  Ticks total = 0, since = kNever;

  Ticks until(Ticks now) const {
    return total + (since == kNever ? 0 : now - since);
  }
  void begin(Ticks now) { since = now; }
  void end(Ticks now) {
    total += now - since;
    since = kNever;
  }
};

// A link in one direction, as trains and vessels meet it: all they ask of it
// stands side by side.
struct Stretch {
  PlaceId start, end;
  Ticks run = 0;  // its free running time
  // One train enters each headway.
  double next_entry = 0;
  double headway = 0;  // ticks
  bool is_rail = false;
  bool crosses_border = false;
};

// A leg of a route, as its boxes meet it; after the last one comes another
// without a ride, for the procedures at the destination.
struct LegAhead {
  Ride ride;
  PlaceId after;  // where the train or vessel goes from the place
  bool is_fixed = false;
  // Of the procedure before it; looked up by the first who comes there.
  std::vector<ProcedureId> const* steps = nullptr;
};

class World {
 public:
  struct Setting {
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;
    Ticks warm_up = 0, end = 0;
    // Writes down what trains do for boxes; null: nobody asks.
    RecordedYearWriter* recorder = nullptr;
    // Writes down where trains are; likewise.
    MotionWriter* motion = nullptr;
    // Writes down what becomes of some boxes; likewise.
    JournalWriter* journal = nullptr;
  };
  World(Corridor const& corridor, ServiceNetwork const& network,
        Table<DemandId, std::vector<Ride>> const& routes,
        TrainPlan const& train_plan, Setting setting);
  World(World const&) = delete;
  World& operator=(World const&) = delete;

  Corridor const& corridor;
  ServiceNetwork const& network;
  Table<DemandId, std::vector<Ride>> const& routes;
  TrainPlan const& train_plan;
  Setting const setting;
  Closures const closures;
  Circumstances const circumstances;
  // By demand row: the loading bans that concern its boxes.
  Ragged<DemandId, LoadingBanId> const bans_on;
  // By demand row: the others of the same choice.
  Ragged<DemandId, DemandId> const other_ways;
  Procedures procedures;

  SteadyRows<Lot> lots;  // actors keep references to these and to trains
  std::deque<Train> trains;
  Table<StopId, LoadingQueue> queues;
  std::vector<std::unique_ptr<Desk>> desks;         // by facility
  std::vector<std::unique_ptr<WagonStock>> wagons;  // by fleet; null: vessels
  std::vector<Shortage> shortages;                  // by service
  Line line;
  std::vector<std::optional<SingleTrack>> single_tracks;  // by link
  Table<PlaceId, Yard> yards;
  std::vector<BorderQueue> borders;      // of the train plan
  std::vector<BanInForce> bans;          // by loading ban
  std::vector<Stretch> stretches;        // by run_index
  std::vector<Random> step_luck;         // by procedure step
  std::vector<double> next_sailing;      // by stop
  Table<DemandId, double> under_way;     // TEU on their way
  Table<PlaceId, TimeWeighted> waiting;  // TEU in the yards
  YearRecord record;

  Random::Key key(std::string_view purpose, std::string_view entity) const {
    return {setting.seed, stream_id(purpose, entity), setting.replication};
  }
  // The time of this replication.
  Period period() const;
  bool are_in_one_country(PlaceId one, PlaceId other) const {
    return procedures.are_in_one_country(one, other);
  }
  // Of the record: the hours that are spent at a place on the way from one
  // country to another.
  Tally& stays(PlaceId before, PlaceId at, PlaceId after) {
    auto*& found = stays_[procedures.code(before, at, after)];
    if (found == nullptr) {
      found = &record.stays[{at, country(before), country(after)}];
    }
    return *found;
  }
  std::string const& country(PlaceId place) const {
    return corridor.places[place].country;
  }

  LotId new_lot(DemandId demand, int teu, Ticks now);
  void forget(LotId lot);
  TrainId new_train(ServiceId service, std::size_t way, Ticks now);
  // A train stands and waits for what lies ahead, or goes on: the queues
  // before the borders on its way count it.
  void halt(TrainId train, Ticks now) { count_in_queues(train, 1, now); }
  void go_on(TrainId train, Ticks now) { count_in_queues(train, -1, now); }
  // A lot leaves the yard, if it stood in it.
  void leave_yard(Lot& lot, Ticks now) {
    if (lot.in_yard > 0) {
      yards[lot.at].give_back(lot.in_yard, now);
      lot.in_yard = 0;
    }
  }
  void forget(TrainId train, Ticks now);
  // Empties have none.
  TrainPath path_of(TrainId id) const {
    auto const service = trains[id.value].service;
    return service ? corridor.services[service].path : TrainPath::ordinary;
  }
  Train& operator[](TrainId id) { return trains[id.value]; }
  Lot& operator[](LotId id) { return lots[id.value]; }
  Stretch& operator[](LinkRun run) {
    return stretches[run_index(run.link, run.forward)];
  }
  LegAhead& leg_of(Lot const& lot) {
    return legs_[first_leg_[lot.demand] + lot.leg];
  }
  LegAhead const& leg_after(Lot const& lot) {
    return legs_[first_leg_[lot.demand] + lot.leg + 1];
  }
  // Of the procedure that it goes through where it stands.
  std::vector<ProcedureId> const& steps_before(Lot const& lot);
  Ride const& ride_of(LotId id) { return leg_of(lots[id.value]).ride; }

  bool is_fixed(Ride const& ride) const {
    return corridor.services[ride.service].path == TrainPath::fixed;
  }

  // Month of the year, January 0.
  std::size_t month(Ticks now) const {
    auto const day = static_cast<std::size_t>(now / kDay);
    CAMEL_CHECK(day < months_.size(), "a day after the end of the run");
    return months_[day];
  }
  // The facility that unloads or loads trains at a place; none: no queue.
  FacilityId unloading_at(PlaceId place) const;
  FacilityId loading_at(PlaceId place) const;

  // When the facility is next open, from `now` on.
  Ticks open_from(FacilityId facility, Ticks now) const;

  // Places at which the running time of trains is clocked for observations.
  std::vector<PlaceId> watched;
  Table<PlaceId, std::uint32_t> number_of_watched;  // kNotWatched: it is not
  static constexpr auto kNotWatched = ~std::uint32_t{0};
  // By place: those from which the time to it is asked for.
  std::vector<std::vector<std::size_t>> watched_before;

  // Forgets all that was recorded: the year begins.
  void begin_year(Ticks now);
  // Lots in queues, aboard and in procedures, counted one by one.
  std::uint64_t count_inside() const;

 private:
  void build_desks();
  void build_legs();
  void build_lines();
  void build_fleets();
  void build_yards();
  void count_in_queues(TrainId train, int by, Ticks now);
  void watch_running_times();

  CodeTable<Tally*> stays_;
  std::vector<LegAhead> legs_;  // of all rows of demand
  Table<DemandId, std::uint32_t> first_leg_;
  std::vector<std::uint8_t> months_;  // by day
  std::vector<LotId> free_lots_;
  std::vector<TrainId> free_trains_;
};

}  // namespace camel
