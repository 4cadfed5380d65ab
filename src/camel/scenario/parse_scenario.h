// SPDX-License-Identifier: Apache-2.0
// Reads a scenario's file (TOML, corridors/FORMAT.md) and says everything that
// is wrong with it at once. Whether the rows that it names exist is found when
// it is applied.
#pragma once

#include <string>
#include <string_view>

#include "camel/base/diagnostic.h"
#include "camel/scenario/scenario.h"

namespace camel {

struct ParsedScenario {
  Scenario scenario;  // called as the file, without its folder and ending
  Diagnostics diagnostics;

  bool ok() const { return diagnostics.errors() == 0; }
};

// `file` is how findings name it.
ParsedScenario parse_scenario(std::string_view text, std::string const& file);

}  // namespace camel
