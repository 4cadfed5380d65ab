// SPDX-License-Identifier: Apache-2.0
#include "camel/api/report.h"

#include "camel/base/check.h"

// The page as built stands in the program as it is in the file.
asm(R"(
  .section .rodata
  .global camel_report_page
  .global camel_report_page_end
camel_report_page:
  .incbin ")" CAMEL_REPORT_PAGE R"("
camel_report_page_end:
  .byte 0
  .previous
)");

extern "C" {
extern char const camel_report_page[];
extern char const camel_report_page_end[];
}

namespace camel {

namespace {

constexpr std::string_view kPlaceholder = "__CAMEL_DATA__";

}  // namespace

std::string build_report(std::string_view data_json) {
  auto const page = std::string_view{
      camel_report_page,
      static_cast<std::size_t>(camel_report_page_end - camel_report_page)};
  auto const at = page.find(kPlaceholder);
  CAMEL_CHECK(at != std::string_view::npos,
              "the report's page has no place for the data");
  std::string report{page.substr(0, at)};
  report.reserve(page.size() + data_json.size());
  for (auto const c : data_json) {
    // Nothing in the data may close the script it stands in.
    if (c == '<') {
      report += "\\u003c";
    } else {
      report += c;
    }
  }
  report += page.substr(at + kPlaceholder.size());
  return report;
}

}  // namespace camel
