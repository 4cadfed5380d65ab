// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_time.h"

#include <algorithm>

namespace camel {

namespace {

// Takes so many digits off the front; nothing where they are not there.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) {
    return std::nullopt;
  }
  int value = 0;
  for (auto const c : text.substr(0, count)) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// Decimals of a second in milliseconds; the fourth digit rounds.
std::optional<int> take_milliseconds(std::string_view& text) {
  if (!take(text, '.')) {
    return 0;
  }
  auto const end = std::min(text.find_first_not_of("0123456789"), text.size());
  if (end == 0) {
    return std::nullopt;
  }
  auto const digit = [&](std::size_t i) { return i < end ? text[i] - '0' : 0; };
  auto const value = digit(0) * 100 + digit(1) * 10 + digit(2);
  auto const rounded = value + (digit(3) >= 5 ? 1 : 0);
  text.remove_prefix(end);
  return rounded;
}

std::optional<std::chrono::minutes> offset_of(std::string_view text) {
  if (text == "Z") {
    return std::chrono::minutes{0};
  }
  if (!is_time_zone_offset(text)) {
    return std::nullopt;
  }
  auto const two = [&](std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  };
  auto const size = std::chrono::minutes{two(1) * 60 + two(4)};
  return text[0] == '-' ? -size : size;
}

}  // namespace

bool is_time_zone_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) {
    return false;
  }
  text.remove_prefix(1);
  auto const hours = take_digits(text, 2);
  auto const colon = take(text, ':');
  auto const minutes = take_digits(text, 2);
  return hours && colon && minutes && *minutes < 60 &&
         *hours * 60 + *minutes <= 14 * 60;
}

std::optional<EventMoment> parse_event_time(std::string_view text) {
  namespace chr = std::chrono;
  auto const year = take_digits(text, 4);
  auto ok = year && take(text, '-');
  auto const month = ok ? take_digits(text, 2) : std::nullopt;
  ok = month && take(text, '-');
  auto const day = ok ? take_digits(text, 2) : std::nullopt;
  ok = day && (take(text, 'T') || take(text, 't'));
  auto const hour = ok ? take_digits(text, 2) : std::nullopt;
  ok = hour && take(text, ':');
  auto const minute = ok ? take_digits(text, 2) : std::nullopt;
  ok = minute && take(text, ':');
  auto const second = ok ? take_digits(text, 2) : std::nullopt;
  auto const fraction = second ? take_milliseconds(text) : std::nullopt;
  auto const offset = fraction ? offset_of(text) : std::nullopt;
  if (!offset || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  auto const date = chr::year{*year} / *month / *day;
  if (!date.ok()) {
    return std::nullopt;
  }
  return chr::sys_days{date} + chr::hours{*hour} + chr::minutes{*minute} +
         chr::seconds{*second} + chr::milliseconds{*fraction} - *offset;
}

}  // namespace camel
