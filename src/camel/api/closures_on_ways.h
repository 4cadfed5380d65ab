// SPDX-License-Identifier: Apache-2.0
// Closures of the corridor that are announced, and where ways of boxes meet
// them: places and stretches that are shut on days of their own. What recurs
// every year is learnt with the seasons, and what is left of a line that is not
// shut is seen by its queue.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "camel/model/corridor.h"
#include "camel/model/network.h"
#include "camel/tracking/closure_on_way.h"

namespace camel {

// The corridor as it is without them.
Corridor without_announced(Corridor corridor);

class ClosuresOnWays {
 public:
  // Of the disruptions of the base.
  explicit ClosuresOnWays(Corridor corridor);

  // In the order in which a box meets them; none where its trains or vessels
  // are none of the corridor's.
  std::vector<ClosureOnWay> on(BoxWay const& way) const;

 private:
  void strike(Disruption const& event);
  std::vector<LinkRun> runs_between(Waypoint const& from,
                                    Waypoint const& to) const;

  Corridor corridor_;
  ServiceNetwork network_;
  std::map<std::size_t, std::vector<AnnouncedClosure>> by_run_;
};

}  // namespace camel
