// SPDX-License-Identifier: Apache-2.0
#include "camel/base/diagnostic.h"

#include <gtest/gtest.h>

#include "camel/base/check.h"
#include "camel/base/error.h"

namespace camel {
namespace {

TEST(Diagnostic, its_text_says_where_what_and_the_mend) {
  EXPECT_EQ(to_text({.file = "links.csv",
                     .line = 3,
                     .column = 9,
                     .message = "unknown place 'X'",
                     .hint = "did you mean 'Y'?"}),
            "links.csv:3:9: error: unknown place 'X' — did you mean 'Y'?");
}

TEST(Diagnostic, what_is_not_known_is_left_out_of_its_text) {
  EXPECT_EQ(to_text({.file = "a.csv",
                     .line = 3,
                     .warning = true,
                     .message = "odd",
                     .hint = ""}),
            "a.csv:3: warning: odd");
  EXPECT_EQ(to_text({.file = "a.csv", .message = "gone", .hint = ""}),
            "a.csv: error: gone");
}

TEST(Diagnostics, warnings_are_not_counted_as_errors) {
  Diagnostics report;
  report.error({.file = "a", .message = "", .hint = ""});
  report.warning({.file = "b", .message = "", .hint = ""});
  EXPECT_EQ(report.errors(), 1U);
  EXPECT_TRUE(report.findings[1].warning);
}

TEST(Diagnostics, findings_of_one_spot_keep_their_order_when_sorted) {
  Diagnostics report;
  report.error({.file = "b", .line = 1, .message = "last", .hint = ""});
  report.warning({.file = "a", .line = 2, .message = "second", .hint = ""});
  report.error({.file = "a", .line = 2, .message = "third", .hint = ""});
  report.error({.file = "a", .line = 1, .message = "first", .hint = ""});
  report.sort();
  std::string order;
  for (auto const& finding : report.findings) {
    order += finding.message + " ";
  }
  EXPECT_EQ(order, "first second third last ");
}

TEST(Check, what_must_be_true_and_is_not_ends_with_both_said) {
  try {
    CAMEL_CHECK(1 + 1 == 3, "arithmetic");
    FAIL() << "the check let it pass";
  } catch (CheckFailed const& failure) {
    auto const text = std::string{failure.what()};
    EXPECT_NE(text.find("arithmetic"), std::string::npos);
    EXPECT_NE(text.find("1 + 1 == 3"), std::string::npos);
    EXPECT_NE(text.find("diagnostic_test.cc"), std::string::npos);
  }
}

}  // namespace
}  // namespace camel
