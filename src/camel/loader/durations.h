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

template <typename Row>
void read_spread(Cell& cell, Row& row) {
  row.variation.spread = read_number(cell, {0, 100});
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
