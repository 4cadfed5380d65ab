// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/world.h"

#include <algorithm>
#include <set>

#include "camel/base/names.h"
#include "camel/operations/acceptance.h"
#include "camel/operations/journal.h"
#include "camel/operations/motion_writer.h"
#include "camel/operations/outages.h"
#include "camel/operations/recorded_year_writer.h"

namespace camel {

namespace {

std::chrono::sys_days first_day(Corridor const& corridor, Ticks warm_up) {
  return std::chrono::sys_days{std::chrono::year{corridor.base_year} / 1 / 1} -
         std::chrono::days{warm_up / kDay};
}

}  // namespace

World::World(Corridor const& the_corridor, ServiceNetwork const& the_network,
             Table<DemandId, std::vector<Ride>> const& the_routes,
             TrainPlan const& the_train_plan, Setting the_setting)
    : corridor{the_corridor},
      network{the_network},
      routes{the_routes},
      train_plan{the_train_plan},
      setting{the_setting},
      closures{corridor, period()},
      circumstances{corridor, network, routes, period()},
      bans_on{bans_on_journeys(corridor, network, routes)},
      other_ways{camel::other_ways(corridor)},
      procedures{the_corridor},
      line{the_train_plan.layout} {
  build_desks();
  build_legs();
  build_lines();
  build_fleets();
  build_yards();
  watch_running_times();
  waiting.resize(corridor.places.size());
  under_way.resize(corridor.demand.size());
  queues.resize(corridor.stops.size());
  next_sailing.resize(corridor.stops.size(), 0);
  for (auto const stop : corridor.stops.ids()) {
    auto const& service = corridor.services[corridor.stops[stop].service];
    queues[stop].heard_at =
        service.mode == Mode::rail
            ? corridor.stops_of[corridor.stops[stop].service].front()
            : stop;
    queues[stop].capacity = service.capacity;
    queues[stop].hears_of_all = service.mode != Mode::rail;
  }
  for (auto const& step : corridor.procedures) {
    auto const& place = corridor.places[step.place];
    auto const goods = step.commodity ? corridor.commodities[step.commodity].key
                                      : std::string{name_of(step.goods)};
    step_luck.emplace_back(
        key("procedure", place.code + "/" + step.from_country + ">" +
                             step.to_country + "/" + step.name + "/" +
                             std::string{name_of(step.unit)} + "/" + goods));
  }
  auto const start = first_day(corridor, setting.warm_up);
  for (Ticks day = 0; day <= setting.end / kDay; ++day) {
    auto const date =
        std::chrono::year_month_day{start + std::chrono::days{day}};
    months_.push_back(static_cast<std::uint8_t>(unsigned{date.month()} - 1));
  }
  begin_year(0);
}

Period World::period() const {
  return {first_day(corridor, setting.warm_up), setting.end, setting.seed,
          setting.replication};
}

void World::build_desks() {
  auto const start = first_day(corridor, setting.warm_up);
  auto const end = start + std::chrono::seconds{setting.end + kWeek};
  for (auto const id : corridor.facilities.ids()) {
    auto const& facility = corridor.facilities[id];
    auto const& place = corridor.places[facility.place];
    desks.push_back(std::make_unique<Desk>(
        facility, key("facility", place.code + "/" + facility.name)));
    desks.back()->may_stop = may_be_out_of_order(corridor, id);
    if (!facility.opening.always()) {
      desks.back()->offsets = utc_offsets(place.time_zone, start, end);
    }
  }
}

void World::build_legs() {
  for (auto const& route : routes) {
    first_leg_.add(static_cast<std::uint32_t>(legs_.size()));
    for (auto const& ride : route) {
      auto const& way = *network.way_after[ride.from.value];
      legs_.push_back(
          {ride, end_of(corridor, way.front()), is_fixed(ride), nullptr});
    }
    legs_.emplace_back();
  }
}

void World::build_lines() {
  stretches.resize(corridor.links.size() * 2);
  for (auto const id : corridor.links.ids()) {
    auto const& link = corridor.links[id];
    for (auto const run : {LinkRun{id, false}, LinkRun{id, true}}) {
      auto const start = start_of(corridor, run);
      auto const end = end_of(corridor, run);
      auto const a_day = run.forward ? link.capacity : link.capacity_back;
      (*this)[run] = {
          .start = start,
          .end = end,
          .run = hours(free_hours(corridor, run)),
          .headway = a_day > 0 ? static_cast<double>(kDay) / a_day : 0,
          .is_rail = link.mode == Mode::rail,
          .crosses_border = !are_in_one_country(start, end)};
    }
    single_tracks.emplace_back();
    if (auto const sections = single_track_sections(link); sections > 0) {
      single_tracks.back().emplace(
          sections, hours(free_hours(corridor, LinkRun{id, true})));
    }
  }
}

void World::build_fleets() {
  for (auto const id : corridor.fleets.ids()) {
    auto const& fleet = corridor.fleets[id];
    wagons.push_back(
        fleet.kind == FleetKind::vessel
            ? nullptr
            : std::make_unique<WagonStock>(fleet, train_plan.fleets[id.value]));
  }
  for (auto const& service : corridor.services) {
    if (service.fleet && wagons[service.fleet.value]) {
      auto const& fleet = corridor.fleets[service.fleet];
      CAMEL_CHECK(wagons_of_train(service, fleet) <= fleet.number,
                  "service " + service.key + " needs more wagons than fleet " +
                      fleet.key + " has");
    }
  }
  shortages.resize(corridor.services.size());
}

// A place has the room of all its yards together.
void World::build_yards() {
  yards.resize(corridor.places.size());
  for (auto const id : corridor.places.ids()) {
    auto const storage = storage_of(corridor, id);
    double patience = 0;
    for (auto const facility : corridor.facilities_at[id]) {
      auto const& row = corridor.facilities[facility];
      if (row.kind == FacilityKind::yard && row.storage) {
        patience = std::max(patience, row.patience_hours);
      }
    }
    if (storage > 0) {
      yards[id].limit(storage, hours(patience));
    }
  }
  for (auto const& border : train_plan.borders) {
    auto& queue = borders.emplace_back();
    queue.place = border.place;
    queue.from_country = border.from_country;
    queue.to_country = border.to_country;
  }
  for (auto const border : train_plan.border_of_ban) {
    borders[border].bans.push_back(LoadingBanId{bans.size()});
    bans.emplace_back().queue = border;
  }
}

void World::watch_running_times() {
  std::set<PlaceId> places;
  std::set<std::pair<PlaceId, PlaceId>> pairs;
  for (auto const& observation : corridor.observations) {
    if (observation.indicator == Indicator::leg_days) {
      for (auto const from : observation.from.places) {
        for (auto const to : observation.to.places) {
          pairs.emplace(from, to);
          places.insert({from, to});
        }
      }
    }
  }
  watched_before.resize(corridor.places.size());
  watched.assign(places.begin(), places.end());
  auto const index_of = [&](PlaceId place) {
    return static_cast<std::size_t>(
        std::lower_bound(watched.begin(), watched.end(), place) -
        watched.begin());
  };
  for (auto const& [from, to] : pairs) {
    watched_before[to.value].push_back(index_of(from));
  }
  for (auto const id : corridor.places.ids()) {
    number_of_watched.add(places.contains(id)
                              ? static_cast<std::uint32_t>(index_of(id))
                              : kNotWatched);
  }
}

LotId World::new_lot(DemandId demand, int teu, Ticks now) {
  auto id = LotId{lots.size()};
  if (free_lots_.empty()) {
    lots.add();
  } else {
    id = free_lots_.back();
    free_lots_.pop_back();
  }
  auto& lot = lots[id.value];
  lot = Lot{};
  lot.demand = demand;
  lot.teu = teu;
  lot.made = lot.arrived = lot.diary.since = now;
  lot.at = corridor.demand[demand].origin;
  lot.where = Lot::Where::clearing;
  under_way[demand] += teu;
  ++record.lots_made;
  if (setting.recorder != nullptr) {
    setting.recorder->make(id, now);
  }
  if (setting.journal != nullptr) {
    setting.journal->make(id, demand, teu, now);
  }
  return id;
}

void World::forget(LotId lot) {
  lots[lot.value].where = Lot::Where::nowhere;
  under_way[lots[lot.value].demand] -= lots[lot.value].teu;
  ++record.lots_delivered;
  free_lots_.push_back(lot);
}

TrainId World::new_train(ServiceId service, std::size_t way, Ticks now) {
  auto id = TrainId{trains.size()};
  if (free_trains_.empty()) {
    trains.emplace_back();
  } else {
    id = free_trains_.back();
    free_trains_.pop_back();
  }
  auto& train = trains[id.value];
  train.service = service;
  train.teu = 0;
  train.abroad = {};
  train.aboard.clear();
  train.boarded_here = 0;
  train.changed_here.clear();
  train.diary = Diary{};
  train.diary.since = now;
  train.left.assign(watched.size(), -1);
  train.way = way;
  train.runs_done = 0;
  train.on_line.goes_first = path_of(id) == TrainPath::fixed;
  line.set_out(train.on_line, way);
  if (setting.recorder != nullptr) {
    setting.recorder->form(id);
  }
  if (setting.motion != nullptr) {
    setting.motion->form(id, service, now);
  }
  if (setting.journal != nullptr) {
    setting.journal->form(id, service);
  }
  return id;
}

void World::count_in_queues(TrainId id, int by, Ticks now) {
  auto const& train = trains[id.value];
  for (auto const& ahead : train_plan.ways[train.way].queues) {
    if (ahead.until < train.runs_done) {
      continue;
    }
    auto& border = borders[ahead.queue];
    border.change(by, now);
    for (auto const ban_id : border.bans) {
      auto& ban = bans[ban_id.value];
      auto const& rule = corridor.loading_bans[ban_id];
      auto const was_on = ban.on;
      if (border.trains > rule.stop_above) {
        ban.on = true;
      } else if (ban.on && border.trains < rule.resume_below) {
        ban.on = false;
        ban.lifted.raise();
      }
      if (ban.on != was_on && setting.recorder != nullptr) {
        setting.recorder->ban(ban_id, ban.on, now);
      }
    }
  }
}

void World::forget(TrainId train, Ticks now) {
  if (setting.motion != nullptr) {
    setting.motion->end(train, now);
  }
  CAMEL_CHECK(trains[train.value].aboard.empty(), "a train lost its boxes");
  free_trains_.push_back(train);
}

std::vector<ProcedureId> const& World::steps_before(Lot const& lot) {
  auto& leg = leg_of(lot);
  if (leg.steps == nullptr) {
    // All who come there come by the same way.
    leg.steps =
        &procedures.steps({.before = lot.before,
                           .at = lot.at,
                           .after = leg.after,
                           .unit = ProcedureUnit::lot,
                           .commodity = corridor.demand[lot.demand].commodity});
  }
  return *leg.steps;
}

FacilityId World::unloading_at(PlaceId place) const {
  return camel::unloading_at(corridor, place);
}

FacilityId World::loading_at(PlaceId place) const {
  return camel::loading_at(corridor, place);
}

Ticks World::open_from(FacilityId facility, Ticks now) const {
  auto const& desk = *desks[facility.value];
  if (desk.offsets.empty()) {
    return now;
  }
  auto const offset_at = [&](Ticks time) {
    auto const instant = std::chrono::sys_seconds{
        first_day(corridor, setting.warm_up) + std::chrono::seconds{time}};
    auto offset = desk.offsets.front().offset;
    for (auto const& change : desk.offsets) {
      if (change.from <= instant) {
        offset = change.offset;
      }
    }
    return Ticks{offset.count()};
  };
  auto const& opening = corridor.facilities[facility].opening;
  auto const offset = offset_at(now);
  auto const second = ((now + offset) % kDay + kDay) % kDay;
  auto const opens = Ticks{opening.opens} * 60;
  auto const closes = Ticks{opening.closes} * 60;
  // The window may pass midnight: then yesterday's is open in the small hours.
  auto const open_now =
      (second >= opens && second < closes) || second + kDay < closes;
  if (open_now) {
    return now;
  }
  auto const opening_time =
      now + (second < opens ? opens - second : opens + kDay - second);
  // The clock may be changed before then.
  return std::max(now, opening_time + offset - offset_at(opening_time));
}

void World::begin_year(Ticks now) {
  auto const made = record.lots_made;
  auto const delivered = record.lots_delivered;
  record = YearRecord{};
  stays_.clear();
  record.lots_made = made;
  record.lots_delivered = delivered;
  record.flows.resize(corridor.demand.size());
  for (auto const id : corridor.demand.ids()) {
    record.flows[id].inside_at_start = under_way[id];
  }
  record.facilities.resize(corridor.facilities.size());
  record.places.resize(corridor.places.size());
  record.runs.resize(corridor.links.size() * 2);
  for (auto& run : record.runs) {
    run.departures.resize(corridor.services.size());
  }
  for (auto& desk : desks) {
    desk->pool.reset_statistics(now);
  }
  for (auto& yard : waiting) {
    yard.reset(now);
  }
  for (auto& yard : yards) {
    yard.over_time().reset(now);
  }
  for (auto& border : borders) {
    border.over_time.reset(now);
    border.most = border.trains;
    auto& queue = record.queues.emplace_back();
    queue.place = border.place;
    queue.from = border.from_country;
    queue.to = border.to_country;
  }
}

std::uint64_t World::count_inside() const {
  std::vector<int> seen(lots.size(), 0);
  for (auto const& queue : queues) {
    for (auto const& booking : queue.lots) {
      ++seen[booking.lot.value];
    }
  }
  for (auto const& train : trains) {
    for (auto const& booking : train.aboard) {
      ++seen[booking.lot.value];
    }
  }
  std::uint64_t inside = 0;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    auto const where = lots[i].where;
    auto const held = seen[i] + (where == Lot::Where::clearing ? 1 : 0);
    CAMEL_CHECK(held == (where == Lot::Where::nowhere ? 0 : 1),
                "a lot is in two places or in none");
    inside += static_cast<std::uint64_t>(held);
  }
  return inside;
}

}  // namespace camel
