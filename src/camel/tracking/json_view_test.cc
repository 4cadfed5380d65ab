// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/json_view.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(JsonView, values_are_looked_at_where_they_lie) {
  JsonDocument const document{
      R"({"step": "departing", "boxes": ["a", "b"], "none": null, "no": []})"};
  ASSERT_EQ(document.fault(), "");
  auto const top = document.view();
  EXPECT_EQ(top.text("step"), "departing");
  EXPECT_EQ(top.text("boxes"), "");
  EXPECT_TRUE(top.contains("none"));
  EXPECT_FALSE(top.contains("some"));
  EXPECT_TRUE(top.find("none")->empty());
  EXPECT_TRUE(top.find("no")->empty());
  EXPECT_FALSE(top.find("boxes")->empty());
  std::string all;
  top.find("boxes")->for_each_of_list(
      [&](JsonView const& one) { all += one.text(); });
  EXPECT_EQ(all, "ab");
  EXPECT_EQ(top.find("boxes")->written(), R"(["a","b"])");
  EXPECT_TRUE(JsonView{}.empty());
}

TEST(JsonView, two_documents_at_a_time_do_not_disturb_each_other) {
  JsonDocument const one{R"({"a": "1"})"};
  JsonDocument const two{R"({"a": "2"})"};
  EXPECT_EQ(one.view().text("a"), "1");
  EXPECT_EQ(two.view().text("a"), "2");
}

TEST(JsonView, a_name_that_stands_twice_is_found_at_any_depth) {
  auto const fault = [](char const* text) {
    return JsonDocument{text}.view().fault();
  };
  EXPECT_EQ(fault(R"({"a": 1, "b": [{"a": 2}]})"), "");
  EXPECT_EQ(fault(R"({"a": 1, "a": 2})"),
            "has the name 'a' twice in one object");
  EXPECT_EQ(fault(R"([{"b": {"c": 1, "d": 2, "c": 3}}])"),
            "has the name 'c' twice in one object");
}

std::string lists(int depth) {
  auto const levels = static_cast<std::size_t>(depth);
  return std::string(levels, '[') + std::string(levels, ']');
}

TEST(JsonView, a_document_is_not_nested_without_end) {
  EXPECT_EQ(JsonDocument{lists(64)}.view().fault(), "");
  EXPECT_EQ(JsonDocument{lists(65)}.view().fault(), kTooDeep);
  EXPECT_NE(JsonDocument{lists(70)}.fault(), "");
}

TEST(JsonView, a_path_is_written_as_a_json_pointer) {
  JsonPath const top{"/epcisBody"};
  auto const list = top / "eventList";
  EXPECT_EQ((list / 3).text(), "/epcisBody/eventList/3");
  EXPECT_EQ((list / "https://a.example/b~c").text(),
            "/epcisBody/eventList/https:~1~1a.example~1b~0c");
}

}  // namespace
}  // namespace camel
