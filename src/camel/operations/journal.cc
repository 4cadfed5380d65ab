// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/journal.h"

#include <algorithm>

#include "camel/operations/simulate_year.h"
#include "camel/sim/replications.h"

namespace camel {

void JournalWriter::add(Deed deed, PlaceId place, std::uint32_t lot,
                        std::uint32_t train, Ticks now, ProcedureId step) {
  journal_.entries.push_back({static_cast<YearSeconds>(now - span_.begin), deed,
                              place, lot, train, step});
}

void JournalWriter::add_of_train(Deed deed, TrainId train, PlaceId place,
                                 Ticks now, ProcedureId step) {
  if (auto const& one = trains_[train.value]; one.lots > 0) {
    add(deed, place, kNone, one.row, now, step);
  }
}

void JournalWriter::make(LotId lot, DemandId demand, int teu, Ticks now) {
  row_of_lot_.resize(std::max<std::size_t>(row_of_lot_.size(), lot.value + 1),
                     kNone);
  auto& row = row_of_lot_[lot.value];
  row = kNone;
  if (now < span_.from || now >= span_.until || (due_ += share_) < 1) {
    return;
  }
  due_ -= 1;
  row = static_cast<std::uint32_t>(journal_.lots.size());
  journal_.lots.push_back(
      {demand, teu, static_cast<YearSeconds>(now - span_.begin)});
}

void JournalWriter::deliver(LotId lot, PlaceId place, Ticks now) {
  if (auto const row = row_of_lot_[lot.value]; row != kNone) {
    add(Deed::delivered, place, row, kNone, now);
  }
}

void JournalWriter::form(TrainId train, ServiceId service) {
  trains_.resize(std::max<std::size_t>(trains_.size(), train.value + 1));
  trains_[train.value] = {service, kNone, 0};
}

void JournalWriter::board(TrainId train, LotId lot, PlaceId place, Ticks now) {
  auto const row = row_of_lot_[lot.value];
  if (row == kNone) {
    return;
  }
  auto& one = trains_[train.value];
  // A vessel that sails round and round is another train when it was empty.
  if (one.row == kNone || one.lots == 0) {
    one.row = static_cast<std::uint32_t>(journal_.trains.size());
    journal_.trains.push_back(one.service);
  }
  ++one.lots;
  add(Deed::boarded, place, row, one.row, now);
}

void JournalWriter::set_down(TrainId train, LotId lot, PlaceId place,
                             Ticks now) {
  if (auto const row = row_of_lot_[lot.value]; row != kNone) {
    auto& one = trains_[train.value];
    --one.lots;
    add(Deed::set_down, place, row, one.row, now);
  }
}

void JournalWriter::depart(TrainId train, PlaceId place, Ticks now) {
  add_of_train(Deed::departed, train, place, now);
}

void JournalWriter::arrive(TrainId train, PlaceId place, Ticks now) {
  add_of_train(Deed::arrived, train, place, now);
}

void JournalWriter::handle(TrainId train, LotId lot, ProcedureId step,
                           PlaceId place, Ticks now) {
  if (train) {
    add_of_train(Deed::handled, train, place, now, step);
  } else if (lot && row_of_lot_[lot.value] != kNone) {
    add(Deed::handled, place, row_of_lot_[lot.value], kNone, now, step);
  }
}

std::vector<Journal> record_journals(Corridor const& corridor,
                                     JournalPlan const& plan) {
  auto const network = build_service_network(corridor);
  auto const routes = plan_routes(corridor, network);
  TrainPlan const trains{corridor, network, routes};
  auto const begin = plan.warm_up_days * kDay;
  auto const until = begin + plan.days * kDay;
  auto const from = begin - plan.days_before * kDay;
  return run_replications<Journal>(
      plan.replications, plan.threads,
      [&](int replication) {
        JournalWriter writer{{begin, from, until}, plan.share};
        simulate_year(corridor, network, routes, trains,
                      {.seed = plan.seed,
                       .replication = static_cast<std::uint32_t>(replication),
                       .warm_up = begin,
                       .end = until + plan.days_after * kDay,
                       .journal = &writer});
        return std::move(writer).finish();
      },
      plan.progress);
}

}  // namespace camel
