// SPDX-License-Identifier: Apache-2.0
#include "camel/api/json.h"

#include <cmath>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Json, numbers_have_six_digits_and_whole_ones_no_point) {
  EXPECT_EQ(to_text(numbers({1234567.8, 0.1 + 0.2, 1.0 / 3, 3, -2.5, 0})),
            "[1234570,0.3,0.333333,3,-2.5,0]");
  EXPECT_EQ(to_text(number(1e20)), "1e+20");
}

TEST(Json, what_is_no_number_is_null) {
  EXPECT_EQ(to_text(numbers({std::nan(""), HUGE_VAL})), "[null,null]");
}

TEST(Json, an_interval_has_its_mean_first) {
  EXPECT_EQ(to_text(interval({2, 1, 3})), R"({"mean":2,"low":1,"high":3})");
}

TEST(Json, a_text_that_is_not_utf_8_is_still_json) {
  EXPECT_EQ(to_text(Json("\xff")), "\"\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace camel
