// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/experience.h"

#include <algorithm>

#include "camel/base/check.h"
#include "camel/model/duration_law.h"
#include "camel/model/procedures.h"

namespace camel {

namespace {

constexpr double kHour = 3600;
// Boxes are imagined to come so often: no even part of a day, so at all hours.
constexpr YearSeconds kEvery = 11 * 3600;
// Fewer trains teach nothing.
constexpr std::size_t kFewTrains = 5;
// Trains that were not simulated may be so much slower or quicker.
constexpr double kNominalVariation = 0.3;

double median_of(std::vector<double>& values) {
  auto const middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double share_at(std::size_t i, std::size_t points) {
  return (static_cast<double>(i) + 0.5) / static_cast<double>(points);
}

}  // namespace

PacePoints quantiles_of(std::vector<double>& values, std::size_t points) {
  CAMEL_CHECK(!values.empty(), "quantiles of nothing");
  std::sort(values.begin(), values.end());
  PacePoints quantiles;
  for (std::size_t i = 0; i < points; ++i) {
    auto const at = static_cast<std::size_t>(
        share_at(i, points) * static_cast<double>(values.size()));
    quantiles.push_back(values[std::min(at, values.size() - 1)]);
  }
  return quantiles;
}

TrainExperience::TrainExperience(Corridor const& corridor,
                                 ServiceNetwork const& network,
                                 std::span<RecordedYear const> years)
    : corridor_{corridor}, network_{network}, years_{years} {}

std::vector<TrainExperience::Later> TrainExperience::later_stops(
    StopId board) const {
  std::vector<Later> later;
  std::size_t landing = 0;
  for (auto stop = board; network_.way_after[stop.value];) {
    stop = next_stop(corridor_, stop);
    if (!stop || stop == board) {
      break;
    }
    if (corridor_.stops[stop].unloads()) {
      later.push_back({stop, landing});
    }
    ++landing;
  }
  return later;
}

std::vector<double> TrainExperience::nominal_ride_hours(
    StopId board, std::vector<Later> const& later) const {
  Procedures procedures{corridor_};
  std::vector<double> at_stops;
  double hours = 0;
  auto before = PlaceId{};
  for (auto stop = board; at_stops.size() < later.size();) {
    auto const& way = *network_.way_after[stop.value];
    stop = next_stop(corridor_, stop);
    for (std::size_t i = 0; i < way.size(); ++i) {
      auto const at = end_of(corridor_, way[i]);
      hours += free_hours(corridor_, way[i]);
      before = start_of(corridor_, way[i]);
      auto const after =
          i + 1 < way.size() ? end_of(corridor_, way[i + 1]) : PlaceId{};
      for (auto const step :
           procedures.steps({.before = before, .at = at, .after = after})) {
        auto const& row = corridor_.procedures[step];
        hours += row.share * row.time.mean_hours;
      }
    }
    if (stop == later[at_stops.size()].stop) {
      at_stops.push_back(hours);
    }
    hours += corridor_.stops[stop].dwell_hours;
  }
  return at_stops;
}

Pace TrainExperience::nominal(StopId board) const {
  auto const& service = corridor_.services[corridor_.stops[board].service];
  Pace pace;
  auto const wait = expected_wait(service);
  pace.interval_hours = std::max(2 * wait, 1.0);
  pace.wait_hours = wait;
  auto const later = later_stops(board);
  auto const hours = nominal_ride_hours(board, later);
  for (std::size_t i = 0; i < later.size(); ++i) {
    RidePace to{later[i].stop, hours[i], {}};
    for (std::size_t point = 0; point < kPacePoints; ++point) {
      to.total_hours.push_back(
          quantile_hours({wait + hours[i], kNominalVariation, Spread::gamma}, 1,
                         share_at(point, kPacePoints)));
    }
    pace.rides.push_back(std::move(to));
  }
  return pace;
}

Pace TrainExperience::seen(StopId board, TimeOfYear season) const {
  auto const later = later_stops(board);
  std::vector<double> waits;
  std::vector<std::vector<double>> rides(later.size()), totals(later.size());
  std::size_t trains = 0;
  for (auto const& year : years_) {
    auto const boardings = year.boardings[board];
    auto at = boardings.begin();
    for (auto const& boarding : boardings) {
      trains += boarding.left >= season.from && boarding.left < season.to;
    }
    for (auto ready = season.from; ready < season.to; ready += kEvery) {
      at = std::find_if(at, boardings.end(), [&](auto const& boarding) {
        return boarding.closed >= ready && boarding.left != RecordedYear::kNone;
      });
      if (at == boardings.end()) {
        break;
      }
      waits.push_back((at->left - ready) / kHour);
      for (std::size_t i = 0; i < later.size(); ++i) {
        auto const landed = year.landings[at->landings + later[i].landing];
        if (landed != RecordedYear::kNone) {
          rides[i].push_back((landed - at->left) / kHour);
          totals[i].push_back((landed - ready) / kHour);
        }
      }
    }
  }
  Pace pace;
  if (trains < kFewTrains || waits.empty()) {
    return pace;
  }
  pace.is_seen = true;
  pace.interval_hours = static_cast<double>(years_.size()) *
                        (season.to - season.from) / kHour /
                        static_cast<double>(trains);
  pace.wait_hours = median_of(waits);
  for (std::size_t i = 0; i < later.size(); ++i) {
    if (totals[i].size() >= kFewTrains) {
      pace.rides.push_back({later[i].stop, median_of(rides[i]),
                            quantiles_of(totals[i], kPacePoints)});
    }
  }
  return pace;
}

bool TrainExperience::is_seen(StopId board) const {
  std::size_t trains = 0;
  for (auto const& year : years_) {
    auto const boardings = year.boardings[board];
    trains += static_cast<std::size_t>(std::count_if(
        boardings.begin(), boardings.end(), [](auto const& boarding) {
          return boarding.left >= TimeOfYear{}.from &&
                 boarding.left < TimeOfYear{}.to;
        }));
  }
  return trains >= kFewTrains;
}

Pace TrainExperience::pace(StopId board, TimeOfYear season) const {
  auto pace = seen(board, season);
  if (!pace.is_seen) {
    pace = seen(board, TimeOfYear{});
  }
  if (pace.is_seen && pace.rides.size() == later_stops(board).size()) {
    return pace;
  }
  auto const usual = nominal(board);
  if (!pace.is_seen) {
    return usual;
  }
  // Where nobody was set down in the years, somebody might have been.
  for (auto const& ride : usual.rides) {
    auto const has =
        std::any_of(pace.rides.begin(), pace.rides.end(),
                    [&](RidePace const& one) { return one.to == ride.to; });
    if (!has) {
      pace.rides.push_back(ride);
    }
  }
  return pace;
}

}  // namespace camel
