// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/wagon_number.h"

#include <algorithm>

#include <fmt/format.h>

namespace camel {

namespace {

constexpr std::size_t kUicDigits = 12, kBroadDigits = 8;

int check_digit_of(std::string_view before) {
  int sum = 0;
  int weight = 2;
  for (auto digit = before.rbegin(); digit != before.rend(); ++digit) {
    auto const product = weight * (*digit - '0');
    sum += product / 10 + product % 10;
    weight = 3 - weight;
  }
  return (10 - sum % 10) % 10;
}

std::string fault_of(std::string_view number) {
  auto const is_number = std::all_of(number.begin(), number.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
  if (!is_number ||
      (number.size() != kUicDigits && number.size() != kBroadDigits)) {
    return fmt::format(
        "'{}' is no wagon number: it has twelve digits, or eight on lines of "
        "1520 mm",
        number);
  }
  auto const check = check_digit_of(number.substr(0, number.size() - 1));
  if (check != number.back() - '0') {
    return fmt::format(
        "the check digit of '{}' is {} and should be {}: a digit is wrong",
        number, number.back(), check);
  }
  return "";
}

}  // namespace

WagonNumber parse_wagon_number(std::string_view text) {
  WagonNumber number;
  for (auto const c : text) {
    if (c != ' ' && c != '-') {
      number.text += c;
    }
  }
  number.scheme = number.text.size() == kBroadDigits ? WagonScheme::broad
                                                     : WagonScheme::uic;
  number.fault = fault_of(number.text);
  return number;
}

std::string with_check_digit(std::string digits) {
  digits += static_cast<char>('0' + check_digit_of(digits));
  return digits;
}

}  // namespace camel
