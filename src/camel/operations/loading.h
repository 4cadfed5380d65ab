// SPDX-License-Identifier: Apache-2.0
// How boxes get on and off trains and vessels, and how both move over links.
#pragma once

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
void set_down(Simulation& sim, World& world, TrainId train, StopId stop,
              PlaceId before);

// Over one link: waits for a path and for closures to end, then runs.
Task<> follow(Simulation& sim, World& world, TrainId train, LinkRun run);

// Writes down how long the train and the boxes aboard stood at a border place.
struct Stay {
  PlaceId before, at, after;
  Ticks since = 0;
};
void note_stay(World& world, TrainId train, Stay stay, Ticks now);

// Clocks for observations of running time.
void note_departure(World& world, TrainId train, PlaceId place, Ticks now);
void note_arrival(World& world, TrainId train, PlaceId place, Ticks now);

}  // namespace camel
