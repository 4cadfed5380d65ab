// SPDX-License-Identifier: Apache-2.0
#include "camel/http/response_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "camel/base/text.h"
#include "camel/http/problem.h"

namespace camel::http {
namespace {

using Field = std::pair<std::string_view, std::string_view>;

constexpr std::array kCommon{
    Field{"x-content-type-options", "nosniff"},
    Field{"x-frame-options", "DENY"},
    Field{"referrer-policy", "no-referrer"},
    Field{"cross-origin-opener-policy", "same-origin"},
    Field{"cross-origin-resource-policy", "same-origin"},
    Field{"permissions-policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}};

void add_field(std::string& text, std::string_view name,
               std::string_view value) {
  text += name;
  text += ": ";
  // A line break would begin a field, or another answer.
  for (auto const letter : value) {
    text += letter == '\r' || letter == '\n' ? ' ' : letter;
  }
  text += "\r\n";
}

constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7).
std::string date_text(std::chrono::sys_seconds now) {
  auto const day = std::chrono::floor<std::chrono::days>(now);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const time{now - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                     kDays.at(std::chrono::weekday{day}.c_encoding()),
                     static_cast<unsigned>(date.day()),
                     kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

// Written once a second on each thread.
std::string const& date_field(std::chrono::sys_seconds now) {
  thread_local std::chrono::sys_seconds written{};
  thread_local std::string text;
  if (written != now || text.empty()) {
    text = date_text(now);
    written = now;
  }
  return text;
}

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

void add_common_fields(Response& response, std::string_view content_policy) {
  for (auto const& [name, value] : kCommon) {
    response.fields.try_emplace(std::string{name}, value);
  }
  if (!content_policy.empty()) {
    response.fields.try_emplace("content-security-policy", content_policy);
  }
  response.fields.try_emplace("cache-control", response.fields.contains("etag")
                                                   ? "no-cache"
                                                   : "no-store");
}

std::string head_text(Response const& response, KeepAlive keep_alive,
                      std::chrono::sys_seconds now) {
  std::string text = "HTTP/1.1 ";
  text.reserve(1024);
  text += std::to_string(response.status) + ' ';
  text += reason_of(response.status);
  text += "\r\n";
  add_field(text, "date", date_field(now));
  if (keep_alive == KeepAlive::no) {
    add_field(text, "connection", "close");
  }
  for (auto const& [name, value] : response.fields) {
    add_field(text, name, value);
  }
  if (response.feed) {
    add_field(text, "content-type", "text/event-stream");
  } else if (has_body(response.status)) {
    if (response.body && !response.body->empty()) {
      add_field(text, "content-type", response.type);
    }
    add_field(text, "content-length",
              std::to_string(response.body ? response.body->size() : 0));
  }
  return text + "\r\n";
}

std::string event_text(Event const& event) {
  auto text = fmt::format("id: {}\n", event.id);
  if (!event.name.empty()) {
    text += "event: " + event.name + "\n";
  }
  std::string_view rest = event.data;
  for (;;) {
    auto const end = std::min(rest.find_first_of("\r\n"), rest.size());
    text += "data: ";
    text += rest.substr(0, end);
    text += '\n';
    if (end == rest.size()) {
      return text + "\n";
    }
    auto const both = rest.substr(end).starts_with("\r\n");
    rest.remove_prefix(end + (both ? 2 : 1));
  }
}

std::uint64_t heard_until(Request const& request) {
  auto const said = request.field("last-event-id");
  auto const text = said ? said : request.asked("after");
  if (!text || text->empty()) {
    return 0;
  }
  auto const after = parse_whole(*text);
  if (!after || *after < 0) {
    throw Problem{400, "malformed-request",
                  "The last event is said by its number."};
  }
  return static_cast<std::uint64_t>(*after);
}

}  // namespace camel::http
