// SPDX-License-Identifier: Apache-2.0
// Text to values and back to advice: numbers, dates and times of day without
// a locale, lists, and "did you mean".
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace camel {

// Without the spaces and tabs around it.
std::string_view trim(std::string_view text);

// The trimmed parts between separators; nothing of blank text.
std::vector<std::string_view> split(std::string_view text, char separator);

// "3.5", "-2e3". Also "nan" and "inf", for the caller to refuse by name.
std::optional<double> parse_number(std::string_view text);

// "-12". No sign "+", no leading zeros: one number has one spelling.
std::optional<std::int64_t> parse_whole(std::string_view text);

// "2024-02-29", only dates that exist.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

// "02-29": a day of some year. The year is 2000, which has them all.
std::optional<std::chrono::year_month_day> parse_day_of_year(
    std::string_view text);

// "2024-06".
std::optional<std::chrono::year_month> parse_month(std::string_view text);

// "2024".
std::optional<int> parse_year(std::string_view text);

// "08:30" in minutes after midnight, up to "24:00".
std::optional<int> parse_time_of_day(std::string_view text);

// 1234567.8 -> "1,234,568"; small numbers keep decimals.
std::string grouped(double value, int decimals = 0);

// How many letters must be added, dropped, changed or swapped with a
// neighbour (Damerau 1964, each part of the word edited once).
std::size_t edit_distance(std::string_view a, std::string_view b);

// Finds the word that was probably meant, if any is near enough: a third of
// the letters may be wrong, one in a short word, and no more than `most`.
class Nearest {
 public:
  explicit Nearest(std::string_view word, std::size_t most = SIZE_MAX);
  void consider(std::string_view candidate);
  std::string const& word() const { return best_; }
  // "did you mean 'x'?" or nothing.
  std::string question() const;

 private:
  std::string_view word_;
  std::string best_;
  std::size_t distance_;
};

template <typename Words>
std::string did_you_mean(std::string_view word, Words const& candidates) {
  Nearest nearest{word};
  for (auto const& candidate : candidates) {
    nearest.consider(candidate);
  }
  return nearest.question();
}

}  // namespace camel
