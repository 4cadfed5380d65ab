// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/rows.h"

#include <algorithm>

#include "camel/base/text.h"

namespace camel {

std::optional<std::size_t> TableText::field_of(std::string_view column) const {
  auto const found = std::find(header.begin(), header.end(), column);
  if (found == header.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - header.begin());
}

Position TableText::position_of(RowMark mark, std::string_view column) const {
  auto const field = field_of(column);
  CsvReader reader{text, file, nullptr};
  reader.seek(mark.at, mark.line);
  CsvRow row;
  if (!field || !reader.next(row) || *field >= row.fields.size()) {
    return {.line = mark.line, .column = 0};
  }
  return reader.position_of(row, row.fields[*field].at);
}

std::string TableText::field(RowMark mark, std::string_view column) const {
  auto const field = field_of(column);
  CsvReader reader{text, file, nullptr};
  reader.seek(mark.at, mark.line);
  CsvRow row;
  if (!field || !reader.next(row) || *field >= row.fields.size()) {
    return {};
  }
  return std::string{trim(row.fields[*field].text)};
}

}  // namespace camel
