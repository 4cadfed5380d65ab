// SPDX-License-Identifier: Apache-2.0
// Runs a program on the kernel: each script is a coroutine.
#include <algorithm>
#include <utility>

#include "camel/sim/acquire_all.h"
#include "camel/sim/together.h"
#include "camel/sim/use.h"
#include "real_world.h"

namespace camel::fuzz {

namespace {

template <typename Awaitable>
Awaitable patient(Awaitable awaitable, Simulation& sim, Step const& step) {
  if (step.patience == kNever) {
    return awaitable;
  }
  return step.says_until ? std::move(awaitable).until(sim.now() + step.patience)
                         : std::move(awaitable).within(step.patience);
}

Process act(Simulation& sim, World& world, Script const& script,
            std::size_t number);
Task<> follow(Simulation& sim, Actor& actor, Script const& script);

// -------------------------------------------------------------------- steps

// One wait in three ways.
Simulation::Wait wait_of(Simulation& sim, Step const& step) {
  if (step.says_until) {
    return sim.wait_until(sim.now() + step.time);
  }
  return step.amount == 1 ? sim.wait(step.time)
                          : sim.wait(static_cast<double>(step.time) + 0.25);
}

Task<Result> wait(Simulation& sim, Actor&, Step const& step) {
  if (!step.is_prepared) {
    co_await wait_of(sim, step);
    co_return step.time;
  }
  auto const end = co_await wait_of(sim, step).or_interrupted();
  co_return end.is_interrupted
      ? 1000 * (1 + static_cast<Result>(end.interruption.cause)) + end.waited
      : end.waited;
}

Task<Result> yield(Simulation& sim) {
  co_await sim.yield();
  co_return 0;
}

Task<Result> acquire(Simulation& sim, Actor& actor, Step const& step) {
  auto hold = co_await patient(
      actor.world.pool(step.object)
          .acquire({.units = step.amount,
                    .priority = static_cast<Priority>(step.priority),
                    .preempts = step.preempts,
                    .may_be_preempted = step.may_be_preempted,
                    .may_be_stopped = step.may_be_stopped}),
      sim, step);
  Result const units = hold.units();
  if (hold) {
    actor.holds.push_back(std::move(hold));
  }
  co_return units;
}

Task<Result> acquire_two(Simulation& sim, Actor& actor, Step const& step) {
  auto& world = actor.world;
  auto holds = co_await patient(
      acquire_all_by(static_cast<Priority>(step.priority),
                     Claim{world.pool(step.object), step.amount},
                     Claim{world.pool(step.other), 1}),
      sim, step);
  Result units = 0;
  for (auto& hold : holds) {
    units += hold.units();
    if (hold) {
      actor.holds.push_back(std::move(hold));
    }
  }
  co_return units;
}

Task<Result> use_for_a_while(Simulation& sim, Actor& actor, Step const& step) {
  auto const end =
      co_await use(sim, actor.world.pool(step.object),
                   {.time = step.time,
                    .units = step.amount,
                    .priority = static_cast<Priority>(step.priority),
                    .preempts = step.preempts,
                    .when_preempted = static_cast<WhenStopped>(step.policy)});
  co_return (end.is_done ? 0 : 1000) + 100 * end.stops + end.left;
}

Task<Result> get(Simulation& sim, Actor& actor, Step const& step) {
  auto& store = actor.world.store;
  if (step.patience == kNever && step.amount == 0) {
    Result const thing = co_await store.get();
    co_return thing;
  }
  auto const number = step.amount;
  auto wanted = store.get_if(
      [number](int thing) { return number == 0 || thing == number; });
  if (step.patience == kNever) {
    Result const thing = co_await std::move(wanted);
    co_return thing;
  }
  if (step.says_until) {
    auto const by = sim.now() + step.patience;
    auto const thing = co_await std::move(wanted).until(by);
    co_return thing ? *thing : -1;
  }
  auto const thing = co_await std::move(wanted).within(step.patience);
  co_return thing ? *thing : -1;
}

Task<Result> collect(Simulation& sim, Actor& actor, Step const& step) {
  GatherUntil until{.full = static_cast<std::size_t>(step.amount)};
  if (step.patience != kNever) {
    until.by = sim.now() + step.patience;
  }
  if (step.time > 0) {
    until.after_first = step.time;
  }
  auto const things = co_await actor.world.batch.collect(until);
  Result all = 1;
  for (auto const thing : things) {
    all = all * 10 + thing;
  }
  co_return all;
}

Task<> branch(Simulation& sim, World& world, Script const& script) {
  auto const number = world.processes.size();
  world.processes.push_back(sim.running());
  Actor actor{sim, world, number};
  co_await follow(sim, actor, script);
}

std::vector<Task<>> branches(Simulation& sim, World& world, Step const& step) {
  std::vector<Task<>> all;
  for (auto const& script : step.branches) {
    all.push_back(branch(sim, world, script));
  }
  return all;
}

Task<Result> all(Simulation& sim, Actor& actor, Step const& step) {
  co_await all_of(sim, branches(sim, actor.world, step));
  co_return 0;
}

Task<Result> any(Simulation& sim, Actor& actor, Step const& step) {
  auto const first = co_await any_of(sim, branches(sim, actor.world, step));
  co_return static_cast<Result>(first);
}

template <typename Awaitable>
Task<Result> line_up(Simulation&, Awaitable awaitable) {
  Result const is_served = co_await std::move(awaitable);
  co_return is_served;
}

Result start(Simulation& sim, World& world, int script, int event_class) {
  auto const number = world.processes.size();
  if (number >= kMostProcesses) {
    return -1;
  }
  auto const& steps = world.program.scripts[static_cast<std::size_t>(script)];
  world.processes.push_back(
      sim.start(act(sim, world, steps, number),
                {.event_class = static_cast<Priority>(event_class)}));
  return static_cast<Result>(number);
}

// What is done at once.
Result act_at_once(Simulation& sim, World& world, std::vector<Hold>& holds,
                   Step const& step) {
  auto const target = [&] {
    return world.processes[static_cast<std::size_t>(step.object) %
                           world.processes.size()];
  };
  switch (step.what) {
    case Do::start:
      return start(sim, world, step.object, step.priority);
    case Do::release: {
      if (holds.empty()) {
        return -1;
      }
      auto const at = holds.begin() + step.object % std::ssize(holds);
      auto hold = std::move(*at);
      holds.erase(at);
      return hold.is_taken_away() ? 0 : hold.units();
    }
    case Do::release_some:
      if (holds.empty()) {
        return -1;
      }
      try {
        holds.back().release(step.amount);
      } catch (UsageError const&) {
        return -2;
      }
      return holds.back().units();
    case Do::set_units:
      try {
        auto& pool = world.pool(step.object);
        if (step.policy < 0) {
          pool.set_units(step.amount);
        } else {
          pool.set_units(step.amount, static_cast<WhenStopped>(step.policy));
        }
      } catch (UsageError const&) {
        return -1;
      }
      return 0;
    case Do::try_put:
      return world.store.try_put(sim, step.amount);
    case Do::open_gate:
      world.gate.open();
      return 0;
    case Do::close_gate:
      world.gate.close();
      return 0;
    case Do::set_state:
      world.state = step.amount;
      world.condition.changed();
      return 0;
    case Do::raise:
      world.signal.raise();
      return 0;
    case Do::add:
      world.batch.add(sim, step.amount);
      return 0;
    case Do::interrupt:
      return sim.interrupt(target(), {.code = step.amount});
    case Do::end:
      return sim.end(target());
    case Do::fail:
      throw Derailed{};
    default:
      return -99;
  }
}

Task<Result> at_once(Simulation& sim, Actor& actor, Step const& step) {
  co_return act_at_once(sim, actor.world, actor.holds, step);
}

Task<Result> follow_the_calendar(Simulation& sim, Actor& actor,
                                 Step const& step) {
  auto& world = actor.world;
  auto const number = world.processes.size();
  if (number >= kMostProcesses) {
    co_return -1;
  }
  world.processes.push_back(
      sim.start(follow_calendar(sim, world.pool(step.object), world.calendar,
                                static_cast<WhenStopped>(step.policy))));
  co_return static_cast<Result>(number);
}

Task<Result> perform(Simulation& sim, Actor& actor, Step const& step) {
  auto& world = actor.world;
  auto const target = world.processes[static_cast<std::size_t>(step.object) %
                                      world.processes.size()];
  switch (step.what) {
    case Do::wait:
      return wait(sim, actor, step);
    case Do::yield:
      return yield(sim);
    case Do::acquire:
      return acquire(sim, actor, step);
    case Do::use:
      return use_for_a_while(sim, actor, step);
    case Do::acquire_all:
      return acquire_two(sim, actor, step);
    case Do::put:
      return line_up(sim, patient(world.store.put(step.amount), sim, step));
    case Do::get:
      return get(sim, actor, step);
    case Do::take_level:
      return line_up(sim, patient(world.level.take(step.amount), sim, step));
    case Do::put_level:
      return line_up(sim, patient(world.level.put(step.amount), sim, step));
    case Do::pass:
      return line_up(sim, patient(world.gate.pass(), sim, step));
    case Do::hold_state:
      return line_up(
          sim, patient(world.condition.holds([&world, least = step.amount] {
            return world.state >= least;
          }),
                       sim, step));
    case Do::wait_signal:
      return line_up(sim, patient(world.signal.wait(), sim, step));
    case Do::collect:
      return collect(sim, actor, step);
    case Do::wait_end:
      return line_up(sim, patient(sim.ended(target), sim, step));
    case Do::all_of:
      return all(sim, actor, step);
    case Do::any_of:
      return any(sim, actor, step);
    case Do::follow:
      return follow_the_calendar(sim, actor, step);
    default:
      return at_once(sim, actor, step);
  }
}

Task<> follow(Simulation& sim, Actor& actor, Script const& script) {
  for (auto const& step : script) {
    Result result = 0;
    try {
      result = co_await perform(sim, actor, step);
    } catch (Interrupted const& called) {
      if (!step.is_prepared) {
        throw;
      }
      result = -1000 * (1 + static_cast<Result>(called.interruption.cause)) -
               called.interruption.code;
    }
    actor.note(static_cast<Result>(step.what), result);
  }
}

Process act(Simulation& sim, World& world, Script const& script,
            std::size_t number) {
  Actor actor{sim, world, number};
  try {
    co_await follow(sim, actor, script);
  } catch (Interrupted const& called) {
    actor.note(History::kCalled, called.interruption.code);
  }
}

// ------------------------------------------------------------------ running

void note_end(Simulation& sim, World& world, Ticks now) {
  std::vector<std::int64_t> last;
  auto const area = [&](LevelMonitor const& level) {
    last.push_back(static_cast<std::int64_t>(level.area(now)));
  };
  auto const line = [&](WaitingList const& list) {
    area(list.line());
    last.push_back(static_cast<std::int64_t>(list.waits().count()));
    last.push_back(static_cast<std::int64_t>(list.waits().sum()));
    last.push_back(static_cast<std::int64_t>(list.reneged()));
  };
  for (auto const& pool : world.pools) {
    line(pool);
    area(pool.in_use());
    area(pool.capacity());
  }
  area(world.store.inside());
  area(world.level.level());
  area(world.batch.inside());
  line(world.store.getters());
  line(world.store.putters());
  line(world.level.takers());
  line(world.level.putters());
  line(world.gate);
  line(world.condition);
  line(world.signal);
  line(world.batch);
  last.push_back(static_cast<std::int64_t>(world.batch.stays().count()));
  last.push_back(static_cast<std::int64_t>(world.batch.stays().sum()));
  last.push_back(static_cast<std::int64_t>(sim.events()));
  for (auto const thing : world.store.things()) {
    last.push_back(thing);
  }
  for (auto const& waiting : sim.waiting()) {
    last.push_back(waiting.since);
  }
  world.is_over = true;
  for (std::size_t i = 0; i < last.size(); ++i) {
    world.note(now, static_cast<std::int64_t>(i), History::kOver, last[i]);
  }
}

// Goes on after an accident that left a process.
template <typename Run>
void run_on(Simulation& sim, World& world, Run run) {
  for (;;) {
    try {
      run();
      return;
    } catch (ProcessFailed const&) {
      world.note(sim.now(), 0, History::kFailed, 0);
    }
  }
}

// With the pauses on the way, in order of time.
void run_to(Simulation& sim, World& world, Ticks end,
            std::vector<Ticks> const& pauses) {
  for (auto const pause : pauses) {
    if (sim.now() <= pause && pause < end) {
      run_on(sim, world, [&] { sim.run_until(pause); });
    }
  }
  run_on(sim, world, [&] { sim.run_until(end); });
}

}  // namespace

History run_real(Program const& program, Way const& way) {
  World world{program};
  {
    Simulation sim{way.structure};
    sim.set_sequence(way.sequence);
    for (auto& pool : world.pools) {
      pool.live_in(sim);
    }
    for (auto const& start : program.starts) {
      fuzz::start(sim, world, start.script, start.event_class);
    }
    std::vector<Hold> nothing;
    for (auto const& visit : program.visits) {
      if (visit.time > way.cut) {
        break;
      }
      run_to(sim, world, visit.time, way.pauses);
      world.note(sim.now(), 0, History::kVisit,
                 act_at_once(sim, world, nothing, visit.step));
    }
    if (way.cut != kNever) {
      run_to(sim, world, way.cut, way.pauses);
    } else if (way.is_stepping) {
      run_on(sim, world, [&] {
        while (sim.step()) {
        }
      });
    } else {
      for (auto const pause : way.pauses) {
        run_to(sim, world, std::max(pause, sim.now()), {});
      }
      run_on(sim, world, [&] { sim.run(); });
    }
    note_end(sim, world, std::min(way.cut, kLongAfter));
  }
  for (auto const& pool : world.pools) {
    world.note(0, pool.in_use().level(), History::kOver,
               static_cast<std::int64_t>(pool.length()));
  }
  return world.history;
}

}  // namespace camel::fuzz
