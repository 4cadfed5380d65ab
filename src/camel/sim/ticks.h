// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

namespace camel {

// Simulated time in whole ticks. What a tick is, is the model's choice: a
// microsecond gives 292,000 years, and sums of whole numbers are exact.
using Ticks = std::int64_t;
inline constexpr Ticks kNever = std::numeric_limits<Ticks>::max();

}  // namespace camel
