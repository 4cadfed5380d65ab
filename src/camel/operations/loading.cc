// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/loading.h"

#include <algorithm>
#include <utility>

#include "camel/operations/journal.h"
#include "camel/operations/lot.h"
#include "camel/operations/motion_writer.h"
#include "camel/operations/recorded_year_writer.h"

namespace camel {

namespace {

Service const& service_of(World& world, TrainId id) {
  return world.corridor.services[world[id].service];
}

// Waiting at the stop: for wagons, while the service had none, else for the
// train or the ship.
void note_wait(World& world, Lot& lot, ServiceId service, Part waited,
               Ticks now) {
  auto const asked = lot.diary.since;
  lot.diary.note(waited, now);
  auto const without = static_cast<std::uint32_t>(std::min(
      now - asked,
      world.shortages[service.value].until(now) - lot.short_of_wagons));
  lot.diary.parts[static_cast<std::size_t>(waited)] -= without;
  lot.diary.parts[static_cast<std::size_t>(Part::wagon)] += without;
}

// Who books a train with a fixed path knows its timetable: the boxes are
// brought to the terminal for the cut-off, and their journey begins then.
bool is_brought_for_it(World const& world, Lot const& lot,
                       Service const& service) {
  return lot.leg == 0 && service.departure == Departure::timetable &&
         world.corridor.demand[lot.demand].path == TrainPath::fixed;
}

// The train with a fixed path that the boxes change to waits for all of them.
void announce(World& world, Lot const& lot) {
  if (auto const& next = world.leg_after(lot); next.is_fixed) {
    world.queues[next.ride.from].clearing += lot.teu;
  }
}

// Who loaded at a stop, for the record: how long one could have come to the
// queue and been taken. Of a full train, not after the last for whom there was
// room; lots of any size, not after the first who was left behind either.
struct Loaded {
  int room = 0;         // that is left
  Ticks last_came = 0;  // of those taken; kNever: none
};
void record_boarding(World& world, TrainId train, StopId stop, Loaded loaded,
                     Ticks latest) {
  auto* const recorder = world.setting.recorder;
  auto const is_full = loaded.room <= 0;
  if (recorder == nullptr || (is_full && loaded.last_came == kNever)) {
    return;
  }
  RecordedYearWriter::Closed closed;
  closed.boxes = is_full ? std::min(latest, loaded.last_came) : latest;
  closed.lots = closed.boxes;
  auto const& behind = world.queues[stop].lots;
  if (!behind.empty()) {
    closed.lots =
        std::min(closed.lots, world[behind.front().lot].diary.since - 1);
  }
  // Whoever came in the same second as one who was left behind may have been.
  auto const box =
      std::find_if(behind.begin(), behind.end(),
                   [](Booking const& one) { return one.teu <= 1; });
  if (box != behind.end()) {
    closed.boxes = std::min(closed.boxes, world[box->lot].diary.since - 1);
  }
  recorder->board(train, stop, closed);
}

}  // namespace

int take_aboard(World& world, TrainId id, StopId stop, Ticks latest,
                Ticks now) {
  auto& train = world[id];
  auto& queue = world.queues[stop];
  auto const& service = service_of(world, id);
  auto const waited = service.mode == Mode::rail ? Part::train : Part::ship;
  auto const place = world.corridor.stops[stop].place;
  auto room = world.circumstances.payload(service, place, now) - train.teu;
  auto const before = room;
  auto last_came = kNever;
  // Boxes lie about in memory: those that will fit are fetched all at once.
  auto fits = room;
  for (auto const& booking : queue.lots) {
    if ((fits -= booking.teu) < 0) {
      break;
    }
    world.lots.prefetch(booking.lot.value);
  }
  std::vector<Booking> left;
  while (!queue.lots.empty() && room > 0) {
    auto const booking = queue.lots.front();
    queue.lots.pop_front();
    auto& lot = world[booking.lot];
    if (booking.teu > room || lot.diary.since > latest) {
      left.push_back(booking);
      continue;
    }
    room -= lot.teu;
    lot.where = Lot::Where::aboard;
    last_came = lot.diary.since;
    note_wait(world, lot, train.service, waited, now);
    if (is_brought_for_it(world, lot, service)) {
      lot.made = now;
      lot.diary = Diary{};
      lot.diary.since = now;
    }
    world.leave_yard(lot, now);
    lot.diary.subtract(train.diary.parts);
    train.aboard.push_back(booking);
    if (auto* const journal = world.setting.journal) {
      journal->board(id, booking.lot, place, now);
    }
    if (lot.came_from) {
      train.changed_here.push_back({lot.came_from, lot.arrived, lot.teu});
    }
  }
  queue.lots.insert(queue.lots.begin(), left.begin(), left.end());
  auto const taken = before - room;
  queue.is_complete = false;
  queue.teu -= taken;
  train.teu += taken;
  train.boarded_here += taken;
  world.waiting[place].add(-taken, now);
  record_boarding(world, id, stop, {room, last_came}, std::min(latest, now));
  return taken;
}

Share bound_for(World& world, TrainId id, StopId stop) {
  Share share;
  for (auto const& booking : world[id].aboard) {
    if (booking.to == stop) {
      share.teu += booking.teu;
      ++share.lots;
    }
  }
  return share;
}

Task<int> claim_room(Simulation& sim, World& world, PlaceId place, int teu,
                     Diary& diary) {
  auto& yard = world.yards[place];
  if (yard.takes(teu, sim.now())) {
    co_return yard.within(teu);
  }
  auto const has_room = co_await wait_for_room(sim, yard, teu);
  diary.note(Part::yard, sim.now());
  if (has_room) {
    co_return yard.within(teu);
  }
  world.record.places[place].outside_teu += teu;
  co_return 0;
}

void set_down(Simulation& sim, World& world, TrainId id, StopId stop,
              PlaceId before, int room) {
  auto& train = world[id];
  auto const place = world.corridor.stops[stop].place;
  // A yard where gauges change belongs to the border, also when it stands a
  // few kilometres behind the post.
  auto const of_border =
      find_facility(world.corridor, place, FacilityKind::gauge_change) &&
      train.abroad;
  auto const leaving = std::stable_partition(
      train.aboard.begin(), train.aboard.end(),
      [&](Booking const& booking) { return booking.to != stop; });
  for (auto at = leaving; at != train.aboard.end(); ++at) {
    world.lots.prefetch(at->lot.value);  // all at once, as in take_aboard
  }
  std::vector<LotId> lots;
  lots.reserve(static_cast<std::size_t>(train.aboard.end() - leaving));
  for (auto at = leaving; at != train.aboard.end(); ++at) {
    auto& lot = world[at->lot];
    lot.diary.add(train.diary.parts);
    lot.diary.since = sim.now();
    lot.at = place;
    lot.before = before;
    lot.came_from = of_border ? train.abroad : before;
    lot.arrived = train.arrived;
    lot.where = Lot::Where::clearing;
    lot.in_yard = std::min(lot.teu, room);
    room -= lot.in_yard;
    train.teu -= lot.teu;
    announce(world, lot);
    ++lot.leg;
    lots.push_back(at->lot);
    if (auto* const journal = world.setting.journal) {
      journal->set_down(id, at->lot, place, sim.now());
    }
  }
  train.aboard.erase(leaving, train.aboard.end());
  if (!lots.empty()) {
    sim.start(set_out(sim, world, std::move(lots)));
  }
  if (auto* const recorder = world.setting.recorder) {
    recorder->land(id, stop, sim.now());
  }
  if (room > 0) {
    world.yards[place].give_back(room, sim.now());
  }
}

namespace {

FreePath find_path(World& world, TrainId train, LinkRun run, Ticks now) {
  auto& stretch = world[run];
  auto const free = world.path_of(train) == TrainPath::fixed
                        ? now
                        : std::max(now, static_cast<Ticks>(stretch.next_entry));
  auto const entry = world.closures.open_from(run, free);
  auto const share = world.closures.capacity_share(run, entry);
  stretch.next_entry =
      std::max(stretch.next_entry, static_cast<double>(entry)) +
      stretch.headway / (share > 0 ? share : 1);
  return {free, entry};
}

void note_run(World& world, TrainId id, LinkRun run, Ticks came, Ticks now) {
  auto const& train = world[id];
  auto& record = world.record.runs[run_index(run.link, run.forward)];
  if (train.service) {
    ++record.departures[train.service.value];
  } else {
    ++record.empties;
  }
  record.teu += train.teu;
  record.waits.add(in_hours(now - came));
}

}  // namespace

bool departs_at_once(World& world, TrainId id, LinkRun run, Ticks now,
                     Entering& entering) {
  auto& train = world[id];
  if (world[run].is_rail) {
    if (!world.line.enters_at_once(train.on_line, stretch_of(run))) {
      return false;
    }
    train.diary.note(Part::yard, now);
  }
  entering.path = find_path(world, id, run, now);
  return entering.path->entry <= now;
}

Task<> wait_to_depart(Simulation& sim, World& world, TrainId id, LinkRun run,
                      Entering& entering) {
  if (world[run].is_rail) {
    world.halt(id, sim.now());
    entering.stood = true;
  }
  if (!entering.path) {
    auto& train = world[id];
    co_await world.line.wait_for_room(train.on_line, stretch_of(run));
    train.diary.note(Part::yard, sim.now());
    entering.path = find_path(world, id, run, sim.now());
  }
  if (entering.path->entry > sim.now()) {
    co_await sim.wait_until(entering.path->entry);
  }
}

RunAhead depart(World& world, TrainId id, LinkRun run, Entering const& entering,
                Stay const& stay, Kept& kept, Ticks now) {
  auto& train = world[id];
  auto const& stretch = world[run];
  train.diary.note(stretch.is_rail ? Part::path : Part::ship,
                   entering.path->free);
  train.diary.note(Part::closure, now);
  note_stay(world, id, stay, now);
  if (entering.stood) {
    world.go_on(id, now);
  }
  if (stretch.is_rail) {
    world.line.give_back_behind(train.on_line);
  }
  kept.holds.clear();

  note_run(world, id, run, entering.came, now);
  note_departure(world, id, stretch.start, now);
  if (auto* const recorder = world.setting.recorder) {
    recorder->leave(id, now);
  }
  if (auto* const journal = world.setting.journal) {
    journal->depart(id, stretch.start, now);
  }
  auto const free = now + stretch.run;
  auto& track = world.single_tracks[run.link.value];
  auto const arrival = track ? track->run_through(run.forward, now) : free;
  if (auto* const motion = world.setting.motion) {
    motion->run(id, {stretch.start, stretch.end, now, arrival, train.teu});
  }
  return {entering.came, free, arrival};
}

void arrive(World& world, TrainId id, LinkRun run, RunAhead const& arrival) {
  auto& train = world[id];
  auto const& stretch = world[run];
  train.diary.note(Part::moving, arrival.free);
  train.diary.note(Part::path, arrival.at);
  train.arrived = arrival.at;
  ++train.runs_done;
  if (auto* const journal = world.setting.journal) {
    journal->arrive(id, stretch.end, arrival.at);
  }

  if (stretch.crosses_border) {
    train.abroad = stretch.start;
  }
  if (stretch.is_rail) {
    auto& record = world.record.runs[run_index(run.link, run.forward)];
    record.meets.add(in_hours(arrival.at - arrival.free));
    record.hours += in_hours(arrival.at - arrival.came);
  }
  auto& place = world.record.places[stretch.end];
  ++place.trains;
  place.teu += train.teu;
  note_arrival(world, id, stretch.end, arrival.at);
}

Task<> follow(Simulation& sim, World& world, TrainId id, LinkRun run,
              Stay const& stay, Kept& kept) {
  Entering entering{.came = sim.now()};
  if (!departs_at_once(world, id, run, sim.now(), entering)) {
    co_await wait_to_depart(sim, world, id, run, entering);
  }
  auto const arrival = depart(world, id, run, entering, stay, kept, sim.now());
  co_await sim.wait_until(arrival.at);
  arrive(world, id, run, arrival);
}

void note_stay(World& world, TrainId id, Stay const& stay, Ticks now) {
  // A journey that begins or ends here comes from here or goes nowhere else.
  auto const before = stay.before ? stay.before : stay.at;
  auto const after = stay.after ? stay.after : stay.at;
  auto const is_last = world.are_in_one_country(stay.at, after);
  auto& train = world[id];
  auto const note = [&](PlaceId from, Ticks since, int teu) {
    if (!is_last || !world.are_in_one_country(from, stay.at)) {
      world.stays(from, stay.at, after).add(in_hours(now - since), teu);
    }
  };
  for (auto const& boxes : train.changed_here) {
    note(boxes.came_from, boxes.arrived, boxes.teu);
  }
  if (train.teu > train.boarded_here) {
    note(before, stay.since, train.teu - train.boarded_here);
  }
  train.changed_here.clear();
  train.boarded_here = 0;
}

void note_departure(World& world, TrainId id, PlaceId place, Ticks now) {
  auto const number = world.number_of_watched[place];
  if (number != World::kNotWatched) {
    world[id].left[number] = now;
  }
}

void note_arrival(World& world, TrainId id, PlaceId place, Ticks now) {
  for (auto const from : world.watched_before[place.value]) {
    if (auto const left = world[id].left[from]; left >= 0) {
      world.record.running_hours[{world.watched[from], place}].add(
          in_hours(now - left));
    }
  }
}

}  // namespace camel
