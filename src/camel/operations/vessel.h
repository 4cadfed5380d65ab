// SPDX-License-Identifier: Apache-2.0
// A vessel sails round its service for ever: berth, unload, load, sea.
#pragma once

#include "camel/operations/world.h"

namespace camel {

// The vessel of this number (0, 1, …) among those of the service.
Process sail(Simulation& sim, World& world, ServiceId id, int number);

}  // namespace camel
