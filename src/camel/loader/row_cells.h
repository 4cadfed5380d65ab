// SPDX-License-Identifier: Apache-2.0
// One row of a table while it is read, and one cell of it. Findings about
// them carry the line and column of the field, or of the part of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "camel/base/csv.h"
#include "camel/loader/loading.h"

namespace camel {

class RowCells;

// A field that is not blank.
class Cell {
 public:
  Cell(RowCells& row, std::string_view column, std::string_view text,
       std::size_t at)
      : row_{row}, column_{column}, name_{column}, text_{text}, at_{at} {}

  std::string_view column() const { return name_; }
  std::string_view text() const { return text_; }
  Loading& loading() const;

  void error(Finding finding) { report(finding, at_); }
  // About a part of the text: an item of a list.
  void error(std::string_view part, Finding finding);
  void warning(Finding finding);
  // The part as a cell of its own, called `name` in messages.
  Cell part(std::string_view part, std::string_view name);

  // The field holds nothing to go by: a row that requires it is left out.
  void spoil();
  bool spoiled() const { return spoiled_; }

 private:
  void report(Finding const& finding, std::size_t at);
  std::size_t place_of(std::string_view part) const;

  RowCells& row_;
  std::string_view column_;  // of the row
  std::string_view name_, text_;
  std::size_t at_;
  int errors_ = 0;
  bool spoiled_ = false;
};

// The cells of the row a reader stands on. `columns` are those that the table
// may have; the header says where they are.
class RowCells {
 public:
  RowCells(Loading& loading, TableText& source,
           std::vector<std::string_view> columns);

  // Reads the first line and reports what is wrong with it.
  void read_header(std::vector<std::string_view> const& required);
  bool next();
  // Stands on a row of an earlier reading again.
  void go_to(RowMark row);
  // The fields are all there and well quoted.
  bool readable() const { return row_.findings == 0; }

  RowMark mark() const { return {row_.at, row_.line}; }
  // Trimmed; blank where the file has no such column.
  std::string_view text(std::size_t column) const;
  std::string_view text(std::string_view column) const;
  bool has(std::string_view column) const { return !text(column).empty(); }
  bool in_file(std::string_view column) const {
    return source_.field_of(column).has_value();
  }
  Cell cell(std::size_t column);
  Cell cell(std::string_view column) { return cell(index_of(column)); }

  void error(std::string_view column, Finding finding);
  void warning(std::string_view column, Finding finding);
  void report(std::size_t at, bool warning, Finding const& finding);

  // No error has been found in this field.
  bool fine(std::string_view column) const;
  // No error has been found in the row, but for where its facts come from.
  bool fine() const;
  void mark_bad(std::string_view column) { bad_.push_back(column); }

  Loading& loading() const { return loading_; }
  TableText const& source() const { return source_; }

 private:
  std::size_t index_of(std::string_view column) const;
  std::size_t place_of(std::string_view column) const;
  void find_columns();
  void check_header_word(CsvField const& field);
  bool is_suggested(std::string_view column) const;
  std::string advice(std::string_view word) const;

  Loading& loading_;
  TableText& source_;
  std::vector<std::string_view> columns_;
  std::vector<std::size_t> field_of_;  // by column; npos: not in the file
  CsvReader reader_;
  CsvRow row_;
  std::vector<std::string_view> bad_;
};

}  // namespace camel
