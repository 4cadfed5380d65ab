// SPDX-License-Identifier: Apache-2.0
// Which steps a train or a lot of boxes goes through at a place on its way
// from one place to the next (corridors/FORMAT.md, "procedures").
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "camel/model/corridor.h"

namespace camel {

// At a place, on the way from one place to another (none: it starts or ends
// here).
struct Passage {
  PlaceId before, at, after;
  ProcedureUnit unit = ProcedureUnit::train;
  CommodityId commodity = {};
  // A train with a fixed path, or boxes on such trains: it goes before those
  // that wait, and the papers were there before it.
  TrainPath path = TrainPath::ordinary;
};

class Procedures {
 public:
  explicit Procedures(Corridor const& corridor);

  // In their order. The reference stays good.
  std::vector<ProcedureId> const& steps(Passage const& passage);

  bool are_in_one_country(PlaceId one, PlaceId other) const {
    return country_number_[one.value] == country_number_[other.value];
  }

 private:
  std::vector<ProcedureId> find(Passage const& passage) const;

  Corridor const& corridor_;
  std::vector<std::uint32_t> country_number_;  // by place
  std::unordered_map<std::uint64_t, std::vector<ProcedureId>> found_;
};

}  // namespace camel
