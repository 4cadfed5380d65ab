// SPDX-License-Identifier: Apache-2.0
#include "camel/scenario/parse_change.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "camel/base/text.h"

namespace camel {

namespace {

ChangeKind kind_before(std::string_view text, std::size_t equals) {
  auto const sign = equals > 0 ? text[equals - 1] : ' ';
  return sign == '*'   ? ChangeKind::multiply
         : sign == '+' ? ChangeKind::add
                       : ChangeKind::set;
}

bool is_number(std::string_view text) {
  auto const value = parse_number(text);
  return value && std::isfinite(*value);
}

}  // namespace

// The key is what stands between the first point and the last one before the
// value; it may hold points itself.
std::optional<TableChange> parse_change(std::string_view text, Origin origin,
                                        Diagnostic& wrong) {
  wrong = {.file = origin.file,
           .line = origin.line,
           .column = origin.column,
           .message = fmt::format("'{}' is not a change", text),
           .hint =
               "write table.key.column=value, such as "
               "links.L017.capacity=60, or *= and += with a number"};
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) {
    return std::nullopt;
  }
  auto const kind = kind_before(text, equals);
  auto const path =
      text.substr(0, kind == ChangeKind::set ? equals : equals - 1);
  auto const value = trim(text.substr(equals + 1));
  auto const first = path.find('.');
  auto const last = path.rfind('.');
  if (first == std::string_view::npos || first == last) {
    return std::nullopt;
  }
  TableChange result{
      .change = {std::string{trim(path.substr(0, first))},
                 std::string{trim(path.substr(first + 1, last - first - 1))},
                 std::string{trim(path.substr(last + 1))}, std::string{value}},
      .kind = kind,
      .origin = std::move(origin)};
  if (result.change.table.empty() || result.change.key.empty() ||
      result.change.column.empty()) {
    return std::nullopt;
  }
  if (kind != ChangeKind::set && !is_number(value)) {
    wrong.message = fmt::format("'{}' is not a number", value);
    wrong.hint = "what is multiplied or added is a number; = sets a text";
    return std::nullopt;
  }
  if (value.find_first_of("\r\n") != std::string_view::npos) {
    wrong.message = "a value has a line break in it";
    wrong.hint = "write it in one line";
    return std::nullopt;
  }
  return result;
}

}  // namespace camel
