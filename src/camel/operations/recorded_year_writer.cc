// SPDX-License-Identifier: Apache-2.0
#include "camel/operations/recorded_year_writer.h"

#include <algorithm>

namespace camel {

RecordedYearWriter::RecordedYearWriter(Corridor const& corridor, Ticks begin)
    : begin_{begin},
      banned_from_(corridor.loading_bans.size(), RecordedYear::kNone),
      boardings_(corridor.stops.size()),
      bans_(corridor.loading_bans.size()),
      journeys_(corridor.demand.size()) {
  turns_.resize(corridor.stops.size());
  for (auto const service : corridor.services.ids()) {
    auto const stops = corridor.stops_of[service];
    auto const round = is_loop(corridor, service);
    // The last stop of a loop is written as its first.
    auto const of = static_cast<std::uint32_t>(stops.size() - (round ? 1 : 0));
    for (std::uint32_t i = 0; i < of; ++i) {
      turns_[stops[i]] = {i, of, round};
    }
  }
}

std::uint32_t RecordedYearWriter::stops_between(StopId from, StopId to) const {
  auto const here = turns_[from].number;
  auto const there = turns_[to].number;
  if (turns_[from].round) {
    return (there + turns_[from].of - here) % turns_[from].of;
  }
  return there > here ? there - here : 0;
}

std::uint32_t RecordedYearWriter::stops_after(StopId stop) const {
  auto const& turn = turns_[stop];
  return turn.of - 1 - (turn.round ? 0 : turn.number);
}

void RecordedYearWriter::make(LotId lot, Ticks now) {
  ready_.resize(std::max<std::size_t>(ready_.size(), lot.value + 1));
  ready_[lot.value] = in_year(now);
}

void RecordedYearWriter::deliver(LotId lot, DemandId row, Ticks now) {
  journeys_[row.value].push_back({ready_[lot.value], in_year(now)});
}

void RecordedYearWriter::form(TrainId train) {
  open_.resize(std::max<std::size_t>(open_.size(), train.value + 1));
  open_[train.value].clear();
}

void RecordedYearWriter::board(TrainId train, StopId stop, Closed closed) {
  auto const boxes = in_year(closed.boxes);
  auto const sooner = boxes - in_year(std::min(closed.lots, closed.boxes));
  auto& all = open_[train.value];
  auto const last = std::find_if(all.rbegin(), all.rend(),
                                 [&](Open const& o) { return o.stop == stop; });
  if (last != all.rend() && !last->left) {
    auto& before = boarding(*last);
    if (boxes <= before.closed) {
      before.closed = boxes;
      before.lots_sooner = sooner;
      return;
    }
    open(train, stop, {boxes, RecordedYear::kNone, before.landings, sooner});
    return;
  }
  // Of a vessel that is round again, the boardings here have all landings.
  std::erase_if(all, [&](Open const& o) { return o.stop == stop; });
  auto const first = static_cast<std::uint32_t>(landings_.size());
  landings_.resize(landings_.size() + stops_after(stop), RecordedYear::kNone);
  open(train, stop, {boxes, RecordedYear::kNone, first, sooner});
}

void RecordedYearWriter::open(TrainId train, StopId stop,
                              RecordedBoarding boarding) {
  auto& at_stop = boardings_[stop.value];
  open_[train.value].push_back({stop, at_stop.size()});
  at_stop.push_back(boarding);
}

void RecordedYearWriter::leave(TrainId train, Ticks now) {
  for (auto& one : open_[train.value]) {
    if (!one.left) {
      one.left = true;
      boarding(one).left = in_year(now);
    }
  }
}

void RecordedYearWriter::land(TrainId train, StopId stop, Ticks now) {
  for (auto const& one : open_[train.value]) {
    if (auto const later = stops_between(one.stop, stop); later > 0) {
      auto& landing = landings_[boarding(one).landings + later - 1];
      if (landing == RecordedYear::kNone) {
        landing = in_year(now);
      }
    }
  }
}

void RecordedYearWriter::ban(LoadingBanId ban, bool on, Ticks now) {
  auto& from = banned_from_[ban.value];
  if (on) {
    from = in_year(now);
    return;
  }
  if (from < in_year(now)) {
    bans_[ban.value].push_back({from, in_year(now)});
  }
  from = RecordedYear::kNone;
}

RecordedYear RecordedYearWriter::finish(Ticks end) && {
  for (std::size_t i = 0; i < bans_.size(); ++i) {
    if (banned_from_[i] != RecordedYear::kNone) {
      ban(LoadingBanId{i}, false, end);
    }
  }
  for (auto& list : boardings_) {
    std::stable_sort(list.begin(), list.end(),
                     [](RecordedBoarding const& a, RecordedBoarding const& b) {
                       return a.closed < b.closed;
                     });
  }
  for (auto& list : journeys_) {
    std::stable_sort(list.begin(), list.end(),
                     [](RecordedJourney const& a, RecordedJourney const& b) {
                       return a.ready < b.ready;
                     });
  }
  return {.boardings = Ragged<StopId, RecordedBoarding>{boardings_},
          .landings = std::move(landings_),
          .bans = Ragged<LoadingBanId, RecordedSpell>{bans_},
          .journeys = Ragged<DemandId, RecordedJourney>{journeys_}};
}

}  // namespace camel
