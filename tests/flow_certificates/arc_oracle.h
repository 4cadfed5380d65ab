// SPDX-License-Identifier: Apache-2.0
// The slow and obvious way: a flow problem as one linear program with a column
// for each commodity on each arc.
#pragma once

#include "camel/lp/linear_program.h"
#include "camel/lp/path_flow.h"

namespace camel {

LinearProgram oracle_program(FlowProblem const& problem,
                             FlowObjective objective, double largest_growth);

}  // namespace camel
