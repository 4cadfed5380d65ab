// SPDX-License-Identifier: Apache-2.0
// What a corridor is, as one JSON document for a map and its panels, and its
// places and links as GeoJSON (RFC 7946). The members of the document are
// described in openapi.yaml, "Network".
#pragma once

#include <string>

#include "camel/model/corridor.h"

namespace camel {

// On one line.
std::string network_json(Corridor const& corridor);

// The geometry of a link is the straight line between its places.
std::string network_geojson(Corridor const& corridor);

}  // namespace camel
