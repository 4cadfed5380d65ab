// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/lot.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "camel/operations/acceptance.h"
#include "camel/operations/border_crossing.h"
#include "camel/operations/recorded_year_writer.h"

namespace camel {

namespace {

// `co_await Aboard{...}`: queues for the ride and comes back when unloaded at
// its end. The train or vessel does the rest (loading.cc).
struct Aboard {
  World& world;
  LotId id;

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<Process::promise_type> process) {
    auto& simulation = *process.promise().simulation;
    auto& lot = world[id];
    auto const& leg = world.leg_of(lot);
    auto const& ride = leg.ride;
    auto& queue = world.queues[ride.from];
    lot.slot = process.promise().slot;
    lot.short_of_wagons =
        world.shortages[ride.service.value].until(simulation.now());
    lot.where = Lot::Where::queueing;
    simulation.suspend(lot.slot);
    queue.lots.push_back({id, ride.to, lot.teu});
    queue.teu += lot.teu;
    world.waiting[lot.at].add(lot.teu, simulation.now());
    if (lot.leg > 0 && leg.is_fixed) {
      queue.clearing -= lot.teu;
      queue.is_complete = queue.clearing == 0;
    }
    auto const is_heard =
        queue.lots.size() == 1 || queue.hears_of_all || queue.is_complete ||
        queue.teu >= world.circumstances.payload(queue.capacity, lot.at,
                                                 simulation.now());
    if (is_heard) {
      world.queues[queue.heard_at].changed.raise();
    }
  }
  void await_resume() const noexcept {}
};

void deliver(World& world, LotId id, Ticks now) {
  auto const& lot = world[id];
  auto const& parts = lot.diary.parts;
  auto const transit = now - lot.made;
  CAMEL_CHECK(std::accumulate(parts.begin(), parts.end(), Ticks{0}) == transit,
              "the parts of a journey do not add up to it");
  auto& flow = world.record.flows[lot.demand];
  ++flow.lots;
  flow.teu += lot.teu;
  flow.transit_hours += in_hours(transit) * lot.teu;
  for (std::size_t part = 0; part < kParts; ++part) {
    flow.parts[part] += in_hours(parts[part]) * lot.teu;
  }
  auto const bin = std::min<std::size_t>(
      static_cast<std::size_t>(transit / FlowRecord::kBin),
      FlowRecord::kBins - 1);
  if (bin >= flow.histogram.size()) {
    flow.histogram.resize(bin + 1);
  }
  flow.histogram[bin] += static_cast<std::uint32_t>(lot.teu);
  if (auto* const recorder = world.setting.recorder) {
    recorder->deliver(id, lot.demand, now);
  }
  world.leave_yard(world[id], now);
  world.forget(id);
}

// More boxes than the smallest train on their way holds travel in parts; also
// where it is to load less for a time, or they would never fit.
int largest_lot(World& world, DemandId id) {
  auto smallest = std::numeric_limits<int>::max();
  for (auto const& ride : world.routes[id]) {
    smallest = std::min(smallest, world.circumstances.least_payload(
                                      world.corridor.services[ride.service],
                                      world.corridor.stops[ride.from].place));
  }
  return smallest;
}

// A whole number of boxes, evenly spread between 1 and 2 mean - 1, with
// exactly this mean.
int draw_size(double mean, Random& random) {
  auto const even = 1 + random.uniform() * 2 * (mean - 1);
  return static_cast<int>(even + random.uniform());
}

// Hours between two lots of a year without seasons.
double mean_gap(Demand const& demand) {
  return 365.0 * 24 * demand.lot_teu / demand.teu_year;
}

// Boxes that come together set out, in parts if need be, by another way where
// a queue makes their shippers look for one.
struct Shipper {
  DemandId row;
  int largest_lot = 1;
};
void send(Simulation& sim, World& world, Shipper shipper, int boxes) {
  if (auto const row = way_taken(world, shipper.row); row != shipper.row) {
    shipper = {row, largest_lot(world, row)};
  }
  while (boxes > 0) {
    auto const part = std::min(boxes, shipper.largest_lot);
    auto const lot = world.new_lot(shipper.row, part, sim.now());
    sim.start(travel(sim, world, lot));
    boxes -= part;
  }
}

// What a disruption adds to the demand comes as a second stream beside the
// first, with luck of its own, so that the first stays as it is.
Process ship_surplus(Simulation& sim, World& world, DemandId id) {
  auto const& demand = world.corridor.demand[id];
  auto const& factor = world.circumstances.demand_factor(id);
  auto const shipper = Shipper{id, largest_lot(world, id)};
  Random gaps{world.key("surplus arrival", demand.key)};
  Random sizes{world.key("surplus size", demand.key)};
  auto const peak =
      *std::max_element(demand.season.begin(), demand.season.end()) *
      (factor.highest() - 1);
  for (;;) {
    auto const grows =
        factor.first(sim.now(), [](double value) { return value > 1; });
    if (grows >= Simulation::kHorizon) {
      co_return;
    }
    co_await sim.wait_until(grows);
    co_await sim.wait(hours(gaps.exponential(mean_gap(demand) / peak)));
    auto const more = factor.at(sim.now()) - 1;
    if (more > 0 &&
        gaps.happens(demand.season[world.month(sim.now())] * more / peak)) {
      send(sim, world, shipper, draw_size(demand.lot_teu, sizes));
    }
  }
}

}  // namespace

Process travel(Simulation& sim, World& world, LotId id) {
  auto& lot = world[id];
  Kept kept;
  if (may_be_refused(world, lot.demand) &&
      !is_accepted(world, lot.demand, sim.now())) {
    co_await be_accepted(sim, world, id);
  }
  for (lot.leg = 0;; ++lot.leg) {
    if (auto const& steps = world.steps_before(lot); !steps.empty()) {
      auto const procedure =
          StepsAt{lot.at, steps, world.corridor.demand[lot.demand].path};
      co_await take_steps(sim, world, procedure, lot.teu, lot.diary, kept);
      kept.holds.clear();
    }
    if (!world.leg_of(lot).ride.service) {
      break;  // it is there
    }
    co_await Aboard{world, id};
  }
  if (lot.came_from && !world.are_in_one_country(lot.came_from, lot.at)) {
    world.stays(lot.came_from, lot.at, lot.at)
        .add(in_hours(sim.now() - lot.arrived), lot.teu);
  }
  deliver(world, id, sim.now());
}

Process ship_demand(Simulation& sim, World& world, DemandId id) {
  auto const& demand = world.corridor.demand[id];
  auto const& factor = world.circumstances.demand_factor(id);
  auto const shipper = Shipper{id, largest_lot(world, id)};
  if (factor.highest() > 1) {
    sim.start(ship_surplus(sim, world, id));
  }
  Random gaps{world.key("arrival", demand.key)};
  Random sizes{world.key("size", demand.key)};
  Random staying{world.key("demand factor", demand.key)};
  auto const peak =
      *std::max_element(demand.season.begin(), demand.season.end());
  // Lots come as a Poisson stream at the rate of the peak month, thinned to
  // that of the present one. Those that a disruption keeps away are drawn,
  // too, so that the others have the luck they have without it.
  auto const gap = mean_gap(demand) / peak;
  for (;;) {
    co_await sim.wait(hours(gaps.exponential(gap)));
    if (!gaps.happens(demand.season[world.month(sim.now())] / peak)) {
      continue;
    }
    auto const boxes = draw_size(demand.lot_teu, sizes);
    auto const left = factor.at(sim.now());
    if (left >= 1 || staying.happens(left)) {
      send(sim, world, shipper, boxes);
    }
  }
}

}  // namespace camel
