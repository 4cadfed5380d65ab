// SPDX-License-Identifier: Apache-2.0
// Events as DCSA Track & Trace 2.2 has them, for those who read that: trains
// that leave and arrive are TRANSPORT events, boxes that are handled EQUIPMENT
// events, both as told (ACT); legs of a consignment's plan are TRANSPORT events
// as planned (PLN). Steps that DCSA has no code for are left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "camel/api/tracked_events.h"

namespace camel {

// All that is said must hold, of a list one.
struct DcsaQuery {
  std::vector<std::string> types;            // "TRANSPORT"
  std::vector<std::string> transport_codes;  // "ARRI"
  std::vector<std::string> equipment_codes;  // "LOAD"
  std::string equipment;                     // number of a container
  std::string location;                      // UN/LOCODE
  std::optional<EventCursor> after;
  std::size_t limit = 100;
};

struct DcsaPage {
  Json events = Json::array();
  std::optional<EventCursor> next;
};

// What the viewer may see. Where a container is asked for, its plan comes with
// the first page.
DcsaPage find_dcsa_events(TrackedEvents& events, Consignments& consignments,
                          Viewer const& viewer, DcsaQuery const& query);

// One event as told; none, one, or one for each container it names.
std::vector<Json> dcsa_events_of(ShownEvent const& event);

}  // namespace camel
