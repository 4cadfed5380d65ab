// SPDX-License-Identifier: Apache-2.0
// Where a fact comes from and how far to trust it; and what was observed in
// the world. See corridors/FORMAT.md, "Rules for every table".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/model/ids.h"
#include "camel/model/train_path.h"

namespace camel {

enum class Confidence : std::uint8_t {
  none,
  stated,
  recalled,
  derived,
  estimate,
  assumed
};
constexpr auto names(Confidence) {
  return std::array<std::string_view, 6>{"",        "stated",   "recalled",
                                         "derived", "estimate", "assumed"};
}

struct Evidence {
  std::string source;  // keys of `sources`, separated by ';'
  Confidence confidence = Confidence::none;
  std::string note;

  bool operator==(Evidence const&) const = default;
};

struct Source {
  std::string key, title, publisher, year, address, taken;

  bool operator==(Source const&) const = default;
};

enum class Role : std::uint8_t { context, fit, judge };
constexpr auto names(Role) {
  return std::array<std::string_view, 3>{"", "fit", "judge"};
}

// What an observation measures, where the model can speak to it.
enum class Indicator : std::uint8_t {
  other,
  teu_year,
  tonnes_year,
  trains_year,
  trains_day,
  transit_days,
  leg_days,
  border_hours,
  facility_hours,
  speed,
  ratio,
  sailings_year,
  demand_teu,
  demand_tonnes,
  route_km,
  share,
  trains_waiting,
  trains_waiting_max
};
constexpr auto names(Indicator) {
  return std::array<std::string_view, 18>{
      "other",       "teu_year",       "tonnes_year",
      "trains_year", "trains_day",     "transit_days",
      "leg_days",    "border_hours",   "facility_hours",
      "speed",       "ratio",          "sailings_year",
      "demand_teu",  "demand_tonnes",  "route_km",
      "share",       "trains_waiting", "trains_waiting_max"};
}

// Is it asked of the simulation, rather than of the tables?
constexpr bool is_simulated(Indicator indicator) {
  return indicator != Indicator::other && indicator != Indicator::demand_teu &&
         indicator != Indicator::demand_tonnes &&
         indicator != Indicator::route_km;
}

// Does the model only give back what it was given? Volumes follow from the
// demand table and service times from the facilities: that they agree shows
// that nothing was lost on the way, not that the model is right.
constexpr bool follows_from_inputs(Indicator indicator) {
  return indicator == Indicator::teu_year ||
         indicator == Indicator::tonnes_year || indicator == Indicator::ratio ||
         indicator == Indicator::facility_hours;
}

// A place, a country or a zone of corridor.toml; nothing means anywhere.
struct Region {
  std::string name;             // as written
  std::vector<PlaceId> places;  // all places of it, sorted; empty: anywhere

  bool operator==(Region const&) const = default;
};

struct Observation {
  std::string key;
  std::string indicator_word;  // as written; `indicator` is `other` if unknown
  Indicator indicator = Indicator::other;
  std::string scope, period, unit;
  double low = 0, high = 0, value = 0;
  Region from, to;
  std::vector<PlaceId> via;       // any of them
  std::string facility;           // its kind, for facility_hours
  std::uint8_t cargo = 0xff;      // bit set of `CargoForm`
  std::optional<TrainPath> path;  // of the trains the boxes travel by
  bool both_directions = false;
  Role role = Role::context;
  std::string scenario;  // in which it is compared; blank: the base
  Evidence evidence;

  bool operator==(Observation const&) const = default;
};

// What is said of the world is seldom known better than this.
inline constexpr double kObservedTolerance = 0.15;

// Is a figure in the observed range? Or else within this share of the value as
// reported?
constexpr bool is_inside(Observation const& row, double figure,
                         double share = 0) {
  auto const slack = share * (row.value < 0 ? -row.value : row.value);
  return (row.low <= figure && figure <= row.high) ||
         (share > 0 && row.value - slack <= figure &&
          figure <= row.value + slack);
}

}  // namespace camel
