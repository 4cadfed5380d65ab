// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/outages.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace camel {

namespace {

bool strikes(Disruption const& event, FacilityId facility) {
  return event.base && (event.capacity_share || event.closed_share) &&
         std::any_of(
             event.targets.begin(), event.targets.end(),
             [&](Target const& target) { return target.facility == facility; });
}

// So many servers more are out of order, or are back.
void take_out(Corridor const& corridor, Desk& desk, FacilityId id, int more) {
  desk.out_of_order += more;
  auto const left = corridor.facilities[id].servers - desk.out_of_order;
  desk.pool.set_units(std::max(0, left), WhenStopped::pause);
}

// What disruptions take away, and when they bring it back.
std::map<Ticks, int> changes_of(World const& world, FacilityId id) {
  std::map<Ticks, int> changes;
  auto const servers = world.corridor.facilities[id].servers;
  for (auto const& event : world.corridor.disruptions) {
    if (!strikes(event, id)) {
      continue;
    }
    auto const course = Course::least(closures_of(event, world.period()));
    auto out = 0;
    course.for_each_step([&](Ticks time, double share) {
      auto const left = static_cast<int>(std::lround(servers * share));
      changes[time] += servers - left - out;
      out = servers - left;
    });
  }
  return changes;
}

Process follow_disruptions(Simulation& sim, World& world, FacilityId id) {
  auto& desk = *world.desks[id.value];
  auto const changes = changes_of(world, id);
  for (auto const& [time, more] : changes) {
    co_await sim.wait_until(time);
    take_out(world.corridor, desk, id, more);
  }
}

Process break_down(Simulation& sim, World& world, FacilityId id, int server) {
  auto const& facility = world.corridor.facilities[id];
  auto const& place = world.corridor.places[facility.place].code;
  auto& desk = *world.desks[id.value];
  Random luck{world.key(
      "breakdown", place + "/" + facility.name + "/" + std::to_string(server))};
  auto const draw = [&](double mean) {
    return std::max<Ticks>(hours(luck.exponential(mean)), 1);
  };
  for (;;) {
    co_await sim.wait(draw(*facility.breakdown_hours));
    take_out(world.corridor, desk, id, 1);
    co_await sim.wait(draw(facility.repair_hours));
    take_out(world.corridor, desk, id, -1);
  }
}

}  // namespace

bool may_be_out_of_order(Corridor const& corridor, FacilityId facility) {
  return corridor.facilities[facility].breakdown_hours ||
         std::any_of(
             corridor.disruptions.begin(), corridor.disruptions.end(),
             [&](Disruption const& event) { return strikes(event, facility); });
}

void start_outages(Simulation& sim, World& world) {
  for (auto const id : world.corridor.facilities.ids()) {
    if (!world.desks[id.value]->may_stop) {
      continue;
    }
    world.desks[id.value]->pool.live_in(sim);
    sim.start(follow_disruptions(sim, world, id));
    auto const& facility = world.corridor.facilities[id];
    for (int i = 0; facility.breakdown_hours && i < facility.servers; ++i) {
      sim.start(break_down(sim, world, id, i));
    }
  }
}

}  // namespace camel
