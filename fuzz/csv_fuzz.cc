// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV file: all rows are read, every finding has a place in the
// file, and a row read again from its mark is the same row.
#include <cstdint>
#include <string_view>

#include "camel/base/check.h"
#include "camel/base/csv.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data,
                                      std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  camel::CsvReader reader{text, "f", [](camel::Diagnostic finding) {
                            CAMEL_CHECK(finding.line > 0 && finding.column > 0,
                                        "a finding has a place");
                          }};
  camel::CsvRow row;
  std::size_t line = 0;
  while (reader.next(row)) {
    CAMEL_CHECK(row.line > line && !row.fields.empty(), "rows go on");
    line = row.line;
    if (row.findings > 0) {
      continue;
    }
    camel::CsvReader again{text, "f", nullptr};
    again.seek(row.at, row.line);
    camel::CsvRow same;
    CAMEL_CHECK(again.next(same) && same.fields.size() == row.fields.size(),
                "a row is found again");
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      CAMEL_CHECK(same.fields[i].text == row.fields[i].text &&
                      same.fields[i].at == row.fields[i].at,
                  "and is the same");
    }
  }
  return 0;
}
