// SPDX-License-Identifier: Apache-2.0
// Which projects first, in words and tables, for the terminal.
#pragma once

#include <string>

#include "camel/api/invest.h"

namespace camel {

std::string describe(Corridor const& corridor, InvestmentAnswer const& answer);

}  // namespace camel
