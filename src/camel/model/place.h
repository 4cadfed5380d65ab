// SPDX-License-Identifier: Apache-2.0
// Places, what they can do (facilities) and what trains and boxes go through
// there (procedures). Columns, units and defaults: corridors/FORMAT.md.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "camel/base/quantity.h"
#include "camel/model/evidence.h"
#include "camel/model/goods.h"
#include "camel/model/ids.h"

namespace camel {

enum class PlaceKind : std::uint8_t {
  terminal,
  dry_port,
  station,
  border_post,
  port,
  junction,
  city
};
constexpr auto names(PlaceKind) {
  return std::array<std::string_view, 7>{"terminal",    "dry_port", "station",
                                         "border_post", "port",     "junction",
                                         "city"};
}

struct Place {
  std::string code;  // UN/LOCODE, or X... made up by the package
  std::string name;
  std::string country;  // ISO 3166-1 alpha-2
  PlaceKind kind = PlaceKind::terminal;
  double longitude = 0, latitude = 0;  // degrees, WGS 84
  std::string time_zone = "UTC";       // IANA
  Evidence evidence;

  bool operator==(Place const&) const = default;
};

enum class Spread : std::uint8_t { fixed, exponential, gamma, lognormal };
constexpr auto names(Spread) {
  return std::array<std::string_view, 4>{"fixed", "exponential", "gamma",
                                         "lognormal"};
}

// A random duration: its mean, its coefficient of variation and its family.
struct DurationLaw {
  double mean_hours = 0;
  double variation = 0.3;
  Spread family = Spread::gamma;

  bool operator==(DurationLaw const&) const = default;
};

enum class FacilityKind : std::uint8_t {
  gauge_change,
  lifts,
  customs,
  inspection,
  reception,
  yard,
  berth,
  gate
};
constexpr auto names(FacilityKind) {
  return std::array<std::string_view, 8>{"gauge_change", "lifts",     "customs",
                                         "inspection",   "reception", "yard",
                                         "berth",        "gate"};
}

enum class ServedUnit : std::uint8_t { train, teu, lot };
constexpr auto names(ServedUnit) {
  return std::array<std::string_view, 3>{"train", "teu", "lot"};
}

// Opening hours in local minutes after midnight; `closes` may pass midnight.
struct OpeningHours {
  int opens = 0, closes = 24 * 60;

  bool always() const { return closes - opens >= 24 * 60; }
  bool operator==(OpeningHours const&) const = default;
};

struct Facility {
  PlaceId place;
  std::string name;
  FacilityKind kind = FacilityKind::lifts;
  int servers = 1;
  DurationLaw service;  // of one server, for one unit of `per`
  ServedUnit per = ServedUnit::train;
  OpeningHours opening;
  std::optional<Teu> storage;
  double patience_hours = 240;  // of a train before a full yard
  // Mean working time of one server between breakdowns, and mean repair.
  std::optional<double> breakdown_hours;
  double repair_hours = 24;
  Evidence evidence;

  bool operator==(Facility const&) const = default;
};

enum class ProcedureUnit : std::uint8_t { train, lot };
constexpr auto names(ProcedureUnit) {
  return std::array<std::string_view, 2>{"train", "lot"};
}

struct ProcedureStep {
  PlaceId place;
  std::string from_country = "*", to_country = "*";
  CommodityId commodity;  // none: any
  GoodsProperty goods = GoodsProperty::any;
  ProcedureUnit unit = ProcedureUnit::train;
  int step = 1;
  std::string name;
  FacilityId facility;  // none: nothing to wait for
  double share = 1;     // of units that go through the step
  DurationLaw time;
  double pre_arrival_share = 0;
  DurationLaw pre_arrival_time;
  bool hold = false;  // the server is kept until the unit leaves the place
  Evidence evidence;

  bool operator==(ProcedureStep const&) const = default;
};

// How closely a step is meant for goods: 2 for these alone, 1 for all that are
// marked like them, 0 for any, -1 not for them. Among the rows of one step
// number the closest counts, of equal ones the first.
inline int fit(ProcedureStep const& step, CommodityId id,
               Commodity const& goods) {
  if (step.commodity) {
    return step.commodity == id ? 2 : -1;
  }
  return step.goods == GoodsProperty::any ? 0 : has(goods, step.goods) ? 1 : -1;
}

}  // namespace camel
