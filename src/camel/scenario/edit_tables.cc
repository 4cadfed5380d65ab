// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/edit_tables.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "camel/base/text.h"

namespace camel {

namespace {

struct TableKey {
  std::string_view table;
  std::vector<std::string_view> columns;
};

// The columns that name a row. A step is named by its place and its name, in
// all directions at once.
std::vector<TableKey> const& table_keys() {
  static std::vector<TableKey> const keys{
      {"places", {"place"}},
      {"links", {"link"}},
      {"facilities", {"place", "facility"}},
      {"procedures", {"place", "name"}},
      {"fleets", {"fleet"}},
      {"services", {"service"}},
      {"stops", {"service", "stop"}},
      {"commodities", {"commodity"}},
      {"demand", {"demand"}},
      {"tariffs", {"tariff"}},
      {"emission_factors", {"factor"}},
      {"measures", {"measure"}},
      {"disruptions", {"disruption"}},
      {"loading_bans", {"ban"}},
      {"calibration", {"input"}},
      {"observations", {"observation"}},
      {"sources", {"source"}},
  };
  return keys;
}

std::string or_else(std::string text, std::string other) {
  return text.empty() ? std::move(other) : std::move(text);
}

class TableEditor {
 public:
  explicit TableEditor(PackageFiles const& files) : files_{files} {}

  void add(AddedRow const& row) {
    auto* const table = open(row.table, row.origin);
    if (table == nullptr) {
      return;
    }
    std::string key;
    auto const& names = key_of(row.table)->columns;
    for (auto const name : names) {
      key += name == names.front() ? "" : "/";
      for (auto const& value : row.values) {
        key += value.column == name ? value.value : "";
      }
    }
    // Columns first: a row of a table that had none gets them all.
    for (auto const& value : row.values) {
      column_of(*table, value.column, value.origin);
    }
    auto const line = table->add_row(std::move(key), row.origin);
    for (auto const& value : row.values) {
      table->set(line, *table->find_column(value.column), value.value,
                 value.origin);
    }
  }

  void make(TableChange const& change) {
    auto const& [table_name, key, column, value] = change.change;
    auto* const table = open(table_name, change.origin);
    if (table == nullptr) {
      return;
    }
    auto const& keys = key_of(table_name)->columns;
    if (std::find(keys.begin(), keys.end(), column) != keys.end()) {
      report(change.origin,
             fmt::format("{} names the row and cannot be changed", column),
             "change another column");
      return;
    }
    auto const rows = table->find(key);
    if (rows.empty()) {
      report(change.origin, fmt::format("{} has no row '{}'", table_name, key),
             or_else(table->suggest(key),
                     "its rows are named by " +
                         fmt::format("{}", fmt::join(keys, "/"))));
      return;
    }
    if (change.kind == ChangeKind::set) {
      auto const at = column_of(*table, column, change.origin);
      for (auto const row : rows) {
        set(*table, row, at, value, change);
      }
    } else {
      calculate(*table, rows, change);
    }
  }

  EditedTables take() {
    EditedTables edited{.files = files_, .cells = {}};
    for (auto const& [name, table] : tables_) {
      edited.files[name + ".csv"] = table.text(edited.cells);
    }
    diagnostics_.sort();
    edited.diagnostics = std::move(diagnostics_);
    return edited;
  }

 private:
  static TableKey const* key_of(std::string_view table) {
    auto const& keys = table_keys();
    auto const found =
        std::find_if(keys.begin(), keys.end(),
                     [&](TableKey const& key) { return key.table == table; });
    return found == keys.end() ? nullptr : &*found;
  }

  EditableTable* open(std::string const& name, Origin const& origin) {
    auto const open = tables_.find(name);
    if (open != tables_.end()) {
      return &open->second;
    }
    auto const* const key = key_of(name);
    if (key == nullptr) {
      Nearest nearest{name};
      for (auto const& known : table_keys()) {
        nearest.consider(known.table);
      }
      report(origin, fmt::format("there is no table '{}'", name),
             or_else(nearest.question(),
                     "corridors/FORMAT.md lists the tables of a package"));
      return nullptr;
    }
    auto const file = files_.find(name + ".csv");
    auto const text = file == files_.end() ? std::string_view{} : file->second;
    return &tables_.emplace(name, EditableTable{name, text, key->columns})
                .first->second;
  }

  static EditableTable::Column column_of(EditableTable& table,
                                         std::string const& name,
                                         Origin const& origin) {
    auto const column = table.find_column(name);
    return column ? *column : table.add_column(name, origin);
  }

