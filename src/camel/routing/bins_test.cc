// SPDX-License-Identifier: Apache-2.0
#include "camel/routing/bins.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Bins, the_least_comes_first_and_within_a_bin_the_latest) {
  Bins<int> bins;
  bins.push(3, 30);
  bins.push(0.5, 1);
  bins.push(0.501F, 2);  // the same bin: a 64th of one
  bins.push(1e9F, 99);   // beyond the last
  EXPECT_EQ(bins.pop(), 2);
  bins.push(0, 0);  // less than what is out already
  EXPECT_EQ(bins.pop(), 0);
  EXPECT_EQ(bins.pop(), 1);
  EXPECT_EQ(bins.pop(), 30);
  EXPECT_FALSE(bins.empty());
  EXPECT_EQ(bins.pop(), 99);
  EXPECT_TRUE(bins.empty());
}

TEST(Bins, are_empty_when_cleared) {
  Bins<int> bins;
  bins.push(2, 1);
  bins.clear();
  EXPECT_TRUE(bins.empty());
  bins.push(1, 7);
  EXPECT_EQ(bins.pop(), 7);
}

}  // namespace
}  // namespace camel
