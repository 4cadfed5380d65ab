// SPDX-License-Identifier: Apache-2.0
// An answer of `camel route` as a JSON document, and its ways as GeoJSON
// (RFC 7946). Described in docs/reference/results.md.
#pragma once

#include <string>

#include "camel/api/route.h"

namespace camel {

std::string to_json(Corridor const& corridor, RouteAnswer const& answer);

// A line for each leg of each alternative, a point for each place on them. The
// geometry is that of the places, not of the track between them.
std::string to_geojson(Corridor const& corridor, RouteAnswer const& answer);

// "2026-12-01T08:30:00Z"
std::string utc_text(Moment moment);

}  // namespace camel
