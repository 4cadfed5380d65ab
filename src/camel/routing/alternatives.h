// SPDX-License-Identifier: Apache-2.0
// A few clearly different ways out of many that differ by a train: all ways by
// the same services are one alternative, and of these those are shown that are
// best in something, then those that differ most from what is shown already.
#pragma once

#include <string>
#include <vector>

#include "camel/model/network.h"

namespace camel {

// One alternative, and what it is chosen by; all the less the better.
struct WayCandidate {
  std::vector<Ride> rides;
  double days = 0;       // half of the boxes arrive within
  double sure_days = 0;  // nineteen in twenty do
  double usd = 0, grams = 0;
  double worth = 0;  // USD, with what the goods lose on the way
};

struct Chosen {
  std::size_t candidate = 0;
  // "soonest", "surest", "cheapest", "least CO2e", "best for these goods".
  std::vector<std::string> best_in;
};

// At most `most` of them, by `worth`.
std::vector<Chosen> choose_alternatives(std::vector<WayCandidate> const& all,
                                        std::size_t most);

// The share of rides that two ways do not have in common.
double difference(WayCandidate const& one, WayCandidate const& other);

}  // namespace camel
