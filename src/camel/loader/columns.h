// SPDX-License-Identifier: Apache-2.0
// The columns of a table, one line each: its name, how its text becomes a
// field of the row, and whether it is required. A reader sees only text that
// is not blank; a blank field keeps the default of the row.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "camel/base/names.h"
#include "camel/base/text.h"
#include "camel/loader/row_cells.h"

namespace camel {

// Whether the row makes sense without the field.
enum class Need { optional, required };

template <typename Row>
struct Column {
  std::string_view name;
  std::function<void(Cell&, Row&)> read;
  Need need = Need::optional;
};

// The numbers a column may hold.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  bool holds(double value) const { return value >= low && value <= high; }
};

constexpr Range kShare{0, 1};
constexpr Range kYears{1800, 2300};
constexpr Range kHours{0, 8784};    // a leap year
constexpr Range kWaits{0.1, 8784};  // hours of what does not come to nothing
constexpr Range kTrainsADay{0.01, 1'000'000};

// Each reports what is wrong and gives nothing then.
std::optional<double> read_number(Cell& cell, Range range);
std::optional<std::int64_t> read_whole(Cell& cell, Range range);
std::optional<bool> read_yes_no(Cell& cell);
std::optional<std::uint8_t> read_cargo(Cell& cell);
// Letters, digits, '_', '-' and '.'; anything else spoils the cell.
void check_id(Cell& cell);
// Two capitals of ISO 3166-1 alpha-2.
bool check_country(Cell& cell, std::string_view code);

// The country on one side of a border, where some place lies; `*`: any.
void read_side(Cell& cell, std::string& country);

// What a list of choices says about a word that is none of them.
Finding unknown_word(std::string_view column, std::string_view word,
                     std::vector<std::string_view> const& choices);

template <typename E>
std::vector<std::string_view> words_of() {
  std::vector<std::string_view> words;
  for (auto const word : names(E{})) {
    if (!word.empty()) {
      words.push_back(word);
    }
  }
  return words;
}

Finding no_table(std::string_view noun, std::string_view key,
                 std::string_view table);

template <typename Key>
Finding unknown_key(Loading& loading, Rows<Key> const& rows,
                    std::string_view key) {
  auto const question = loading.suggest(rows, key);
  return {fmt::format("unknown {} '{}'", rows.noun, key),
          question.empty() ? fmt::format("add it to {}.csv", rows.table)
                           : question};
}

// Nothing for an unknown key, which is reported, and for one whose row is
// broken, which has been.
template <typename Key>
std::optional<Key> find_key(Cell& cell, std::string_view part,
                            Rows<Key>& rows) {
  auto const found = rows.keys.find(part);
  if (found != rows.keys.end() && found->second.id) {
    return found->second.id;
  }
  if (found == rows.keys.end() && !rows.keyless) {
    cell.error(part, rows.absent ? no_table(rows.noun, part, rows.table)
                                 : unknown_key(cell.loading(), rows, part));
    rows.keyless = rows.absent;  // once is enough
  }
  cell.spoil();
  return std::nullopt;
}

namespace columns {

template <typename Row>
using Read = std::function<void(Cell&, Row&)>;

template <typename Row>
Read<Row> text(std::string Row::*field) {
  return [field](Cell& cell, Row& row) { row.*field = cell.text(); };
}

template <typename Row>
Read<Row> id(std::string Row::*field) {
  return [field](Cell& cell, Row& row) {
    row.*field = cell.text();
    check_id(cell);
  };
}

template <typename Row, typename Number>
Read<Row> number(Number Row::*field, Range range) {
  return [field, range](Cell& cell, Row& row) {
    if (auto const value = read_number(cell, range)) {
      row.*field = *value;
    }
  };
}

template <typename Row, typename Number>
Read<Row> whole(Number Row::*field, Range range) {
  return [field, range](Cell& cell, Row& row) {
    if (auto const value = read_whole(cell, range)) {
      row.*field = static_cast<int>(*value);
    }
  };
}

template <typename Row>
Read<Row> yes_no(bool Row::*field) {
  return [field](Cell& cell, Row& row) {
    row.*field = read_yes_no(cell).value_or(row.*field);
  };
}

template <typename E>
struct Plain {
  using Type = E;
};
template <typename E>
struct Plain<std::optional<E>> {
  using Type = E;
};

// One of the names of an enumeration.
template <typename Row, typename Field>
Read<Row> word(Field Row::*field) {
  using E = typename Plain<Field>::Type;
  return [field](Cell& cell, Row& row) {
    if (auto const value = find_by_name<E>(cell.text())) {
      row.*field = *value;
    } else {
      cell.error(unknown_word(cell.column(), cell.text(), words_of<E>()));
      cell.spoil();
    }
  };
}

// One of these words, kept as text.
template <typename Row>
Read<Row> one_of(std::string Row::*field,
                 std::vector<std::string_view> choices) {
  return [field, choices](Cell& cell, Row& row) {
    row.*field = cell.text();
    if (std::find(choices.begin(), choices.end(), cell.text()) ==
        choices.end()) {
      cell.error(unknown_word(cell.column(), cell.text(), choices));
    }
  };
}

// The cargo forms of a list, as a set of bits.
template <typename Row>
Read<Row> cargo(std::uint8_t Row::*field) {
  return [field](Cell& cell, Row& row) {
    row.*field = read_cargo(cell).value_or(row.*field);
  };
}

template <typename Row, typename Key>
Read<Row> reference(Rows<Key> Loading::*rows, Key Row::*field) {
  return [rows, field](Cell& cell, Row& row) {
    if (auto const found = find_key(cell, cell.text(), cell.loading().*rows)) {
      row.*field = *found;
    }
  };
}

template <typename Row, typename Key>
Read<Row> references(Rows<Key> Loading::*rows, std::vector<Key> Row::*field) {
  return [rows, field](Cell& cell, Row& row) {
    for (auto const part : split(cell.text(), ';')) {
      if (auto const found = find_key(cell, part, cell.loading().*rows)) {
        (row.*field).push_back(*found);
      }
    }
  };
}

}  // namespace columns
}  // namespace camel
