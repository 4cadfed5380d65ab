// SPDX-License-Identifier: Apache-2.0
#include "camel/capacity/test_capacity.h"

#include <utility>

#include "camel/base/check.h"

namespace camel {

Solved::Solved(Corridor the_corridor, CapacityQuestion const& question)
    : corridor{std::move(the_corridor)},
      result{solve_capacity(corridor, question)} {}
Solved::Solved(std::string const& text, CapacityQuestion question)
    : Solved{corridor_from(text), question} {}
Solved::~Solved() = default;

std::size_t Solved::number_of(std::string const& key) const {
  for (std::size_t i = 0; i < result.limits.size(); ++i) {
    if (key_of(corridor, result.limits[i].limit) == key) {
      return i;
    }
  }
  CAMEL_CHECK(false, "no limit " + key);
}

CarriedDemand const& Solved::demand(std::size_t row) const {
  for (auto const& boxes : result.demand) {
    if (boxes.rows.front() == DemandId{row}) {
      return boxes;
    }
  }
  CAMEL_CHECK(false, "no such demand");
}

double capacity_a_day(std::string const& text, CapacityQuestion question) {
  question.rank = false;
  return Solved{text, question}.a_day();
}

}  // namespace camel
