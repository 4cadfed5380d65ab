// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/read_table.h"

namespace camel {

namespace {

void read_source(Cell& cell, Evidence& evidence) {
  evidence.source = cell.text();
  for (auto const part : split(cell.text(), ';')) {
    find_key(cell, part, cell.loading().sources);
  }
}

}  // namespace

Column<Evidence> const& source_column() {
  static Column<Evidence> const column{"source", read_source};
  return column;
}

Column<Evidence> const& confidence_column() {
  static Column<Evidence> const column{"confidence",
                                       columns::word(&Evidence::confidence)};
  return column;
}

Column<Evidence> const& note_column() {
  static Column<Evidence> const column{"note", columns::text(&Evidence::note)};
  return column;
}

bool open_table(Loading& loading, std::string_view table, bool required,
                TableText& source) {
  auto const name = std::string{table} + ".csv";
  source.file = loading.prefix + name;
  auto const found = loading.files.find(name);
  if (found != loading.files.end()) {
    source.text = found->second;
    if (!trim(source.text).empty()) {
      return true;
    }
  }
  if (required) {
    loading.findings.add({.file = source.file,
                          .message = found == loading.files.end()
                                         ? "the table is required and missing"
                                         : "the table is required and empty",
                          .hint = "every corridor has places and links"});
  }
  return false;
}

void warn_of_no_source(Loading& loading, TableText const& source, RowMark first,
                       std::size_t count) {
  loading.report(
      source, first, "source", true,
      {count == 1
           ? "a row has no source"
           : fmt::format("{} rows have no source, this is the first", count),
       "name the key of a row of sources.csv"});
}

// Keys are ids, and an id holds no quote that would have to be undoubled:
// it stands in the file's text, which outlives the loading.
std::string_view key_of(RowCells& cells,
                        std::vector<std::string_view> const& columns) {
  if (columns.size() == 1) {
    auto const key = cells.text(columns.front());
    return is_stable(cells, key) ? key : std::string_view{};
  }
  std::string key;
  for (auto const column : columns) {
    key += column == columns.front() ? "" : "/";
    key += cells.text(column);
  }
  return cells.loading().joined_keys.emplace_back(std::move(key));
}

bool is_stable(RowCells const& cells, std::string_view text) {
  auto const& file = cells.source().text;
  std::less_equal<> const before;
  return before(file.data(), text.data()) &&
         before(text.data() + text.size(), file.data() + file.size());
}

}  // namespace camel
