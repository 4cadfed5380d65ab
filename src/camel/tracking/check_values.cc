// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "camel/base/char_set.h"
#include "camel/tracking/event_checker.h"
#include "camel/tracking/gs1_key.h"

namespace camel {

namespace {

// Sane years: what lies outside is a slip.
constexpr int kFirstYear = 1970, kLastYear = 2200;
constexpr std::size_t kLongestText = 10'000;

}  // namespace

std::optional<std::string_view> EventChecker::text_of(Json const& value,
                                                      JsonPath const& at) {
  if (!value.is_string()) {
    say(at, "is not a text");
    return std::nullopt;
  }
  auto const text = value.text();
  if (text.empty() || text.size() > kLongestText) {
    say(at, text.empty() ? "is empty: leave it out, or say what it is"
                         : "is longer than 10,000 characters");
    return std::nullopt;
  }
  return text;
}

void EventChecker::truth(Json const& value, JsonPath const& at) {
  if (!value.is_boolean()) {
    say(at, "is neither true nor false");
  }
}

void EventChecker::number(Json const& value, JsonPath const& at) {
  if (!value.is_number()) {
    say(at, "is not a number: write it without quotes");
  }
}

void EventChecker::unit(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  auto const is_code = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (text && (text->size() < 2 || text->size() > 3 ||
               !std::all_of(text->begin(), text->end(), is_code))) {
    say(at, fmt::format("'{}' is no unit of UN/ECE Recommendation 20: two or "
                        "three capitals or digits, as KGM",
                        *text));
  }
}

void EventChecker::moment(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  if (!text) {
    return;
  }
  auto const moment = parse_event_time(*text);
  if (!moment) {
    say(at, fmt::format("'{}' is no moment: write it as "
                        "2026-03-04T11:00:30.000+01:00",
                        *text));
    return;
  }
  auto const year = static_cast<int>(std::chrono::year_month_day{
      std::chrono::floor<std::chrono::days>(*moment)}
                                         .year());
  if (year < kFirstYear || year > kLastYear) {
    say(at, fmt::format("the year {} is not of this world", year));
  }
}

void EventChecker::offset(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  if (text && !is_time_zone_offset(*text)) {
    say(at, fmt::format("'{}' is no offset: write it as +01:00, no more than "
                        "14 hours",
                        *text));
  }
}

void EventChecker::action(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  if (text && *text != "ADD" && *text != "OBSERVE" && *text != "DELETE") {
    say(at, fmt::format("'{}' is no action: ADD, OBSERVE or DELETE", *text));
  }
}

void EventChecker::uri(Json const& value, JsonPath const& at) {
  auto const text = text_of(value, at);
  if (!text) {
    return;
  }
  auto const colon = text->find(':');
  static constexpr auto kNeverWritten =
      CharSet{" <>\"{}|\\^`\x7f"}.and_controls();
  if (colon == std::string::npos || colon == 0 || colon + 1 == text->size() ||
      kNeverWritten.has_any_of(*text)) {
    say(at, fmt::format("'{}' is no URI: it begins with what kind it is, as "
                        "urn:epc:id:sscc:4012345.0000000111 or https://…",
                        text->substr(0, 100)));
  }
}

void EventChecker::key(Json const& value, JsonPath const& at) {
  auto const before = said_;
  uri(value, at);
  if (said_ != before) {
    return;
  }
  auto const parsed = parse_gs1_key(value.text());
  if (parsed && !parsed->ok()) {
    say(at,
        fmt::format("'{}' is no key of GS1: {}", value.text(), parsed->fault));
  }
}

}  // namespace camel
