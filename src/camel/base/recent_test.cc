// SPDX-License-Identifier: Apache-2.0
#include "camel/base/recent.h"

#include <string>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Recent, who_was_not_asked_for_longest_goes) {
  Recent<std::string, int> recent{2};
  recent.put("a", 1);
  recent.put("b", 2);
  ASSERT_NE(recent.find("a"), nullptr);
  recent.put("c", 3);
  EXPECT_EQ(recent.find("b"), nullptr);
  EXPECT_EQ(*recent.find("a"), 1);
  EXPECT_EQ(*recent.find("c"), 3);
}

TEST(Recent, the_same_key_has_one_value) {
  Recent<std::string, int> recent{2};
  recent.put("a", 1);
  recent.put("b", 2);
  recent.put("a", 3);
  EXPECT_EQ(*recent.find("a"), 3);
  EXPECT_NE(recent.find("b"), nullptr);
  recent.erase("a");
  EXPECT_EQ(recent.find("a"), nullptr);
}

}  // namespace
}  // namespace camel
