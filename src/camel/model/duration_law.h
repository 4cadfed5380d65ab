// SPDX-License-Identifier: Apache-2.0
// Quantiles of a random duration.
#pragma once

#include "camel/model/place.h"

namespace camel {

// Hours that a duration of this law, its mean stretched by `units`, stays
// below with the chance `share`, 0 < share < 1.
double quantile_hours(DurationLaw const& law, double units, double share);

}  // namespace camel
