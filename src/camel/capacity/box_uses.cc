// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/box_uses.h"

namespace camel {

struct BoxUses::Aboard {
  Service const& service;
  double lot_teu = 1;
  std::vector<RowUse> uses = {};
  double hours = 0;  // that the train or vessel takes longer for it
};

BoxUses::BoxUses(Corridor const& corridor, ServiceNetwork const& services,
                 CapacityRows& rows)
    : corridor_{corridor},
      services_{services},
      rows_{rows},
      procedures_{corridor} {}

std::vector<RowUse> const& BoxUses::aboard(Ride const& ride, double lot_teu) {
  auto const [found, is_new] =
      known_.try_emplace({ride.from, ride.to, lot_teu});
  if (is_new) {
    found->second = measure(ride, lot_teu);
  }
  return found->second;
}

std::vector<RowUse> BoxUses::measure(Ride const& ride, double lot_teu) {
  auto const& service = corridor_.services[ride.service];
  Aboard aboard{.service = service, .lot_teu = lot_teu};
  auto const stops = corridor_.stops_of[ride.service];
  auto const& way = *services_.way_after[ride.from.value];
  // At its origin a train is loaded before it goes through the procedure; a
  // train or vessel that came from elsewhere after it.
  auto const is_first =
      service.mode == Mode::rail && ride.from == stops.front();
  come_to(aboard,
          {.passage = {.before = place_before(corridor_, services_, ride.from),
                       .at = corridor_.stops[ride.from].place,
                       .after = end_of(corridor_, way.front())},
           .stop = ride.from,
           .comes = is_first,
           .boards = true});
  auto stop = ride.from;
  do {
    auto const next = next_stop(corridor_, stop);
    run_to(aboard, stop, next, next == ride.to);
    stop = next;
  } while (stop != ride.to);

  auto const& fleet = service.fleet;
  if (fleet && service.mode == Mode::rail) {
    use(aboard.uses, rows_.row_of(wagons_of(fleet)),
        aboard.hours * wagons_of_train(service, corridor_.fleets[fleet]));
  } else if (fleet) {
    use(aboard.uses, rows_.row_of(vessels_of(fleet)), aboard.hours);
  }
  return std::move(aboard.uses);
}

void BoxUses::run_to(Aboard& aboard, StopId from, StopId to, bool leaves) {
  auto const& way = *services_.way_after[from.value];
  for (std::size_t i = 0; i < way.size(); ++i) {
    auto const arrives = i + 1 == way.size();
    if (!arrives && aboard.service.mode != Mode::rail) {
      continue;  // a vessel passes by
    }
    come_to(
        aboard,
        {.passage = {.before = start_of(corridor_, way[i]),
                     .at = end_of(corridor_, way[i]),
                     .after = arrives ? place_after(corridor_, services_, to)
                                      : end_of(corridor_, way[i + 1])},
         .stop = arrives ? to : StopId{},
         .leaves = arrives && leaves});
  }
}

// Backwards in time: a server that is kept is kept for all that comes after.
void BoxUses::come_to(Aboard& aboard, Call const& call) {
  auto const by_rail = aboard.service.mode == Mode::rail;
  auto const dwells =
      call.stop && hours_of_call(corridor_, procedures_, aboard.service,
                                 call.passage, call.stop)
                       .dwell_covers_boxes;
  double after = 0;
  auto const lift_at = [&](FacilityId facility, bool within_dwell) {
    if (!facility) {
      return;
    }
    auto const& row = corridor_.facilities[facility];
    if (!by_rail && row.per == ServedUnit::train) {
      return;  // a berth that the vessel takes as a whole
    }
    auto const hours = hours_per_teu(row, row.service.mean_hours,
                                     aboard.lot_teu, aboard.service.capacity);
    use(aboard.uses, rows_.row_of(servers_of(corridor_, facility)), hours);
    after += within_dwell ? 0 : hours;
  };
  auto const at = call.passage.at;
  auto const berth = find_facility(corridor_, at, FacilityKind::berth);
  if (call.boards) {
    lift_at(by_rail ? loading_at(corridor_, at) : berth, dwells && !by_rail);
  }
  if (call.leaves) {
    lift_at(by_rail ? unloading_at(corridor_, at) : berth, dwells);
  }
  auto const loaded_first = by_rail && call.boards && call.comes;
  auto kept_for = loaded_first ? 0 : after;
  auto const& steps = procedures_.steps(call.passage);
  for (auto id = steps.rbegin(); id != steps.rend(); ++id) {
    auto const& step = corridor_.procedures[*id];
    if (!step.facility) {
      continue;
    }
    auto const row = rows_.row_of(servers_of(corridor_, step.facility));
    auto const of_teu =
        call.comes && corridor_.facilities[step.facility].per == ServedUnit::teu
            ? mean_hours(step, aboard.service.path)
            : 0;
    use(aboard.uses, row, of_teu + (step.hold ? step.share * kept_for : 0));
    kept_for += dwells ? 0 : of_teu;
    after += dwells ? 0 : of_teu;
  }
  aboard.hours += after;
}

}  // namespace camel
