// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/columns.h"

#include <algorithm>
#include <cmath>

#include "camel/loader/countries.h"
#include "camel/model/goods.h"

namespace camel {

namespace {

bool is_id(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

std::string allowed(Range range) {
  auto const low = fmt::format("at least {}", range.low);
  auto const high = fmt::format("at most {}", range.high);
  return std::isinf(range.low)    ? high
         : std::isinf(range.high) ? low
                                  : low + " and " + high;
}

// A number as a spreadsheet may have spoiled it: "1,500", "12 km".
std::string number_advice(std::string_view text) {
  if (text.find(',') != std::string_view::npos) {
    return "write a point for decimals and no thousands separator";
  }
  return "write digits only, without a unit";
}

void report_range(Cell& cell, Range range) {
  cell.error({fmt::format("{} {} is out of range", cell.column(), cell.text()),
              fmt::format("it must be {}", allowed(range))});
}

}  // namespace

std::optional<double> read_number(Cell& cell, Range range) {
  auto const value = parse_number(cell.text());
  if (!value) {
    cell.error(
        {fmt::format("{} '{}' is not a number", cell.column(), cell.text()),
         number_advice(cell.text())});
    return std::nullopt;
  }
  if (!std::isfinite(*value)) {
    cell.error(
        {fmt::format("{} '{}' is not finite", cell.column(), cell.text()),
         "write a number, or leave the field blank for its default"});
    return std::nullopt;
  }
  if (!range.holds(*value)) {
    report_range(cell, range);
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> read_whole(Cell& cell, Range range) {
  auto const value = parse_whole(cell.text());
  if (!value) {
    cell.error({fmt::format("{} '{}' is not a whole number", cell.column(),
                            cell.text()),
                "write digits only, such as 12"});
    return std::nullopt;
  }
  if (!range.holds(static_cast<double>(*value))) {
    report_range(cell, range);
    return std::nullopt;
  }
  return value;
}

std::optional<bool> read_yes_no(Cell& cell) {
  if (cell.text() == "yes" || cell.text() == "no") {
    return cell.text() == "yes";
  }
  cell.error({fmt::format("{} is '{}'", cell.column(), cell.text()),
              "write yes or no"});
  return std::nullopt;
}

std::optional<std::uint8_t> read_cargo(Cell& cell) {
  std::uint8_t set = 0;
  for (auto const part : split(cell.text(), ';')) {
    auto const form = find_by_name<CargoForm>(part);
    if (!form) {
      cell.error(part, unknown_word("cargo form", part, words_of<CargoForm>()));
      return std::nullopt;
    }
    set = static_cast<std::uint8_t>(set | bit(*form));
  }
  return set;
}

void check_id(Cell& cell) {
  if (!is_id(cell.text())) {
    cell.error({fmt::format("{} '{}' is not an id", cell.column(), cell.text()),
                "use letters, digits, '_', '-' and '.'"});
    cell.spoil();
  }
}

bool check_country(Cell& cell, std::string_view code) {
  if (is_country(code)) {
    return true;
  }
  cell.error({fmt::format("'{}' is not a country", code),
              "write its two capitals of ISO 3166-1, such as KZ"});
  return false;
}

void read_side(Cell& cell, std::string& country) {
  country = cell.text();
  if (cell.text() == "*" || !check_country(cell, cell.text())) {
    return;
  }
  Nearest nearest{cell.text()};
  auto const& loading = cell.loading();
  for (auto const& place : loading.corridor.places) {
    if (place.country == cell.text()) {
      return;
    }
    nearest.consider(place.country);
  }
  if (loading.places.all_sound()) {
    cell.error({fmt::format("no place of the corridor lies in {}", cell.text()),
                nearest.question()});
  }
}

Finding unknown_word(std::string_view column, std::string_view word,
                     std::vector<std::string_view> const& choices) {
  auto const question = did_you_mean(word, choices);
  auto const list = fmt::format("one of {}", fmt::join(choices, ", "));
  return {fmt::format("unknown {} '{}'", column, word),
          question.empty() ? list : question};
}

Finding no_table(std::string_view noun, std::string_view key,
                 std::string_view table) {
  return {fmt::format("unknown {} '{}': the package has no {}.csv", noun, key,
                      table),
          fmt::format("add the table {}.csv", table)};
}

}  // namespace camel
