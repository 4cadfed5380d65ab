// SPDX-License-Identifier: Apache-2.0
// Corridors of both kinds that the simulation is tried on.
#pragma once

#include <string>

#include "camel/operations/random_corridor.h"
#include "camel/operations/random_network.h"

namespace camel {

struct MadeCorridor {
  Corridor corridor;
  std::string text;
};

// `teu`: a year and row, in networks.
inline MadeCorridor make_corridor(std::uint64_t number, double teu = 20'000) {
  if (number % 2 == 0) {
    RandomCorridor made{number};
    auto corridor = corridor_from(made.text());
    made.ship(corridor);
    return {std::move(corridor), made.text()};
  }
  RandomNetwork made{number};
  auto corridor = corridor_from(made.text());
  for (auto& row : corridor.demand) {
    row.teu_year = teu;
    row.lot_teu = 1 + static_cast<double>(made.one_of(0, 8));
  }
  return {std::move(corridor), made.text()};
}

}  // namespace camel
