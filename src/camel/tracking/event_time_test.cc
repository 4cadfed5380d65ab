// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_time.h"

#include <gtest/gtest.h>

#include "camel/base/utc_text.h"

namespace camel {
namespace {

std::string utc(std::string_view text) {
  auto const moment = parse_event_time(text);
  return moment ? utc_milliseconds(*moment) : "none";
}

TEST(EventTime, offsets_are_taken_off) {
  EXPECT_EQ(utc("2020-03-04T11:00:30.000+01:00"), "2020-03-04T10:00:30.000Z");
  EXPECT_EQ(utc("2005-04-03T20:33:31.116-06:00"), "2005-04-04T02:33:31.116Z");
  EXPECT_EQ(utc("2026-01-01T00:00:00Z"), "2026-01-01T00:00:00.000Z");
}

TEST(EventTime, decimals_are_rounded_to_milliseconds_halves_up) {
  EXPECT_EQ(utc("2023-02-02T11:04:03.1415Z"), "2023-02-02T11:04:03.142Z");
  EXPECT_EQ(utc("2023-02-02T11:04:03.1414999Z"), "2023-02-02T11:04:03.141Z");
  EXPECT_EQ(utc("2023-12-31T23:59:59.9996Z"), "2024-01-01T00:00:00.000Z");
  EXPECT_EQ(utc("2023-02-02T11:04:03.1Z"), "2023-02-02T11:04:03.100Z");
}

TEST(EventTime, what_is_no_moment_is_none) {
  for (auto const* const text :
       {"", "2023-02-02", "2023-02-02T11:04:03", "2023-02-30T11:04:03Z",
        "2023-02-02T24:00:00Z", "2023-02-02T11:60:00Z", "2023-2-2T11:00:00Z",
        "2023-02-02T11:04:03.Z", "2023-02-02T11:04:03+1:00",
        "2023-02-02T11:04:03+14:30", "2023-02-02 11:04:03Z",
        "2023-02-02T11:04:03ZZ"}) {
    EXPECT_EQ(utc(text), "none") << text;
  }
}

TEST(EventTime, an_offset_has_a_sign_and_at_most_14_hours) {
  for (auto const* const right : {"+00:00", "-06:00", "+05:30", "+14:00"}) {
    EXPECT_TRUE(is_time_zone_offset(right)) << right;
  }
  for (auto const* const wrong :
       {"", "Z", "00:00", "+14:30", "+99:99", "+1:00", "+05:60", "+05-30"}) {
    EXPECT_FALSE(is_time_zone_offset(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace camel
