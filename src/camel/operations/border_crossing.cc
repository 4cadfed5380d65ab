// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/border_crossing.h"

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

Task<> serve(Simulation& sim, World& world, Work work, Diary& diary) {
  auto& desk = *world.desks[work.facility.value];
  auto const kind = world.corridor.facilities[work.facility].kind;
  auto const asked = sim.now();
  auto server = co_await desk.pool.acquire();
  auto const opens = world.open_from(work.facility, sim.now());
  if (opens > sim.now()) {
    co_await sim.wait_until(opens);
  }
  diary.note(waiting_for(kind), sim.now());
  auto const time = draw_hours(work.law, work.units, desk.times);
  {
    auto& record = world.record.facilities[work.facility];
    record.waits.add(in_hours(sim.now() - asked));
    record.services.add(time);
    record.teu += work.teu;
  }
  if (time > 0) {
    co_await sim.wait(hours(time));
    diary.note(Part::processing, sim.now());
  }
  if (work.kept != nullptr) {
    work.kept->push_back(std::move(server));
  }
}

Task<> go_through(Simulation& sim, World& world, World::Passage passage,
                  int teu, Diary& diary, std::vector<Hold>& kept) {
  for (auto const id : world.procedure(passage)) {
    auto const& step = world.corridor.procedures[id];
    auto& luck = world.step_luck[id.value];
    if (step.share < 1 && !luck.happens(step.share)) {
      continue;
    }
    auto const early =
        step.pre_arrival_share > 0 && luck.happens(step.pre_arrival_share);
    auto const& law = early ? step.pre_arrival_time : step.time;
    if (!step.facility) {
      co_await sim.wait(hours(draw_hours(law, 1, luck)));
      diary.note(Part::processing, sim.now());
      continue;
    }
    auto const& facility = world.corridor.facilities[step.facility];
    auto const work = Work{.facility = step.facility,
                           .law = law,
                           .units = units_of(facility, teu, 1),
                           .teu = teu,
                           .kept = step.hold ? &kept : nullptr};
    co_await serve(sim, world, work, diary);
  }
}

}  // namespace camel
