// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/wagon_number.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

// By hand: 2 1 8 1 2 4 7 1 2 1 7 weighed 2 1 2 …: 4+1+16+1+4+4+14+1+4+1+14,
// their digits 4+1+7+1+4+4+5+1+4+1+5 = 37, and 3 are missing to 40.
TEST(WagonNumber, twelve_digits_end_in_their_check_digit) {
  auto const number = parse_wagon_number("21 81 2471 217-3");
  EXPECT_TRUE(number.ok()) << number.fault;
  EXPECT_EQ(number.text, "218124712173");
  EXPECT_EQ(number.scheme, WagonScheme::uic);
}

// By hand: 9 4 0 1 2 3 4 weighed 2 1 2 …: 18+4+0+1+4+3+8, their digits
// 9+4+0+1+4+3+8 = 29, and 1 is missing to 30.
TEST(WagonNumber, so_do_eight_on_lines_of_1520_mm) {
  auto const number = parse_wagon_number("94012341");
  EXPECT_TRUE(number.ok()) << number.fault;
  EXPECT_EQ(number.scheme, WagonScheme::broad);
}

TEST(WagonNumber, every_single_slip_is_noticed) {
  std::string const right = "218124712173";
  for (std::size_t i = 0; i < right.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      auto other = right;
      other[i] = c;
      EXPECT_EQ(parse_wagon_number(other).ok(), other == right) << other;
    }
  }
}

TEST(WagonNumber, what_is_wrong_is_said) {
  EXPECT_NE(parse_wagon_number("218124712174").fault.find("should be 3"),
            std::string::npos);
  for (auto const* const text : {"", "2181247121", "21812471217A"}) {
    EXPECT_NE(parse_wagon_number(text).fault.find("twelve digits"),
              std::string::npos)
        << text;
  }
}

TEST(WagonNumber, the_check_digit_goes_behind_the_others) {
  EXPECT_EQ(with_check_digit("21812471217"), "218124712173");
  EXPECT_TRUE(parse_wagon_number(with_check_digit("9400001")).ok());
}

}  // namespace
}  // namespace camel
