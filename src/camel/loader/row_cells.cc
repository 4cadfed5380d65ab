// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/row_cells.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "camel/base/text.h"

namespace camel {

namespace {

constexpr auto kAbsent = static_cast<std::size_t>(-1);
constexpr int kErrorsPerCell = 8;

}  // namespace

Loading& Cell::loading() const { return row_.loading(); }

void Cell::error(std::string_view part, Finding finding) {
  report(finding, place_of(part));
}

void Cell::warning(Finding finding) { row_.report(at_, true, finding); }

Cell Cell::part(std::string_view part, std::string_view name) {
  auto cell = *this;
  cell.name_ = name;
  cell.text_ = part;
  cell.at_ = place_of(part);
  return cell;
}

void Cell::report(Finding const& finding, std::size_t at) {
  row_.mark_bad(column_);
  if (++errors_ <= kErrorsPerCell) {
    row_.report(at, false, finding);
  }
}

void Cell::spoil() {
  spoiled_ = true;
  row_.mark_bad(column_);
}

// A part of an unquoted text stands in the file itself.
std::size_t Cell::place_of(std::string_view part) const {
  auto const& file = row_.source().text;
  std::less<> const before;
  if (before(part.data(), file.data()) ||
      before(file.data() + file.size(), part.data())) {
    return at_;
  }
  return static_cast<std::size_t>(part.data() - file.data());
}

RowCells::RowCells(Loading& loading, TableText& source,
                   std::vector<std::string_view> columns)
    : loading_{loading},
      source_{source},
      columns_{std::move(columns)},
      field_of_(columns_.size(), kAbsent),
      reader_{source.text, source.file, [&loading](Diagnostic finding) {
                loading.findings.add(std::move(finding));
              }} {
  find_columns();
}

void RowCells::find_columns() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    field_of_[i] = source_.field_of(columns_[i]).value_or(kAbsent);
  }
}

void RowCells::read_header(std::vector<std::string_view> const& required) {
  if (!reader_.next(row_)) {
    return;
  }
  for (auto const& field : row_.fields) {
    check_header_word(field);
    source_.header.emplace_back(trim(field.text));
  }
  find_columns();
  for (auto const column : required) {
    if (!in_file(column) && !is_suggested(column)) {
      report(row_.at, false,
             {fmt::format("the required column '{}' is missing", column),
              "add it to the first line"});
    }
  }
}

void RowCells::check_header_word(CsvField const& field) {
  auto const word = trim(field.text);
  auto const known =
      std::find(columns_.begin(), columns_.end(), word) != columns_.end();
  if (word.empty()) {
    report(field.at, false,
           {"a column without a name", "name it, or remove it in every row"});
  } else if (!known) {
    report(field.at, false,
           {fmt::format("unknown column '{}'", word), advice(word)});
  } else if (source_.field_of(word)) {
    report(field.at, false,
           {fmt::format("column '{}' is there twice", word),
            "remove one of them in every row"});
  }
}

// A column that is there under a wrong name is not also missing.
bool RowCells::is_suggested(std::string_view column) const {
  return std::any_of(source_.header.begin(), source_.header.end(),
                     [&](auto const& word) {
                       Nearest nearest{word};
                       for (auto const known : columns_) {
                         nearest.consider(known);
                       }
                       return nearest.word() == column;
                     });
}

std::string RowCells::advice(std::string_view word) const {
  if (row_.fields.size() == 1 &&
      word.find_first_of(";\t") != std::string_view::npos) {
    return "separate the fields by commas";
  }
  auto const question = did_you_mean(word, columns_);
  return question.empty()
             ? fmt::format("the columns are {}", fmt::join(columns_, ", "))
             : question;
}

bool RowCells::next() {
  bad_.clear();
  return reader_.next(row_);
}

void RowCells::go_to(RowMark row) {
  reader_.seek(row.at, row.line);
  next();
}

std::string_view RowCells::text(std::size_t column) const {
  auto const field = field_of_[column];
  return field < row_.fields.size() ? trim(row_.fields[field].text)
                                    : std::string_view{};
}

std::string_view RowCells::text(std::string_view column) const {
  return text(index_of(column));
}

Cell RowCells::cell(std::size_t column) {
  auto const field = field_of_[column];
  auto const at = field < row_.fields.size() ? row_.fields[field].at : row_.at;
  return {*this, columns_[column], text(column), at};
}

void RowCells::error(std::string_view column, Finding finding) {
  mark_bad(column);
  report(place_of(column), false, finding);
}

void RowCells::warning(std::string_view column, Finding finding) {
  report(place_of(column), true, finding);
}

void RowCells::report(std::size_t at, bool warning, Finding const& finding) {
  auto const position = reader_.position_of(row_, at);
  loading_.findings.add({.file = source_.file,
                         .line = position.line,
                         .column = position.column,
                         .warning = warning,
                         .message = finding.what,
                         .hint = finding.mend});
}

bool RowCells::fine(std::string_view column) const {
  return std::find(bad_.begin(), bad_.end(), column) == bad_.end();
}

bool RowCells::fine() const {
  return std::all_of(bad_.begin(), bad_.end(), [](std::string_view column) {
    return column == "source" || column == "confidence" || column == "note";
  });
}

std::size_t RowCells::index_of(std::string_view column) const {
  auto const found = std::find(columns_.begin(), columns_.end(), column);
  CAMEL_CHECK(found != columns_.end(), "no such column");
  return static_cast<std::size_t>(found - columns_.begin());
}

std::size_t RowCells::place_of(std::string_view column) const {
  auto const field = field_of_[index_of(column)];
  return field < row_.fields.size() ? row_.fields[field].at : row_.at;
}

}  // namespace camel
