// SPDX-License-Identifier: Apache-2.0
// Which steps a train or a lot of boxes goes through at a place on its way
// from one place to the next (corridors/FORMAT.md, "procedures").
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "camel/base/code_table.h"
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
  // One number for a place on the way from one country to another, not 0.
  std::uint64_t code(PlaceId before, PlaceId at, PlaceId after) const {
    return std::uint64_t{at.value} << 40U |
           std::uint64_t{country_number_[before.value]} << 30U |
           std::uint64_t{country_number_[after.value]} << 20U | 1U;
  }

 private:
  std::vector<ProcedureId> find(Passage const& passage) const;

  Corridor const& corridor_;
  std::vector<std::uint32_t> country_number_;  // by place
  // Found once for each kind of passage.
  CodeTable<std::vector<ProcedureId> const*> found_;
  std::deque<std::vector<ProcedureId>> lists_;
};

}  // namespace camel
