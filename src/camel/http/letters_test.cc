// SPDX-License-Identifier: Apache-2.0
#include "camel/http/letters.h"

#include <gtest/gtest.h>

namespace camel::http {
namespace {

TEST(Letters, those_of_ascii_are_made_small) {
  EXPECT_EQ(lower("Bearer AZ @[ Ł"), "bearer az @[ Ł");
}

TEST(Letters, sixteen_are_digits) {
  EXPECT_EQ(hex_digit('0'), 0);
  EXPECT_EQ(hex_digit('9'), 9);
  EXPECT_EQ(hex_digit('a'), 10);
  EXPECT_EQ(hex_digit('F'), 15);
  for (auto const none : {'g', 'G', '/', ':', '@', '`', ' ', '\0'}) {
    EXPECT_EQ(hex_digit(none), -1) << none;
  }
}

}  // namespace
}  // namespace camel::http
