// SPDX-License-Identifier: Apache-2.0
// An answer of `camel route` as a forwarder reads it.
#pragma once

#include <string>

#include "camel/api/route.h"

namespace camel {

struct RouteView {
  bool all = false;  // also those that are not chosen, and the plans of each
};

std::string describe(Corridor const& corridor, RouteAnswer const& answer,
                     RouteView view);

}  // namespace camel
