// SPDX-License-Identifier: Apache-2.0
// What became of some of the boxes of a replication, step by step, told by the
// actors as they run: when they were ready, who took them aboard, where their
// trains came and left, what was done at borders and ports, when they were
// there. What a tracker is told of real boxes.
#pragma once

#include <vector>

#include "camel/model/recorded_year.h"
#include "camel/operations/world.h"

namespace camel {

enum class Deed : std::uint8_t {
  ready,      // of the lot
  boarded,    // the train, or the vessel
  departed,   // of the train: it entered the line
  arrived,    // of the train: it left the line
  handled,    // a step of the procedure of the place is done
  set_down,   // of the lot, from the train
  delivered,  // of the lot
};
constexpr auto names(Deed) {
  return std::array<std::string_view, 7>{"ready",    "boarded", "departed",
                                         "arrived",  "handled", "set_down",
                                         "delivered"};
}

struct JournalEntry {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  YearSeconds time = 0;
  Deed deed = Deed::ready;
  PlaceId place;
  std::uint32_t lot = kNone;    // whose it is; none: all aboard the train
  std::uint32_t train = kNone;  // also that which a lot boarded or left
  ProcedureId step;             // of what was handled

  bool operator==(JournalEntry const&) const = default;
};

struct JournalLot {
  DemandId demand;
  int teu = 0;
  YearSeconds ready = 0;

  bool operator==(JournalLot const&) const = default;
};

struct Journal {
  std::vector<JournalLot> lots;
  std::vector<ServiceId> trains;      // that took some of them aboard
  std::vector<JournalEntry> entries;  // by time

  bool operator==(Journal const&) const = default;
};

struct JournalPlan {
  int replications = 1;
  int days = 365;       // in which lots are ready that are followed
  int days_after = 75;  // for journeys that begin in the last of them
  int warm_up_days = 60;
  int days_before = 0;  // of the warm-up, whose lots are followed, too
  std::uint64_t seed = 1;
  int threads = 1;
  double share = 1;  // of the lots that are followed
  std::function<void(int done)> progress = {};
};

class JournalWriter {
 public:
  // Lots count that are ready `from` some time `until` another; `begin`: of the
  // measured year. All in simulated time.
  struct Span {
    Ticks begin = 0, from = 0, until = 0;
  };
  JournalWriter(Span span, double share) : span_{span}, share_{share} {}

  void make(LotId lot, DemandId demand, int teu, Ticks now);
  void deliver(LotId lot, PlaceId place, Ticks now);
  // A train is formed under an id that another may have had.
  void form(TrainId train, ServiceId service);
  void board(TrainId train, LotId lot, PlaceId place, Ticks now);
  void set_down(TrainId train, LotId lot, PlaceId place, Ticks now);
  void depart(TrainId train, PlaceId place, Ticks now);
  void arrive(TrainId train, PlaceId place, Ticks now);
  void handle(TrainId train, LotId lot, ProcedureId step, PlaceId place,
              Ticks now);

  Journal finish() && { return std::move(journal_); }

 private:
  static constexpr auto kNone = JournalEntry::kNone;
  struct OnTheWay {
    ServiceId service;
    std::uint32_t row = kNone;  // once it took one of the lots aboard
    int lots = 0;               // of those followed, aboard now
  };

  void add(Deed deed, PlaceId place, std::uint32_t lot, std::uint32_t train,
           Ticks now, ProcedureId step = {});
  void add_of_train(Deed deed, TrainId train, PlaceId place, Ticks now,
                    ProcedureId step = {});

  Span span_;
  double share_;
  double due_ = 0.5;  // the part of a lot that is to be followed next
  std::vector<std::uint32_t> row_of_lot_;
  std::vector<OnTheWay> trains_;
  Journal journal_;
};

// With the luck that simulate_corridor has in the same replications, and with
// the same journeys: looking on changes nothing.
std::vector<Journal> record_journals(Corridor const& corridor,
                                     JournalPlan const& plan);

}  // namespace camel
