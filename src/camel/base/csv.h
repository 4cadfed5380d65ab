// SPDX-License-Identifier: Apache-2.0
// CSV as spreadsheets write it (RFC 4180): commas, double quotes, line breaks
// inside quotes, LF, CRLF or CR, UTF-8 with or without a byte order mark.
// What is wrong is reported with line and column, and reading goes on.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/base/diagnostic.h"

namespace camel {

struct CsvField {
  std::string_view text;  // unquoted
  std::size_t at = 0;     // offset of its first character in the file
};

struct CsvRow {
  std::size_t at = 0;    // offset of its first character in the file
  std::size_t line = 0;  // 1 is the first
  std::vector<CsvField> fields;
  int findings = 0;  // how much is wrong with it
};

// Where a reader looks for it: both from 1, columns in characters.
struct Position {
  std::size_t line = 0, column = 0;

  bool operator==(Position const&) const = default;
};

class CsvReader {
 public:
  using Report = std::function<void(Diagnostic)>;

  // `text` outlives the reader and the fields it gives; fields that held a
  // doubled quote live until the next row only.
  CsvReader(std::string_view text, std::string file, Report report);

  // The next row that is not blank; false at the end of the file. The first
  // row sets the number of fields that the others must have.
  bool next(CsvRow& row);

  // Goes on at this row, known from an earlier reading.
  void seek(std::size_t at, std::size_t line);

  // Where the character at this offset stands, in or after this row.
  Position position_of(CsvRow const& row, std::size_t at) const;

 private:
  void read_row(CsvRow& row);
  CsvField read_plain(CsvRow& row);
  CsvField read_quoted(CsvRow& row);
  CsvField leave_open(CsvRow& row);
  std::size_t find_close(std::size_t open, std::size_t limit) const;
  std::size_t end_of_line(std::size_t at) const;
  void end_line();
  void check_encoding(CsvRow& row);
  void check_count(CsvRow& row);
  void find(CsvRow& row, std::size_t at, std::string what, std::string mend);

  std::string_view text_;
  std::string file_;
  Report report_;
  std::size_t at_ = 0, line_ = 1;
  std::size_t columns_ = 0;        // of the first row
  bool quotes_span_lines_ = true;  // until one is never closed
  std::deque<std::string> unquoted_;
};

// A field as it is written, in quotes where it must be.
std::string csv_field(std::string_view text);

}  // namespace camel
