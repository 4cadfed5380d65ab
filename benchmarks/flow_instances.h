// SPDX-License-Identifier: Apache-2.0
// Multi-commodity flow problems to measure: published ones in the planar
// format of the CommaLab group of Pisa, and grids that look like corridors.
#pragma once

#include <string>

#include "camel/lp/linear_program.h"
#include "camel/lp/path_flow.h"

namespace camel {

// Nodes, arcs, commodities; then `from to cost capacity` of each arc and
// `origin destination demand` of each commodity; nodes count from 1. Throws
// Error where the file cannot be read.
FlowProblem read_flow_instance(std::string const& file);

// A sparse grid of about `nodes` places with links to and fro, few of them
// tight: demand gathers around a few hubs and capacities are what the shortest
// paths load, drawn larger on most links.
FlowProblem generate_corridor_grid(int nodes, int commodities);

// The same problem by arcs, flows added up by origin, for a solver of linear
// programs: what column generation is compared with.

LinearProgram arc_program(FlowProblem const& problem);

}  // namespace camel
