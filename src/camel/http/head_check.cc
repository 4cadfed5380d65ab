// SPDX-License-Identifier: Apache-2.0
#include "camel/http/head_check.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "camel/http/problem.h"

namespace camel::http {
namespace {

constexpr std::size_t kLongestMethod = 16;
constexpr std::size_t kLongestLength = 15;  // digits; a petabyte

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
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string_view without_blanks(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return "";
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The line up to CR LF, taken off the head. Any other CR or LF is refused by
// what checks the letters of lines.
std::string_view take_line(std::string_view& head) {
  auto const end = head.find("\r\n");
  auto const line = head.substr(0, end);
  head.remove_prefix(std::min(end, head.size() - 2) + 2);
  return line;
}

struct RequestLine {
  std::string_view method, target;
  bool old = false;  // HTTP/1.0
};

RequestLine parse_request_line(std::string_view line, Limits const& limits) {
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    malformed("The first line is not METHOD ADDRESS HTTP/1.1.");
  }
  RequestLine parsed{.method = line.substr(0, first),
                     .target = line.substr(first + 1, last - first - 1)};
  auto const version = line.substr(last + 1);
  if (!is_token(parsed.method) || parsed.method.size() > kLongestMethod) {
    malformed("The method is not a word.");
  }
  if (parsed.target.size() > limits.target) {
    refuse(414, "address-too-long", "The address of the request is too long.");
  }
  if (!std::ranges::all_of(parsed.target, is_visible)) {
    malformed("The address has blanks, or letters that are not ASCII.");
  }
  parsed.old = version == "HTTP/1.0";
  if (!parsed.old && version != "HTTP/1.1") {
    if (version.starts_with("HTTP/") && version.size() == 8) {
      refuse(505, "version-unknown", "This server speaks HTTP/1.1.");
    }
    malformed("The first line does not end in HTTP/1.1.");
  }
  return parsed;
}

// What the framing of the request hangs on.
struct Framing {
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  std::string_view host = {};
};

void check_length(std::string_view value) {
  if (value.empty() || value.size() > kLongestLength ||
      !std::ranges::all_of(
          value, [](char letter) { return letter >= '0' && letter <= '9'; })) {
    malformed("Content-Length is not a number.");
  }
}

void check_field(std::string_view line, Framing& framing) {
  if (line.starts_with(' ') || line.starts_with('\t')) {
    malformed("A field is folded over two lines.");
  }
  auto const colon = line.find(':');
  auto const name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name)) {
    malformed("A field is not NAME: VALUE.");
  }
  auto const value = without_blanks(line.substr(colon + 1));
  if (!std::ranges::all_of(value, is_field_letter)) {
    malformed("A field has control characters.");
  }
  if (same(name, "host")) {
    ++framing.hosts;
    framing.host = value;
  } else if (same(name, "content-length")) {
    ++framing.lengths;
    check_length(value);
  } else if (same(name, "transfer-encoding")) {
    ++framing.encodings;
    if (!same(value, "chunked")) {
      refuse(501, "encoding-unknown",
             "A body may be sent in chunks, and in no other encoding.");
    }
  }
}

void check_host(Framing const& framing, RequestLine const& line) {
  if (framing.hosts > 1 || (framing.hosts == 0 && !line.old)) {
    malformed("A request has one Host.");
  }
  auto const scheme = line.target.find("://");
  if (line.target.starts_with('/') || scheme == std::string_view::npos) {
    return;
  }
  auto const rest = line.target.substr(scheme + 3);
  if (!same(rest.substr(0, rest.find_first_of("/?")), framing.host)) {
    malformed("The address and Host name different servers.");
  }
}

void check_framing(Framing const& framing, RequestLine const& line) {
  check_host(framing, line);
  if (framing.lengths > 1 || framing.encodings > 1 ||
      framing.lengths + framing.encodings > 1) {
    malformed("The length of the body is said twice.");
  }
  if (framing.encodings > 0 && line.old) {
    malformed("HTTP/1.0 has no chunks.");
  }
}

}  // namespace

void check_head(std::string_view head, Limits const& limits) {
  auto const line = parse_request_line(take_line(head), limits);
  Framing framing;
  std::size_t fields = 0;
  for (auto field = take_line(head); !field.empty(); field = take_line(head)) {
    if (++fields > limits.fields) {
      refuse(431, "head-too-large", "There are too many fields.");
    }
    check_field(field, framing);
  }
  check_framing(framing, line);
}

void refuse_long_head(std::string_view begun) {
  if (begun.find("\r\n") == std::string_view::npos) {
    refuse(414, "address-too-long", "The address of the request is too long.");
  }
  refuse(431, "head-too-large", "The fields of the request are too long.");
}

}  // namespace camel::http
