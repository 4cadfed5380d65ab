// SPDX-License-Identifier: Apache-2.0
// A year of the corridor, as the programs ask for it: plan in, result out.
#pragma once

// IWYU pragma: export
#include "camel/operations/simulate_corridor.h"
