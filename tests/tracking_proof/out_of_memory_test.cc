// SPDX-License-Identifier: Apache-2.0
#include "out_of_memory.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(OutOfMemory, it_is_said_and_nothing_acknowledged_is_lost) {
  auto const verdict = run_out_of_memory({.seed = 11, .size = 150});
  EXPECT_EQ(verdict.lost, 0);
  EXPECT_EQ(verdict.wrong, 0) << verdict.first;
  EXPECT_GT(verdict.acknowledged, 0);
  EXPECT_FALSE(
      run_out_of_memory({.seed = 11, .size = 300, .defect = Defect::careless})
          .ok());
}

}  // namespace
}  // namespace camel
