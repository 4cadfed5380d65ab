// SPDX-License-Identifier: Apache-2.0
// What is carried, and how much of it from where to where.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/model/evidence.h"
#include "camel/model/ids.h"

namespace camel {

enum class CargoForm : std::uint8_t { container, bulk, reefer, tank, empty };
constexpr auto names(CargoForm) {
  return std::array<std::string_view, 5>{"container", "bulk", "reefer", "tank",
                                         "empty"};
}
constexpr std::uint8_t bit(CargoForm form) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(form));
}

struct Commodity {
  std::string key, name, hs_chapters;
  CargoForm form = CargoForm::container;
  double tonnes_per_teu = 10;
  double value_per_tonne = 0;  // USD
  double value_of_time = 0;    // percent of value a day
  bool temperature_controlled = false, dangerous = false;
  bool phytosanitary = false;
  Evidence evidence;

  bool operator==(Commodity const&) const = default;
};

struct Demand {
  std::string key;
  PlaceId origin, destination;
  CommodityId commodity;
  double teu_year = 0;
  std::vector<PlaceId> via;  // in order
  std::array<double, 12> season{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  double lot_teu = 4;  // mean size of a consignment
  Evidence evidence;

  bool operator==(Demand const&) const = default;
};

}  // namespace camel
