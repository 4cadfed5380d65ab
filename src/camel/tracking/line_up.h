// SPDX-License-Identifier: Apache-2.0
// What became of a thing that is tracked, a container or a wagon, as a fold
// over all that is known: its own events and, while it was in something else (a
// container on a wagon, a wagon in a train), those of that. The same set of
// events gives the same line-up, in whatever order they came.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/read_epcis.h"

namespace camel {

struct Milestone {
  EventMoment time{};
  std::string step, disposition, place;  // blank where it is not said
  std::string through;                   // whose event it is, if not its own
  std::string event_id;

  bool operator==(Milestone const&) const = default;
};

struct LineUp {
  std::string object;
  std::vector<Milestone> milestones;  // by time
  std::string in;                     // what it is in now; blank: nothing
  std::string last_place;             // where it was seen last
  std::vector<std::string> contents;  // what is in it now
  std::size_t retracted = 0;          // events declared in error

  bool operator==(LineUp const&) const = default;
};

// The events that name a thing, as its own or as the parent of others; in any
// order, corrections included.
using EventsOf =
    std::function<std::vector<EpcisEvent>(std::string const& object)>;

LineUp line_up(std::string const& object, EventsOf const& events_of);

}  // namespace camel
