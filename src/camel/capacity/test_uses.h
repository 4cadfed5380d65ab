// SPDX-License-Identifier: Apache-2.0
// What trains and boxes of a small corridor use, by the name of the limit.
#pragma once

#include <string>

#include "camel/capacity/box_uses.h"
#include "camel/model/test_corridor.h"

namespace camel {

struct Uses {
  explicit Uses(std::string const& text)
      : corridor{corridor_from(text)},
        services{build_service_network(corridor)},
        rows{corridor},
        always{corridor, whole_year(corridor.base_year)},
        trains{corridor, services, rows, always},
        boxes{corridor, services, rows} {}

  double of(std::vector<RowUse> const& uses, std::string const& key) const {
    for (auto const& use : uses) {
      auto const limit = static_cast<std::size_t>(use.row) - rows.first_limit();
      if (limit < rows.limits().size() &&
          key_of(corridor, rows.limits()[limit]) == key) {
        return use.amount;
      }
    }
    return 0;
  }
  double train(std::string const& key, std::size_t service = 0) {
    return of(trains.of_service(ServiceId{service}).uses, key);
  }
  double box(std::string const& key, Ride const& ride, double lot_teu = 1) {
    return of(boxes.aboard(ride, lot_teu), key);
  }
  Ride ride(std::size_t from, std::size_t to) const {
    return {corridor.stops[StopId{from}].service, StopId{from}, StopId{to}};
  }

  Corridor corridor;
  ServiceNetwork services;
  CapacityRows rows;
  Availability always;
  TrainUses trains;
  BoxUses boxes;
};

}  // namespace camel
