// SPDX-License-Identifier: Apache-2.0
#include "camel/api/usual_times.h"

#include <algorithm>

namespace camel {

namespace {

constexpr double kUsual = 0.5, kPromised = 0.8;
constexpr EpochSeconds kUnknownStep = 24 * 3600;

EpochSeconds quantile_of(std::vector<EpochSeconds>& values, double level) {
  auto const at =
      values.begin() + static_cast<std::ptrdiff_t>(
                           level * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

template <typename Key>
std::map<Key, EpochSeconds> quantiles_of(
    std::map<Key, std::vector<EpochSeconds>>& spans, double level) {
  std::map<Key, EpochSeconds> quantiles;
  for (auto& [key, values] : spans) {
    quantiles[key] = quantile_of(values, level);
  }
  return quantiles;
}

std::chrono::sys_seconds moment_of(EpochSeconds seconds) {
  return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

}  // namespace

UsualTimes::UsualTimes(Table<DemandId, BoxWay> const& ways,
                       std::vector<BoxJourney> const& journeys)
    : ways_{ways} {
  std::map<std::string, std::vector<EpochSeconds>> steps;
  std::map<DemandId, std::vector<EpochSeconds>> whole;
  for (auto const& journey : journeys) {
    auto const row = DemandId{journey.way};
    for (std::size_t i = 0; i + 1 < journey.times.size(); ++i) {
      if (journey.times[i + 1] != kNotYet) {
        steps[step_name(ways[row], i)].push_back(journey.times[i + 1] -
                                                 journey.times[i]);
      }
    }
    if (journey.times.back() != kNotYet) {
      whole[row].push_back(journey.times.back() - journey.times.front());
    }
  }
  steps_ = quantiles_of(steps, kUsual);
  promised_ = quantiles_of(whole, kPromised);
}

std::vector<PlannedLeg> UsualTimes::plan(DemandId row,
                                         EpochSeconds ready) const {
  auto const& way = ways_[row];
  std::vector<PlannedLeg> legs;
  auto time = ready;
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    if (way[i].passing == Passing::departs) {
      legs.push_back({.from = way[i].place,
                      .to = way[i + 1].place,
                      .service = way[i].by,
                      .link = "",
                      .mode = "",
                      .departs = moment_of(time)});
    }
    auto const step = steps_.find(step_name(way, i));
    time += std::max<EpochSeconds>(
        step == steps_.end() ? kUnknownStep : step->second, 1);
    if (way[i].passing == Passing::departs) {
      legs.back().arrives = moment_of(time);
    }
  }
  if (auto const promised = promised_.find(row); promised != promised_.end()) {
    legs.back().arrives =
        std::max(legs.back().arrives, moment_of(ready + promised->second));
  }
  return legs;
}

}  // namespace camel
