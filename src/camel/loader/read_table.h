// SPDX-License-Identifier: Apache-2.0
// Reads one table of the package by the description of its columns. A row is
// left out of the corridor only when a field it cannot do without is broken;
// its key stays known, so that rows that name it do not look wrong, too.
#pragma once

#include <algorithm>
#include <memory>
#include <numeric>
#include <string_view>
#include <vector>

#include "camel/loader/columns.h"

namespace camel {

// `Draft` is the row as it is read; it may hold more than the row that stays.
template <typename Key, typename Row, typename Draft = Row>
struct TableSpec {
  Rows<Key> Loading::*rows;
  Table<Key, Row> Corridor::*table;
  std::vector<std::string_view> key;  // columns
  std::vector<Column<Draft>> columns;
  // What remains to be said of the row as a whole; may be empty.
  std::function<void(RowCells&, Draft&)> finish = {};
  bool required = false;
};

template <typename Row>
constexpr bool has_evidence = requires(Row row) {
  row.evidence;
};

// The columns of evidence, for tables whose own columns do not name them.
Column<Evidence> const& source_column();
Column<Evidence> const& confidence_column();
Column<Evidence> const& note_column();

// The file of a table, opened in `source`; nothing when there is none.
bool open_table(Loading& loading, std::string_view table, bool required,
                TableText& source);
void warn_of_no_source(Loading& loading, TableText const& source, RowMark first,
                       std::size_t count);
// "KZDOS/customs": the key of a row, living as long as the loading.
std::string_view key_of(RowCells& cells,
                        std::vector<std::string_view> const& columns);
bool is_stable(RowCells const& cells, std::string_view text);

template <typename Row>
void add_evidence(std::vector<Column<Row>>& columns) {
  for (auto const* column :
       {&source_column(), &confidence_column(), &note_column()}) {
    auto const taken =
        std::any_of(columns.begin(), columns.end(),
                    [&](auto const& own) { return own.name == column->name; });
    if (taken) {
      continue;
    }
    columns.push_back({column->name, [column](Cell& cell, Row& row) {
                         if constexpr (has_evidence<Row>) {
                           column->read(cell, row.evidence);
                         } else {
                           Evidence unused;
                           column->read(cell, unused);
                         }
                       }});
  }
}

template <typename Key, typename Row, typename Draft>
class TableReader {
 public:
  TableReader(Loading& loading, TableSpec<Key, Row, Draft> spec)
      : loading_{loading},
        spec_{std::move(spec)},
        rows_{loading.*spec_.rows},
        table_{loading.corridor.*spec_.table} {
    add_evidence(spec_.columns);
    describe();
  }

  void read() {
    if (!open_table(loading_, rows_.table, spec_.required, rows_.source)) {
      rows_.absent = true;
      rows_.keyless = spec_.required;  // it has been said
      return;
    }
    RowCells cells{loading_, rows_.source, names()};
    cells.read_header(required());
    rows_.keyless =
        !std::all_of(spec_.key.begin(), spec_.key.end(),
                     [&](auto column) { return cells.in_file(column); });
    reserve();
    while (cells.next()) {
      ++rows_.count;
      read_row(cells);
    }
    loading_.table_rows[std::string{rows_.table}] = rows_.count;
    if (spec_.required && rows_.count == 0) {
      rows_.keyless = true;
      loading_.findings.add({.file = rows_.source.file,
                             .message = "the table has no rows",
                             .hint = "every corridor has places and links"});
    }
    if (has_evidence<Row> && without_source_ > 0) {
      warn_of_no_source(loading_, rows_.source, first_without_source_,
                        without_source_);
    }
  }

 private:
  void read_row(RowCells& cells) {
    auto const key = key_of(cells, spec_.key);
    Draft row{};
    auto const whole = cells.readable() && read_fields(cells, row);
    auto* const known = remember(cells, key);
    if (!whole) {
      ++rows_.dropped;
      rows_.keyless = rows_.keyless || (key.empty() && !cells.readable());
      return;
    }
    auto const id = take(cells, std::move(row));
    if (known != nullptr) {
      known->id = id;
    }
  }

