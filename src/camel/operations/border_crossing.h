// SPDX-License-Identifier: Apache-2.0
// What a train or a lot of boxes goes through at a border post or a port: the
// procedure's steps in order, each with its queue.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "camel/operations/world.h"

namespace camel {

// The tracks that a train, a vessel or a lot keeps until it leaves the place.
struct Kept {
  TrainId train = {};  // on the line: it moves up from its stretch
  std::vector<Hold> holds = {};
};

// A piece of work for a facility. `kept`, where given, receives the server
// instead of setting it free at the end.
struct Work {
  FacilityId facility;
  DurationLaw const& law;
  double units = 1;  // of `law`: trains, TEU or lots
  int teu = 0;
  Kept* kept = nullptr;
  TrainPath path = TrainPath::ordinary;  // of the train it is for
};

// At every queue of a facility trains with fixed paths, and their boxes, go
// first.
constexpr Priority priority_of(TrainPath path) {
  return path == TrainPath::fixed ? -1 : 0;
}

// Waits for a server and for the opening hour, then is served. A server that
// breaks down is waited for again (outages.h). The work stays with the caller,
// as the procedure below: what is copied into a frame is waited for there.
Task<> serve(Simulation& sim, World& world, Work const& work, Diary& diary);

// The steps of a procedure, looked up (World::procedures). Who finds none need
// not set out on them.
struct StepsAt {
  PlaceId at;
  std::vector<ProcedureId> const& steps;
  TrainPath path = TrainPath::ordinary;
  // Whose they are: of a train, a vessel, or a lot.
  TrainId train = {};
  LotId lot = {};
};

// A step as it falls to one unit: work for a facility, or without one a time.
struct StepTaken {
  Work work;
  Ticks time = 0;
};

// What is left of a procedure, drawn step by step.
class StepsAhead {
 public:
  StepsAhead(StepsAt const& procedure, int teu, Kept& kept)
      : procedure_{procedure}, teu_{teu}, kept_{kept} {}

  // The next step that falls to the unit; none: it is through.
  std::optional<StepTaken> next(World& world, Ticks now);
  // That step is done.
  void note(World& world, Ticks now) const;

 private:
  StepsAt procedure_;
  int teu_;
  Kept& kept_;
  std::size_t next_ = 0;
};

// One after the other. Servers that a step holds until the unit leaves the
// place end up in `kept`.
Task<> take_steps(Simulation& sim, World& world, StepsAt const& procedure,
                  int teu, Diary& diary, Kept& kept);

// The same for a passage of a train or a vessel.
Task<> go_through(Simulation& sim, World& world, Passage const& passage,
                  TrainId train, int teu, Kept& kept);

// How many units of the facility's law this many boxes are.
double units_of(Facility const& facility, int teu, std::size_t lots);

}  // namespace camel