  void set(EditableTable& table, EditableTable::Row row,
           EditableTable::Column column, std::string value,
           TableChange const& change) {
    auto const* const before = table.setter(row, column);
    if (before != nullptr && before->file != change.origin.file &&
        change.kind == ChangeKind::set &&
        table.value(row, change.change.column) != value) {
      warn(change.origin,
           fmt::format("{}.{}.{} is also set in {}:{}, to '{}'",
                       change.change.table, table.key(row),
                       change.change.column, before->file, before->line,
                       table.value(row, change.change.column)),
           "this one comes later and holds");
    }
    table.set(row, column, std::move(value), change.origin);
  }

  void calculate(EditableTable& table, std::vector<std::size_t> const& rows,
                 TableChange const& change) {
    auto const& column = change.change.column;
    auto const by = parse_number(change.change.value).value_or(0);
    std::size_t passed_over = 0;
    for (auto const row : rows) {
      auto const old = table.value(row, column);
      auto const number = parse_number(old);
      if (number) {
        auto const result =
            change.kind == ChangeKind::add ? *number + by : *number * by;
        set(table, row, *table.find_column(column),
            fmt::format("{:.12g}", result), change);
      } else if (!old.empty() || passed_over++ + 1 == rows.size()) {
        report_not_a_number(table, row, old, change);
      }
    }
    if (passed_over > 0 && passed_over < rows.size()) {
      warn(change.origin,
           fmt::format("{} of {} rows have no {}: they keep its default",
                       passed_over, rows.size(), column),
           fmt::format("set it with {}.KEY.{}=", change.change.table, column));
    }
  }

  void report_not_a_number(EditableTable const& table, EditableTable::Row row,
                           std::string const& old, TableChange const& change) {
    auto const& [table_name, key, column, value] = change.change;
    if (old.empty()) {
      report(
          change.origin,
          fmt::format("{} of {}.{} is blank: there is nothing to reckon with",
                      column, table_name, key),
          fmt::format("set it with {}.{}.{}=", table_name, key, column));
    } else {
      report(change.origin,
             fmt::format("{} of {}.{} is '{}', which is not a number", column,
                         table_name, table.key(row), old),
             "set it with =");
    }
  }

  void report(Origin const& origin, std::string what, std::string mend) {
    diagnostics_.error(finding(origin, std::move(what), std::move(mend)));
  }
  void warn(Origin const& origin, std::string what, std::string mend) {
    diagnostics_.warning(finding(origin, std::move(what), std::move(mend)));
  }
  static Diagnostic finding(Origin const& origin, std::string what,
                            std::string mend) {
    return {.file = origin.file,
            .line = origin.line,
            .column = origin.column,
            .message = (origin.by.empty() ? "" : origin.by + ": ") + what,
            .hint = std::move(mend)};
  }

  PackageFiles const& files_;
  std::map<std::string, EditableTable> tables_;
  Diagnostics diagnostics_;
};

// The edit that a finding is about: of its cell, else of its row.
EditedCell const* find_edit(EditedTables const& edited, std::string_view file,
                            Diagnostic const& finding) {
  EditedCell const* in_row = nullptr;
  for (auto const& cell : edited.cells) {
    if (cell.file != file || cell.line != finding.line) {
      continue;
    }
    if (cell.from > 0 && cell.from <= finding.column &&
        finding.column <= cell.to) {
      return &cell;
    }
    if (in_row == nullptr || cell.from == 0) {
      in_row = &cell;
    }
  }
  return in_row;
}

}  // namespace

EditedTables edit_tables(PackageFiles const& files,
                         std::span<TableChange const> changes,
                         std::span<AddedRow const> added) {
  TableEditor editor{files};
  for (auto const& row : added) {
    editor.add(row);
  }
  for (auto const& change : changes) {
    editor.make(change);
  }
  return editor.take();
}

Diagnostics attribute_findings(Diagnostics const& found,
                               Diagnostics const& without_edits,
                               EditedTables const& edited,
                               std::string const& prefix,
                               std::string const& scenario) {
  std::set<std::tuple<std::string, std::size_t, std::string>> known;
  for (auto const& finding : without_edits.findings) {
    known.emplace(finding.file, finding.line, finding.message);
  }
  Diagnostics attributed;
  for (auto finding : found.findings) {
    if (!known.contains({finding.file, finding.line, finding.message})) {
      auto const file = std::string_view{finding.file};
      auto const* const edit =
          file.starts_with(prefix)
              ? find_edit(edited, file.substr(prefix.size()), finding)
              : nullptr;
      if (edit != nullptr) {
        auto const& origin = edit->origin;
        finding.file = origin.file;
        finding.line = origin.line;
        finding.column = origin.column;
        finding.message = (origin.by.empty() ? "" : origin.by + ": ") +
                          edit->name + ": " + finding.message;
      } else {
        finding.message += fmt::format(" (with the scenario {})", scenario);
      }
    }
    attributed.findings.push_back(std::move(finding));
  }
  attributed.sort();
  return attributed;
}

}  // namespace camel
