// SPDX-License-Identifier: Apache-2.0
// Where the rows of a loaded table stand in its file, and which row has which
// key. Kept beside the corridor while it is checked.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "camel/base/csv.h"

namespace camel {

// Enough to read a row again: a finding is rare, a row is not.
struct RowMark {
  std::size_t at = 0, line = 0;
};

struct TableText {
  std::string file;       // as findings name it
  std::string_view text;  // all of it
  std::vector<std::string> header;

  std::optional<std::size_t> field_of(std::string_view column) const;
  // Of a field; of the row where the table has no such column.
  Position position_of(RowMark row, std::string_view column) const;
  // What stands there, blank where the table has no such column.
  std::string field(RowMark row, std::string_view column) const;
};

template <typename Key>
struct Rows {
  struct Known {
    Key id;  // none: the row was too broken to be taken
    std::size_t line = 0;
  };

  std::string_view noun;   // "place"
  std::string_view table;  // "places"
  TableText source = {};
  std::unordered_map<std::string_view, Known> keys = {};
  std::vector<RowMark> marks = {};  // by id
  std::vector<bool> faulty = {};    // by id: an error was found in the row
  std::size_t count = 0;            // rows in the file
  std::size_t dropped = 0;          // of them too broken to be taken
  bool absent = false;              // the package has no such table
  bool keyless = false;             // which keys there are cannot be known

  bool sound(Key id) const { return !faulty[id.value]; }
  bool all_sound() const {
    for (auto const bad : faulty) {
      if (bad) {
        return false;
      }
    }
    return dropped == 0;
  }
};

}  // namespace camel
