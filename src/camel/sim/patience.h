// SPDX-License-Identifier: Apache-2.0
// How long a process waits for what is not a matter of time alone:
//
//   co_await tracks.acquire()                     as long as it takes
//   co_await tracks.acquire().within(hours(2))    two hours, then it gives up
//   co_await tracks.acquire().until(cut_off)      until then, then it gives up
//
// What comes back says whether it gave up: an empty Hold, false, nothing. A
// negative span and a deadline that has passed are refused where there is
// something to wait for.
#pragma once

#include <algorithm>
#include <utility>

#include "camel/sim/simulation.h"

namespace camel {

// The common part of all that can be awaited with patience. `within` counts
// from the `co_await`.
template <typename Self>
struct Patience {
  Self within(Ticks longest) && {
    span = longest;
    return std::move(static_cast<Self&>(*this));
  }
  Self until(Ticks time) && {
    deadline = time;
    return std::move(static_cast<Self&>(*this));
  }

  // The process stands at `waiter` from now on; the caller puts it in its line.
  void stand(Waiter& waiter, Whose const& whose) {
    waiter.simulation = whose.simulation;
    waiter.slot = whose.slot;
    auto& simulation = *whose.simulation;
    if (span != kNever) {
      deadline = std::min(deadline, simulation.wait(span).until);
    }
    if (deadline != kNever) {
      deadline = simulation.wait_until(deadline).until;
    }
    simulation.suspend_at(whose.slot, waiter, deadline);
  }

  Ticks span = kNever, deadline = kNever;
};

}  // namespace camel
