// SPDX-License-Identifier: Apache-2.0
#include "camel/sim/use.h"

namespace camel {

Task<UseEnd> use(Simulation& simulation, Pool& pool, Use use) {
  UseEnd end{.left = use.time};
  Pool::Request request{
      .units = use.units,
      .priority = use.priority,
      .preempts = use.preempts,
      .may_be_preempted = use.when_preempted != WhenStopped::finish,
      .may_be_stopped = true};
  for (;;) {
    auto const hold = co_await pool.acquire(request);
    if (hold.is_taken_away()) {  // in the moment it was given: it never began
      request.has_been_stopped = true;
      continue;
    }
    auto const worked = co_await simulation.wait(end.left).or_interrupted();
    if (!worked.is_interrupted) {
      end.left = 0;
      co_return end;
    }
    auto const& why = worked.interruption;
    if (why.cause == Interruption::Cause::called || !hold.is_taken_away()) {
      throw Interrupted{why};  // not by this pool: the caller's own matter
    }
    ++end.stops;
    auto const policy = why.cause == Interruption::Cause::preempted
                            ? use.when_preempted
                            : static_cast<WhenStopped>(why.code);
    auto const left = end.left - worked.waited;
    if (left == 0) {
      end.left = 0;
      co_return end;  // stopped in the moment of its end
    }
    end.left = policy == WhenStopped::restart ? use.time : left;
    if (policy == WhenStopped::abort) {
      end.is_done = false;
      co_return end;
    }
    request.has_been_stopped = true;
  }
}

Process follow_calendar(Simulation& simulation, Pool& pool,
                        Calendar const& calendar, WhenStopped policy) {
  pool.live_in(simulation);
  pool.may_have(calendar.most_units());
  pool.set_units(calendar.units_at(simulation.now()), policy);
  while (auto const next = calendar.next_change(simulation.now())) {
    if (next->time >= Simulation::kHorizon) {
      co_return;
    }
    co_await simulation.wait_until(next->time);
    pool.set_units(next->units, policy);
  }
}

}  // namespace camel
