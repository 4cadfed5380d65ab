// SPDX-License-Identifier: Apache-2.0
// A train: formed by its service's dispatcher, run over the line, unloaded.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// Forms the trains of a rail service for ever, by its departure rule.
Process dispatch_trains(Simulation& sim, World& world, ServiceId id);

// One train from its first stop to its last.
Process run_train(Simulation& sim, World& world, TrainId id);

// Sends trains of empty wagons of this fleet where they are short, for ever.
Process send_empties(Simulation& sim, World& world, FleetId fleet);

}  // namespace camel
