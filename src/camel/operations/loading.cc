// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/loading.h"

#include <algorithm>

namespace camel {

namespace {

Service const& service_of(World& world, TrainId id) {
  return world.corridor.services[world[id].service];
}

bool is_bound_for(World& world, LotId lot, StopId stop) {
  return world.ride_of(lot).to == stop;
}

}  // namespace

int take_aboard(World& world, TrainId id, StopId stop, Ticks latest,
                Ticks now) {
  auto& train = world[id];
  auto& queue = world.queues[stop];
  auto const& service = service_of(world, id);
  auto const waited = service.mode == Mode::rail ? Part::train : Part::ship;
  auto const place = world.corridor.stops[stop].place;
  auto room = service.capacity - train.teu;
  auto const before = room;
  std::deque<LotId> left;
  while (!queue.lots.empty() && room > 0) {
    auto const id_of_lot = queue.lots.front();
    queue.lots.pop_front();
    auto& lot = world[id_of_lot];
    if (lot.teu > room || lot.diary.since > latest) {
      left.push_back(id_of_lot);
      continue;
    }
    room -= lot.teu;
    lot.where = Lot::Where::aboard;
    lot.diary.note(waited, now);
    for (std::size_t part = 0; part < kParts; ++part) {
      lot.diary.parts[part] -= train.diary.parts[part];
    }
    train.aboard.push_back(id_of_lot);
  }
  queue.lots.insert(queue.lots.begin(), left.begin(), left.end());
  auto const taken = before - room;
  queue.teu -= taken;
  train.teu += taken;
  world.waiting[place].add(-taken, now);
  return taken;
}

Share bound_for(World& world, TrainId id, StopId stop) {
  Share share;
  for (auto const lot : world[id].aboard) {
    if (is_bound_for(world, lot, stop)) {
      share.teu += world[lot].teu;
      ++share.lots;
    }
  }
  return share;
}

void set_down(Simulation& sim, World& world, TrainId id, StopId stop,
              PlaceId before) {
  auto& train = world[id];
  auto const place = world.corridor.stops[stop].place;
  // A yard where gauges change belongs to the border, also when it stands a
  // few kilometres behind the post.
  auto const of_border =
      find_facility(world.corridor, place, FacilityKind::gauge_change) &&
      train.abroad;
  auto const leaves = std::stable_partition(
      train.aboard.begin(), train.aboard.end(),
      [&](LotId lot) { return !is_bound_for(world, lot, stop); });
  for (auto at = leaves; at != train.aboard.end(); ++at) {
    auto& lot = world[*at];
    for (std::size_t part = 0; part < kParts; ++part) {
      lot.diary.parts[part] += train.diary.parts[part];
    }
    lot.diary.since = sim.now();
    lot.at = place;
    lot.before = before;
    lot.came_from = of_border ? train.abroad : before;
    lot.arrived = train.arrived;
    lot.where = Lot::Where::clearing;
    train.teu -= lot.teu;
    sim.wake(lot.slot);
  }
  train.aboard.erase(leaves, train.aboard.end());
}

Task<> follow(Simulation& sim, World& world, TrainId id, LinkRun run) {
  auto& train = world[id];
  auto const& link = world.corridor.links[run.link];
  auto& slots = world.slots[run_index(run.link, run.forward)];
  auto const came = sim.now();
  auto const earliest =
      std::max<Ticks>(came, static_cast<Ticks>(slots.next_entry));
  auto const entry = world.closures.open_from(run, earliest);
  auto const share = world.closures.capacity_share(run, entry);
  slots.next_entry = std::max(slots.next_entry, static_cast<double>(entry)) +
                     slots.headway / (share > 0 ? share : 1);
  if (entry > came) {
    co_await sim.wait_until(entry);
  }
  auto const waited = link.mode == Mode::rail ? Part::path : Part::ship;
  train.diary.note(waited, sim.now());

  auto const start = start_of(world.corridor, run);
  {
    auto& record = world.record.runs[run_index(run.link, run.forward)];
    ++record.departures[train.service.value];
    record.teu += train.teu;
    record.waits.add(in_hours(sim.now() - came));
  }
  note_departure(world, id, start, sim.now());

  co_await sim.wait(hours(free_hours(world.corridor, run)));
  train.diary.note(Part::moving, sim.now());
  train.arrived = sim.now();

  auto const end = end_of(world.corridor, run);
  if (world.country(start) != world.country(end)) {
    train.abroad = start;
  }
  if (link.mode == Mode::rail) {
    auto& [kilometers_run, hours_run] =
        world.record.line_haul[world.country(start)];
    kilometers_run += kilometers(link.length);
    hours_run += in_hours(sim.now() - came);
  }
  auto& place = world.record.places[end];
  ++place.trains;
  place.teu += train.teu;
  note_arrival(world, id, end, sim.now());
}

void note_stay(World& world, TrainId id, Stay stay, Ticks now) {
  // A journey that begins or ends here comes from here or goes nowhere else.
  auto const before = stay.before ? stay.before : stay.at;
  auto const after = stay.after ? stay.after : stay.at;
  auto const is_last = world.are_in_one_country(stay.at, after);
  // Boxes of one train come from few countries: look each run of them up once.
  Tally* stays = nullptr;
  auto known = PlaceId{};
  auto const note = [&](PlaceId from, Ticks since, int teu) {
    if (is_last && world.are_in_one_country(from, stay.at)) {
      return;  // no border
    }
    if (stays == nullptr || !world.are_in_one_country(from, known)) {
      known = from;
      stays = &world.record
                   .stays[{stay.at, world.country(from), world.country(after)}];
    }
    stays->add(in_hours(now - since), teu);
  };
  int through = 0;
  for (auto const lot_id : world[id].aboard) {
    auto const& lot = world[lot_id];
    if (lot.at != stay.at) {
      through += lot.teu;
    } else if (lot.came_from) {
      note(lot.came_from, lot.arrived, lot.teu);
    }
  }
  if (through > 0) {
    note(before, stay.since, through);
  }
}

void note_departure(World& world, TrainId id, PlaceId place, Ticks now) {
  auto const found =
      std::lower_bound(world.watched.begin(), world.watched.end(), place);
  if (found != world.watched.end() && *found == place) {
    auto const at = static_cast<std::size_t>(found - world.watched.begin());
    world[id].left[at] = now;
  }
}

void note_arrival(World& world, TrainId id, PlaceId place, Ticks now) {
  for (auto const& [from, to] : world.watched_pairs) {
    auto const left = world[id].left[from];
    if (world.watched[to] == place && left >= 0) {
      world.record.running_hours[{world.watched[from], place}].add(
          in_hours(now - left));
    }
  }
}

}  // namespace camel
