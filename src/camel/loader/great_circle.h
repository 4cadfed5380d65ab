// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "camel/model/place.h"

namespace camel {

// The shortest way over the ellipsoid (WGS 84).
double great_circle_km(Place const& a, Place const& b);

}  // namespace camel
