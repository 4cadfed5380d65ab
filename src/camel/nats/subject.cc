// SPDX-License-Identifier: Apache-2.0
#include "camel/nats/subject.h"

#include <algorithm>
#include <vector>

namespace camel::nats {

namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (;;) {
    auto const dot = text.find('.');
    words.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) {
      return words;
    }
    text.remove_prefix(dot + 1);
  }
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20U || c == 0x7F;
}

// Where the letter (UTF-8) begins that stands there.
std::size_t begin_of_letter(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 4;  // bytes of a letter
  auto begin = at;
  while (begin > 0 && at - begin < kLongest &&
         (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
    --begin;
  }
  return begin;
}

bool is_word(std::string_view word) {
  return !word.empty() && std::none_of(word.begin(), word.end(), [](char c) {
    return is_control(c) || c == ' ' || c == '*' || c == '>';
  });
}

}  // namespace

bool is_subject(std::string_view text) {
  auto const words = words_of(text);
  return std::all_of(words.begin(), words.end(), is_word);
}

bool is_pattern(std::string_view text) {
  auto words = words_of(text);
  if (words.back() == ">") {
    words.pop_back();
  }
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return word == "*" || is_word(word);
  });
}

bool matches(std::string_view pattern, std::string_view subject) {
  auto const asked = words_of(pattern);
  auto const words = words_of(subject);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (i >= words.size()) {
      return false;
    }
    if (asked[i] == ">") {
      return true;
    }
    if (asked[i] != "*" && asked[i] != words[i]) {
      return false;
    }
  }
  return asked.size() == words.size();
}

std::string word_of(std::string_view subject, int number) {
  auto const words = words_of(subject);
  return number < 1 || static_cast<std::size_t>(number) > words.size()
             ? std::string{}
             : std::string{words[static_cast<std::size_t>(number) - 1]};
}

std::string one_line(std::string_view text, std::size_t most) {
  auto const end =
      text.size() > most ? begin_of_letter(text, most) : text.size();
  std::string line{text.substr(0, end)};
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return end < text.size() ? line + "…" : line;
}

}  // namespace camel::nats
