// SPDX-License-Identifier: Apache-2.0
// What a TEU pays for its route, by the tariffs of the corridor that are
// `used`: line haul by leg, handling at every terminal, charges at borders.
// What has no price is nothing, not zero.
//
// A price of a stretch (from_place to to_place) goes before one of a region,
// the closest region first; of a `multimodal` stretch the handling and borders
// inside it are part. Units: boxes USD/TEU, USD/container (20 feet), USD/FEU
// (two TEU), USD/TEU-km, USD/FEU-km; and for all goods USD/wagon (two TEU, or
// 66 t of loose goods, as the rail ferries of the Caspian load), USD/t and
// USD/t-km of goods.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "camel/model/carriage.h"

namespace camel {

// Units a used tariff may have.
constexpr std::array<std::string_view, 8> kPriceUnits{
    "USD/TEU",    "USD/container", "USD/FEU", "USD/TEU-km",
    "USD/FEU-km", "USD/wagon",     "USD/t",   "USD/t-km"};

// USD a TEU of these goods pays by this tariff for so many km; nothing where
// its unit does not apply to them.
std::optional<double> usd_per_teu(Tariff const& tariff, Commodity const& goods,
                                  double km);

struct BorderCharge {
  std::size_t run = 0;  // where the route changes country
  std::optional<double> usd;
};

// By TEU: of each run, of each hub (`hubs_of`), of each border crossed.
struct CarriageCost {
  std::vector<std::optional<double>> runs, hubs;
  std::vector<BorderCharge> borders;
};

CarriageCost cost_of_carriage(Corridor const& corridor,
                              std::vector<CarriageRun> const& runs,
                              std::vector<PlaceId> const& hubs,
                              Commodity const& goods);

}  // namespace camel
