// SPDX-License-Identifier: Apache-2.0
#include "camel/base/text.h"

#include <cmath>

#include <gtest/gtest.h>

namespace camel {
namespace {

using namespace std::chrono;

TEST(Text, splits_lists_and_trims_their_parts) {
  EXPECT_EQ(split("a; b ;c", ';'),
            (std::vector<std::string_view>{"a", "b", "c"}));
  EXPECT_EQ(split("a;;", ';'), (std::vector<std::string_view>{"a", "", ""}));
  EXPECT_TRUE(split(" \t", ';').empty());
}

TEST(Text, reads_numbers_whole_or_not_at_all) {
  EXPECT_EQ(parse_number("-2.5e3"), -2500);
  EXPECT_TRUE(std::isnan(parse_number("nan").value()));
  for (auto const* bad : {"", " 1", "1,5", "1.5t", "0x10", "+1", "1e999"}) {
    EXPECT_FALSE(parse_number(bad)) << bad;
  }
}

TEST(Text, knows_one_spelling_of_a_whole_number) {
  EXPECT_EQ(parse_whole("-12"), -12);
  EXPECT_EQ(parse_whole("0"), 0);
  for (auto const* bad :
       {"", "-", "01", "+1", "1.0", "1e3", "9999999999999999999"}) {
    EXPECT_FALSE(parse_whole(bad)) << bad;
  }
}

TEST(Text, knows_only_dates_that_exist) {
  EXPECT_EQ(parse_date("2024-02-29"), 2024y / February / 29);
  EXPECT_EQ(parse_day_of_year("02-29"), 2000y / February / 29);
  EXPECT_EQ(parse_month("2024-06"), 2024y / June);
  EXPECT_EQ(parse_year("2024"), 2024);
  for (auto const* bad : {"2023-02-29", "2024-13-01", "2024-1-1", "24-01-01",
                          "2024-01-01T", "2024/01/01", ""}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
  EXPECT_FALSE(parse_day_of_year("02-30"));
  EXPECT_FALSE(parse_month("2024-00"));
  EXPECT_FALSE(parse_year("+024"));
}

TEST(Text, reads_times_of_day_up_to_midnight) {
  EXPECT_EQ(parse_time_of_day("00:00"), 0);
  EXPECT_EQ(parse_time_of_day("08:30"), 510);
  EXPECT_EQ(parse_time_of_day("24:00"), 1440);
  for (auto const* bad : {"24:01", "8:30", "12:60", "12-30", "ab:cd", ""}) {
    EXPECT_FALSE(parse_time_of_day(bad)) << bad;
  }
}

TEST(Text, counts_edits) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("capcaity", "capacity"), 1U);  // one swap
  EXPECT_EQ(edit_distance("rail", "rail"), 0U);
}

TEST(Text, asks_what_was_meant_when_something_is_near) {
  std::vector<std::string> const words{"capacity", "capacity_back", "tracks"};
  EXPECT_EQ(did_you_mean("capcity", words), "did you mean 'capacity'?");
  EXPECT_EQ(did_you_mean("Tracks", words), "did you mean 'tracks'?");
  EXPECT_EQ(did_you_mean("speed", words), "");
  EXPECT_EQ(did_you_mean("", words), "");
  EXPECT_EQ(did_you_mean(std::string(1000, 'a'), words), "");
}

TEST(Text, asks_no_more_than_it_is_to) {
  Nearest two{"capcitty_bck", 2}, one{"capacity_bck", 1};
  two.consider("capacity_back");  // three letters
  one.consider("capacity_back");
  EXPECT_EQ(two.question(), "");
  EXPECT_EQ(one.question(), "did you mean 'capacity_back'?");
}

TEST(Grouped, has_commas_between_thousands_and_no_sign_of_nothing) {
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567.8), "1,234,568");
  EXPECT_EQ(grouped(-1234.56, 1), "-1,234.6");
  EXPECT_EQ(grouped(-0.2), "0");
}

}  // namespace
}  // namespace camel
