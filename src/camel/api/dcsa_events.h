// SPDX-License-Identifier: Apache-2.0
// Events as DCSA Track & Trace 2.2 has them, for those who read that: trains
// that leave and arrive are TRANSPORT events, boxes that are handled EQUIPMENT
// events, both as told (ACT); legs of a consignment's plan are TRANSPORT events
// as planned (PLN). Steps that DCSA has no code for are left out, and passages
// of a gate of which it is not told which way.
//
// DCSA wants two things that events do not tell. The mode of transport is that
// of the leg of a plan that leaves or arrives there, where the viewer sees one,
// else RAIL; a box is always LADEN.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/api/tracked_events.h"

namespace camel {

// Where a page ends: within what one event is told as, one for each container,
// or within the plans, which come first.
struct DcsaCursor {
  EventCursor after{};   // row 0: nothing, the plans come next
  std::size_t told = 0;  // of what comes next, so many were given already

  bool operator==(DcsaCursor const&) const = default;
};

// All that is said must hold, of a list one.
struct DcsaQuery {
  std::vector<std::string> types;            // "TRANSPORT"
  std::vector<std::string> transport_codes;  // "ARRI"
  std::vector<std::string> equipment_codes;  // "LOAD"
  std::string equipment;                     // number of a container
  std::string location;                      // UN/LOCODE
  DcsaCursor after = {};
  std::size_t limit = 100;
};

struct DcsaPage {
  Json events = Json::array();
  std::optional<DcsaCursor> next;
};

// What the viewer may see, of a page no more than its limit. Where a container
// is asked for, its plan comes first.
DcsaPage find_dcsa_events(TrackedEvents& events, Consignments& consignments,
                          Viewer const& viewer, DcsaQuery const& query);

// "VESSEL": how a container leaves a place, or arrives there.
struct DcsaCall {
  std::string container, place;
  bool departs = false;
};
using DcsaModeOf = std::function<std::string(DcsaCall const&)>;

// One event as told; none, one, or one for each container it names.
std::vector<Json> dcsa_events_of(ShownEvent const& event,
                                 DcsaModeOf const& mode_of);

}  // namespace camel
