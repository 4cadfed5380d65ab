// SPDX-License-Identifier: Apache-2.0
// Where every train and vessel of a replication was, told by the actors as they
// run, and how many stood before borders and waited in yards: what a map needs
// to show a year in motion.
#pragma once

#include <string>
#include <vector>

#include "camel/operations/world.h"

namespace camel {

// A train or vessel at a place. Times are seconds since the measured year
// began, negative in the warm-up.
struct CallInMotion {
  PlaceId place;
  std::int32_t arrived = 0;
  std::int32_t left = 0;  // for the next place; the last one: it ended
  std::int32_t teu = 0;   // aboard when it left

  bool operator==(CallInMotion const&) const = default;
};

struct TrainInMotion {
  ServiceId service;  // none: empty wagons on their way back
  std::vector<CallInMotion> calls;

  bool operator==(TrainInMotion const&) const = default;
};

// What stood still, four times a day from the beginning of the year.
struct Standstill {
  static constexpr Ticks kEvery = 6 * kHour;

  std::vector<std::vector<int>> trains;  // by border of the train plan
  Table<PlaceId, std::vector<int>> teu;  // that wait in yards
  Table<LoadingBanId, std::vector<bool>> banned;

  bool operator==(Standstill const&) const = default;
};

// A stretch, in one direction, with this share of its capacity left (0: shut).
// Seconds since the measured year began.
struct ClosureInMotion {
  LinkRun run;
  std::int32_t from = 0, to = 0;
  double share = 0;

  bool operator==(ClosureInMotion const&) const = default;
};

class MotionWriter {
 public:
  // Of the year from `begin` to `end`, in simulated time.
  MotionWriter(Ticks begin, Ticks end) : begin_{begin}, end_{end} {}

  // A train is formed under an id that another may have had.
  void form(TrainId train, ServiceId service, Ticks now);
  // It runs from a place to the next.
  struct Run {
    PlaceId from, to;
    Ticks departed = 0, arrived = 0;
    int teu = 0;
  };
  void run(TrainId train, Run const& run);
  // It is no more.
  void end(TrainId train, Ticks now);

  // Once, and then four times a day.
  void look_at_closures(World const& world);
  void look_at(World const& world);

  // Those that ran in the year, in the order in which they were formed.
  // Vessels, and trains under way at its end, stand where they came last.
  std::vector<TrainInMotion> finish() &&;

  Standstill standstill;
  std::vector<ClosureInMotion> closures;

 private:
  static constexpr std::int32_t kHere = INT32_MAX;  // it has not left

  void add_closures(Course const& course, LinkRun run);
  std::int32_t in_year(Ticks now) const {
    return static_cast<std::int32_t>(now - begin_);
  }

  Ticks begin_, end_;
  std::vector<TrainInMotion> trains_;
  std::vector<std::size_t> row_of_;      // by train
  std::vector<std::int32_t> formed_at_;  // by row
};

Process sample_motion(Simulation& sim, World& world, MotionWriter& writer);

}  // namespace camel
