// SPDX-License-Identifier: Apache-2.0
#include "camel/api/closures_on_ways.h"

#include <algorithm>
#include <utility>

#include "camel/model/disruption_days.h"
#include "camel/model/journey.h"

namespace camel {

namespace {

bool is_announced(Disruption const& event) {
  auto const strikes_lines = [](Target const& target) {
    return target.at && !target.facility;
  };
  return event.base && !event.recurs && event.start.ok() && event.end.ok() &&
         event.capacity_share == 0.0 &&
         std::any_of(event.targets.begin(), event.targets.end(), strikes_lines);
}

EpochSeconds seconds_of(std::chrono::sys_days day) {
  return std::chrono::sys_seconds{day}.time_since_epoch().count();
}

}  // namespace

Corridor without_announced(Corridor corridor) {
  for (auto& event : corridor.disruptions) {
    event.base = event.base && !is_announced(event);
  }
  return corridor;
}

ClosuresOnWays::ClosuresOnWays(Corridor corridor)
    : corridor_{std::move(corridor)},
      network_{build_service_network(corridor_)} {
  for (auto const& event : corridor_.disruptions) {
    if (is_announced(event)) {
      strike(event);
    }
  }
}

void ClosuresOnWays::strike(Disruption const& event) {
  auto const days =
      days_struck(event, event.start.year(), event.end.year()).front();
  auto const code = [&](PlaceId place) { return corridor_.places[place].code; };
  for (auto const link : corridor_.links.ids()) {
    for (auto const run : {LinkRun{link, false}, LinkRun{link, true}}) {
      if (std::any_of(event.targets.begin(), event.targets.end(),
                      [&](Target const& target) {
                        return target.at && strikes(corridor_, target, run);
                      })) {
        by_run_[run_index(link, run.forward)].push_back(
            {.name = event.name,
             .stretch = code(start_of(corridor_, run)) + ">" +
                        code(end_of(corridor_, run)),
             .from = seconds_of(days.from),
             .until = seconds_of(days.until)});
      }
    }
  }
}

std::vector<LinkRun> ClosuresOnWays::runs_between(Waypoint const& from,
                                                  Waypoint const& to) const {
  auto const begin = find_place(corridor_, from.place);
  auto const end = find_place(corridor_, to.place);
  ServiceId service;
  for (auto const id : corridor_.services.ids()) {
    service = corridor_.services[id].key == from.by ? id : service;
  }
  if (!begin || !end || !service) {
    return {};
  }
  std::vector<LinkRun> runs;
  for (int round = 0; round < 2; ++round) {  // twice, where it goes round
    for (auto const stop : corridor_.stops_of[service]) {
      for (auto const run :
           network_.way_after[stop.value].value_or(std::vector<LinkRun>{})) {
        if (start_of(corridor_, run) == begin) {
          runs.clear();
        } else if (runs.empty()) {
          continue;
        }
        runs.push_back(run);
        if (end_of(corridor_, run) == end) {
          return runs;
        }
      }
    }
  }
  return {};
}

std::vector<ClosureOnWay> ClosuresOnWays::on(BoxWay const& way) const {
  std::vector<ClosureOnWay> found;
  for (std::size_t i = 0; i + 1 < way.size() && !by_run_.empty(); ++i) {
    if (way[i].passing != Passing::departs) {
      continue;
    }
    auto const runs = runs_between(way[i], way[i + 1]);
    auto hours = 0.0;  // from the run on to the next waypoint
    for (auto r = runs.size(); r-- > 0;) {
      hours += free_hours(corridor_, runs[r]);
      auto const shut = by_run_.find(run_index(runs[r].link, runs[r].forward));
      if (shut == by_run_.end()) {
        continue;
      }
      for (auto const& one : shut->second) {
        found.push_back(
            {.waypoint = r == 0 ? i : i + 1,
             .before = r == 0 ? 0 : static_cast<EpochSeconds>(hours * 3600),
             .closure = one});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](ClosureOnWay const& a, ClosureOnWay const& b) {
                     return a.waypoint != b.waypoint ? a.waypoint < b.waypoint
                                                     : a.before > b.before;
                   });
  return found;
}

}  // namespace camel
