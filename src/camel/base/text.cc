// SPDX-License-Identifier: Apache-2.0
#include "camel/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace camel {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

// Longer words are not compared: nobody meant them.
constexpr std::size_t kLongestWord = 64;

template <typename Number>
std::optional<Number> parse_all(std::string_view text) {
  Number value{};
  auto const* end = text.data() + text.size();
  auto const result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

// Exactly so many digits.
std::optional<int> parse_digits(std::string_view text, std::size_t count) {
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != count || !std::all_of(text.begin(), text.end(), digit)) {
    return std::nullopt;
  }
  return parse_all<int>(text);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view trim(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return text.substr(0, 0);
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (trim(text).empty()) {
    return parts;
  }
  for (std::size_t from = 0; from <= text.size();) {
    auto const to = std::min(text.find(separator, from), text.size());
    parts.push_back(trim(text.substr(from, to - from)));
    from = to + 1;
  }
  return parts;
}

std::optional<double> parse_number(std::string_view text) {
  return parse_all<double>(text);
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
  auto const digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.size() > 1 && digits.front() == '0') {
    return std::nullopt;
  }
  return parse_all<std::int64_t>(text);
}

std::optional<int> parse_year(std::string_view text) {
  return parse_digits(text, 4);
}

std::optional<year_month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') {
    return std::nullopt;
  }
  auto const y = parse_digits(text.substr(0, 4), 4);
  auto const m = parse_digits(text.substr(5), 2);
  if (!y || !m) {
    return std::nullopt;
  }
  auto const value = year{*y} / month{static_cast<unsigned>(*m)};
  return value.ok() ? std::optional{value} : std::nullopt;
}

std::optional<year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') {
    return std::nullopt;
  }
  auto const month = parse_month(text.substr(0, 7));
  auto const d = parse_digits(text.substr(8), 2);
  if (!month || !d) {
    return std::nullopt;
  }
  auto const value = *month / day{static_cast<unsigned>(*d)};
  return value.ok() ? std::optional{value} : std::nullopt;
}

std::optional<year_month_day> parse_day_of_year(std::string_view text) {
  return parse_date("2000-" + std::string{text});
}

std::optional<int> parse_time_of_day(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  auto const hours = parse_digits(text.substr(0, 2), 2);
  auto const minutes = parse_digits(text.substr(3), 2);
  if (!hours || !minutes || *minutes > 59) {
    return std::nullopt;
  }
  auto const total = *hours * 60 + *minutes;
  return total <= 24 * 60 ? std::optional{total} : std::nullopt;
}

std::string grouped(double value, int decimals) {
  auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
  auto const point = std::min(text.find('.'), text.size());
  for (auto at = point; at > 3; at -= 3) {
    text.insert(at - 3, ",");
  }
  auto const negative =
      value < 0 && text.find_first_not_of("0.,") != std::string::npos;
  return negative ? "-" + text : text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1),
      next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const change = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[j] = std::min({change, row[j] + 1, next[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row[b.size()];
}

Nearest::Nearest(std::string_view word, std::size_t most)
    : word_{word},
      distance_{std::min(most, std::max<std::size_t>(1, word.size() / 3)) + 1} {
}

void Nearest::consider(std::string_view candidate) {
  auto const longer = std::max(word_.size(), candidate.size());
  auto const shorter = std::min(word_.size(), candidate.size());
  if (longer > kLongestWord || longer - shorter > distance_ || shorter == 0) {
    return;
  }
  std::string a{word_};
  std::string b{candidate};
  std::transform(a.begin(), a.end(), a.begin(), lower);
  std::transform(b.begin(), b.end(), b.begin(), lower);
  auto const distance = edit_distance(a, b);
  auto const nearer = distance < distance_ && distance < longer;
  auto const equal = distance == distance_ && !best_.empty();
  if (nearer || (equal && candidate < best_)) {  // whatever the order
    distance_ = distance;
    best_ = candidate;
  }
}

std::string Nearest::question() const {
  return best_.empty() ? std::string{} : "did you mean '" + best_ + "'?";
}

}  // namespace camel
