// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_head.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <system_error>

#include "camel/base/text.h"
#include "camel/http/letters.h"
#include "camel/http/problem.h"

namespace camel::http {
namespace {

constexpr std::size_t kLongestMethod = 16;
constexpr std::size_t kLongestLength = 15;  // digits; a petabyte

constexpr auto kSingle = std::to_array<std::string_view>(
    {"host", "content-length", "transfer-encoding", "authorization",
     "content-type", "expect", "idempotency-key", "last-event-id", "origin",
     "sec-fetch-site"});

[[noreturn]] void refuse(int status, std::string type,
                         std::string const& detail) {
  throw Problem{status, std::move(type), detail};
}

[[noreturn]] void malformed(std::string const& detail) {
  refuse(400, "malformed-request", detail);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char letter) {
    return std::isalnum(letter) != 0 ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(
               static_cast<char>(letter)) != std::string_view::npos;
  });
}

bool is_visible(unsigned char letter) { return letter > 0x20 && letter < 0x7f; }

bool is_field_letter(unsigned char letter) {
  return letter == '\t' || (letter >= 0x20 && letter != 0x7f);
}

bool same(std::string_view a, std::string_view b) {
  return lower(a) == lower(b);
}

// The line up to CR LF, taken off the head. Any other CR or LF is refused by
// what checks the letters of lines.
std::string_view take_line(std::string_view& head) {
  auto const end = head.find("\r\n");
  auto const line = head.substr(0, end);
  head.remove_prefix(std::min(end, head.size() - 2) + 2);
  return line;
}

void parse_version(std::string_view version, RequestHead& head) {
  head.old = version == "HTTP/1.0";
  if (head.old || version == "HTTP/1.1") {
    return;
  }
  if (version.starts_with("HTTP/") && version.size() == 8) {
    refuse(505, "version-unknown", "This server speaks HTTP/1.1.");
  }
  malformed("The first line does not end in HTTP/1.1.");
}

void parse_first_line(std::string_view line, Limits const& limits,
                      RequestHead& head) {
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    malformed("The first line is not METHOD ADDRESS HTTP/1.1.");
  }
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  if (!is_token(head.method) || head.method.size() > kLongestMethod) {
    malformed("The method is not a word.");
  }
  if (head.target.size() > limits.target) {
    refuse(414, "address-too-long", "The address of the request is too long.");
  }
  if (!std::ranges::all_of(head.target, is_visible)) {
    malformed("The address has blanks, or letters that are not ASCII.");
  }
  parse_version(line.substr(last + 1), head);
}

std::uint64_t parse_length(std::string_view value) {
  std::uint64_t length = 0;
  auto const* const end = value.data() + value.size();
  auto const [stop, error] = std::from_chars(value.data(), end, length);
  if (value.empty() || value.size() > kLongestLength || error != std::errc{} ||
      stop != end) {
    malformed("Content-Length is not a number.");
  }
  return length;
}

// Of a list, as Connection is.
bool names(std::string_view list, std::string_view word) {
  auto const all = split(list, ',');
  return std::ranges::any_of(all, [&](auto one) { return same(one, word); });
}

// Those that may be said in several lines, which are one list. Said twice, any
// of the others could be read in two ways.
bool is_single(std::string_view name) {
  return std::ranges::find(kSingle, name) != kSingle.end();
}

void add_field(FieldLine const& line, Fields& fields) {
  auto const [at, first] = fields.try_emplace(lower(line.name), line.value);
  if (first) {
    return;
  }
  if (is_single(at->first)) {
    malformed("'" + at->first + "' is said twice.");
  }
  at->second += at->first == "cookie" ? "; " : ", ";
  at->second += line.value;
}

void check_host(RequestHead const& head) {
  auto const host = head.fields.find("host");
  if (host == head.fields.end()) {
    if (!head.old) {
      malformed("A request has a Host.");
    }
    return;
  }
  auto const scheme = head.target.find("://");
  if (head.target.starts_with('/') || scheme == std::string_view::npos) {
    return;
  }
  auto const rest = head.target.substr(scheme + 3);
  if (!same(rest.substr(0, rest.find_first_of("/?")), host->second)) {
    malformed("The address and Host name different servers.");
  }
}

// How long the body is must be said once, in one way.
void parse_framing(RequestHead& head) {
  auto const length = head.fields.find("content-length");
  auto const encoding = head.fields.find("transfer-encoding");
  if (length != head.fields.end()) {
    head.length = parse_length(length->second);
  }
  if (encoding == head.fields.end()) {
    return;
  }
  if (head.length) {
    malformed("The length of the body is said in two ways.");
  }
  if (!same(encoding->second, "chunked")) {
    refuse(501, "encoding-unknown",
           "A body may be sent in chunks, and in no other encoding.");
  }
  if (head.old) {
    malformed("HTTP/1.0 has no chunks.");
  }
  head.chunked = true;
}

void parse_connection(RequestHead& head) {
  auto const found = head.fields.find("connection");
  std::string_view const said =
      found == head.fields.end() ? std::string_view{} : found->second;
  head.keep_alive =
      head.old ? names(said, "keep-alive") : !names(said, "close");
}

}  // namespace

FieldLine parse_field(std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('\t')) {
    malformed("A field is folded over two lines.");
  }
  auto const colon = line.find(':');
  auto const name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name)) {
    malformed("A field is not NAME: VALUE.");
  }
  auto const value = trim(line.substr(colon + 1));
  if (!std::ranges::all_of(value, is_field_letter)) {
    malformed("A field has control characters.");
  }
  return {.name = name, .value = value};
}

RequestHead parse_head(std::string_view text, Limits const& limits) {
  RequestHead head;
  parse_first_line(take_line(text), limits, head);
  std::size_t fields = 0;
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    if (++fields > limits.fields) {
      refuse(431, "head-too-large", "There are too many fields.");
    }
    add_field(parse_field(line), head.fields);
  }
  check_host(head);
  parse_framing(head);
  parse_connection(head);
  return head;
}

void refuse_long_head(std::string_view begun) {
  if (begun.find("\r\n") == std::string_view::npos) {
    refuse(414, "address-too-long", "The address of the request is too long.");
  }
  refuse(431, "head-too-large", "The fields of the request are too long.");
}

}  // namespace camel::http
