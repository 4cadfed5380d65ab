// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/editable_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "camel/base/text.h"

namespace camel {

namespace {

std::size_t count_line_breaks(std::string_view text) {
  std::size_t breaks = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = text[i];
    breaks += c == '\n' || (c == '\r' && text.substr(i + 1, 1) != "\n") ? 1 : 0;
  }
  return breaks;
}

}  // namespace

// The first star takes as little as it can; where that does not fit, the last
// star seen takes one letter more.
bool fits(std::string_view pattern, std::string_view key) {
  constexpr auto kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t k = 0;
  auto star = kNone;
  std::size_t taken = 0;
  while (k < key.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = k;
    } else if (p < pattern.size() && pattern[p] == key[k]) {
      ++p;
      ++k;
    } else if (star != kNone) {
      p = star + 1;
      k = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == kNone;
}

EditableTable::EditableTable(std::string name, std::string_view text,
                             std::vector<std::string_view> const& key_columns)
    : name_{std::move(name)}, text_{text} {
  CsvReader reader{text_, name_, {}};
  CsvRow row;
  if (!reader.next(row)) {
    return;
  }
  header_ = read(row);
  columns_in_text_ = row.fields.size();
  for (auto const& field : header_.fields) {
    columns_.push_back(field.value);
  }
  std::vector<Column> keys;
  for (auto const column : key_columns) {
    keys.push_back(find_column(column).value_or(columns_in_text_));
  }
  while (reader.next(row)) {
    if (row.findings > 0) {
      continue;
    }
    auto& line = rows_.emplace_back(read(row));
    for (auto const column : keys) {
      line.key += column == keys.front() ? "" : "/";
      line.key += column < columns_in_text_ ? line.fields[column].value : "";
    }
  }
}

EditableTable::Line EditableTable::read(CsvRow const& row) const {
  Line line{.key = {}, .line = row.line, .fields = {}};
  line.fields.reserve(row.fields.size());
  for (auto const& field : row.fields) {
    line.fields.push_back(
        {std::string{trim(field.text)}, field.at, end_of(field)});
  }
  return line;
}

// One after the last character of the field, with its closing quote.
std::size_t EditableTable::end_of(CsvField const& field) const {
  if (text_.substr(field.at, 1) != "\"") {
    return field.at + field.text.size();
  }
  auto close = field.at + 1;
  while (close < text_.size() &&
         (text_[close] != '"' || text_.substr(close + 1, 1) == "\"")) {
    close += text_[close] == '"' ? 2 : 1;
  }
  return std::min(close + 1, text_.size());
}

std::vector<EditableTable::Row> EditableTable::find(
    std::string_view pattern) const {
  std::vector<Row> found;
  for (Row row = 0; row < rows_.size(); ++row) {
    if (fits(pattern, rows_[row].key)) {
      found.push_back(row);
    }
  }
  return found;
}

std::string EditableTable::suggest(std::string_view key) const {
  Nearest nearest{key};
  for (auto const& row : rows_) {
    nearest.consider(row.key);
  }
  return nearest.question();
}

std::optional<EditableTable::Column> EditableTable::find_column(
    std::string_view name) const {
  auto const found = std::find(columns_.begin(), columns_.end(), name);
  return found == columns_.end()
             ? std::nullopt
             : std::optional{static_cast<Column>(found - columns_.begin())};
}

EditableTable::Column EditableTable::add_column(std::string name,
                                                Origin origin) {
  columns_.push_back(std::move(name));
  added_columns_.emplace(columns_.size() - 1, std::move(origin));
  return columns_.size() - 1;
}

std::string EditableTable::value(Row row, std::string_view name) const {
  auto const column = find_column(name);
  if (!column) {
    return {};
  }
  if (auto const edit = edits_.find({row, *column}); edit != edits_.end()) {
    return edit->second.value;
  }
  return original(row, *column);
}

std::string EditableTable::original(Row row, Column column) const {
  auto const& fields = rows_[row].fields;
  return column < fields.size() ? fields[column].value : std::string{};
}

Origin const* EditableTable::setter(Row row, Column column) const {
  auto const edit = edits_.find({row, column});
  return edit == edits_.end() ? nullptr : &edit->second.origin;
}

void EditableTable::set(Row row, Column column, std::string value,
                        Origin origin) {
  edits_[{row, column}] = {std::move(value), std::move(origin)};
}

EditableTable::Row EditableTable::add_row(std::string key, Origin origin) {
  rows_.push_back({.key = std::move(key),
                   .line = 0,
                   .fields = {},
                   .added = true,
                   .origin = std::move(origin)});
  return rows_.size() - 1;
}

std::string EditableTable::name_of(Line const& row, Column column) const {
  return fmt::format("{}.{}.{}", name_, row.key, columns_[column]);
}

// Writes the text again, row by row, and notes where edits come to stand.
class EditableTable::Writer {
 public:
  explicit Writer(EditableTable const& table) : table_{table} {
    written_.reserve(table.text_.size() + 64 * table.edits_.size());
  }

  void write() {
    write_header();
    auto edit = table_.edits_.begin();
    for (Row row = 0; row < table_.rows_.size(); ++row) {
      auto const first = edit;
      while (edit != table_.edits_.end() && edit->first.first == row) {
        ++edit;
      }
      auto const& line = table_.rows_[row];
      if (line.added) {
        write_added(row);
      } else if (first != edit || !table_.added_columns_.empty()) {
        write_edited(row);
      }
    }
    written_ += table_.text_.substr(copied_);
  }

  // Lines and columns of the marks, in the text as it is now written.
  void locate(std::vector<EditedCell>& cells) const {
    CsvReader const reader{written_, table_.name_, {}};
    for (auto const& mark : marks_) {
      CsvRow const row{.at = mark.row_at, .line = mark.line, .fields = {}};
      auto cell = mark.cell;
      auto const from = reader.position_of(row, mark.from);
      cell.line = from.line;
      cell.from = mark.whole ? 0 : from.column;
      cell.to = reader.position_of(row, mark.to).column;
      cells.push_back(std::move(cell));
    }
  }

  std::string take() { return std::move(written_); }

 private:
  struct Mark {
    EditedCell cell;
    std::size_t row_at = 0, line = 0, from = 0, to = 0;
    bool whole = false;
  };

  void write_header() {
    if (table_.added_columns_.empty()) {
      return;
    }
    auto const& fields = table_.header_.fields;
    auto const row_at = fields.empty() ? 0 : fields.front().from;
    if (!fields.empty()) {
      copy_to(fields.back().to);
    }
    for (auto const& [column, origin] : table_.added_columns_) {
      auto const& name = table_.columns_[column];
      written_ += column == 0 ? "" : ",";
      mark_value(row_at, 1, name,
                 {.name = fmt::format("{}: column {}", table_.name_, name),
                  .origin = origin});
    }
    if (fields.empty()) {
      written_ += '\n';
    }
  }

  void write_edited(Row row) {
    auto const& line = table_.rows_[row];
    copy_to(line.fields.front().from);
    auto const row_at = written_.size();
    for (Column column = 0; column < table_.columns_.size(); ++column) {
      auto const in_text = column < table_.columns_in_text_;
      if (!in_text) {
        copy_to(line.fields.back().to);
        written_ += ',';
      }
      if (!table_.edits_.contains({row, column})) {
        continue;
      }
      if (in_text) {
        copy_to(line.fields[column].from);
        copied_ = line.fields[column].to;
      }
      mark_edit(row_at, line.line, row, column);
    }
  }

  void write_added(Row row) {
    auto const& line = table_.rows_[row];
    written_ += table_.text_.substr(copied_);
    copied_ = table_.text_.size();
    if (!written_.ends_with('\n')) {
      written_ += '\n';
    }
    auto const row_at = written_.size();
    auto const number = 1 + count_line_breaks(written_);
    for (Column column = 0; column < table_.columns_.size(); ++column) {
      written_ += column == 0 ? "" : ",";
      if (table_.edits_.contains({row, column})) {
        mark_edit(row_at, number, row, column);
      }
    }
    marks_.push_back({.cell = {.file = table_.name_ + ".csv",
                               .name = table_.name_ + "." + line.key,
                               .origin = line.origin},
                      .row_at = row_at,
                      .line = number,
                      .from = row_at,
                      .to = written_.size(),
                      .whole = true});
    written_ += '\n';
  }

  void copy_to(std::size_t at) {
    if (at > copied_) {
      written_ += table_.text_.substr(copied_, at - copied_);
      copied_ = at;
    }
  }

  void mark_edit(std::size_t row_at, std::size_t line, Row row, Column column) {
    auto const& edit = table_.edits_.at({row, column});
    mark_value(row_at, line, edit.value,
               {.name = table_.name_of(table_.rows_[row], column),
                .before = table_.original(row, column),
                .after = edit.value,
                .origin = edit.origin});
  }

  void mark_value(std::size_t row_at, std::size_t line,
                  std::string const& value, EditedCell cell) {
    auto const from = written_.size();
    written_ += csv_field(value);
    cell.file = table_.name_ + ".csv";
    marks_.push_back({.cell = std::move(cell),
                      .row_at = row_at,
                      .line = line,
                      .from = from,
                      .to = written_.size()});
  }

  EditableTable const& table_;
  std::string written_;
  std::size_t copied_ = 0;  // of the old text
  std::vector<Mark> marks_;
};

std::string EditableTable::text(std::vector<EditedCell>& cells) const {
  Writer writer{*this};
  writer.write();
  writer.locate(cells);
  return writer.take();
}

}  // namespace camel
