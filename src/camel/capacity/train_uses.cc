// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/train_uses.h"

#include <algorithm>

namespace camel {

namespace {

// A row is named once, however often the activity comes by.
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

// Where the train or vessel goes after this stop.
PlaceId place_after(Corridor const& corridor, ServiceNetwork const& services,
                    StopId stop) {
  auto const& way = services.way_after[stop.value];
  return way ? end_of(corridor, way->front()) : PlaceId{};
}

}  // namespace

int CapacityRows::row_of(Limit const& limit) {
  auto const [found, is_new] =
      by_key_.try_emplace(key_of(corridor_, limit), limits_.size());
  if (is_new) {
    limits_.push_back(limit);
  }
  return static_cast<int>(first_limit() + found->second);
}

int CapacityRows::depot(FleetId fleet, PlaceId place) {
  auto const next = static_cast<int>(depots_.size());
  return depots_.try_emplace({fleet, place}, next).first->second;
}

bool CapacityRows::is_depot(FleetId fleet, PlaceId place) const {
  return depots_.contains({fleet, place});
}

double mean_hours(ProcedureStep const& step) {
  auto const early = step.pre_arrival_share;
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
  return {.kind = LimitKind::path, .run = run, .facility = {}, .place = {},
          .fleet = {}, .service = {}};
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

TrainUses::TrainUses(Corridor const& corridor, ServiceNetwork const& services,
                     CapacityRows& rows, Availability const& availability)
    : corridor_{corridor},
      services_{services},
      rows_{rows},
      availability_{availability},
      procedures_{corridor} {}

FlowActivity TrainUses::of_service(ServiceId service) {
  return corridor_.services[service].mode == Mode::rail
             ? of_train(service)
             : of_round_trip(service);
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
// train leaves.
double TrainUses::go_through(FlowActivity& activity, Passage const& passage,
                             double stays_after, double teu) {
  auto const& steps = procedures_.steps(passage);
  auto stay = stays_after;
  for (auto at = steps.rbegin(); at != steps.rend(); ++at) {
    auto const& step = corridor_.procedures[*at];
    auto mean = mean_hours(step);
    if (step.facility) {
      auto const& facility = corridor_.facilities[step.facility];
      mean *= facility.per == ServedUnit::teu ? teu : 1;
      use(activity.uses, rows_.row_of(servers_of(corridor_, step.facility)),
          mean + (step.hold ? step.share * stay : 0));
    }
    stay += mean;
  }
  return stay;
}

double TrainUses::lift_hours(FacilityId facility, double teu) const {
  if (!facility) {
    return 0;
  }
  auto const& row = corridor_.facilities[facility];
  return teu * hours_per_teu(row, row.service.mean_hours,
                             corridor_.simulation.lot_teu, teu);
}

FlowActivity TrainUses::of_train(ServiceId id) {
  auto const& service = corridor_.services[id];
  auto const stops = corridor_.stops_of[id];
  auto const teu = static_cast<double>(service.capacity);
  auto const at = [&](StopId stop) { return corridor_.stops[stop].place; };
  FlowActivity train;
  double hours = 0;

  auto stop = stops.front();
  auto const loads = loading_at(corridor_, at(stop));
  hours += lift_hours(loads, teu);
  if (service.background && loads) {
    use(train.uses, rows_.row_of(servers_of(corridor_, loads)),
        lift_hours(loads, teu));
  }
  hours += go_through(
      train,
      {.before = {}, .at = at(stop),
       .after = place_after(corridor_, services_, stop)},
      0, teu);

  auto before = at(stop);
  while (services_.way_after[stop.value]) {
    auto const& way = *services_.way_after[stop.value];
    auto const payload = availability_.payload(at(stop));
    train.uses.push_back({rows_.aboard_after(stop), -teu * payload});
    stop = next_stop(corridor_, stop);
    auto const is_last = !services_.way_after[stop.value];
    auto const& call = corridor_.stops[stop];
    for (std::size_t i = 0; i < way.size(); ++i) {
      auto const here = end_of(corridor_, way[i]);
      run_over(train, way[i]);
      hours += free_hours(corridor_, way[i]);
      auto const arrives = i + 1 == way.size();
      auto const unloads =
          arrives && is_last ? unloading_at(corridor_, here) : FacilityId{};
      auto const stay =
          arrives ? std::max(lift_hours(unloads, teu), call.dwell_hours) : 0;
      if (service.background && unloads) {
        use(train.uses, rows_.row_of(servers_of(corridor_, unloads)),
            lift_hours(unloads, teu));
      }
      hours += go_through(
          train,
          {.before = before,
           .at = here,
           .after = arrives ? place_after(corridor_, services_, stop)
                            : end_of(corridor_, way[i + 1])},
          stay, teu);
      before = here;
    }
  }

  if (service.frequency > 0) {
    Limit limit;
    limit.kind = LimitKind::departures;
    limit.service = id;
    use(train.uses, rows_.row_of(limit), 1);
  }
  if (service.fleet) {
    auto const& fleet = corridor_.fleets[service.fleet];
    auto const wagons = wagons_of_train(service, fleet);
    Limit limit;
    limit.kind = LimitKind::wagons;
    limit.fleet = service.fleet;
    use(train.uses, rows_.row_of(limit),
        wagons * (hours + fleet.turnaround_hours));
    use(train.balances, rows_.depot(service.fleet, at(stops.front())), -wagons);
    use(train.balances, rows_.depot(service.fleet, at(stop)), wagons);
  }
  return train;
}

FlowActivity TrainUses::of_round_trip(ServiceId id) {
  auto const& service = corridor_.services[id];
  auto const stops = corridor_.stops_of[id];
  auto const teu = static_cast<double>(service.capacity);
  FlowActivity trip;
  double hours = 0;
  auto before = stops.size() > 1 ? corridor_.stops[stops[stops.size() - 2]].place
                                 : PlaceId{};
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    auto const& call = corridor_.stops[stops[i]];
    auto const& way = services_.way_after[stops[i].value];
    if (!way) {
      continue;
    }
    double alongside = 0;
    auto const berth =
        find_facility(corridor_, call.place, FacilityKind::berth);
    if (berth && (call.loads() || call.unloads())) {
      auto const& row = corridor_.facilities[berth];
      auto const whole = row.per == ServedUnit::train;
      alongside = whole ? row.service.mean_hours : 0;
      if (whole) {
        use(trip.uses, rows_.row_of(servers_of(corridor_, berth)), alongside);
      }
    }
    hours += go_through(
        trip,
        {.before = before, .at = call.place,
         .after = end_of(corridor_, way->front())},
        std::max(alongside, call.dwell_hours), teu);
    trip.uses.push_back({rows_.aboard_after(stops[i]),
                         -teu * availability_.payload(call.place)});
    for (auto const run : *way) {
      run_over(trip, run);
      hours += free_hours(corridor_, run) +
               availability_.weather_wait_hours(run);
      before = start_of(corridor_, run);
    }
  }
  if (service.frequency > 0) {
    Limit limit;
    limit.kind = LimitKind::departures;
    limit.service = id;
    use(trip.uses, rows_.row_of(limit), 1);
  }
  Limit limit;
  limit.kind = LimitKind::vessels;
  limit.fleet = service.fleet;
  use(trip.uses, rows_.row_of(limit), hours);
  return trip;
}

FlowActivity TrainUses::of_empties(FleetId id, std::vector<LinkRun> const& way) {
  auto const& fleet = corridor_.fleets[id];
  FlowActivity train;
  double hours = 0;
  for (auto const run : way) {
    run_over(train, run);
    hours += free_hours(corridor_, run);
  }
  Limit limit;
  limit.kind = LimitKind::wagons;
  limit.fleet = id;
  use(train.uses, rows_.row_of(limit), fleet.empty_train * hours);
  use(train.balances, rows_.depot(id, start_of(corridor_, way.front())),
      -fleet.empty_train);
  use(train.balances, rows_.depot(id, end_of(corridor_, way.back())),
      fleet.empty_train);
  return train;
}

}  // namespace camel
