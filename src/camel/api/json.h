// SPDX-License-Identifier: Apache-2.0
// How numbers and texts stand in every JSON document: keys in the order they
// are written, six digits, `null` for what is no number, valid UTF-8.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "camel/sim/statistics.h"

namespace camel {

using Json = nlohmann::ordered_json;

// Names of files may be anything; what is no UTF-8 is replaced.
std::string to_text(Json const& json, int indent = -1);

// Six significant digits: more would pretend to know more.
Json number(double value);
Json numbers(std::vector<double> const& values);
// {"mean": .., "low": .., "high": ..}
Json interval(Interval const& interval);

}  // namespace camel
