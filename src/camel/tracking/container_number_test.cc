// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/container_number.h"

#include <set>

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(ContainerNumber, the_example_of_the_standard_is_right) {
  auto const number = parse_container_number("CSQU3054383");
  EXPECT_TRUE(number.ok()) << number.fault;
  EXPECT_FALSE(number.is_discouraged);
}

TEST(ContainerNumber, it_is_read_as_it_stands_on_a_door) {
  EXPECT_EQ(parse_container_number("csqu 305438-3").text, "CSQU3054383");
  EXPECT_TRUE(parse_container_number("CSQU 305438 3").ok());
}

// By hand: C13 S30 Q28 U32 3 0 5 4 3 8 with weights 1, 2, 4 … 512 sum up to
// 6185, and 6185 = 562 * 11 + 3.
TEST(ContainerNumber, a_wrong_check_digit_is_said_with_the_right_one) {
  auto const number = parse_container_number("CSQU3054384");
  EXPECT_NE(number.fault.find("is 4 and should be 3"), std::string::npos)
      << number.fault;
}

TEST(ContainerNumber, every_single_slip_is_noticed_but_that_of_remainder_10) {
  std::string const right = "TOLU4734787";
  int missed = 0;
  for (std::size_t i = 0; i < right.size(); ++i) {
    for (auto c = i < 3 ? 'A' : '0'; c <= (i < 3 ? 'Z' : '9'); ++c) {
      auto other = right;
      other[i] = c;
      missed += i != 3 && other != right && parse_container_number(other).ok();
    }
  }
  // Letters whose values are 11 apart stand for the same.
  EXPECT_LE(missed, 6);
}

TEST(ContainerNumber, what_it_lacks_is_said) {
  for (auto const& [text, word] :
       {std::pair{"CSQU305438", "10 letters and digits"},
        std::pair{"", "0 letters and digits"},
        std::pair{"CSQU3054Z83", "four letters and seven digits"},
        std::pair{"CS1U3054383", "four letters and seven digits"},
        std::pair{"CSQX3054383", "the fourth letter"}}) {
    EXPECT_NE(parse_container_number(text).fault.find(word), std::string::npos)
        << text << ": " << parse_container_number(text).fault;
  }
}

TEST(ContainerNumber, a_remainder_of_10_is_taken_and_flagged) {
  // Some serial number of any owner has it.
  int flagged = 0;
  int ok = 0;
  for (int serial = 100'000; serial < 101'000; ++serial) {
    for (char check = '0'; check <= '9'; ++check) {
      auto const number = parse_container_number(
          "MSKU" + std::to_string(serial) + std::string(1, check));
      ok += number.ok();
      flagged += number.is_discouraged;
    }
  }
  EXPECT_EQ(ok, 1'000);  // one check digit each
  EXPECT_NEAR(flagged, 1'000 / 11.0, 15);
}

TEST(ContainerNumber, numbers_of_an_owner_are_sound_and_differ) {
  std::set<std::string> numbers;
  for (std::uint32_t serial = 0; serial < 2000; ++serial) {
    auto const text = container_number("SCM", serial);
    auto const number = parse_container_number(text);
    EXPECT_TRUE(number.ok()) << number.fault;
    EXPECT_FALSE(number.is_discouraged);
    EXPECT_TRUE(numbers.insert(text).second) << text;
  }
}

}  // namespace
}  // namespace camel
