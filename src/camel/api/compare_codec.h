// SPDX-License-Identifier: Apache-2.0
// A comparison of scenarios as JSON, described in docs/reference/results.md.
#pragma once

#include <string>

#include "camel/api/compare_scenarios.h"

namespace camel {

// All figures, and what each scenario edits.
std::string to_json(Corridor const& base, Comparison const& comparison);

// What the report shows of it: figures in which at least one scenario differs
// from the base or has what the other has not, and the counts of the rest.
// With distributions, those of the years of each scenario: what is laid over
// the base's.
enum class Distributions : bool { left_out, written };
std::string comparison_data(Corridor const& base, Comparison const& comparison,
                            Distributions distributions);

// The scenarios of a package: name, title, description and what is wrong.
std::string scenarios_json(Package const& package);

}  // namespace camel
