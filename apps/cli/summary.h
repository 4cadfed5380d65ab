// SPDX-License-Identifier: Apache-2.0
// Results in words and tables, for the terminal.
#pragma once

#include <string>

#include "camel/api/check_corridor.h"
#include "camel/api/simulate.h"

namespace camel {

std::string describe(CorridorCheck const& check);
std::string describe(Corridor const& corridor, SimulationResult const& result);

}  // namespace camel
