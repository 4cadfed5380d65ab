// SPDX-License-Identifier: Apache-2.0
// Which steps a train or a lot of boxes goes through at a place on its way
// from one place to the next (corridors/FORMAT.md, "procedures").
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "camel/model/corridor.h"

namespace camel {

// At a place, on the way from one place to another (none: it starts or ends
// here).
struct Passage {
  PlaceId before, at, after;
  ProcedureUnit unit = ProcedureUnit::train;
  CommodityId commodity = {};
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
  // Found once for each kind of passage, in a table with open addresses.
  struct Found {
    std::uint64_t code = 0;  // 0: free
    std::vector<ProcedureId> const* steps = nullptr;
  };
  Found& entry(std::uint64_t code);
  void grow();
  std::vector<ProcedureId> find(Passage const& passage) const;

  Corridor const& corridor_;
  std::vector<std::uint32_t> country_number_;  // by place
  std::vector<Found> found_;  // a power of two of them, half at most in use
  std::deque<std::vector<ProcedureId>> lists_;
};

}  // namespace camel
