// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/lot.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "camel/operations/acceptance.h"
#include "camel/operations/border_crossing.h"
#include "camel/operations/journal.h"
#include "camel/operations/recorded_year_writer.h"

namespace camel {

namespace {

// Queues for its next ride. The train or vessel does the rest (loading.cc).
void queue_up(World& world, LotId id, Ticks now) {
  auto& lot = world[id];
  auto const& leg = world.leg_of(lot);
  auto const& ride = leg.ride;
  auto& queue = world.queues[ride.from];
  lot.short_of_wagons = world.shortages[ride.service.value].until(now);
  lot.where = Lot::Where::queueing;
  queue.lots.push_back({id, ride.to, lot.teu});
  queue.teu += lot.teu;
  world.waiting[lot.at].add(lot.teu, now);
  if (lot.leg > 0 && leg.is_fixed) {
    queue.clearing -= lot.teu;
    queue.is_complete = queue.clearing == 0;
  }
  auto const is_heard =
      queue.lots.size() == 1 || queue.hears_of_all || queue.is_complete ||
      queue.teu >= world.circumstances.payload(queue.capacity, lot.at, now);
  if (is_heard) {
    world.queues[queue.heard_at].changed.raise();
  }
}

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
  if (auto* const journal = world.setting.journal) {
    journal->deliver(id, lot.at, now);
  }
  world.leave_yard(world[id], now);
  world.forget(id);
}

// It has been cleared.
void go_on(World& world, LotId id, Ticks now) {
  auto const& lot = world[id];
  if (world.leg_of(lot).ride.service) {
    queue_up(world, id, now);
    return;
  }
  if (lot.came_from && !world.are_in_one_country(lot.came_from, lot.at)) {
    world.stays(lot.came_from, lot.at, lot.at)
        .add(in_hours(now - lot.arrived), lot.teu);
  }
  deliver(world, id, now);
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

// Is it accepted, and is there no procedure where it stands?
bool nothing_keeps(World& world, LotId id, Ticks now) {
  auto const& lot = world[id];
  return (lot.leg > 0 || !may_be_refused(world, lot.demand) ||
          is_accepted(world, lot.demand, now)) &&
         world.steps_before(lot).empty();
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
    if (nothing_keeps(world, lot, sim.now())) {
      go_on(world, lot, sim.now());  // without a process of its own
    } else {
      sim.start(clear(sim, world, lot));
    }
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

Process clear(Simulation& sim, World& world, LotId id) {
  auto& lot = world[id];
  if (lot.leg == 0 && may_be_refused(world, lot.demand) &&
      !is_accepted(world, lot.demand, sim.now())) {
    co_await be_accepted(sim, world, id);
  }
  {  // as `take_steps`, without a task of its own: most lots have none
    Kept kept;
    StepsAhead steps{{lot.at,
                      world.steps_before(lot),
                      world.corridor.demand[lot.demand].path,
                      {},
                      id},
                     lot.teu,
                     kept};
    while (auto const step = steps.next(world, sim.now())) {
      if (step->work.facility) {
        co_await serve(sim, world, step->work, lot.diary);
      } else {
        co_await sim.wait(step->time);
        lot.diary.note(Part::processing, sim.now());
      }
      steps.note(world, sim.now());
    }
  }
  go_on(world, id, sim.now());
}

Process set_out(Simulation& sim, World& world, std::vector<LotId> lots) {
  for (auto const id : lots) {
    if (nothing_keeps(world, id, sim.now())) {
      go_on(world, id, sim.now());
    } else {
      sim.start_at_once(clear(sim, world, id));
    }
  }
  co_return;
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
