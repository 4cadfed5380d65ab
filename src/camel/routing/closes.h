// SPDX-License-Identifier: Apache-2.0
// What ways that have arrived make not worth while: all that one of them comes
// within a closeness of in everything it is worse in. What may be the soonest,
// cheapest, greenest or surest of all is worth while all the same.
#pragma once

#include <vector>

#include "camel/routing/bag.h"
#include "camel/routing/bounds.h"
#include "camel/routing/itinerary.h"

namespace camel {

// What a way may come to: its figures so far, whatever the first of them, and
// what is left at least.
struct Hope {
  Four so_far;  // …, cents, grams, risk
  std::int32_t boardings = 0;
  Bound const& left;
  Outlays const& outlays;
  RiskSteps const& arrivals;
};

class Closes {
 public:
  // `instants`: when boxes may be delivered, as in `ArrivalsByRisk`; they are
  // looked at, not copied.
  void begin(Instant ready, double closeness,
             std::vector<Instant> const& instants);
  void add(Criteria const& arrived);
  // Changes whenever one is added.
  std::uint16_t version() const { return version_; }
  Instant soonest() const { return best_[0]; }

  // Whether a way that ends with no less than this is not worth while.
  bool cover(Four least, std::int32_t boardings) {
    return covers_.covers(least, boardings) && no_greater(best_, least);
  }
  // The same of whatever a way may come to with so many boardings at the most.
  bool cover(Hope const& hope, std::int32_t boardings);

 private:
  bool cover(Four least, std::int32_t boardings, RiskSteps arrivals);
  std::int16_t number_of(Instant arrival) const;

  Instant ready_ = 0;
  double closeness_ = 0;
  std::vector<Instant> const* instants_ = nullptr;
  Bag covers_;  // with the first of the instants that is no sooner
  Four best_{};
  std::int16_t soonest_ = 0;  // the first of the instants no sooner than it
  std::uint16_t version_ = 0;
};

}  // namespace camel
