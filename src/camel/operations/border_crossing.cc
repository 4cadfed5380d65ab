// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/border_crossing.h"

#include <optional>

#include "camel/operations/journal.h"

namespace camel {

namespace {

Part waiting_for(FacilityKind kind) {
  switch (kind) {
    case FacilityKind::gauge_change:
    case FacilityKind::lifts:
      return Part::crane;
    case FacilityKind::berth:
      return Part::ship;
    default:
      return Part::border;
  }
}

// The work begins: how long will it take?
Ticks begin_service(World& world, Work const& work, Ticks asked, Ticks now) {
  auto const time = draw_hours(work.law, work.units,
                               world.desks[work.facility.value]->times) *
                    world.circumstances.time_factor(work.facility, now);
  auto& record = world.record.facilities[work.facility];
  record.waits.add(in_hours(now - asked));
  record.services.add(time);
  record.teu += work.teu;
  return hours(time);
}

// The server may break down (outages.h): then the work pauses, and goes on
// before that of others when there is one again.
Task<> serve_with_stops(Simulation& sim, World& world, Work const& work,
                        Diary& diary) {
  auto& desk = *world.desks[work.facility.value];
  auto const kind = world.corridor.facilities[work.facility].kind;
  auto const asked = sim.now();
  std::optional<Ticks> left;
  for (Pool::Request request{.priority = priority_of(work.path),
                     .may_be_stopped = true};
       left != 0; request.has_been_stopped = true) {
    auto const server = co_await desk.pool.acquire(request);
    if (server.is_taken_away()) {
      continue;  // in the moment it was given
    }
    auto const opens = world.open_from(work.facility, sim.now());
    auto const waited = co_await sim.wait_until(opens).or_interrupted();
    if (waited.is_interrupted) {
      continue;
    }
    diary.note(waiting_for(kind), sim.now());
    if (!left) {
      left = begin_service(world, work, asked, sim.now());
    }
    auto const worked = co_await sim.wait(*left).or_interrupted();
    CAMEL_CHECK(!worked.is_interrupted || server.is_taken_away(),
                "work was stopped by somebody else than its facility");
    diary.note(Part::processing, sim.now());
    left = *left - worked.waited;
  }
}

}  // namespace

double units_of(Facility const& facility, int teu, std::size_t lots) {
  switch (facility.per) {
    case ServedUnit::teu:
      return teu;
    case ServedUnit::lot:
      return static_cast<double>(lots);
    default:
      return 1;
  }
}

Task<> serve(Simulation& sim, World& world, Work const& work, Diary& diary) {
  auto& desk = *world.desks[work.facility.value];
  if (desk.may_stop && work.kept == nullptr) {
    co_await serve_with_stops(sim, world, work, diary);
    co_return;
  }
  auto const kind = world.corridor.facilities[work.facility].kind;
  auto const asked = sim.now();
  // A train moves up to a track from its stretch, which is free then.
  auto const train = work.kept != nullptr ? work.kept->train : TrainId{};
  auto const track = track_of(world.corridor, work.facility);
  if (train) {
    world.halt(train, sim.now());
    if (world.line.is_in_circle(track)) {
      co_await world.line.enter(world[train].on_line, track);
    }
  }
  auto server =
      co_await desk.pool.acquire({.priority = priority_of(work.path)});
  if (train) {
    if (!world.line.is_in_circle(track)) {
      co_await world.line.enter(world[train].on_line, track);
    }
    world.line.give_back_behind(world[train].on_line);
    world.go_on(train, sim.now());
  }
  auto const opens = world.open_from(work.facility, sim.now());
  if (opens > sim.now()) {
    co_await sim.wait_until(opens);
  }
  diary.note(waiting_for(kind), sim.now());
  auto const time = begin_service(world, work, asked, sim.now());
  if (time > 0) {
    co_await sim.wait(time);
    diary.note(Part::processing, sim.now());
  }
  if (work.kept != nullptr) {
    work.kept->holds.push_back(std::move(server));
  }
}

std::optional<StepTaken> StepsAhead::next(World& world, Ticks now) {
  while (next_ < procedure_.steps.size()) {
    auto const id = procedure_.steps[next_++];
    auto const& step = world.corridor.procedures[id];
    auto& luck = world.step_luck[id.value];
    if (step.share < 1 && !luck.happens(step.share)) {
      continue;
    }
    auto const early =
        step.pre_arrival_share > 0 && (procedure_.path == TrainPath::fixed ||
                                       luck.happens(step.pre_arrival_share));
    auto const& law = early ? step.pre_arrival_time : step.time;
    if (!step.facility) {
      auto const time = draw_hours(law, 1, luck) *
                        world.circumstances.time_factor(procedure_.at, now);
      return StepTaken{{.facility = {}, .law = law}, hours(time)};
    }
    auto const& facility = world.corridor.facilities[step.facility];
    return StepTaken{{.facility = step.facility,
                      .law = law,
                      .units = units_of(facility, teu_, 1),
                      .teu = teu_,
                      .kept = step.hold ? &kept_ : nullptr,
                      .path = procedure_.path}};
  }
  return std::nullopt;
}

void StepsAhead::note(World& world, Ticks now) const {
  if (auto* const journal = world.setting.journal) {
    journal->handle(procedure_.train, procedure_.lot,
                    procedure_.steps[next_ - 1], procedure_.at, now);
  }
}

Task<> take_steps(Simulation& sim, World& world, StepsAt const& procedure,
                  int teu, Diary& diary, Kept& kept) {
  StepsAhead steps{procedure, teu, kept};
  while (auto const step = steps.next(world, sim.now())) {
    if (step->work.facility) {
      co_await serve(sim, world, step->work, diary);
    } else {
      co_await sim.wait(step->time);
      diary.note(Part::processing, sim.now());
    }
    steps.note(world, sim.now());
  }
}

Task<> go_through(Simulation& sim, World& world, Passage const& passage,
                  TrainId train, int teu, Kept& kept) {
  StepsAt const procedure{
      passage.at, world.procedures.steps(passage), passage.path, train, {}};
  co_await take_steps(sim, world, procedure, teu, world[train].diary, kept);
}

}  // namespace camel
