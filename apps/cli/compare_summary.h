// SPDX-License-Identifier: Apache-2.0
// What scenarios change, in words and tables, for the terminal.
#pragma once

#include <string>

#include "camel/api/compare_scenarios.h"

namespace camel {

std::string describe(Corridor const& base, Comparison const& comparison);
std::string list_scenarios(Package const& package);

}  // namespace camel
