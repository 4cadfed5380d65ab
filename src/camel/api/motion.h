// SPDX-License-Identifier: Apache-2.0
// A year in motion as one document: what a map plays back. Described in
// docs/reference/results.md, "motion".
#pragma once

#include <functional>
#include <string>

#include "camel/operations/record_motion.h"

namespace camel {

// One replication of the corridor with the shares of routes that shippers
// settle on, found on so many threads; `choosing` is told how many rounds of
// that are done.
Motion simulate_motion(Corridor const& corridor, MotionPlan const& plan,
                       int threads = 1,
                       std::function<void(int done)> const& choosing = {});

std::string to_json(Corridor const& corridor, Motion const& motion);

}  // namespace camel
