// SPDX-License-Identifier: Apache-2.0
// For tests of flows.
#pragma once

#include <gtest/gtest.h>

#include "camel/lp/path_flow.h"

namespace camel {

// To the last bit.
inline void expect_same(FlowSolution const& a, FlowSolution const& b) {
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.bound, b.bound);
  EXPECT_EQ(a.rounds, b.rounds);
  EXPECT_EQ(a.unserved, b.unserved);
  EXPECT_EQ(a.activities, b.activities);
  EXPECT_EQ(a.used, b.used);
  EXPECT_EQ(a.row_prices, b.row_prices);
  EXPECT_EQ(a.commodity_prices, b.commodity_prices);
  ASSERT_EQ(a.paths.size(), b.paths.size());
  for (std::size_t i = 0; i < a.paths.size(); ++i) {
    EXPECT_EQ(a.paths[i].commodity, b.paths[i].commodity);
    EXPECT_EQ(a.paths[i].flow, b.paths[i].flow);
    EXPECT_EQ(a.paths[i].arcs, b.paths[i].arcs);
  }
}

}  // namespace camel
