// SPDX-License-Identifier: Apache-2.0
// What a TEU aboard uses up besides its room: cranes and berths at both ends,
// steps that a train goes through TEU by TEU, and the time that all this costs
// the train's wagons, the vessel, and the tracks the train keeps meanwhile. A
// train with few boxes is quickly served; a train as such uses only what it
// uses empty (train_uses.h).
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "camel/capacity/train_uses.h"

namespace camel {

class BoxUses {
 public:
  BoxUses(Corridor const& corridor, ServiceNetwork const& services,
          CapacityRows& rows);

  // Of one TEU in lots of so many, each row once.
  std::vector<RowUse> const& aboard(Ride const& ride, double lot_teu);

 private:
  struct Aboard;
  // One TEU more at a place: it comes by, and may be set down or taken up.
  struct Call {
    Passage passage;
    StopId stop;  // none: the train passes
    bool comes = true, leaves = false, boards = false;
  };
  std::vector<RowUse> measure(Ride const& ride, double lot_teu);
  void come_to(Aboard& aboard, Call const& call);
  void run_to(Aboard& aboard, StopId from, StopId to, bool leaves);

  Corridor const& corridor_;
  ServiceNetwork const& services_;
  CapacityRows& rows_;
  Procedures procedures_;
  std::map<std::tuple<StopId, StopId, double>, std::vector<RowUse>> known_;
};

}  // namespace camel
