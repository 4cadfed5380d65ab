// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/vessel.h"

#include <algorithm>

#include "camel/operations/border_crossing.h"
#include "camel/operations/loading.h"

namespace camel {

namespace {

// A vessel alongside: what it still has to do there.
struct Call {
  StopId stop;
  PlaceId before;
  bool unloads = true;
  bool loads = true;
};

// Its number in its fleet, whose vessels were dealt to the services in turn.
int number_in_fleet(Corridor const& corridor, ServiceId service, int number) {
  auto const fleet = corridor.services[service].fleet;
  int services = 0;
  int before = 0;
  for (auto const id : corridor.services.ids()) {
    auto const& other = corridor.services[id];
    if (other.mode != Mode::rail && other.fleet == fleet) {
      ++services;
      before += id < service ? 1 : 0;
    }
  }
  return number * services + before;
}

// Does the service's rule let the vessel go now, with what it has aboard and
// what waits on the quay?
bool may_sail(World& world, TrainId id, StopId stop, Ticks came, Ticks now) {
  auto const& service = world.corridor.services[world[id].service];
  if (service.departure == Departure::timetable ||
      world[id].teu + world.queues[stop].teu >=
          world.circumstances.payload(service, world.corridor.stops[stop].place,
                                      now)) {
    return true;
  }
  return service.departure == Departure::full_or_time &&
         now >= came + hours(service.max_wait_hours);
}

// One stay at a berth: unload, then load what waits, also what comes in the
// meantime. A law for the whole vessel is half for unloading and half for
// loading. `spent` counts the hours of work.
Task<> work_alongside(Simulation& sim, World& world, TrainId id, Call call,
                      double& spent) {
  auto& vessel = world[id];
  auto const& stop = world.corridor.stops[call.stop];
  auto const berth =
      find_facility(world.corridor, stop.place, FacilityKind::berth);
  auto const load = [&]() -> Share {
    auto const lots = vessel.aboard.size();
    auto const teu =
        call.loads && stop.loads()
            ? take_aboard(world, id, call.stop, sim.now(), sim.now())
            : 0;
    return {teu, vessel.aboard.size() - lots};
  };
  auto const leaving = call.unloads ? bound_for(world, id, call.stop) : Share{};
  auto room = 0;
  if (call.unloads && world.yards[stop.place].is_limited()) {
    room =
        co_await claim_room(sim, world, stop.place, leaving.teu, vessel.diary);
  }
  if (!berth) {
    set_down(sim, world, id, call.stop, call.before, room);
    load();
    co_return;
  }
  auto const& row = world.corridor.facilities[berth];
  auto& desk = *world.desks[berth.value];
  auto const whole_vessel = row.per == ServedUnit::train;
  auto const draw = [&](Share share) {
    auto const units =
        whole_vessel ? 0.5 : units_of(row, share.teu, share.lots);
    auto const time = draw_hours(row.service, units, desk.times) *
                      world.circumstances.time_factor(berth, sim.now());
    spent += time;
    return hours(time);
  };
  auto const asked = sim.now();
  auto const alongside = co_await desk.pool.acquire();
  auto const opens = world.open_from(berth, sim.now());
  co_await sim.wait_until(opens);
  vessel.diary.note(Part::ship, sim.now());
  world.record.facilities[berth].waits.add(in_hours(sim.now() - asked));
  int handled = 0;
  if (call.unloads) {
    auto const unloading = draw(leaving);
    co_await sim.wait(unloading);
    vessel.diary.note(Part::processing, sim.now());
    set_down(sim, world, id, call.stop, call.before, room);
    handled += leaving.teu;
  }
  if (call.loads) {
    auto loaded = whole_vessel ? Share{} : load();
    auto const loading = draw(loaded);
    co_await sim.wait(loading);
    vessel.diary.note(Part::processing, sim.now());
    if (whole_vessel) {
      loaded = load();
    }
    handled += loaded.teu;
  }
  world.record.facilities[berth].teu += handled;
}

// A call at a port. A vessel that must wait for boxes waits at anchor, not at
// the berth, and comes back for them.
Task<> call_at(Simulation& sim, World& world, TrainId id, Call call) {
  auto& vessel = world[id];
  auto const& service = world.corridor.services[vessel.service];
  auto const stop = call.stop;
  auto const place = world.corridor.stops[stop].place;
  auto const came = sim.now();
  double spent = 0;
  co_await work_alongside(sim, world, id, call, spent);
  if (call.loads && world.corridor.stops[stop].loads()) {
    auto const deadline = service.departure == Departure::full_or_time
                              ? came + hours(service.max_wait_hours)
                              : kNever;
    auto const waits = !may_sail(world, id, stop, came, sim.now());
    while (!may_sail(world, id, stop, came, sim.now())) {
      co_await world.queues[stop].changed.wait().until(deadline);
    }
    vessel.diary.note(Part::ship, sim.now());
    if (waits && world.queues[stop].teu > 0) {
      call.unloads = false;
      co_await work_alongside(sim, world, id, call, spent);
    }
  }
  auto const berth = find_facility(world.corridor, place, FacilityKind::berth);
  if (berth) {
    world.record.facilities[berth].services.add(spent);
  }
}

// At a port. A vessel that is to be laid up takes no more boxes, and lies
// there until it may sail again if none are left aboard; if some are, it
// carries them on.
Task<> call_or_lie_up(Simulation& sim, World& world, TrainId id, int number,
                      Call call) {
  auto& vessel = world[id];
  auto const fleet = world.corridor.services[vessel.service].fleet;
  auto const sails = world.circumstances.sails_from(fleet, number, sim.now());
  if (sails > sim.now()) {
    call.loads = false;
    co_await call_at(sim, world, id, call);
    if (vessel.teu > 0) {
      co_return;
    }
    co_await sim.wait_until(std::max(sails, sim.now()));
    vessel.diary.note(Part::closure, sim.now());
    call.unloads = false;
    call.loads = true;
  }
  co_await call_at(sim, world, id, call);
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
  auto const id = world.new_train(service_id, service_id.value, sim.now());
  auto& vessel = world[id];
  vessel.arrived = sim.now();
  auto const in_fleet = number_in_fleet(corridor, service_id, number);
  Kept standing;
  auto before = PlaceId{};
  for (;;) {
    auto at = corridor.stops[stop].place;
    auto const& way = *world.network.way_after[stop.value];
    auto const passage =
        Passage{.before = before, .at = at, .after = world[way.front()].end};
    co_await go_through(sim, world, passage, id, vessel.teu, standing);
    co_await call_or_lie_up(sim, world, id, in_fleet, {stop, before});
    auto const dwells_until =
        vessel.arrived + hours(corridor.stops[stop].dwell_hours);
    if (dwells_until > sim.now()) {
      co_await sim.wait_until(dwells_until);
      vessel.diary.note(Part::processing, sim.now());
    }
    auto const departure = next_sailing(world, service, stop, sim.now());
    co_await sim.wait_until(departure);
    vessel.diary.note(Part::ship, sim.now());
    for (auto const run : way) {
      auto const after = world[run].end;
      auto const stay = Stay{before, at, after, vessel.arrived};
      co_await follow(sim, world, id, run, stay, standing);
      before = at;
      at = after;
    }
    ++world.record.sailings;
    stop = next_stop(corridor, stop);
  }
}

}  // namespace camel
