// SPDX-License-Identifier: Apache-2.0
// What stands in the way of boxes, or strikes a way of theirs: in English, and
// as a type with what it speaks of, so that it can be said in other languages.
// The types are listed in docs/reference/results.md, "Reasons of routes".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "camel/model/goods.h"
#include "camel/model/ids.h"

namespace camel {

struct RouteReason {
  RouteReason(std::string of_type, std::string in_words,
              std::vector<PlaceId> of_places = {})
      : type{std::move(of_type)},
        text{std::move(in_words)},
        places{std::move(of_places)} {}

  std::string type, text;
  std::vector<PlaceId> places;  // the one asked for first
  std::vector<int> km;          // from it to each of the others
  int more = 0;                 // places that are not named
  std::optional<int> teu, weeks;
  std::optional<CommodityId> goods;
  std::optional<CargoForm> cargo, cargo_taken;
  std::string closure;
  std::optional<std::chrono::sys_days> from, until, arrives;
};

}  // namespace camel
