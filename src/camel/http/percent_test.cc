// SPDX-License-Identifier: Apache-2.0
#include "camel/http/percent.h"

#include <gtest/gtest.h>

namespace camel::http {
namespace {

std::string path_of(std::string_view target) {
  auto const parsed = parse_target(target);
  return parsed ? parsed->path : "refused";
}

TEST(Percent, escapes_become_the_letters_they_stand_for) {
  EXPECT_EQ(decode_percent("a%20b%2fc"), "a b/c");
  EXPECT_EQ(decode_percent("%C5%81%c3%b3d%C5%BA"), "Łódź");
  EXPECT_EQ(decode_percent("1+1"), "1+1");
  EXPECT_EQ(decode_percent("1+1", Plus::is_space), "1 1");
}

TEST(Percent, broken_escapes_are_refused) {
  for (auto const* text : {"%", "%2", "a%", "%zz", "%2g", "%%20"}) {
    EXPECT_FALSE(decode_percent(text)) << text;
  }
}

TEST(Percent, control_characters_are_refused) {
  for (auto const* text : {"%00", "a%0d%0ab", "%7f", "\t"}) {
    EXPECT_FALSE(decode_percent(text)) << text;
  }
}

TEST(Percent, text_that_is_not_utf8_is_refused) {
  for (auto const* text :
       {"%80", "%c3", "%c0%80", "%e0%80%80", "%ed%a0%80", "%f0%80%80%80",
        "%f4%90%80%80", "%f5%80%80%80", "%c3%28"}) {
    EXPECT_FALSE(decode_percent(text)) << text;
  }
  EXPECT_TRUE(decode_percent("%f0%9f%90%ab"));  // a camel
}

TEST(Target, has_a_path_and_a_query) {
  auto const target = parse_target(
      "/v1/routes?from=Chengdu&to=%C5%81%C3%B3d%C5%BA&via=a&via=b"
      "&&flag&empty=");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/v1/routes");
  EXPECT_EQ(target->query.find("to")->second, "Łódź");
  EXPECT_EQ(target->query.count("via"), 2U);
  EXPECT_EQ(target->query.lower_bound("via")->second, "a");
  EXPECT_EQ(target->query.find("flag")->second, "");
  EXPECT_EQ(target->query.find("empty")->second, "");
}

TEST(Target, may_name_the_server_first) {
  EXPECT_EQ(path_of("http://localhost:80/v1/jobs"), "/v1/jobs");
  EXPECT_EQ(path_of("http://localhost"), "/");
}

TEST(Target, paths_that_could_be_read_in_two_ways_are_refused) {
  for (auto const* target :
       {"", "v1/jobs", "/..", "/../etc/passwd", "/v1/./jobs", "/v1/%2e%2e/x",
        "/v1/%2E", "/a%2f..%2fb", "/a/..%2f", "/a%5cb", "/a\\b", "/a%00b",
        "/a%zz", "/a?b=%zz", "*"}) {
    EXPECT_EQ(path_of(target), "refused") << target;
  }
  EXPECT_EQ(path_of("/v1/a..b/...c"), "/v1/a..b/...c");
}

TEST(Target, an_encoded_slash_is_part_of_a_name) {
  std::string const slash{kEncodedSlash};
  EXPECT_EQ(path_of("/a%2fb/c"), "/a" + slash + "b/c");
  EXPECT_EQ(path_of("/urn:x%2F%2Fy"), "/urn:x" + slash + slash + "y");
  EXPECT_EQ(path_of("/a%1fb"), "refused");
  EXPECT_EQ(path_of("/a%252fb"), "/a%2fb");
}

}  // namespace
}  // namespace camel::http
