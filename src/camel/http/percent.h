// SPDX-License-Identifier: Apache-2.0
// Addresses as they stand in a request: percent-encoding (RFC 3986, section
// 2.1) taken off and put on, and what could be read in two ways refused.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace camel::http {

// Nothing when an escape is broken, or what comes out is not UTF-8 or has
// control characters. In a query "+" is a space.
enum class Plus : bool { stays, is_space };
std::optional<std::string> decode_percent(std::string_view text,
                                          Plus plus = Plus::stays);

// All but letters, digits and "-_.~", as a part of a path or a query.
std::string encode_percent(std::string_view text);

// Stands in a decoded path for an encoded slash, which is part of a name
// ("urn:…" and "https://…" are names of things that are tracked). No decoded
// text has it otherwise. No fixed address matches it; where a part is open, it
// becomes the slash it was (router.h).
inline constexpr char kEncodedSlash = '\x1f';

struct Target {
  std::string path;  // decoded, but for encoded slashes
  std::multimap<std::string, std::string, std::less<>> query;
};

// "/v1/jobs/17?after=3", or the same after "http://host". Nothing for what is
// malformed, and for paths that programs on the way may read differently:
// with a backslash, "." or "..", also between encoded slashes.
std::optional<Target> parse_target(std::string_view target);

bool is_utf8(std::string_view text);

}  // namespace camel::http
