// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/simulate_year.h"

#include <algorithm>
#include <map>

#include "camel/base/error.h"
#include "camel/operations/lot.h"
#include "camel/operations/motion_writer.h"
#include "camel/operations/outages.h"
#include "camel/operations/train.h"
#include "camel/operations/vessel.h"

namespace camel {

namespace {

// Mean queues and yards, week by week.
Process sample_weeks(Simulation& sim, World& world) {
  std::vector<double> queues(world.desks.size());
  std::vector<double> yards(world.waiting.size());
  std::vector<double> borders(world.borders.size());
  for (;;) {
    co_await sim.wait(kWeek);
    for (std::size_t i = 0; i < queues.size(); ++i) {
      auto const area =
          static_cast<double>(world.desks[i]->pool.line().area(sim.now()));
      world.record.facilities[FacilityId{i}].queue_by_week.push_back(
          (area - queues[i]) / kWeek);
      queues[i] = area;
    }
    for (std::size_t i = 0; i < yards.size(); ++i) {
      auto const area = world.waiting[PlaceId{i}].area(sim.now());
      world.record.places[PlaceId{i}].waiting_by_week.push_back(
          (area - yards[i]) / kWeek);
      yards[i] = area;
    }
    for (std::size_t i = 0; i < borders.size(); ++i) {
      auto const area = world.borders[i].over_time.area(sim.now());
      world.record.queues[i].by_week.push_back((area - borders[i]) / kWeek);
      borders[i] = area;
    }
  }
}

void start_actors(Simulation& sim, World& world) {
  auto const& corridor = world.corridor;
  start_outages(sim, world);
  for (auto const id : corridor.demand.ids()) {
    sim.start(ship_demand(sim, world, id));
  }
  for (auto const id : corridor.fleets.ids()) {
    if (corridor.fleets[id].kind == FleetKind::wagon) {
      sim.start(send_empties(sim, world, id));
    }
  }
  // Vessels of a fleet that several services name are dealt to them in turn.
  std::map<FleetId, std::vector<ServiceId>> sailing;
  for (auto const id : corridor.services.ids()) {
    if (corridor.services[id].mode == Mode::rail) {
      sim.start(dispatch_trains(sim, world, id));
    } else {
      sailing[corridor.services[id].fleet].push_back(id);
    }
  }
  for (auto const& [fleet, services] : sailing) {
    for (int i = 0; i < corridor.fleets[fleet].number; ++i) {
      auto const turn = static_cast<std::size_t>(i) % services.size();
      sim.start(sail(sim, world, services[turn],
                     i / static_cast<int>(services.size())));
    }
  }
}

void close_year(World& world, Ticks length, Ticks now) {
  auto const share = 1 / static_cast<double>(length);
  for (auto const id : world.corridor.facilities.ids()) {
    auto const& pool = world.desks[id.value]->pool;
    // Of the servers that were in order. A vessel alongside is served also
    // when its berth no longer counts as such.
    auto const in_order = static_cast<double>(pool.capacity().area(now));
    world.record.facilities[id].busy_share =
        in_order > 0
            ? std::min(1.0,
                       static_cast<double>(pool.in_use().area(now)) / in_order)
            : 0;
  }
  for (auto const id : world.corridor.places.ids()) {
    world.record.places[id].waiting_teu = world.waiting[id].area(now) * share;
    world.record.places[id].yard_teu =
        world.yards[id].over_time().area(now) * share;
  }
  for (std::size_t i = 0; i < world.borders.size(); ++i) {
    auto& queue = world.record.queues[i];
    queue.mean = world.borders[i].over_time.area(now) * share;
    queue.most = world.borders[i].most;
  }
  for (auto const id : world.corridor.demand.ids()) {
    world.record.flows[id].inside_at_end = world.under_way[id];
  }
  for (auto const id : world.corridor.links.ids()) {
    auto const& link = world.corridor.links[id];
    for (auto const forward : {false, true}) {
      auto const& run = world.record.runs[run_index(id, forward)];
      if (link.mode == Mode::rail && run.trains() > 0) {
        auto const start = start_of(world.corridor, LinkRun{id, forward});
        auto& [kilometers_run, hours_run] =
            world.record.line_haul[world.country(start)];
        kilometers_run += kilometers(link.length) * run.trains();
        hours_run += run.hours;
      }
    }
  }
  // A yard is used by the boxes that stand in it.
  for (auto const id : world.corridor.facilities.ids()) {
    auto const& yard = world.corridor.facilities[id];
    if (yard.kind == FacilityKind::yard) {
      auto const& place = world.record.places[yard.place];
      auto& record = world.record.facilities[id];
      record.teu = place.teu;
      record.busy_share =
          yard.storage ? place.yard_teu / world.yards[yard.place].storage() : 0;
    }
  }
}

}  // namespace

YearRecord simulate_year(Corridor const& corridor,
                         ServiceNetwork const& network,
                         Table<DemandId, std::vector<Ride>> const& routes,
                         TrainPlan const& plan, World::Setting setting) {
  World world{corridor, network, routes, plan, setting};
  Simulation sim;
  start_actors(sim, world);
  sim.run_until(setting.warm_up);
  world.begin_year(sim.now());
  sim.start(sample_weeks(sim, world));
  if (setting.motion != nullptr) {
    sim.start(sample_motion(sim, world, *setting.motion));
  }
  sim.run_until(setting.end);
  close_year(world, setting.end - setting.warm_up, sim.now());

  auto& record = world.record;
  record.events = sim.events();
  record.lots_inside = world.count_inside();
  CAMEL_CHECK(record.lots_made == record.lots_delivered + record.lots_inside,
              "boxes were lost or made out of nothing");
  return std::move(record);
}

}  // namespace camel
