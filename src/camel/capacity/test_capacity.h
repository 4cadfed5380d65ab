// SPDX-License-Identifier: Apache-2.0
// The capacity of small corridors, for tests: solved, and looked up by name.
#pragma once

#include <string>

#include "camel/capacity/solve_capacity.h"
#include "camel/model/test_corridor.h"

namespace camel {

// Trains of 50 TEU from A to B and back, and more boxes than they can carry.
inline std::string const kLine = R"(
  place A CN
  place B KZ
)";
inline std::string const kThere = R"(
  service S A+ B- capacity=50
  demand A B teu=1000000
)";
inline std::string const kBack = R"(
  service R B+ A- capacity=50
  demand B A teu=1000000
)";

inline std::string const kTwoWays = R"(
  place A CN
  place M KZ
  place N KZ
  place B PL
  link A M capacity=4
  link M B
  link A N capacity=2
  link N B
  service S A+ M. B- capacity=50
  service R A+ N. B- capacity=50
)";

struct Solved {
  Solved(Corridor the_corridor, CapacityQuestion const& question);
  explicit Solved(std::string const& text, CapacityQuestion question = {});
  ~Solved();

  std::size_t number_of(std::string const& key) const;
  LimitResult const& limit(std::string const& key) const {
    return result.limits[number_of(key)];
  }
  std::string key(std::size_t limit) const {
    return key_of(corridor, result.limits.at(limit).limit);
  }
  // A day of the base year, which is 2024 where the test does not say.
  double a_day() const { return result.value / days(); }
  double days() const { return corridor.base_year % 4 == 0 ? 366 : 365; }
  CarriedDemand const& demand(std::size_t row) const;

  Corridor corridor;
  CapacityResult result;
};

double capacity_a_day(std::string const& text, CapacityQuestion question = {});

}  // namespace camel
