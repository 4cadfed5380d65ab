// SPDX-License-Identifier: Apache-2.0
// The columns `spread` and `distribution`, which facilities and procedures
// share: how the time of a service varies about its mean.
#pragma once

#include <optional>

#include "camel/loader/columns.h"
#include "camel/model/place.h"

namespace camel {

struct Variation {
  std::optional<double> spread;
  std::optional<Spread> family;
};

constexpr double kLeastSpread = 0.001;  // of what is not fixed

template <typename Row>
void read_spread(Cell& cell, Row& row) {
  auto const spread = read_number(cell, {0, 100});
  if (spread && *spread > 0 && *spread < kLeastSpread) {
    cell.error({fmt::format("spread {} is next to nothing", cell.text()),
                fmt::format("write 0 for a fixed time, or at least {}",
                            kLeastSpread)});
    return;
  }
  row.variation.spread = spread;
}

template <typename Row>
void read_distribution(Cell& cell, Row& row) {
  columns::word (&Variation::family)(cell, row.variation);
}

// Fills what is written into a law that holds the defaults, and reports a
// family and a spread that contradict each other.
void apply_variation(RowCells& cells, Variation const& written,
                     DurationLaw& law);

}  // namespace camel
