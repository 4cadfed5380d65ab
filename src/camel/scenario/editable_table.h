// SPDX-License-Identifier: Apache-2.0
// One table of a package as text whose cells can be set and rows added. All
// that is not edited stays as it was written, to the letter, and rows keep
// their lines: new ones come last.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/base/csv.h"
#include "camel/scenario/scenario.h"

namespace camel {

// Where in the edited tables something stands that a scenario asked for.
struct EditedCell {
  std::string file = {};  // "links.csv"
  // From the first character of the field to the one after its last; an added
  // row as a whole, and all that is blank in it, has `from` 0.
  std::size_t line = 0, from = 0, to = 0;
  std::string name;  // "links.L017.capacity"
  std::string before = {}, after = {};
  Origin origin;
};

// Does the key fit the pattern, in which `*` stands for any letters?
bool fits(std::string_view pattern, std::string_view key);

class EditableTable {
 public:
  using Row = std::size_t;
  using Column = std::size_t;

  // A row is named by its fields in these columns, joined by '/'. `text`
  // outlives the table and may be empty. Rows that cannot be read are passed
  // over, for the loader to report.
  EditableTable(std::string name, std::string_view text,
                std::vector<std::string_view> const& key_columns);

  std::size_t rows() const { return rows_.size(); }
  std::string const& key(Row row) const { return rows_[row].key; }
  // The rows whose key fits the pattern.
  std::vector<Row> find(std::string_view pattern) const;
  // "did you mean 'x'?" or nothing.
  std::string suggest(std::string_view key) const;

  std::optional<Column> find_column(std::string_view name) const;
  // At the right end, blank in every row.
  Column add_column(std::string name, Origin origin);
  // Trimmed; blank where the table has no such column.
  std::string value(Row row, std::string_view column) const;
  // As the text had it.
  std::string original(Row row, Column column) const;
  // Who set it, if anybody did.
  Origin const* setter(Row row, Column column) const;
  void set(Row row, Column column, std::string value, Origin origin);
  Row add_row(std::string key, Origin origin);

  // The table as edited; adds to `cells` where each edit stands.
  std::string text(std::vector<EditedCell>& cells) const;

 private:
  struct Field {
    std::string value;
    std::size_t from = 0, to = 0;  // in the text, with its quotes
  };
  struct Line {
    std::string key;
    std::size_t line = 0;
    std::vector<Field> fields;
    bool added = false;
    Origin origin = {};
  };
  struct Edit {
    std::string value;
    Origin origin;
  };

  Line read(CsvRow const& row) const;
  std::size_t end_of(CsvField const& field) const;
  std::string name_of(Line const& row, Column column) const;
  class Writer;

  std::string name_;
  std::string_view text_;
  std::size_t columns_in_text_ = 0;
  std::vector<std::string> columns_;
  Line header_;
  std::vector<Line> rows_;
  std::map<Column, Origin> added_columns_;
  std::map<std::pair<Row, Column>, Edit> edits_;
};

}  // namespace camel
