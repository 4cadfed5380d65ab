// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/vessel.h"

#include <algorithm>

#include "camel/operations/loading.h"

namespace camel {

namespace {

// Work at the berth the vessel holds: its share of the facility's time.
Task handle(Simulation& sim, World& world, FacilityId berth, double units,
            Diary& diary) {
  auto& desk = *world.desks[berth.value];
  auto const time =
      draw_hours(world.corridor.facilities[berth].service, units, desk.times);
  world.record.facilities[berth].services.add(time);
  co_await sim.wait(hours(time));
  diary.note(Part::processing, sim.now());
}

// Waits for boxes by the service's rule: full, or long enough at the berth.
Task wait_for_boxes(Simulation& sim, World& world, TrainId id, StopId stop) {
  auto const& service = world.corridor.services[world[id].service];
  auto& queue = world.queues[stop];
  if (service.departure == Departure::timetable) {
    co_return;
  }
  auto const deadline = service.departure == Departure::full_or_time
                            ? sim.now() + hours(service.max_wait_hours)
                            : Signal::kNever;
  while (world[id].teu + queue.teu < service.capacity && sim.now() < deadline) {
    co_await queue.changed.wait_until(deadline);
  }
}

// At the berth: unload, wait for boxes, load.
Task call_at(Simulation& sim, World& world, TrainId id, StopId stop,
             PlaceId before) {
  auto& vessel = world[id];
  auto const& call = world.corridor.stops[stop];
  auto const berth =
      find_facility(world.corridor, call.place, FacilityKind::berth);
  auto const leaving = bound_for(world, id, stop);
  Hold alongside;
  if (berth) {
    auto const asked = sim.now();
    alongside = co_await world.desks[berth.value]->pool.acquire();
    auto const opens = world.open_from(berth, sim.now());
    co_await sim.wait_until(opens);
    vessel.diary.note(Part::ship, sim.now());
    auto& record = world.record.facilities[berth];
    record.waits.add(in_hours(sim.now() - asked));
    record.teu += leaving.teu;
    // A law for the whole vessel is half for unloading, half for loading.
    auto const& row = world.corridor.facilities[berth];
    auto const units = row.per == ServedUnit::train
                           ? 0.5
                           : units_of(row, leaving.teu, leaving.lots);
    co_await handle(sim, world, berth, units, vessel.diary);
  }
  set_down(sim, world, id, stop, before);
  if (!call.loads()) {
    co_return;
  }
  co_await wait_for_boxes(sim, world, id, stop);
  vessel.diary.note(Part::ship, sim.now());
  auto const lots = vessel.aboard.size();
  auto const teu = take_aboard(world, id, stop, sim.now(), sim.now());
  if (berth) {
    world.record.facilities[berth].teu += teu;
    auto const& row = world.corridor.facilities[berth];
    auto const units = row.per == ServedUnit::train
                           ? 0.5
                           : units_of(row, teu, vessel.aboard.size() - lots);
    co_await handle(sim, world, berth, units, vessel.diary);
  }
}

// The next sailing the service's frequency allows from this stop.
Ticks next_sailing(World& world, Service const& service, StopId stop,
                   Ticks now) {
  if (service.frequency <= 0) {
    return now;
  }
  auto& next = world.next_sailing[stop.value];
  auto const between = 168 * kHour / service.frequency;
  if (service.departure == Departure::timetable) {
    while (next < static_cast<double>(now)) {
      next += between;
    }
  }
  auto const sails = std::max(next, static_cast<double>(now));
  next = sails + between;
  return static_cast<Ticks>(sails);
}

}  // namespace

Process sail(Simulation& sim, World& world, ServiceId service_id, int number) {
  auto const& corridor = world.corridor;
  auto const& service = corridor.services[service_id];
  auto const stops = corridor.stops_of[service_id];
  auto const ports = stops.size() - 1;  // the last stop is the first again
  auto stop = stops[static_cast<std::size_t>(number) % ports];

  // The fleet is spread out in time as it starts.
  Random luck{world.key("vessel", service.key + "/" + std::to_string(number))};
  co_await sim.wait(hours(luck.uniform() * 48));
  auto const id = world.new_train(service_id, sim.now());
  auto& vessel = world[id];
  std::vector<Hold> standing;
  auto before = PlaceId{};
  for (;;) {
    auto at = corridor.stops[stop].place;
    auto const& way = *world.network.way_after[stop.value];
    auto const passage = World::Passage{
        .before = before, .at = at, .after = end_of(corridor, way.front())};
    co_await go_through(sim, world, passage, vessel.teu, vessel.diary,
                        standing);
    co_await call_at(sim, world, id, stop, before);
    standing.clear();
    auto const departure = next_sailing(world, service, stop, sim.now());
    co_await sim.wait_until(departure);
    vessel.diary.note(Part::ship, sim.now());
    for (auto const run : way) {
      auto const after = end_of(corridor, run);
      note_stay(world, id, {before, at, after, vessel.arrived}, sim.now());
      co_await follow(sim, world, id, run);
      before = at;
      at = after;
    }
    ++world.record.sailings;
    stop = next_stop(corridor, stop);
  }
}

}  // namespace camel
