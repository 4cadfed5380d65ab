// SPDX-License-Identifier: Apache-2.0
// Writes down what the trains and vessels of a year do for boxes
// (model/recorded_year.h), told by the actors where it happens. Traffic of
// others (background services) carries no boxes of ours and leaves no mark.
#pragma once

#include <vector>

#include "camel/model/recorded_year.h"
#include "camel/operations/world.h"

namespace camel {

class RecordedYearWriter {
 public:
  // `begin`: of the measured year, in simulated time.
  RecordedYearWriter(Corridor const& corridor, Ticks begin);

  // A lot comes into being. Boxes that are brought for a train with a fixed
  // path (loading.cc) begin here, too, and wait for it: only the figures of
  // the simulation leave that wait out.
  void make(LotId lot, Ticks now);
  // It arrived, by this row of demand: if its shippers took another way, that.
  void deliver(LotId lot, DemandId row, Ticks now);

  // A train is formed under an id that another may have had.
  void form(TrainId train);
  // It loads: boxes in the queue of the stop by then have been taken, and lots
  // of any size. A vessel that loads twice at one call gets two boardings with
  // one list of landings, so that whoever the first leaves out is found in the
  // second.
  struct Closed {
    Ticks boxes = 0, lots = 0;
  };
  void board(TrainId train, StopId stop, Closed closed);
  // It enters the line from the place where it loaded: after the loading and
  // the procedure of the place, and after waiting for room, a path and closures
  // to end.
  void leave(TrainId train, Ticks now);
  // It unloads, whether or not it has boxes for the stop.
  void land(TrainId train, StopId stop, Ticks now);

  void ban(LoadingBanId ban, bool on, Ticks now);

  RecordedYear finish(Ticks end) &&;

 private:
  // Where a stop comes in its service.
  struct Turn {
    std::uint32_t number = 0, of = 0;
    bool round = false;  // and round again
  };
  // A boarding whose landings are still to come.
  struct Open {
    StopId stop;
    std::size_t at = 0;  // of the boardings of the stop
    bool left = false;
  };

  // How many stops later the train comes there; 0: it does not.
  std::uint32_t stops_between(StopId from, StopId to) const;
  std::uint32_t stops_after(StopId stop) const;
  RecordedBoarding& boarding(Open const& open) {
    return boardings_[open.stop.value][open.at];
  }
  void open(TrainId train, StopId stop, RecordedBoarding boarding);
  YearSeconds in_year(Ticks now) const {
    return static_cast<YearSeconds>(now - begin_);
  }

  Ticks begin_;
  Table<StopId, Turn> turns_;
  std::vector<std::vector<Open>> open_;   // by train
  std::vector<YearSeconds> ready_;        // by lot
  std::vector<YearSeconds> banned_from_;  // by loading ban; kNone: it is not on

  // What becomes of the record, by stop, loading ban and row of demand.
  std::vector<std::vector<RecordedBoarding>> boardings_;
  std::vector<YearSeconds> landings_;
  std::vector<std::vector<RecordedSpell>> bans_;
  std::vector<std::vector<RecordedJourney>> journeys_;
};

}  // namespace camel
