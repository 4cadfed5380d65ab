// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/container_number.h"

#include <algorithm>

#include <fmt/format.h>

namespace camel {

namespace {

constexpr std::size_t kLength = 11;
constexpr std::size_t kLetters = 4;

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_gaps(std::string_view text) {
  std::string plain;
  for (auto const c : text) {
    if (c != ' ' && c != '-') {
      plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return plain;
}

// Letters count 10 and on, without the multiples of 11.
int value_of(char c) {
  if (is_digit(c)) {
    return c - '0';
  }
  auto const from_ten = 10 + (c - 'A');
  return from_ten + (from_ten - 1) / 10;
}

// Of the ten before it, each weighed with a power of two: 0 to 10.
int remainder_of(std::string_view number) {
  int sum = 0;
  for (std::size_t i = 0; i + 1 < kLength; ++i) {
    sum += value_of(number[i]) << i;
  }
  return sum % 11;
}

std::string fault_of(std::string_view number) {
  if (number.size() != kLength) {
    return fmt::format(
        "'{}' has {} letters and digits, a container number has 11: four "
        "letters, six digits and the check digit",
        number, number.size());
  }
  auto const letters = number.substr(0, kLetters);
  auto const digits = number.substr(kLetters);
  if (!std::all_of(letters.begin(), letters.end(), is_letter) ||
      !std::all_of(digits.begin(), digits.end(), is_digit)) {
    return fmt::format(
        "'{}' is not four letters and seven digits, as CSQU3054383", number);
  }
  if (auto const category = letters.back();
      category != 'U' && category != 'J' && category != 'Z') {
    return fmt::format(
        "the fourth letter of '{}' is {}: it is U for a container, J for "
        "equipment that comes off, Z for a trailer or chassis",
        number, category);
  }
  if (auto const check = remainder_of(number) % 10;
      check != number.back() - '0') {
    return fmt::format(
        "the check digit of '{}' is {} and should be {}: a letter or a digit "
        "is wrong",
        number, number.back(), check);
  }
  return "";
}

}  // namespace

ContainerNumber parse_container_number(std::string_view text) {
  ContainerNumber number{.text = without_gaps(text), .fault = ""};
  number.fault = fault_of(number.text);
  number.is_discouraged = number.ok() && remainder_of(number.text) == 10;
  return number;
}

std::string container_number(std::string_view owner, std::uint32_t serial) {
  // Of eleven numbers one and a little more is discouraged: which, is found by
  // going through a block of them.
  constexpr std::uint32_t kBlock = 10, kSound = 9;
  auto const block = serial / kSound;
  auto left = serial % kSound;
  for (auto digits = block * kBlock;; ++digits) {
    auto number = fmt::format("{}U{:06}", owner, digits % 1'000'000);
    auto const remainder = remainder_of(number + '0');
    if (remainder != 10 && left-- == 0) {
      return number + static_cast<char>('0' + remainder);
    }
  }
}

}  // namespace camel
