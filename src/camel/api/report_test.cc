// SPDX-License-Identifier: Apache-2.0
#include "camel/api/report.h"

#include <gtest/gtest.h>

namespace camel {
namespace {

TEST(Report, data_cannot_close_the_script_it_stands_in) {
  auto const report = build_report(R"({"name":"</script><b>"})");
  EXPECT_NE(report.find(R"({"name":"\u003c/script>\u003cb>"})"),
            std::string::npos);
  EXPECT_EQ(report.find("__CAMEL_DATA__"), std::string::npos);
}

TEST(Report, is_one_page_that_calls_for_nothing_outside) {
  auto const report = build_report("{}");
  EXPECT_TRUE(report.starts_with("<!doctype html>") ||
              report.starts_with("<!DOCTYPE html>"));
  EXPECT_NE(report.find("</html>"), std::string::npos);
  for (auto const* const call : {"<script src", "<link rel=\"stylesheet\" href",
                                 "@import", "src=\"http", "fetch("}) {
    EXPECT_EQ(report.find(call), std::string::npos) << call;
  }
}

TEST(Report, any_data_stands_in_it_as_it_is) {
  std::string const data = R"({"name":"Xi'an & \"Dostyk\" — ⟶ $& \\1"})";
  EXPECT_NE(build_report(data).find(data), std::string::npos);
}

}  // namespace
}  // namespace camel
