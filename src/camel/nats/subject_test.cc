// SPDX-License-Identifier: Apache-2.0
#include "camel/nats/subject.h"

#include <gtest/gtest.h>

namespace camel::nats {
namespace {

TEST(Subject, is_words_with_dots_between) {
  EXPECT_TRUE(is_subject("events"));
  EXPECT_TRUE(is_subject("events.ktz.DOS"));
  for (auto const* const text :
       {"", ".", "a.", ".a", "a..b", "a b", "a.*", "a.>", "a\n.b"}) {
    EXPECT_FALSE(is_subject(text)) << text;
  }
}

TEST(Subject, of_a_pattern_has_wildcards_that_stand_for_whole_words) {
  for (auto const* const text : {"a", "a.*", "*.b", "a.>", ">", "a.*.>"}) {
    EXPECT_TRUE(is_pattern(text)) << text;
  }
  for (auto const* const text : {"", "a.>.b", "a*", "a.b>", "a..>"}) {
    EXPECT_FALSE(is_pattern(text)) << text;
  }
}

TEST(Subject, matches_word_by_word) {
  EXPECT_TRUE(matches("events.*.DOS", "events.ktz.DOS"));
  EXPECT_TRUE(matches("events.>", "events.ktz.DOS"));
  EXPECT_TRUE(matches("events.ktz", "events.ktz"));
  EXPECT_FALSE(matches("events.>", "events"));
  EXPECT_FALSE(matches("events.*", "events.ktz.DOS"));
  EXPECT_FALSE(matches("events.*.DOS", "events.ktz"));
  EXPECT_FALSE(matches("events", "event"));
}

TEST(Subject, has_words_by_number) {
  EXPECT_EQ(word_of("events.ktz.DOS", 2), "ktz");
  EXPECT_EQ(word_of("events", 1), "events");
  EXPECT_EQ(word_of("events", 2), "");
  EXPECT_EQ(word_of("events", 0), "");
}

TEST(OneLine, cannot_be_used_to_write_a_second_line) {
  EXPECT_EQ(one_line("a\r\nnats: captured"), "a  nats: captured");
  EXPECT_EQ(one_line("abcdef", 3), "abc…");
  EXPECT_EQ(one_line("Достык", 3), "Д…");  // no half of a letter
  EXPECT_EQ(one_line("Достык", 4), "До…");
}

}  // namespace
}  // namespace camel::nats
