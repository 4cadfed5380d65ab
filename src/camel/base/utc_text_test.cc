// SPDX-License-Identifier: Apache-2.0
#include "camel/base/utc_text.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

using namespace std::chrono;

TEST(UtcText, milliseconds_are_three_digits_also_before_1970) {
  EXPECT_EQ(
      utc_milliseconds(sys_days{2026y / 11 / 29} + 4h + 17min + 40s + 53ms),
      "2026-11-29T04:17:40.053Z");
  EXPECT_EQ(utc_milliseconds(sys_days{1970y / 1 / 1} - 1ms),
            "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace camel
