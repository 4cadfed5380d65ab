// SPDX-License-Identifier: Apache-2.0
// What the master problem found, in the words of path_flow.h.
#pragma once

#include "camel/lp/path_flow.h"
#include "camel/lp/path_master.h"

namespace camel {

// Cost, or growth, of the master's solution.
double value_of(FlowProblem const& problem, FlowObjective objective,
                PathMaster const& master);

// Writes flows, activities and what is used and unserved into `solution`.
void write_flows(FlowProblem const& problem, FlowObjective objective,
                 PathMaster const& master, FlowSolution& solution);

// All zeroes, where somebody has no way at all.
void write_no_flow(FlowProblem const& problem, FlowSolution& solution);
// Takes flow off rows that are overfull, by commodity, and counts it as
// unserved: an explanation of why not all can be served.
void unload_overfull_rows(FlowProblem const& problem, FlowSolution& solution);

}  // namespace camel
