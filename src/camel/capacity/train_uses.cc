// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/train_uses.h"

#include <algorithm>

namespace camel {

void use(std::vector<RowUse>& uses, int row, double amount) {
  if (amount == 0) {
    return;
  }
  for (auto& known : uses) {
    if (known.row == row) {
      known.amount += amount;
      return;
    }
  }
  uses.push_back({row, amount});
}

PlaceId place_before(Corridor const& corridor, ServiceNetwork const& services,
                     StopId stop) {
  auto const service = corridor.stops[stop].service;
  auto const stops = corridor.stops_of[service];
  auto at = std::find(stops.begin(), stops.end(), stop);
  if (at == stops.begin()) {
    if (!is_loop(corridor, service)) {
      return {};
    }
    at = stops.end() - 1;
  }
  auto const& way = services.way_after[(at - 1)->value];
  return way ? start_of(corridor, way->back()) : PlaceId{};
}

PlaceId place_after(Corridor const& corridor, ServiceNetwork const& services,
                    StopId stop) {
  auto const& way = services.way_after[stop.value];
  return way ? end_of(corridor, way->front()) : PlaceId{};
}

namespace {

// Unique to a limit, as its key is, and quicker to come by.
std::uint64_t code_of(Limit const& limit) {
  auto const of = [&](auto id) {
    return std::uint64_t{id.value} << 8U |
           static_cast<std::uint64_t>(limit.kind) << 1U;
  };
  switch (limit.kind) {
    case LimitKind::path:
    case LimitKind::standing:
      return of(limit.run.link) | (limit.run.forward ? 1U : 0U);
    case LimitKind::single_track:
      return of(limit.run.link);
    case LimitKind::facility:
      return of(limit.facility);
    case LimitKind::storage:
      return of(limit.place);
    case LimitKind::wagons:
    case LimitKind::vessels:
      return of(limit.fleet);
    case LimitKind::departures:
      break;
  }
  return of(limit.service);
}

}  // namespace

int CapacityRows::row_of(Limit const& limit) {
  auto const [found, is_new] =
      by_code_.try_emplace(code_of(limit), limits_.size());
  if (is_new) {
    limits_.push_back(limit);
  }
  return static_cast<int>(first_limit() + found->second);
}

int CapacityRows::depot(FleetId fleet, PlaceId place) {
  auto const next = static_cast<int>(depots_.size());
  return depots_.try_emplace({fleet, place}, next).first->second;
}

double mean_hours(ProcedureStep const& step, TrainPath path) {
  auto const early = path == TrainPath::fixed && step.pre_arrival_share > 0
                         ? 1
                         : step.pre_arrival_share;
  return step.share * (early * step.pre_arrival_time.mean_hours +
                       (1 - early) * step.time.mean_hours);
}

double hours_per_teu(Facility const& facility, double mean, double lot_teu,
                     double train_teu) {
  switch (facility.per) {
    case ServedUnit::teu:
      return mean;
    case ServedUnit::lot:
      return mean / lot_teu;
    case ServedUnit::train:
      break;
  }
  return mean / train_teu;
}

Limit path_of(LinkRun run) {
  return {.kind = LimitKind::path,
          .run = run,
          .facility = {},
          .place = {},
          .fleet = {},
          .service = {}};
}
Limit standing_on(LinkRun run) {
  auto limit = path_of(run);
  limit.kind = LimitKind::standing;
  return limit;
}
Limit single_track_of(LinkId link) {
  auto limit = path_of({link, true});
  limit.kind = LimitKind::single_track;
  return limit;
}
Limit servers_of(Corridor const& corridor, FacilityId facility) {
  Limit limit;
  limit.kind = LimitKind::facility;
  limit.facility = facility;
  limit.place = corridor.facilities[facility].place;
  return limit;
}
Limit storage_at(PlaceId place) {
  Limit limit;
  limit.kind = LimitKind::storage;
  limit.place = place;
  return limit;
}

Limit wagons_of(FleetId fleet) {
  Limit limit;
  limit.kind = LimitKind::wagons;
  limit.fleet = fleet;
  return limit;
}
Limit vessels_of(FleetId fleet) {
  auto limit = wagons_of(fleet);
  limit.kind = LimitKind::vessels;
  return limit;
}

CallHours hours_of_call(Corridor const& corridor, Procedures& procedures,
                        Service const& service, Passage const& passage,
                        StopId stop) {
  auto const& call = corridor.stops[stop];
  auto const teu = static_cast<double>(service.capacity);
  CallHours hours;
  hours.dwell = call.dwell_hours;
  double boxes = 0;
  for (auto const id : procedures.steps(passage)) {
    auto const& step = corridor.procedures[id];
    auto const by_teu =
        step.facility &&
        corridor.facilities[step.facility].per == ServedUnit::teu;
    (by_teu ? boxes : hours.steps) +=
        mean_hours(step, service.path) * (by_teu ? teu : 1);
  }
  auto const of_boxes = [&](FacilityId facility) {
    auto const& row = corridor.facilities[facility];
    boxes += teu * hours_per_teu(row, row.service.mean_hours, 1, teu);
  };
  if (service.mode == Mode::rail) {
    auto const lifts = unloading_at(corridor, call.place);
    if (lifts && call.unloads()) {
      of_boxes(lifts);
    }
  } else if (auto const berth =
                 find_facility(corridor, call.place, FacilityKind::berth)) {
    auto const& row = corridor.facilities[berth];
    if (row.per == ServedUnit::train) {
      hours.alongside = row.service.mean_hours;
    } else {
      of_boxes(berth);
      of_boxes(berth);
    }
  }
  auto const full = hours.steps + hours.alongside + boxes;
  hours.dwell_covers_boxes = hours.dwell > 0 && hours.dwell >= full;
  return hours;
}

TrainUses::TrainUses(Corridor const& corridor, ServiceNetwork const& services,
                     CapacityRows& rows, Availability const& availability)
    : corridor_{corridor},
      services_{services},
      rows_{rows},
      availability_{availability},
      procedures_{corridor} {}

FlowActivity TrainUses::of_service(ServiceId service) {
  return corridor_.services[service].mode == Mode::rail ? of_train(service)
                                                        : of_round(service);
}

void TrainUses::run_over(FlowActivity& activity, LinkRun run) {
  auto const& link = corridor_.links[run.link];
  use(activity.uses, rows_.row_of(path_of(run)), 1);
  if (link.mode != Mode::rail) {
    return;
  }
  use(activity.uses, rows_.row_of(standing_on(run)),
      free_hours(corridor_, run));
  if (auto const blocked = blocking_hours(link); blocked > 0) {
    use(activity.uses, rows_.row_of(single_track_of(run.link)), blocked);
  }
}

// Returns the hours of the whole stay. A server that is kept is kept until the
// train leaves; with a dwell, until that is over.
double TrainUses::go_through(FlowActivity& activity, Stay const& stay) {
  auto const& steps = procedures_.steps(stay.passage);
  auto const hours_of = [&](ProcedureStep const& step) {
    if (!step.facility ||
        corridor_.facilities[step.facility].per != ServedUnit::teu) {
      return mean_hours(step, stay.passage.path);
    }
    return mean_hours(step, stay.passage.path) * stay.teu;
  };
  auto work = stay.after;
  for (auto const id : steps) {
    work += hours_of(corridor_.procedures[id]);
  }
  auto const idle = std::max(0.0, stay.dwell - work);
  auto after = stay.after;
  for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
    auto const& step = corridor_.procedures[*at];
    auto const mean = hours_of(step);
    if (step.facility) {
      // Who goes through a step that not all do has less of the dwell left.
      auto const more = step.share > 0 ? mean / step.share - mean : 0;
      auto const kept =
          step.hold ? step.share * (after + std::max(0.0, idle - more)) : 0;
      use(activity.uses, rows_.row_of(servers_of(corridor_, step.facility)),
          mean + kept);
    }
    after += mean;
  }
  return work + idle;
}

