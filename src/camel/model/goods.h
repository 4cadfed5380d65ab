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
#include "camel/model/train_path.h"

namespace camel {

enum class CargoForm : std::uint8_t { container, bulk, reefer, tank, empty };
constexpr auto names(CargoForm) {
  return std::array<std::string_view, 5>{"container", "bulk", "reefer", "tank",
                                         "empty"};
}
constexpr std::uint8_t bit(CargoForm form) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(form));
}

// Does it travel in boxes (the others are loose)?
constexpr bool is_box(CargoForm form) {
  return form == CargoForm::container || form == CargoForm::reefer ||
         form == CargoForm::empty;
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

// What a step of a procedure asks of the goods.
enum class GoodsProperty : std::uint8_t {
  any,
  phytosanitary,
  dangerous,
  temperature_controlled
};
constexpr auto names(GoodsProperty) {
  return std::array<std::string_view, 4>{"", "phytosanitary", "dangerous",
                                         "temperature_controlled"};
}
constexpr bool has(Commodity const& goods, GoodsProperty property) {
  switch (property) {
    case GoodsProperty::phytosanitary:
      return goods.phytosanitary;
    case GoodsProperty::dangerous:
      return goods.dangerous;
    case GoodsProperty::temperature_controlled:
      return goods.temperature_controlled;
    case GoodsProperty::any:
      break;
  }
  return true;
}

struct Demand {
  std::string key;
  PlaceId origin, destination;
  CommodityId commodity;
  double teu_year = 0;
  std::vector<PlaceId> via;  // in order
  // Rows of one name are alternatives of the same shippers.
  std::string choice;
  double constant = 0;  // USD a TEU, seen in this way besides money and time
  std::array<double, 12> season{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  double lot_teu = 4;                    // mean size of a consignment
  TrainPath path = TrainPath::ordinary;  // of the trains it travels by
  Evidence evidence;

  bool operator==(Demand const&) const = default;
};

}  // namespace camel
