// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/api/report.h"

namespace camel {
namespace {

TEST(Report, data_cannot_close_the_script_it_stands_in) {
  auto const report = build_report(R"({"name":"</script><b>"})");
  EXPECT_NE(report.find(R"({"name":"\u003c/script>\u003cb>"})"),
            std::string::npos);
  EXPECT_EQ(report.find("__CAMEL_DATA__"), std::string::npos);
}

}  // namespace
}  // namespace camel
