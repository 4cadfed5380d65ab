// SPDX-License-Identifier: Apache-2.0
// What may change a corridor (measures), what strikes it (disruptions), and
// what carriage costs in money and grams.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/model/evidence.h"
#include "camel/model/ids.h"
#include "camel/model/link.h"

namespace camel {

enum class MeasureKind : std::uint8_t {
  project,
  policy,
  agreement,
  service,
  status
};
constexpr auto names(MeasureKind) {
  return std::array<std::string_view, 5>{"project", "policy", "agreement",
                                         "service", "status"};
}

enum class MeasureStatus : std::uint8_t {
  completed,
  in_progress,
  planned,
  agreed,
  proposed
};
constexpr auto names(MeasureStatus) {
  return std::array<std::string_view, 5>{"completed", "in_progress", "planned",
                                         "agreed", "proposed"};
}

// `links.L017.capacity=60`
struct Change {
  std::string table, key, column, value;

  bool operator==(Change const&) const = default;
};

struct Measure {
  std::string key, name;
  MeasureKind kind = MeasureKind::project;
  MeasureStatus status = MeasureStatus::planned;
  std::optional<int> year;
  std::optional<double> cost_musd;
  std::vector<PlaceId> places;
  std::vector<MeasureId> prerequisites;
  std::vector<Change> changes;
  std::string effect, indicator, value, unit;
  Evidence evidence;

  bool operator==(Measure const&) const = default;
};

// A place (`to` is none), or a stretch between two places.
struct Target {
  PlaceId at, to;
  bool both_directions = true;

  bool operator==(Target const&) const = default;
};

struct Disruption {
  std::string key, name;
  std::vector<Target> targets;
  bool recurs = false;
  // First and last day. Of a recurring one only month and day count.
  std::chrono::year_month_day start{}, end{};
  std::optional<double> capacity_share;
  std::optional<double> closed_share;
  double spell_hours = 36;
  bool base = false;
  std::string effect;
  Evidence evidence;

  bool operator==(Disruption const&) const = default;
};

struct Tariff {
  std::string key, name, mode, direction, unit;
  PlaceId from, to;
  double value = 0;
  std::optional<int> year;
  bool used = false;
  Evidence evidence;

  bool operator==(Tariff const&) const = default;
};

struct EmissionFactor {
  std::string key, name, mode, region, unit;
  std::optional<Traction> traction;
  double value = 0;
  bool used = false;
  Evidence evidence;

  bool operator==(EmissionFactor const&) const = default;
};

}  // namespace camel
