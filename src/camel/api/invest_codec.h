// SPDX-License-Identifier: Apache-2.0
// Which projects first, as a JSON document, described in
// docs/reference/results.md.
#pragma once

#include <string>

#include "camel/api/invest.h"

namespace camel {

std::string to_json(Corridor const& corridor, InvestmentAnswer const& answer);

}  // namespace camel
