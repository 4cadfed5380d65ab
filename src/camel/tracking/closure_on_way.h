// SPDX-License-Identifier: Apache-2.0
// A closure that is announced, and where the way of a box meets it.
#pragma once

#include <string>

#include "camel/tracking/box_way.h"

namespace camel {

struct AnnouncedClosure {
  std::string name;
  std::string stretch;  // "A>B"
  EpochSeconds from = 0, until = 0;
};

struct ClosureOnWay {
  std::size_t waypoint = 0;  // the first one behind it
  EpochSeconds before = 0;   // that waypoint, in time; 0: there
  AnnouncedClosure closure;

  bool is_on(EpochSeconds now) const {
    return closure.from <= now && now < closure.until;
  }
};

}  // namespace camel
