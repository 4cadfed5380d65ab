// SPDX-License-Identifier: Apache-2.0
// Which ways shippers took, for the terminal.
#pragma once

#include <string>

#include "camel/api/simulate.h"

namespace camel {

// Nothing where nobody had a choice.
std::string describe_choice(Corridor const& corridor,
                            ChoiceResult const& choice);

}  // namespace camel
