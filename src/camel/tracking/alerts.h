// SPDX-License-Identifier: Apache-2.0
// What somebody should look at of a box: it will be late, it stands longer than
// others do, it went where its plan does not lead, it misses its train. Each
// with the reason, the place, and since when. They follow from what is known
// at a moment, not from what was known before, so the same events give the same
// alerts in any order.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/tracking/box_watch.h"
#include "camel/tracking/step_times.h"
#include "camel/tracking/time_spread.h"

namespace camel {

enum class AlertKind : std::uint8_t {
  late,              // it comes after the promise one time in two, or more
  may_be_late,       // one time in ten, or more
  stuck,             // in a step for longer than 19 of 20 others
  off_plan,          // at a place that is not on its way
  missed_connection  // it is not there when it was to go on
};
constexpr auto names(AlertKind) {
  return std::array<std::string_view, 5>{"late", "may_be_late", "stuck",
                                         "off_plan", "missed_connection"};
}

// What it is, so that it can be said in other languages; the types are listed
// in docs/reference/results.md, "Reasons of alerts".
enum class AlertWhy : std::uint8_t {
  came_late,
  expected_late,
  may_be_late,
  stands_long,
  runs_long,
  off_plan,
  misses_connection
};
constexpr auto names(AlertWhy) {
  return std::array<std::string_view, 7>{
      "came-late", "expected-late", "may-be-late",      "stands-long",
      "runs-long", "off-plan",      "misses-connection"};
}

// And its values, as far as it speaks of them. `lasts`: how much later, or in
// the step; `usual`: within what 19 of 20 others are through it.
struct AlertReason {
  AlertWhy type = AlertWhy::off_plan;
  EpochSeconds planned = kNotYet, expected = kNotYet, actual = kNotYet;
  EpochSeconds lasts = 0, usual = 0;
  // Of a missed connection: by what it was to go on, and when it does instead,
  // by one of the same service.
  std::string service = {};
  EpochSeconds goes_on = kNotYet;

  bool operator==(AlertReason const&) const = default;
};

struct BoxAlert {
  AlertKind kind = AlertKind::late;
  std::string object, place;
  EpochSeconds since = 0;
  AlertReason why;
  // The same in English; and of a missed connection, when it goes on instead,
  // one time in two.
  std::string reason, fallback;

  bool operator==(BoxAlert const&) const = default;
};

// Arrivals: of the waypoints behind the last one passed, as EtaModel gives
// them. `steps`: the numbers of the way's steps in `times`.
struct AlertQuestion {
  BoxWatch const& watch;
  std::span<TimeSpread const> arrivals;
  std::span<std::uint32_t const> steps;
  StepTimes const& times;
  EpochSeconds now = 0;
};
std::vector<BoxAlert> alerts_of(AlertQuestion const& question);

// "2024-03-04 11:05"
std::string minute_text(EpochSeconds time);

}  // namespace camel