  // The first row of a key is the one that is meant by it; nothing for any
  // other, which is reported.
  auto remember(RowCells& cells, std::string_view key) ->
      typename Rows<Key>::Known* {
    if (key.empty()) {
      return nullptr;
    }
    auto const line = cells.mark().line;
    auto const [entry, is_new] =
        rows_.keys.try_emplace(key, typename Rows<Key>::Known{{}, line});
    if (is_new) {
      return &entry->second;
    }
    if (cells.readable()) {
      cells.error(spec_.key.back(),
                  {fmt::format("{} '{}' is there twice, first in line {}",
                               rows_.noun, key, entry->second.line),
                   "give it another name, or remove one of the two"});
    }
    return nullptr;
  }

  bool read_fields(RowCells& cells, Draft& row) {
    auto whole = true;
    for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
      auto const& column = spec_.columns[i];
      auto const required = column.need == Need::required;
      if (!cells.text(i).empty()) {
        auto cell = cells.cell(i);
        column.read(cell, row);
        whole = whole && !(required && cell.spoiled());
      } else if (required) {
        if (cells.in_file(column.name)) {
          cells.error(column.name, {fmt::format("{} is blank", column.name),
                                    "every row needs it"});
        }
        whole = false;
      }
    }
    if (whole && spec_.finish) {
      spec_.finish(cells, row);
    }
    return whole;
  }

  Key take(RowCells& cells, Draft row) {
    if constexpr (has_evidence<Row>) {
      if (row.evidence.source.empty() && cells.fine("source") &&
          without_source_++ == 0) {
        first_without_source_ = cells.mark();
      }
    }
    rows_.marks.push_back(cells.mark());
    rows_.faulty.push_back(!cells.fine());
    return table_.add(static_cast<Row&&>(row));
  }

  void reserve() {
    auto const& text = rows_.source.text;
    auto const lines = static_cast<std::size_t>(
        std::count(text.begin(), text.end(), '\n') + 1);
    table_.reserve(lines);
    rows_.marks.reserve(lines);
    rows_.keys.reserve(lines);
  }

  std::vector<std::string_view> names() const {
    std::vector<std::string_view> all;
    for (auto const& column : spec_.columns) {
      all.push_back(column.name);
    }
    return all;
  }

  std::vector<std::string_view> required() const {
    std::vector<std::string_view> all;
    for (auto const& column : spec_.columns) {
      if (column.need == Need::required) {
        all.push_back(column.name);
      }
    }
    return all;
  }

  // Tells measures how rows of this table may be changed.
  void describe() {
    auto const columns =
        std::make_shared<std::vector<Column<Draft>> const>(spec_.columns);
    auto const& rows = rows_;
    auto& loading = loading_;
    loading_.shapes[rows_.table] = {
        .key_columns = spec_.key,
        .columns = names(),
        .has_key =
            [&rows](auto key) {
              return rows.keyless || rows.keys.contains(key);
            },
        .suggest_key =
            [&rows, &loading](auto key) { return loading.suggest(rows, key); },
        .try_value =
            [columns](Cell& value, std::string_view name) {
              Draft row{};
              for (auto const& column : *columns) {
                if (column.name == name) {
                  column.read(value, row);
                }
              }
            }};
  }

  Loading& loading_;
  TableSpec<Key, Row, Draft> spec_;
  Rows<Key>& rows_;
  Table<Key, Row>& table_;
  std::size_t without_source_ = 0;
  RowMark first_without_source_;
};

template <typename Key, typename Row, typename Draft = Row>
void read_table(Loading& loading, TableSpec<Key, Row, Draft> spec) {
  TableReader<Key, Row, Draft>{loading, std::move(spec)}.read();
}

// Brings the rows of a table into an order, and all that counts them.
template <typename Key, typename Row, typename Less>
void sort_rows(Table<Key, Row>& table, Rows<Key>& rows, Less less) {
  std::vector<Key> order;
  for (auto const id : table.ids()) {
    order.push_back(id);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](Key a, Key b) { return less(table[a], table[b]); });
  Table<Key, Row> sorted;
  std::vector<RowMark> marks;
  std::vector<bool> faulty;
  std::vector<Key> now(order.size());
  for (auto const old : order) {
    now[old.value] = sorted.add(std::move(table[old]));
    marks.push_back(rows.marks[old.value]);
    faulty.push_back(rows.faulty[old.value]);
  }
  for (auto& [key, known] : rows.keys) {
    known.id = known.id ? now[known.id.value] : known.id;
  }
  table = std::move(sorted);
  rows.marks = std::move(marks);
  rows.faulty = std::move(faulty);
}

}  // namespace camel
