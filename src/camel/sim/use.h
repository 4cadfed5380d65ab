// SPDX-License-Identifier: Apache-2.0
// Work that occupies units of a pool for a time and may be stopped in between:
// by a more urgent request, or because the pool has fewer units now (a shift
// ends, a crane breaks down).
//
//   auto const end = co_await use(sim, berth, {.time = hours(30),
//                                             .priority = 1,
//                                             .when_preempted =
//                                                 WhenStopped::pause});
//
// What becomes of stopped work is said each time: by `when_preempted` here, and
// by whoever changes the number of units there. Stopped work comes back before
// its equals.
#pragma once

#include "camel/sim/calendar.h"
#include "camel/sim/pool.h"
#include "camel/sim/process.h"

namespace camel {

struct Use {
  Ticks time = 0;
  int units = 1;
  Priority priority = 0;
  bool preempts = false;
  WhenStopped when_preempted = WhenStopped::finish;
};

struct UseEnd {
  bool is_done = true;  // false: given up
  Ticks left = 0;       // of the work, when it was given up
  int stops = 0;
};

Task<UseEnd> use(Simulation& simulation, Pool& pool, Use use);

// Keeps the number of units as the calendar has it, from now on; `policy` says
// what becomes of work in progress when there are fewer. Start it before those
// who use the pool. The calendar outlives the simulation.
Process follow_calendar(Simulation& simulation, Pool& pool,
                        Calendar const& calendar, WhenStopped policy);

}  // namespace camel
