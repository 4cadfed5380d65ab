// SPDX-License-Identifier: Apache-2.0
#include "camel/api/json.h"

#include <array>
#include <charconv>
#include <cmath>

namespace camel {

std::string to_text(Json const& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json number(double value) {
  if (!std::isfinite(value)) {
    return nullptr;
  }
  if (value == 0) {
    return 0;
  }
  // By way of text: powers of ten are no binary fractions.
  std::array<char, 32> text{};
  auto const end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::scientific, 5);
  double rounded = 0;
  std::from_chars(text.data(), end.ptr, rounded);
  return rounded == std::floor(rounded) && std::abs(rounded) < 1e15
             ? Json(static_cast<std::int64_t>(rounded))
             : Json(rounded);
}

Json numbers(std::vector<double> const& values) {
  auto list = Json::array();
  for (auto const value : values) {
    list.push_back(number(value));
  }
  return list;
}

Json interval(Interval const& interval) {
  return {{"mean", number(interval.mean)},
          {"low", number(interval.low)},
          {"high", number(interval.high)}};
}

}  // namespace camel
