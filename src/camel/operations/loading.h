// SPDX-License-Identifier: Apache-2.0
// How boxes get on and off trains and vessels, and how both move over links.
#pragma once

#include <optional>

#include "camel/operations/border_crossing.h"
#include "camel/operations/world.h"

namespace camel {

// Takes aboard who waits at the stop and fits, in the order they came, if they
// came by `latest`. Returns the TEU taken.
int take_aboard(World& world, TrainId train, StopId stop, Ticks latest,
                Ticks now);

// Who leaves here: TEU and number of lots aboard bound for this stop.
struct Share {
  int teu = 0;
  std::size_t lots = 0;
};
Share bound_for(World& world, TrainId train, StopId stop);

// Sets those bound for this stop down at the place; they go on by themselves.
// `room`: TEU of the yard that were claimed for them; the rest stands outside.
void set_down(Simulation& sim, World& world, TrainId train, StopId stop,
              PlaceId before, int room);

// Room in the yard for boxes that are to be set down, where it is limited:
// waits until there is some. Gives the TEU that fit, 0 when patience ran out.
Task<int> claim_room(Simulation& sim, World& world, PlaceId place, int teu,
                     Diary& diary);

// Where a train stands before it enters a stretch, and since when.
struct Stay {
  PlaceId before, at, after;
  Ticks since = 0;
};

// The first time at which the line has a path for the train and is open. One
// with a fixed path has booked it: it waits for no other, and those behind it
// wait one path longer.
struct FreePath {
  Ticks free = 0;   // of the trains before it
  Ticks entry = 0;  // and open
};

// A train or vessel that wants to enter a stretch, from the moment it came.
struct Entering {
  Ticks came = 0;
  bool stood = false;                 // it had to wait on the line
  std::optional<FreePath> path = {};  // none: there is no room for it yet
};
// How it runs over the stretch then.
struct RunAhead {
  Ticks came = 0, free = 0;  // without meets
  Ticks at = 0;
};

// Over one link: waits for room on the stretch, a path and for closures to
// end; leaves what it kept at the place; runs, on single track with meets.
Task<> follow(Simulation& sim, World& world, TrainId train, LinkRun run,
              Stay const& stay, Kept& kept);
// Its parts, for whoever follows one link after another and mostly need not
// wait. What departs arrives when its time has come.
bool departs_at_once(World& world, TrainId train, LinkRun run, Ticks now,
                     Entering& entering);
Task<> wait_to_depart(Simulation& sim, World& world, TrainId train, LinkRun run,
                      Entering& entering);
RunAhead depart(World& world, TrainId train, LinkRun run,
                Entering const& entering, Stay const& stay, Kept& kept,
                Ticks now);
void arrive(World& world, TrainId train, LinkRun run, RunAhead const& arrival);

// Writes down how long the train and the boxes aboard stood at a border place.
void note_stay(World& world, TrainId train, Stay const& stay, Ticks now);

// Clocks for observations of running time.
void note_departure(World& world, TrainId train, PlaceId place, Ticks now);
void note_arrival(World& world, TrainId train, PlaceId place, Ticks now);

}  // namespace camel
