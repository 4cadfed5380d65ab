// SPDX-License-Identifier: Apache-2.0
#include "camel/base/code_table.h"

#include <map>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(CodeTable, it_answers_as_a_map_does) {
  CodeTable<int> table;
  std::map<std::uint64_t, int> map;
  for (std::uint64_t i = 1; i < 5000; ++i) {
    // Codes that differ in their upper bits, in their lower ones, or in both.
    auto const code = i % 3 == 0 ? i << 40U : i % 3 == 1 ? i : i << 40U | i;
    table[code] += static_cast<int>(i);
    map[code] += static_cast<int>(i);
    table[i % 97 + 1] += 1;
    map[i % 97 + 1] += 1;
  }
  EXPECT_EQ(table.size(), map.size());
  for (auto const& [code, value] : map) {
    EXPECT_EQ(table[code], value);
  }
}

TEST(CodeTable, after_a_clearing_it_is_empty) {
  CodeTable<int> table;
  table[7] = 3;
  table.clear();
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table[7], 0);
}

}  // namespace
}  // namespace camel
