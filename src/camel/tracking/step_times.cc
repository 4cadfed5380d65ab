// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/step_times.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace camel {

namespace {

constexpr double kSecondsOfHour = 3600;
// So many boxes of a parent stand beside its child's own.
constexpr double kOfParent = 20;
// Sums are of so many draws.
constexpr std::size_t kDraws = 512;

// Always the same numbers, as good as random.
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

double uniform(std::uint64_t x) {
  return static_cast<double>(mixed(x) >> 11U) * 0x1p-53;
}

template <typename Points>
double at_level(Points const& points, double level) {
  auto const x = std::clamp(level * static_cast<double>(points.size()) - 0.5,
                            0.0, static_cast<double>(points.size() - 1));
  auto const i = std::min(static_cast<std::size_t>(x), points.size() - 2);
  auto const share = x - static_cast<double>(i);
  return static_cast<double>(points[i]) * (1 - share) +
         static_cast<double>(points[i + 1]) * share;
}

// The share of the points that are no more than so much, with half of the one
// that follows where it is near.
template <typename Points>
double level_in(Points const& points, double hours) {
  auto const above =
      std::upper_bound(points.begin(), points.end(), static_cast<float>(hours));
  return static_cast<double>(above - points.begin()) /
         static_cast<double>(points.size());
}

template <typename Points>
Points quantiles_of(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  Points points{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const x = (static_cast<double>(i) + 0.5) /
                       static_cast<double>(points.size()) *
                       static_cast<double>(values.size()) -
                   0.5;
    auto const last = static_cast<double>(values.size() - 1);
    auto const low = static_cast<std::size_t>(std::clamp(x, 0.0, last));
    auto const high = std::min(low + 1, values.size() - 1);
    auto const share =
        static_cast<float>(std::clamp(x - static_cast<double>(low), 0.0, 1.0));
    points[i] = values[low] * (1 - share) + values[high] * share;
  }
  return points;
}

template <typename Points>
void lean_on(Points& points, Points const& parent, double own) {
  auto const share = static_cast<float>(own / (own + kOfParent));
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = points[i] * share + parent[i] * (1 - share);
  }
}

TimeSpread spread_of(std::vector<double>& draws) {
  std::sort(draws.begin(), draws.end());
  TimeSpread spread;
  for (std::size_t i = 0; i < kSpreadLevels.size(); ++i) {
    auto const x = kSpreadLevels[i] * static_cast<double>(draws.size()) - 0.5;
    auto const low = static_cast<std::size_t>(std::max(0.0, x));
    auto const share = std::max(0.0, x - static_cast<double>(low));
    auto const high = std::min(low + 1, draws.size() - 1);
    spread.hours[i] = draws[low] * (1 - share) + draws[high] * share;
  }
  return spread;
}

}  // namespace

int season_of(EpochSeconds time) {
  using namespace std::chrono;
  auto const day = floor<days>(sys_seconds{seconds{time}});
  auto const month = unsigned{year_month_day{day}.month()};
  return static_cast<int>(month % 12 / 3);
}

StepTimes::StepTimes(std::span<NumberedJourney const> journeys,
                     std::size_t steps) {
  std::map<Key, std::vector<float>> values;
  for (auto const& [journey, numbers] : journeys) {
    for (std::size_t i = 0; i < numbers->size(); ++i) {
      auto const step = (*numbers)[i];
      if (step >= steps || journey->times[i + 1] == kNotYet) {
        continue;
      }
      auto const hours = static_cast<float>(
          static_cast<double>(journey->times[i + 1] - journey->times[i]) /
          kSecondsOfHour);
      auto const season = season_of(journey->times[i]);
      values[{step, "", -1}].push_back(hours);
      values[{step, journey->product, -1}].push_back(hours);
      values[{step, journey->product, season}].push_back(hours);
    }
  }
  // Parents come before their children: a blank product is the first, and the
  // season -1.
  for (auto& [key, of_key] : values) {
    auto points = quantiles_of<Points>(of_key);
    if (key.season >= 0) {
      lean_on(points, points_.at({key.step, key.product, -1}),
              static_cast<double>(of_key.size()));
    } else if (!key.product.empty()) {
      lean_on(points, points_.at({key.step, "", -1}),
              static_cast<double>(of_key.size()));
    }
    points_.emplace(key, points);
  }
}

StepTimes::Points const& StepTimes::points_of(std::uint32_t step,
                                              std::string const& product,
                                              int season) const {
  static constexpr Points kADay = [] {
    Points points{};
    for (std::size_t i = 0; i < kPoints; ++i) {
      points[i] = static_cast<float>(i + 1);
    }
    return points;
  }();
  for (auto const& key : {Key{step, product, season}, Key{step, product, -1},
                          Key{step, "", -1}}) {
    if (auto const found = points_.find(key); found != points_.end()) {
      return found->second;
    }
  }
  return kADay;
}

double StepTimes::level_of(std::uint32_t step, std::string const& product,
                           double hours) const {
  return level_in(points_of(step, product, -1), hours);
}

double StepTimes::hours_at(std::uint32_t step, std::string const& product,
                           double level) const {
  return at_level(points_of(step, product, -1), level);
}

std::vector<TimeSpread> StepTimes::forecast(EtaQuestion const& question) const {
  std::vector<TimeSpread> spreads;
  std::vector<double> sums(kDraws), sorted;
  auto const season = season_of(question.now);
  for (auto i = question.step; i < question.steps->size(); ++i) {
    auto const& points =
        points_of((*question.steps)[i], question.product, season);
    auto begin = 0.0, spent = 0.0;
    if (i == question.step) {
      spent =
          static_cast<double>(question.now - question.since) / kSecondsOfHour;
      begin = level_in(points, spent);
    }
    for (std::size_t d = 0; d < kDraws; ++d) {
      auto const luck = uniform(i * kDraws + d);
      // Who is in it longer than anybody was has as long again to go, or so.
      sums[d] +=
          begin < 1
              ? std::max(0.0,
                         at_level(points, begin + (1 - begin) * luck) - spent)
              : -0.3 * spent * std::log(1 - luck);
    }
    sorted = sums;
    spreads.push_back(spread_of(sorted));
  }
  return spreads;
}

}  // namespace camel
