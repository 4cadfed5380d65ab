// SPDX-License-Identifier: Apache-2.0
// Fleets, and the services they run: the timetabled or on-demand offer whose
// dated runs are trains and sailings.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "camel/model/evidence.h"
#include "camel/model/ids.h"
#include "camel/model/link.h"
#include "camel/model/train_path.h"

namespace camel {

enum class FleetKind : std::uint8_t { wagon, vessel, locomotive };
constexpr auto names(FleetKind) {
  return std::array<std::string_view, 3>{"wagon", "vessel", "locomotive"};
}

struct Fleet {
  std::string key, name, operator_name;
  FleetKind kind = FleetKind::wagon;
  Gauge gauge = 0;
  PlaceId home;
  int number = 1;
  int teu_per_unit = 2;
  double turnaround_hours = 0;  // until its wagons can be loaded again
  int empty_train = 60;         // wagons of a train of empties
  Evidence evidence;

  bool operator==(Fleet const&) const = default;
};

enum class Departure : std::uint8_t { timetable, when_full, full_or_time };
constexpr auto names(Departure) {
  return std::array<std::string_view, 3>{"timetable", "when_full",
                                         "full_or_time"};
}

struct Service {
  std::string key, name, operator_name;
  Mode mode = Mode::rail;
  Gauge gauge = 0;
  FleetId fleet;     // none: wagons are never short
  int capacity = 0;  // TEU of one train or vessel
  Departure departure = Departure::full_or_time;
  double frequency = 0;  // departures a week; 0: no bound
  double max_wait_hours = 96;
  double cut_off_hours = 6;
  std::uint8_t cargo = 1;  // bit set of `CargoForm`
  bool background = false;
  TrainPath path = TrainPath::ordinary;
  Evidence evidence;

  bool operator==(Service const&) const = default;
};

// Wagons of a full train.
constexpr int wagons_of_train(Service const& service, Fleet const& fleet) {
  return (service.capacity + fleet.teu_per_unit - 1) / fleet.teu_per_unit;
}

enum class StopAction : std::uint8_t { load, unload, both, pass };
constexpr auto names(StopAction) {
  return std::array<std::string_view, 4>{"load", "unload", "both", "pass"};
}

struct Stop {
  ServiceId service;
  int number = 1;  // `stop` in the file
  PlaceId place;
  StopAction action = StopAction::both;
  double dwell_hours = 0;

  bool loads() const {
    return action == StopAction::load || action == StopAction::both;
  }
  bool unloads() const {
    return action == StopAction::unload || action == StopAction::both;
  }
  bool operator==(Stop const&) const = default;
};

}  // namespace camel
