// SPDX-License-Identifier: Apache-2.0
#include "camel/base/time_zone.h"

#include <gtest/gtest.h>

#include "camel/base/error.h"

namespace camel {
namespace {

using namespace std::chrono;

TEST(TimeZone, almaty_left_utc_plus_six_on_the_first_of_march_2024) {
  auto const offsets = utc_offsets("Asia/Almaty", sys_days{2024y / January / 1},
                                   sys_days{2025y / January / 1});
  ASSERT_EQ(offsets.size(), 2U);
  EXPECT_EQ(offsets[0].offset, 6h);
  EXPECT_EQ(offsets[1].offset, 5h);
  EXPECT_EQ(offsets[1].from, sys_days{2024y / February / 29} + 18h);
}

TEST(TimeZone, a_zone_that_does_not_exist_is_an_error) {
  EXPECT_FALSE(is_time_zone("Asia/Atlantis"));
  EXPECT_FALSE(is_time_zone("../../../etc/passwd"));
  EXPECT_FALSE(is_time_zone(""));
  EXPECT_TRUE(is_time_zone("Europe/Warsaw"));
  EXPECT_THROW(utc_offsets("Asia/Atlantis", {}, {}), Error);
}

}  // namespace
}  // namespace camel
