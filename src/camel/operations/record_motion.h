// SPDX-License-Identifier: Apache-2.0
// One replication as a map shows it: where trains and vessels were, what stood
// still, and which stretches were shut or at less than their capacity.
#pragma once

#include "camel/operations/motion_writer.h"

namespace camel {

struct MotionPlan {
  int days = 365;
  int warm_up_days = 60;
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
};

struct Motion {
  MotionPlan plan;
  std::vector<TrainInMotion> trains;
  std::vector<WatchedBorder> borders;  // of `standstill.trains`
  Standstill standstill;
  std::vector<ClosureInMotion> closures;
};

// With the luck that simulate_corridor has in this replication.
Motion record_motion(Corridor const& corridor, MotionPlan const& plan);

}  // namespace camel
