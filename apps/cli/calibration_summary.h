// SPDX-License-Identifier: Apache-2.0
// A calibration in words and tables, for the terminal.
#pragma once

#include <string>

#include "camel/api/calibrate.h"

namespace camel {

std::string describe(Calibration const& calibration);

}  // namespace camel
