// SPDX-License-Identifier: Apache-2.0
// Money, CO2e and the choice of ways in JSON: docs/reference/results.md.
#pragma once

#include "camel/api/json.h"
#include "camel/model/choice.h"
#include "camel/model/footprint.h"

namespace camel {

Json carriage_json(Corridor const& corridor, Footprint const& of_teu);

// `null` where nobody has a choice.
Json choice_json(Corridor const& corridor, ChoiceResult const& choice);

}  // namespace camel
