// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/great_circle.h"

#include <GeographicLib/Geodesic.hpp>

namespace camel {

double great_circle_km(Place const& a, Place const& b) {
  double meters = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.latitude, a.longitude, b.latitude,
                                           b.longitude, meters);
  return meters / 1000;
}

}  // namespace camel
