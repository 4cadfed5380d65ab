// SPDX-License-Identifier: Apache-2.0
// The head of a request: its first line and its fields. Whatever a program on
// the way might read in another way than we do (request smuggling) is refused:
// bare line feeds, folded lines, blanks before a colon, two lengths, a length
// and chunks (RFC 9112, sections 2.2, 5.1, 5.2, 6.1, 6.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "camel/http/exchange.h"
#include "camel/http/settings.h"

namespace camel::http {

struct RequestHead {
  std::string_view method, target;
  Fields fields;
  bool keep_alive = true;
  bool old = false;  // HTTP/1.0
  bool chunked = false;
  std::optional<std::uint64_t> length = {};  // of the body
};

// `head` ends with the blank line, and must outlive what it is parsed into.
// Throws Problem.
RequestHead parse_head(std::string_view head, Limits const& limits);

// A head that has no end yet and has grown to the limit; throws the Problem
// of what is too long of it.
[[noreturn]] void refuse_long_head(std::string_view begun);

// "name: value", without its line end. Throws Problem.
struct FieldLine {
  std::string_view name, value;
};
FieldLine parse_field(std::string_view line);

}  // namespace camel::http