double TrainUses::lift(FlowActivity& activity, FacilityId facility,
                       double teu) {
  if (!facility || teu == 0) {
    return 0;
  }
  auto const& row = corridor_.facilities[facility];
  auto const hours =
      row.service.mean_hours * (row.per == ServedUnit::teu ? teu : 1);
  use(activity.uses, rows_.row_of(servers_of(corridor_, facility)), hours);
  return hours;
}

void TrainUses::depart(FlowActivity& activity, ServiceId id) {
  if (corridor_.services[id].frequency > 0) {
    Limit limit;
    limit.kind = LimitKind::departures;
    limit.service = id;
    use(activity.uses, rows_.row_of(limit), 1);
  }
}

// What may be aboard, and what may be loaded where that is less for a time.
void TrainUses::give_room(FlowActivity& activity, StopId stop) {
  auto const& call = corridor_.stops[stop];
  auto const& service = corridor_.services[call.service];
  use(activity.uses, rows_.aboard_after(stop), -service.capacity);
  use(activity.uses, rows_.loaded_at(stop),
      -availability_.payload(service, call.place));
}

FlowActivity TrainUses::of_train(ServiceId id) {
  auto const& service = corridor_.services[id];
  auto const stops = corridor_.stops_of[id];
  auto const others = service.background ? service.capacity : 0;
  auto const at = [&](StopId stop) { return corridor_.stops[stop].place; };
  FlowActivity train;

  auto stop = stops.front();
  auto hours = lift(train, loading_at(corridor_, at(stop)), others);
  hours += go_through(
      train, {.passage = {.before = {},
                          .at = at(stop),
                          .after = place_after(corridor_, services_, stop),
                          .path = service.path},
              .teu = static_cast<double>(others)});
  while (services_.way_after[stop.value]) {
    auto const& way = *services_.way_after[stop.value];
    give_room(train, stop);
    stop = next_stop(corridor_, stop);
    for (std::size_t i = 0; i < way.size(); ++i) {
      run_over(train, way[i]);
      hours += free_hours(corridor_, way[i]);
      auto const arrives = i + 1 == way.size();
      Stay stay{
          .passage = {.before = start_of(corridor_, way[i]),
                      .at = end_of(corridor_, way[i]),
                      .after = arrives ? place_after(corridor_, services_, stop)
                                       : end_of(corridor_, way[i + 1]),
                      .path = service.path},
          .teu = static_cast<double>(others)};
      if (arrives) {
        stay.dwell = dwell_at(stay.passage, stop);
        if (!services_.way_after[stop.value]) {
          stay.after = lift(train, unloading_at(corridor_, at(stop)), others);
        }
      }
      hours += go_through(train, stay);
    }
  }

  depart(train, id);
  if (service.fleet) {
    auto const& fleet = corridor_.fleets[service.fleet];
    auto const wagons = wagons_of_train(service, fleet);
    use(train.uses, rows_.row_of(wagons_of(service.fleet)),
        wagons * (hours + fleet.turnaround_hours));
    use(train.balances, rows_.depot(service.fleet, at(stops.front())), -wagons);
    use(train.balances, rows_.depot(service.fleet, at(stop)), wagons);
  }
  return train;
}

