// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/train.h"

#include <algorithm>

#include "camel/operations/border_crossing.h"
#include "camel/operations/loading.h"

namespace camel {

namespace {

// How often the keepers of wagons look where they are short.
constexpr Ticks kBetweenOrders = 6 * kHour;

// The lift that boxes go through at a terminal, if it has one.
Task<> lift(Simulation& sim, World& world, TrainId train, FacilityId facility,
            Share share) {
  if (!facility || share.teu == 0) {
    co_return;
  }
  auto const& row = world.corridor.facilities[facility];
  auto const work = Work{.facility = facility,
                         .law = row.service,
                         .units = units_of(row, share.teu, share.lots),
                         .teu = share.teu,
                         .path = world.path_of(train)};
  co_await serve(sim, world, work, world[train].diary);
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

// Wagons are ready again where the train ended.
Process give_back(Simulation& sim, World& world, FleetId fleet, PlaceId place,
                  int wagons, Ticks after) {
  co_await sim.wait(after);
  auto& stock = *world.wagons[fleet.value];
  stock.put(stock.depot_at(place), wagons);
}

// Waits until enough wagons for a train of the service stand where it begins.
Task<> wait_for_wagons(Simulation& sim, World& world, ServiceId id) {
  auto const& service = world.corridor.services[id];
  auto const& fleet = world.corridor.fleets[service.fleet];
  auto const first = world.corridor.stops_of[id].front();
  auto& stock = *world.wagons[service.fleet.value];
  auto const depot = stock.depot_at(world.corridor.stops[first].place);
  auto const needed = wagons_of_train(service, fleet);
  auto const asked = sim.now();
  world.shortages[id.value].begin(asked);
  co_await take_wagons(sim, stock, depot, {needed, service.path});
  world.shortages[id.value].end(sim.now());
  world.record.wagon_waits.add(in_hours(sim.now() - asked));
}

// Where the train goes after the last place of this way.
PlaceId place_after(World& world, StopId stop) {
  if (!stop) {
    return {};
  }
  auto const& way = world.network.way_after[stop.value];
  return way ? world[way->front()].end : PlaceId{};
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
    auto room = 0;
    if (!service.background && world.yards[call.place].is_limited()) {
      room =
          co_await claim_room(sim, world, call.place, share.teu, train.diary);
    }
    co_await lift(sim, world, id, world.unloading_at(call.place), share);
    set_down(sim, world, id, stop, before, room);
  }
  auto const dwells_until = train.arrived + hours(call.dwell_hours);
  if (dwells_until > sim.now()) {
    co_await sim.wait_until(dwells_until);
    train.diary.note(Part::processing, sim.now());
  }
  if (call.loads() && !is_last && !service.background) {
    auto const share = load(world, id, stop, sim.now(), sim.now());
    co_await lift(sim, world, id, world.loading_at(call.place), share);
  }
}

// When the boxes of a stop have waited so long that a train must come for
// them. One that is on its way for them is given the same time again.
Ticks deadline_of(World& world, Service const& service, StopId stop) {
  auto const& queue = world.queues[stop];
  return queue.lots.empty()
             ? kNever
             : std::max(world[queue.lots.front().lot].diary.since,
                        queue.called_for) +
                   hours(service.max_wait_hours);
}

// Waits until the service's rule lets a train go: full at its first stop, or
// the oldest box at any stop has waited long enough. One with a fixed path also
// goes when all boxes of the train before it are over.
Task<> wait_for_boxes(Simulation& sim, World& world, ServiceId id) {
  auto const& service = world.corridor.services[id];
  auto const stops = world.corridor.stops_of[id];
  auto& queue = world.queues[stops.front()];
  auto const place = world.corridor.stops[stops.front()].place;
  for (;;) {
    if (queue.is_complete ||
        queue.teu >= world.circumstances.payload(service, place, sim.now())) {
      co_return;
    }
    auto deadline = kNever;
    if (service.departure == Departure::full_or_time) {
      for (auto const stop : stops) {
        deadline = std::min(deadline, deadline_of(world, service, stop));
      }
      if (deadline <= sim.now()) {
        // Who is at the first stop goes at once, or fits no train so full.
        for (auto const stop : stops) {
          if (stop != stops.front()) {
            world.queues[stop].called_for = sim.now();
          }
        }
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
      co_await wait_for_boxes(sim, world, id);
    }
    if (service.fleet) {
      co_await wait_for_wagons(sim, world, id);
    }
    auto const train = world.new_train(id, id.value, sim.now());
    load(world, train, first, sim.now(), sim.now());
    if (by_timetable) {
      co_await sim.wait_until(std::max(sim.now(), departure));
      world[train].diary.note(Part::train, sim.now());
      departure += between;
    }
    sim.start(run_train(sim, world, train));
    if (!by_timetable) {
      co_await sim.wait(between);
    }
  }
}

namespace {

// Where a train stands, and where it came from.
struct Standing {
  PlaceId before, at;
};

bool keeps_a_track(World& world, std::vector<ProcedureId> const& steps) {
  return std::any_of(steps.begin(), steps.end(), [&](ProcedureId id) {
    return world.corridor.procedures[id].hold;
  });
}

// From the place where it stands over the runs of a way: through each place's
// procedure, up to the last one, whose procedure it goes through, too.
Task<> run_over(Simulation& sim, World& world, TrainId id,
                std::vector<LinkRun> const& way, PlaceId beyond,
                Standing& standing, Kept& kept) {
  auto& train = world[id];
  auto const& service = train.service;
  auto const others = service && world.corridor.services[service].background
                          ? world.corridor.services[service].capacity
                          : 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    auto const after = world[way[i]].end;
    auto const stay = Stay{standing.before, standing.at, after, train.arrived};
    {  // as `follow`, without a task of its own: most need not wait to depart
      Entering entering{.came = sim.now()};
      if (!departs_at_once(world, id, way[i], sim.now(), entering)) {
        co_await wait_to_depart(sim, world, id, way[i], entering);
      }
      auto const arrival =
          depart(world, id, way[i], entering, stay, kept, sim.now());
      co_await sim.wait_until(arrival.at);
      arrive(world, id, way[i], arrival);
    }
    standing = {standing.at, after};
    auto const passage =
        Passage{.before = standing.before,
                .at = standing.at,
                .after = i + 1 < way.size() ? world[way[i + 1]].end : beyond,
                .path = world.path_of(id)};
    auto const& steps = world.procedures.steps(passage);
    if (steps.empty()) {
      continue;  // it only passes
    }
    if (!service || !keeps_a_track(world, steps)) {
      world.line.give_back_all(train.on_line);  // it stands beside the line
    }
    if (service) {  // empties are handed over by a list
      auto const procedure = StepsAt{passage.at, steps, passage.path, id, {}};
      co_await take_steps(sim, world, procedure, train.teu + others,
                          train.diary, kept);
    }
    if (kept.holds.empty()) {
      world.line.give_back_all(train.on_line);
    }
  }
}

}  // namespace

Process run_train(Simulation& sim, World& world, TrainId id) {
  auto& train = world[id];
  auto const& corridor = world.corridor;
  auto const& service = corridor.services[train.service];
  auto stop = corridor.stops_of[train.service].front();
  auto const background = service.background ? service.capacity : 0;

  if (service.departure != Departure::timetable) {
    // Boxes that came while the train was formed may still join it.
    load(world, id, stop, sim.now(), sim.now());
  }
  {
    auto const share = background > 0 ? Share{background, 1}
                                      : Share{train.teu, train.aboard.size()};
    co_await lift(sim, world, id, world.loading_at(corridor.stops[stop].place),
                  share);
  }

  Kept kept{.train = id};
  Standing standing{.before = {}, .at = corridor.stops[stop].place};
  train.arrived = sim.now();
  auto const origin = Passage{.before = {},
                              .at = standing.at,
                              .after = place_after(world, stop),
                              .path = service.path};
  co_await go_through(sim, world, origin, id, train.teu + background, kept);
  while (world.network.way_after[stop.value]) {
    auto const& way = *world.network.way_after[stop.value];
    stop = next_stop(corridor, stop);
    co_await run_over(sim, world, id, way, place_after(world, stop), standing,
                      kept);
    if (kept.holds.empty()) {
      world.line.give_back_all(train.on_line);  // a terminal has tracks enough
    }
    co_await call_at(sim, world, id, stop, standing.before);
  }
  kept.holds.clear();
  world.line.give_back_all(train.on_line);
  ++world.record.trains;
  if (service.fleet) {
    auto const& fleet = corridor.fleets[service.fleet];
    sim.start(give_back(sim, world, service.fleet, standing.at,
                        wagons_of_train(service, fleet),
                        hours(fleet.turnaround_hours)));
  }
  world.forget(id, sim.now());
}

Process run_empties(Simulation& sim, World& world, FleetId fleet,
                    WagonStock::Order order) {
  auto& stock = *world.wagons[fleet.value];
  auto const sent = sim.now();
  auto const id = world.new_train({}, order.way, sim.now());
  auto const& way = world.train_plan.ways[order.way].runs;
  auto const begin = world[way.front()].start;
  Kept kept{.train = id};
  Standing standing{.before = {}, .at = begin};
  world[id].arrived = sim.now();
  co_await run_over(sim, world, id, way, {}, standing, kept);
  kept.holds.clear();
  world.line.give_back_all(world[id].on_line);
  world.record.empty_wagons += order.wagons;
  world.forget(id, sim.now());
  stock.came(order.to, order.wagons, in_hours(sim.now() - sent) / 24);
}

Process send_empties(Simulation& sim, World& world, FleetId fleet) {
  auto& stock = *world.wagons[fleet.value];
  for (;;) {
    co_await sim.wait(kBetweenOrders);
    while (auto const order = stock.next_order(sim.now())) {
      stock.send(*order);
      sim.start(run_empties(sim, world, fleet, *order));
    }
  }
}

}  // namespace camel
