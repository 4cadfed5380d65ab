// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/timetable.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "camel/base/check.h"

namespace camel {

int Timetable::space_on(CallId from, std::uint32_t n, std::uint32_t run) const {
  if (space.empty()) {
    return std::numeric_limits<int>::max();
  }
  auto least = std::numeric_limits<std::int16_t>::max();
  for (auto i = from.value; i < from.value + n; ++i) {
    least = std::min(least, space[calls[i].times + run]);
  }
  return least;
}

std::uint32_t Timetable::next_run(CallId id, Instant ready) const {
  return first_from(departures_of(id), ready + calls[id.value].cut_off);
}

Instant Timetable::next_open(std::vector<Open> const& hours, Instant at) {
  auto const found =
      std::partition_point(hours.begin(), hours.end(),
                           [&](Open const& open) { return open.to <= at; });
  return found == hours.end() ? kNoInstant : std::max(at, found->from);
}

TimetableBuilder::TimetableBuilder(std::chrono::sys_seconds begins,
                                   Instant ends, std::size_t places) {
  made_.begins = begins;
  made_.ends = ends;
  made_.starts.resize(places);
  made_.deliveries.resize(places);
  made_.opening.emplace_back();  // 0: always open
  made_.shapes.push_back({});    // 0: no spread
}

StandId TimetableBuilder::add_stand(PlaceId place, std::vector<Open> opening) {
  auto const id = StandId{made_.stands.size()};
  auto stand = Stand{.place = place};
  if (!opening.empty()) {
    stand.hours = static_cast<std::uint32_t>(made_.opening.size());
    made_.opening.push_back(std::move(opening));
  }
  made_.stands.push_back(stand);
  boardings_.emplace_back();
  return id;
}

StandId TimetableBuilder::add_delivery(PlaceId place) {
  auto const id = add_stand(place);
  made_.stands[id.value].is_delivery = true;
  made_.deliveries[place.value] = id;
  return id;
}

void TimetableBuilder::add_start(PlaceId place, Start start) {
  made_.starts[place.value].push_back(start);
}

std::uint32_t TimetableBuilder::add_shape(Shape const& shape) {
  made_.shapes.push_back(shape);
  return static_cast<std::uint32_t>(made_.shapes.size() - 1);
}

namespace {

bool overtakes(OfferedRun const& earlier, OfferedRun const& later) {
  for (std::size_t i = 0; i < earlier.departures.size(); ++i) {
    if (later.departures[i] < earlier.departures[i] ||
        later.arrivals[i] < earlier.arrivals[i]) {
      return true;
    }
  }
  return false;
}

}  // namespace

void TimetableBuilder::add_line(OfferedLine offer) {
  CAMEL_CHECK(offer.calls.size() > 1, "a line calls at one place only");
  std::stable_sort(offer.runs.begin(), offer.runs.end(),
                   [](OfferedRun const& a, OfferedRun const& b) {
                     return a.departures.front() < b.departures.front();
                   });
  std::vector<std::vector<OfferedRun>> apart;
  for (auto& run : offer.runs) {
    CAMEL_CHECK(run.departures.size() == offer.calls.size() &&
                    run.arrivals.size() == offer.calls.size(),
                "a run has other calls than its line");
    auto const behind = std::find_if(apart.begin(), apart.end(),
                                     [&](std::vector<OfferedRun> const& runs) {
                                       return !overtakes(runs.back(), run);
                                     });
    if (behind == apart.end()) {
      apart.push_back({std::move(run)});
    } else {
      behind->push_back(std::move(run));
    }
  }
  for (auto const& runs : apart) {
    add_runs(offer, runs);
  }
}

void TimetableBuilder::add_runs(OfferedLine const& offer,
                                std::vector<OfferedRun> const& runs) {
  auto const id = LineId{made_.lines.size()};
  auto const calls = offer.calls.size();
  auto line = TrainLine{.service = offer.service,
                        .first = CallId{made_.calls.size()},
                        .calls = static_cast<std::uint32_t>(calls),
                        .runs = static_cast<std::uint32_t>(runs.size()),
                        .number = made_.runs};
  made_.runs += line.runs;
  for (std::size_t i = 0; i < calls; ++i) {
    auto const& offered = offer.calls[i];
    auto call =
        Call{.line = id,
             .place = offered.place,
             .times = static_cast<std::uint32_t>(made_.departures.size()),
             .cut_off = offered.cut_off,
             .fares = static_cast<std::uint32_t>(made_.fares.size()),
             .landings = static_cast<std::uint32_t>(made_.landings.size())};
    for (auto const& run : runs) {
      CAMEL_CHECK(i == 0 || run.arrivals[i] > run.departures[i - 1],
                  "a run arrives no later than it departed");
      CAMEL_CHECK(run.departures[i] >= run.arrivals[i],
                  "a run departs before it arrives");
      made_.departures.push_back(run.departures[i]);
      made_.arrivals.push_back(run.arrivals[i]);
      auto const surcharge = run.surcharges.empty() ? 0 : run.surcharges[i];
      made_.surcharges.push_back(surcharge);
      line.least_surcharge = std::min(line.least_surcharge, surcharge);
      has_surcharges_ = has_surcharges_ || surcharge != 0;
      made_.space.push_back(run.space.empty()
                                ? std::numeric_limits<std::int16_t>::max()
                                : run.space[i]);
      has_space_ = has_space_ || !run.space.empty();
    }
    for (auto j = i + 1; j < calls; ++j) {
      auto fare = offer.fares[i][j - i - 1];
      fare.least_time = kNoInstant;
      for (auto const& run : runs) {
        fare.least_time =
            std::min(fare.least_time, run.arrivals[j] - run.departures[i]);
      }
      made_.fares.push_back(fare);
    }
    if (i > 0) {
      made_.landings.insert(made_.landings.end(), offered.landings.begin(),
                            offered.landings.end());
    }
    call.landings_end = static_cast<std::uint32_t>(made_.landings.size());
    boards_from_.emplace_back();
    if (i + 1 < calls) {
      boards_from_.back() = offered.boards;
      for (auto const stand : offered.boards) {
        boardings_[stand.value].emplace_back(made_.calls.size());
      }
    }
    made_.calls.push_back(call);
  }
  made_.lines.push_back(line);
}

Timetable TimetableBuilder::build() {
  for (std::size_t i = 0; i < made_.stands.size(); ++i) {
    auto& stand = made_.stands[i];
    stand.boardings = static_cast<std::uint32_t>(made_.boardings.size());
    made_.boardings.insert(made_.boardings.end(), boardings_[i].begin(),
                           boardings_[i].end());
    stand.boardings_end = static_cast<std::uint32_t>(made_.boardings.size());
  }
  for (std::size_t i = 0; i < made_.calls.size(); ++i) {
    auto& call = made_.calls[i];
    call.stands = static_cast<std::uint32_t>(made_.boards_from.size());
    made_.boards_from.insert(made_.boards_from.end(), boards_from_[i].begin(),
                             boards_from_[i].end());
    call.stands_end = static_cast<std::uint32_t>(made_.boards_from.size());
    auto const& line = made_.lines[call.line.value];
    if (made_.calls_after(CallId{i}) == 0) {
      continue;
    }
    auto const next = made_.calls[i + 1].times;
    for (std::uint32_t run = 0; run < line.runs; ++run) {
      made_.connections.push_back({made_.departures[call.times + run],
                                   made_.arrivals[next + run], CallId{i},
                                   line.number + run});
    }
  }
  std::sort(made_.connections.begin(), made_.connections.end(),
            [](Connection const& a, Connection const& b) {
              return std::tie(a.departs, a.call, a.run) <
                     std::tie(b.departs, b.call, b.run);
            });
  if (!has_space_) {
    made_.space = {};
  }
  if (!has_surcharges_) {
    made_.surcharges = {};
  }
  made_.departures.shrink_to_fit();
  made_.arrivals.shrink_to_fit();
  return std::move(made_);
}

}  // namespace camel
