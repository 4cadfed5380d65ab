// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/train.h"

#include <algorithm>

#include "camel/operations/border_crossing.h"
#include "camel/operations/loading.h"

namespace camel {

namespace {

// The lift that boxes go through at a terminal, if it has one.
Task<> lift(Simulation& sim, World& world, FacilityId facility, Share share,
            Diary& diary) {
  if (!facility || share.teu == 0) {
    co_return;
  }
  auto const& row = world.corridor.facilities[facility];
  auto const work = Work{.facility = facility,
                         .law = row.service,
                         .units = units_of(row, share.teu, share.lots),
                         .teu = share.teu};
  co_await serve(sim, world, work, diary);
}

// Loads what waits here; a background train is full of other people's boxes.
Share load(World& world, TrainId id, StopId stop, Ticks latest, Ticks now) {
  auto const& service = world.corridor.services[world[id].service];
  if (service.background) {
    return {service.capacity, 1};
  }
  auto const aboard = world[id].aboard.size();
  auto const teu = take_aboard(world, id, stop, latest, now);
  return {teu, world[id].aboard.size() - aboard};
}

Process give_back(Simulation& sim, Hold wagons, Ticks after) {
  co_await sim.wait(after);
  wagons.release();
}

// Where the train goes after the last place of this way.
PlaceId place_after(World& world, StopId stop) {
  if (!stop) {
    return {};
  }
  auto const& way = world.network.way_after[stop.value];
  return way ? end_of(world.corridor, way->front()) : PlaceId{};
}

// At a stop on its way: unload, stand as long as the call lasts, load.
Task<> call_at(Simulation& sim, World& world, TrainId id, StopId stop,
               PlaceId before) {
  auto& train = world[id];
  auto const& service = world.corridor.services[train.service];
  auto const& call = world.corridor.stops[stop];
  auto const is_last = !world.network.way_after[stop.value];
  if (call.unloads()) {
    auto const share = service.background && is_last
                           ? Share{service.capacity, 1}
                           : bound_for(world, id, stop);
    co_await lift(sim, world, world.unloading_at(call.place), share,
                  train.diary);
    set_down(sim, world, id, stop, before);
  }
  auto const dwells_until = train.arrived + hours(call.dwell_hours);
  if (dwells_until > sim.now()) {
    co_await sim.wait_until(dwells_until);
    train.diary.note(Part::processing, sim.now());
  }
  if (call.loads() && !is_last && !service.background) {
    auto const share = load(world, id, stop, sim.now(), sim.now());
    co_await lift(sim, world, world.loading_at(call.place), share, train.diary);
  }
}

// Waits until the service's rule lets a train go: full, or the oldest box has
// waited long enough.
Task<> wait_for_boxes(Simulation& sim, World& world, Service const& service,
                      StopId first) {
  auto& queue = world.queues[first];
  for (;;) {
    if (queue.teu >= service.capacity) {
      co_return;
    }
    auto deadline = kNever;
    if (service.departure == Departure::full_or_time && !queue.lots.empty()) {
      auto const oldest = world[queue.lots.front()].diary.since;
      deadline = oldest + hours(service.max_wait_hours);
      if (deadline <= sim.now()) {
        co_return;
      }
    }
    co_await queue.changed.wait().until(deadline);
  }
}

}  // namespace

Process dispatch_trains(Simulation& sim, World& world, ServiceId id) {
  auto const& service = world.corridor.services[id];
  auto const first = world.corridor.stops_of[id].front();
  auto const between =
      service.frequency > 0 ? hours(168 / service.frequency) : Ticks{0};
  auto const by_timetable =
      service.departure == Departure::timetable || service.background;
  CAMEL_CHECK(!by_timetable || between > 0,
              "service " + service.key + " has a timetable but no frequency");
  Random luck{world.key("timetable", service.key)};
  auto departure =
      static_cast<Ticks>(luck.uniform() * static_cast<double>(between));
  for (;;) {
    if (by_timetable) {
      auto const cut_off =
          std::max(sim.now(), departure - hours(service.cut_off_hours));
      co_await sim.wait_until(cut_off);
    } else {
      co_await wait_for_boxes(sim, world, service, first);
    }
    auto const train = world.new_train(id, sim.now());
    load(world, train, first, sim.now(), sim.now());
    if (by_timetable) {
      co_await sim.wait_until(departure);
      world[train].diary.note(Part::train, sim.now());
      departure += between;
    }
    sim.start(run_train(sim, world, train));
    if (!by_timetable) {
      co_await sim.wait(between);
    }
  }
}

Process run_train(Simulation& sim, World& world, TrainId id) {
  auto& train = world[id];
  auto const& corridor = world.corridor;
  auto const& service = corridor.services[train.service];
  auto stop = corridor.stops_of[train.service].front();
  auto const background = service.background ? service.capacity : 0;

  Hold wagons;
  if (service.fleet) {
    auto const& fleet = corridor.fleets[service.fleet];
    auto const asked = sim.now();
    wagons = co_await world.wagons[service.fleet.value]->acquire(
        wagons_of_train(service, fleet));
    train.diary.note(Part::wagon, sim.now());
    world.record.wagon_waits.add(in_hours(sim.now() - asked));
  }
  if (service.departure != Departure::timetable) {
    // Boxes that came while the train waited for wagons may still join it.
    load(world, id, stop, sim.now(), sim.now());
  }
  {
    auto const share = background > 0 ? Share{background, 1}
                                      : Share{train.teu, train.aboard.size()};
    co_await lift(sim, world, world.loading_at(corridor.stops[stop].place),
                  share, train.diary);
  }

  std::vector<Hold> standing;  // tracks it keeps until it leaves
  auto before = PlaceId{};
  auto at = corridor.stops[stop].place;
  train.arrived = sim.now();
  auto const origin =
      World::Passage{.before = {}, .at = at, .after = place_after(world, stop)};
  co_await go_through(sim, world, origin, train.teu + background, train.diary,
                      standing);
  while (world.network.way_after[stop.value]) {
    auto const& way = *world.network.way_after[stop.value];
    auto const next = next_stop(corridor, stop);
    for (std::size_t i = 0; i < way.size(); ++i) {
      auto const after = end_of(corridor, way[i]);
      note_stay(world, id, {before, at, after, train.arrived}, sim.now());
      standing.clear();
      co_await follow(sim, world, id, way[i]);
      before = at;
      at = after;
      auto const beyond = i + 1 < way.size() ? end_of(corridor, way[i + 1])
                                             : place_after(world, next);
      auto const passage =
          World::Passage{.before = before, .at = at, .after = beyond};
      co_await go_through(sim, world, passage, train.teu + background,
                          train.diary, standing);
    }
    stop = next;
    co_await call_at(sim, world, id, stop, before);
  }
  standing.clear();
  ++world.record.trains;
  if (wagons) {
    auto const back = corridor.fleets[service.fleet].turnaround_hours;
    sim.start(give_back(sim, std::move(wagons), hours(back)));
  }
  world.forget(id);
}

}  // namespace camel
