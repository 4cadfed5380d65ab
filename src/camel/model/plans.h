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
  std::vector<MeasureId> excludes;  // cannot be taken together with it
  std::vector<Change> changes;
  std::string effect, indicator, value, unit;
  Evidence evidence;

  bool operator==(Measure const&) const = default;
};

// A place (`to` is none), a stretch between two places, one facility of a
// place, or a fleet.
struct Target {
  PlaceId at, to;
  bool both_directions = true;
  FacilityId facility;  // of `at`
  FleetId fleet;        // vessels; then there is no place

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
  double time_factor = 1;     // of the service times of facilities and steps
  double demand_factor = 1;   // of the demand that passes a target
  double payload_share = 1;   // of what loads at a target place
  bool loading_stop = false;  // boxes that would pass are not accepted
  std::vector<CommodityId> commodities;  // that are meant; none: all
  bool base = false;
  std::string effect;
  Evidence evidence;

  bool operator==(Disruption const&) const = default;
};

// Does it change anything in the model?
inline bool has_effect(Disruption const& event) {
  return event.capacity_share || event.closed_share || event.loading_stop ||
         event.time_factor != 1 || event.demand_factor != 1 ||
         event.payload_share != 1;
}

// An operator's rule: while more than `stop_above` trains stand before the
// place on their way from one country to another, boxes that would pass it are
// not accepted where they begin, until fewer than `resume_below` stand.
struct LoadingBan {
  std::string key;
  PlaceId place;
  std::string from_country = "*", to_country = "*";
  std::vector<CommodityId> commodities;  // none: all
  int stop_above = 0, resume_below = 0;
  // Shippers with another way take it while more trains stand; none: never.
  std::optional<int> divert_above;
  Evidence evidence;

  bool operator==(LoadingBan const&) const = default;
};

// A number of the package that is not well known, and its bounds. Calibration
// may move it; `change` has no value.
struct UncertainInput {
  std::string key;
  Change change;
  bool factor = false;  // the number is multiplied, rather than replaced
  double low = 0, high = 0;
  Evidence evidence;

  bool operator==(UncertainInput const&) const = default;
};

struct Tariff {
  std::string key, name, mode, direction = "both", unit;
  PlaceId from, to;
  std::string region = "*";  // a country, a place, a zone, or all
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
