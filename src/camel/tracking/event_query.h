// SPDX-License-Identifier: Apache-2.0
// Which of the captured events: everything that is said must hold, of a list
// one. Names are whole and in canonical form, as in EpcisEvent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/read_epcis.h"

namespace camel {

// Where a page ends; the next begins after it.
struct EventCursor {
  EventMoment time{};
  std::int64_t row = 0;

  bool operator==(EventCursor const&) const = default;
};

struct EventQuery {
  std::vector<std::string> types = {}, actions = {}, steps = {};
  std::vector<std::string> dispositions = {};
  std::vector<std::string> places = {},
                           locations = {};  // readPoint, bizLocation
  std::vector<std::string> objects = {};    // also as a parent
  std::vector<std::string> ids = {};
  bool with_plan = false;  // those that bring the plan of a box alone
  // When it happened, and when it was captured; up to and without the latter.
  std::optional<EventMoment> from = {}, before = {};
  std::optional<EventMoment> recorded_from = {}, recorded_before = {};
  std::optional<EventCursor> after = {};
  std::size_t limit = 100;
};

// As it was captured. Rows count from 1 in the order in which events came.
struct StoredEvent {
  std::int64_t row = 0;
  std::int64_t capture = 0;  // row in the log of captures
  EventMoment recorded{};
  EpcisEvent event;

  bool operator==(StoredEvent const&) const = default;
};

// By the time of the event where the query asks for a time of it, else in the
// order in which they came.
struct EventPage {
  std::vector<StoredEvent> events;
  std::optional<EventCursor> next;  // nothing: there are no more

  bool operator==(EventPage const&) const = default;
};

}  // namespace camel
