// SPDX-License-Identifier: Apache-2.0
// Money and CO2e of one TEU of some goods over its route, leg by leg and
// country by country. Money is what is paid for carriage; that goods lose value
// on the way is another matter (docs/explanation/cost-and-co2e.md). CO2e is
// well to wheel, of tonne-km of goods (empty boxes: of their tare), as ISO
// 14083:2023 has it.
#pragma once

#include <string>
#include <vector>

#include "camel/model/network.h"

namespace camel {

// All figures are of one TEU.
struct StretchFootprint {
  std::string country;  // "" at sea
  Mode mode = Mode::rail;
  Traction traction = Traction::diesel;  // rail only
  double km = 0, tonne_km = 0, usd = 0, grams = 0;
};

struct LegFootprint {
  ServiceId service;
  PlaceId from, to;
  double km = 0, tonne_km = 0, usd = 0, grams = 0;
  double hours = 0;  // running, without any wait
  std::vector<StretchFootprint> stretches;
};

struct HubFootprint {
  PlaceId at;
  double usd = 0, grams = 0;
};

struct BorderFootprint {
  PlaceId from, to;  // last place of one country, first of the next
  double usd = 0;
};

struct Footprint {
  double tonnes = 0, km = 0, tonne_km = 0, usd = 0, grams = 0;
  std::vector<LegFootprint> legs;
  std::vector<HubFootprint> hubs;
  std::vector<BorderFootprint> borders;
  // What has no price or no factor, in words; it is not in the sums. Sorted.
  std::vector<std::string> unpriced, unmeasured;
};

Footprint footprint_of(Corridor const& corridor, ServiceNetwork const& network,
                       CommodityId goods, std::vector<Ride> const& route);

}  // namespace camel
