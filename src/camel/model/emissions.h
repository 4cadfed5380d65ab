// SPDX-License-Identifier: Apache-2.0
// Grams of CO2e, well to wheel, by the factors of the corridor that are
// `used`. ISO 14083:2023 and the GLEC Framework v3: a transport chain is made
// of transport legs (tonne-km times an intensity) and hub operations (a figure
// for one pass). What has no factor is nothing, not zero.
#pragma once

#include <optional>
#include <string_view>

#include "camel/model/carriage.h"

namespace camel {

// Grams for each tonne-km of a mode and traction in a country ("": at sea).
// The closest of a factor in g/tkm and of electricity: Wh/tkm of the train
// times g/kWh of the country's grid.
std::optional<double> grams_per_tonne_km(Corridor const& corridor, Mode mode,
                                         Traction traction,
                                         std::string_view country);

// Grams for one pass of one TEU (of these goods) through a terminal: boxes by
// kg/container, loose goods by kg/t.
std::optional<double> grams_of_handling(Corridor const& corridor, PlaceId at,
                                        Commodity const& goods);

}  // namespace camel
