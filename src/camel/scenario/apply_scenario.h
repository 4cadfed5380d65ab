// SPDX-License-Identifier: Apache-2.0
// A package and a scenario give another package: the base is not touched. The
// edits are made in this order: rows that are added, measures with all they
// require, disruptions, changes.
#pragma once

#include <span>

#include "camel/scenario/edit_tables.h"
#include "camel/scenario/scenario.h"

namespace camel {

// Several as one, named "a+b"; what two of them ask for happens once, and of
// two values for a cell the later holds.
Scenario combine(std::span<Scenario const> scenarios);

EditedTables apply_scenario(PackageFiles const& files,
                            Scenario const& scenario);

}  // namespace camel
