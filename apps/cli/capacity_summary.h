// SPDX-License-Identifier: Apache-2.0
// What a corridor can carry, in words and tables, for the terminal.
#pragma once

#include <string>

#include "camel/api/capacity.h"

namespace camel {

std::string describe(Corridor const& corridor, CapacityAnswer const& answer);
// In three lines.
std::string describe_briefly(Corridor const& corridor,
                             CapacityAnswer const& answer);

}  // namespace camel
