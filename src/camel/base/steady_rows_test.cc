// SPDX-License-Identifier: Apache-2.0
#include "camel/base/steady_rows.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(SteadyRows, they_stay_where_they_are_while_others_are_added) {
  SteadyRows<int> rows;
  std::vector<int*> places;
  for (int i = 0; i < 1000; ++i) {
    rows.add();
    places.push_back(&rows[static_cast<std::size_t>(i)]);
    *places.back() = i;
  }
  ASSERT_EQ(rows.size(), 1000U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(&rows[i], places[i]);
    EXPECT_EQ(rows[i], static_cast<int>(i));
  }
}

TEST(SteadyRows, a_new_row_is_empty) {
  SteadyRows<int> rows;
  rows.add();
  EXPECT_EQ(rows[0], 0);
}

}  // namespace
}  // namespace camel