// A dwell counts for the train where it is longer than all the work of a full
// one; else the boxes bring their hours, which are more.
double TrainUses::dwell_at(Passage const& passage, StopId stop) {
  auto const& service = corridor_.services[corridor_.stops[stop].service];
  auto const call =
      hours_of_call(corridor_, procedures_, service, passage, stop);
  return service.background || call.dwell_covers_boxes ? call.dwell : 0;
}

FlowActivity TrainUses::of_round(ServiceId id) {
  auto const& service = corridor_.services[id];
  auto const stops = corridor_.stops_of[id];
  FlowActivity trip;
  double hours = 0;
  std::vector<Availability::Entry> entries;
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    auto const stop = stops[i];
    auto const& way = services_.way_after[stop.value];
    if (!way) {
      continue;
    }
    auto const passage =
        Passage{.before = place_before(corridor_, services_, stop),
                .at = corridor_.stops[stop].place,
                .after = end_of(corridor_, way->front())};
    auto const call =
        hours_of_call(corridor_, procedures_, service, passage, stop);
    if (call.alongside > 0) {
      use(trip.uses,
          rows_.row_of(servers_of(
              corridor_,
              find_facility(corridor_, passage.at, FacilityKind::berth))),
          call.alongside);
    }
    hours += go_through(trip, {.passage = passage,
                               .after = call.alongside,
                               .dwell = dwell_at(passage, stop)});
    give_room(trip, stop);
    for (auto const run : *way) {
      entries.push_back({run, hours});
      run_over(trip, run);
      hours += free_hours(corridor_, run);
    }
  }
  depart(trip, id);
  auto const lost = availability_.lost_to_weather(entries, hours);
  use(trip.uses, rows_.row_of(vessels_of(service.fleet)),
      hours / std::max(1e-6, 1 - lost));
  return trip;
}

FlowActivity TrainUses::of_empties(FleetId id,
                                   std::vector<LinkRun> const& way) {
  auto const& fleet = corridor_.fleets[id];
  FlowActivity train;
  double hours = 0;
  for (auto const run : way) {
    run_over(train, run);
    hours += free_hours(corridor_, run);
  }
  use(train.uses, rows_.row_of(wagons_of(id)), fleet.empty_train * hours);
  use(train.balances, rows_.depot(id, start_of(corridor_, way.front())),
      -fleet.empty_train);
  use(train.balances, rows_.depot(id, end_of(corridor_, way.back())),
      fleet.empty_train);
  return train;
}

}  // namespace camel
