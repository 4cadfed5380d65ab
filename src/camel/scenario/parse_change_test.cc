// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/parse_change.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

Origin const kHere{.file = "a.toml", .line = 3, .column = 7};

TableChange parsed(std::string_view text) {
  Diagnostic wrong;
  auto const change = parse_change(text, kHere, wrong);
  EXPECT_TRUE(change) << text << ": " << to_text(wrong);
  return change.value_or(TableChange{});
}

std::string refused(std::string_view text) {
  Diagnostic wrong;
  EXPECT_FALSE(parse_change(text, kHere, wrong)) << text;
  return to_text(wrong);
}

TEST(ParseChange, a_change_names_table_row_and_column) {
  EXPECT_EQ(parsed("links.L017.capacity=60"),
            (TableChange{
                {"links", "L017", "capacity", "60"}, ChangeKind::set, kHere}));
}

TEST(ParseChange, a_number_may_be_multiplied_or_added) {
  EXPECT_EQ(parsed("demand.*.teu*=0.8"),
            (TableChange{
                {"demand", "*", "teu", "0.8"}, ChangeKind::multiply, kHere}));
  EXPECT_EQ(parsed("fleets.FERRY.number += -1"),
            (TableChange{
                {"fleets", "FERRY", "number", "-1"}, ChangeKind::add, kHere}));
}

TEST(ParseChange, a_key_may_hold_points_and_a_value_anything) {
  EXPECT_EQ(
      parsed("facilities.KZ.DOS/gauge.change.opening=06:00-22:00").change,
      (Change{"facilities", "KZ.DOS/gauge.change", "opening", "06:00-22:00"}));
  EXPECT_EQ(parsed("places.A.name=a.b = c").change.value, "a.b = c");
  EXPECT_EQ(parsed("links.L.open_year=").change.value, "");
}

TEST(ParseChange, what_is_no_change_is_refused_where_it_stands) {
  for (auto const* text :
       {"", "links", "links.L017", "links.capacity=60", "=3", "links..=3",
        ".L.capacity=3", "links.L.=3", "links.L017.capacity", "*=3"}) {
    EXPECT_TRUE(refused(text).starts_with(
        "a.toml:3:7: error: '" + std::string{text} + "' is not a change"))
        << refused(text);
  }
}

TEST(ParseChange, only_numbers_are_reckoned_with) {
  for (auto const* text : {"links.L.name*=two", "links.L.capacity+=",
                           "links.L.capacity*=nan", "links.L.capacity+=inf"}) {
    EXPECT_NE(refused(text).find("is not a number"), std::string::npos)
        << refused(text);
  }
}

TEST(ParseChange, a_value_stays_in_its_line) {
  EXPECT_NE(refused("links.L.note=one\ntwo").find("line break"),
            std::string::npos);
}

}  // namespace
}  // namespace camel
