// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/connection_scan.h"

#include <algorithm>

#include "camel/base/check.h"

namespace camel {

ConnectionScan::ConnectionScan(Timetable const& timetable)
    : timetable_{timetable},
      ready_(timetable.stands.size(), kNoInstant),
      reached_(timetable.stands.size()),
      bring_by_(timetable.calls.size(), kNoInstant),
      brought_to_(timetable.calls.size()),
      aboard_(timetable.runs),
      boarded_from_(timetable.runs) {}

void ConnectionScan::begin() {
  for (auto const run : used_runs_) {
    aboard_[run] = {};
  }
  for (auto const stand : used_stands_) {
    ready_[stand.value] = kNoInstant;
    for (auto const call : timetable_.boardings_of(stand)) {
      bring_by_[call.value] = kNoInstant;
    }
  }
  used_runs_.clear();
  used_stands_.clear();
}

void ConnectionScan::stand_ready(StandId id, Instant at, Reached const& by) {
  auto const ready = timetable_.open_from(id, at);
  auto& known = ready_[id.value];
  if (ready >= known) {
    return;
  }
  if (known == kNoInstant) {
    used_stands_.push_back(id);
  }
  known = ready;
  reached_[id.value] = by;
  for (auto const call : timetable_.boardings_of(id)) {
    auto const by_then = ready + timetable_.calls[call.value].cut_off;
    if (by_then < bring_by_[call.value]) {
      bring_by_[call.value] = by_then;
      brought_to_[call.value] = id;
    }
  }
}

void ConnectionScan::land(Connection const& connection) {
  auto const alight = CallId{connection.call.value + std::uint64_t{1}};
  for (auto const& landing : timetable_.landings_of(alight)) {
    auto const at = connection.arrives + landing.after[0];
    if (at < ready_[landing.stand.value]) {
      stand_ready(landing.stand, at,
                  {aboard_[connection.run], alight, connection.run,
                   boarded_from_[connection.run]});
    }
  }
}

Instant ConnectionScan::find_arrival(RouteQuery const& query) {
  begin();
  query_ = query;
  for (auto const& start : timetable_.starts[query.from.value]) {
    stand_ready(start.stand, query.ready + start.after[0], {});
  }
  auto const target =
      query.to ? timetable_.deliveries[query.to.value] : StandId{};
  auto const& connections = timetable_.connections;
  auto at = std::partition_point(connections.begin(), connections.end(),
                                 [&](Connection const& connection) {
                                   return connection.departs < query.ready;
                                 });
  auto const has_space = [&](Connection const& connection) {
    auto const& call = timetable_.calls[connection.call.value];
    auto const& line = timetable_.lines[call.line.value];
    return timetable_.space[call.times + connection.run - line.number] >=
           query.teu;
  };
  for (; at != connections.end(); ++at) {
    if (target && at->departs >= ready_[target.value]) {
      break;
    }
    auto& aboard = aboard_[at->run];
    if (!aboard && at->departs < bring_by_[at->call.value]) {
      continue;
    }
    if (!timetable_.space.empty() && !has_space(*at)) {
      aboard = {};  // who is aboard from further back has no room here
      continue;
    }
    if (!aboard) {
      aboard = at->call;
      boarded_from_[at->run] = brought_to_[at->call.value];
      used_runs_.push_back(at->run);
    }
    land(*at);
  }
  return target ? ready_[target.value] : kNoInstant;
}

Instant ConnectionScan::arrival_at(PlaceId place) const {
  auto const delivery = timetable_.deliveries[place.value];
  return delivery ? ready_[delivery.value] : kNoInstant;
}

Itinerary ConnectionScan::itinerary() const {
  Itinerary found;
  auto stand = timetable_.deliveries[query_.to.value];
  CAMEL_CHECK(ready_[stand.value] != kNoInstant, "no itinerary was found");
  found.criteria.arrival = ready_[stand.value];
  found.criteria.risk = kRisk[0];
  while (reached_[stand.value].board) {
    auto const& by = reached_[stand.value];
    auto const& line =
        timetable_.lines[timetable_.calls[by.board.value].line.value];
    auto const run = by.run - line.number;
    auto const& fare =
        timetable_.fare(by.board, by.alight.value - by.board.value);
    found.criteria.cents += fare.cents + timetable_.surcharge(by.board, run);
    found.criteria.grams += fare.grams;
    found.criteria.risk += kRisk[0];
    ++found.criteria.boardings;
    found.legs.push_back({by.board, by.alight, run, stand, 0});
    stand = by.from;
  }
  found.start = stand;
  std::reverse(found.legs.begin(), found.legs.end());
  return found;
}

Instant Profile::arrival(Timetable const& timetable, StandId stand,
                         Instant ready) const {
  auto const at = timetable.open_from(stand, ready);
  auto const& entries = by_stand[stand.value];
  // Latest first: the last one that is still made arrives first.
  auto const past = std::partition_point(
      entries.begin(), entries.end(),
      [&](ProfileEntry const& entry) { return entry.ready >= at; });
  return past == entries.begin() ? kNoInstant : std::prev(past)->arrival;
}

Profile build_profile(Timetable const& timetable, PlaceId to, int teu) {
  Profile profile;
  profile.by_stand.resize(timetable.stands.size());
  auto const target = timetable.deliveries[to.value];
  std::vector<Instant> stay(timetable.runs, kNoInstant);
  auto const& connections = timetable.connections;
  for (auto at = connections.rbegin(); at != connections.rend(); ++at) {
    auto& arrival = stay[at->run];
    auto const& call = timetable.calls[at->call.value];
    auto const run = at->run - timetable.lines[call.line.value].number;
    if (timetable.space_on(at->call, 1, run) < teu) {
      arrival = kNoInstant;
      continue;
    }
    auto const alight = CallId{at->call.value + std::uint64_t{1}};
    for (auto const& landing : timetable.landings_of(alight)) {
      auto const ready = at->arrives + landing.after[0];
      arrival = std::min(
          arrival, landing.stand == target
                       ? ready
                       : profile.arrival(timetable, landing.stand, ready));
    }
    if (arrival == kNoInstant) {
      continue;
    }
    for (auto const stand : timetable.stands_of(at->call)) {
      auto& entries = profile.by_stand[stand.value];
      auto const ready = at->departs - call.cut_off;
      // Cut-offs differ, so entries may come out of order: earlier ones that
      // arrive no sooner than this one are of no use.
      auto place = std::partition_point(
          entries.begin(), entries.end(),
          [&](ProfileEntry const& entry) { return entry.ready >= ready; });
      if (place != entries.begin() && std::prev(place)->arrival <= arrival) {
        continue;
      }
      auto const useless = std::find_if(
          place, entries.end(),
          [&](ProfileEntry const& entry) { return entry.arrival < arrival; });
      place = entries.erase(place, useless);
      if (place != entries.begin() && std::prev(place)->ready == ready) {
        std::prev(place)->arrival = arrival;
      } else {
        entries.insert(place, {ready, arrival});
      }
    }
  }
  return profile;
}

}  // namespace camel
