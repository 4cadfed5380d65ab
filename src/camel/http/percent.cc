// SPDX-License-Identifier: Apache-2.0
#include "camel/http/percent.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "camel/http/letters.h"

namespace camel::http {
namespace {

bool is_control(char letter) {
  auto const code = static_cast<unsigned char>(letter);
  return code < 0x20 || code == 0x7f;
}

// How many bytes follow this first one; -1 if none may begin so.
int followers(unsigned char first) {
  if (first < 0x80) {
    return 0;
  }
  if (first >= 0xc2 && first <= 0xdf) {
    return 1;
  }
  if ((first & 0xf0) == 0xe0) {
    return 2;
  }
  return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
}

// The second byte of these is bounded so that each code point has one
// spelling, and surrogates none (RFC 3629, section 4).
bool second_is_right(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second <= 0x9f;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second <= 0x8f;
    default:
      return true;
  }
}

std::string_view without_authority(std::string_view target) {
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (target.starts_with(scheme)) {
      auto const path = target.find('/', scheme.size());
      return path == std::string_view::npos ? "/" : target.substr(path);
    }
  }
  return target;
}

bool has_dot_part(std::string_view path) {
  constexpr std::array kSlashes{'/', kEncodedSlash};
  while (!path.empty()) {
    path.remove_prefix(1);
    auto const part =
        path.substr(0, path.find_first_of({kSlashes.data(), kSlashes.size()}));
    if (part == "." || part == "..") {
      return true;
    }
    path.remove_prefix(part.size());
  }
  return false;
}

// Decoded part by part: a slash within a part was encoded.
std::optional<std::string> parse_path(std::string_view raw) {
  if (!raw.starts_with('/')) {
    return std::nullopt;
  }
  std::string path;
  while (!raw.empty()) {
    raw.remove_prefix(1);
    auto const end = std::min(raw.find('/'), raw.size());
    auto part = decode_percent(raw.substr(0, end));
    if (!part || part->find('\\') != std::string::npos) {
      return std::nullopt;
    }
    std::replace(part->begin(), part->end(), '/', kEncodedSlash);
    path += '/' + *part;
    raw.remove_prefix(end);
  }
  return has_dot_part(path) ? std::nullopt : std::optional{path};
}

bool parse_query(std::string_view raw, Target& target) {
  while (!raw.empty()) {
    auto const pair = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
    if (pair.empty()) {
      continue;
    }
    auto const equals = std::min(pair.find('='), pair.size());
    auto name = decode_percent(pair.substr(0, equals), Plus::is_space);
    auto value = decode_percent(pair.substr(std::min(equals + 1, pair.size())),
                                Plus::is_space);
    if (!name || !value) {
      return false;
    }
    target.query.emplace(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::string encode_percent(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (auto const c : text) {
    auto const is_plain = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') ||
                          ('0' <= c && c <= '9') || c == '-' || c == '_' ||
                          c == '.' || c == '~';
    if (is_plain) {
      encoded += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    encoded += {'%', kHex[byte / 16], kHex[byte % 16]};
  }
  return encoded;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto const first = static_cast<unsigned char>(text[i++]);
    auto const more = followers(first);
    if (more < 0 || text.size() - i < static_cast<std::size_t>(more)) {
      return false;
    }
    for (auto k = 0; k < more; ++k) {
      auto const next = static_cast<unsigned char>(text[i++]);
      if ((next & 0xc0) != 0x80 || (k == 0 && !second_is_right(first, next))) {
        return false;
      }
    }
  }
  return true;
}

std::optional<std::string> decode_percent(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto letter = text[i];
    if (letter == '%') {
      auto const high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      auto const low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return std::nullopt;
      }
      letter = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (letter == '+' && plus == Plus::is_space) {
      letter = ' ';
    }
    if (is_control(letter)) {
      return std::nullopt;
    }
    decoded += letter;
  }
  return is_utf8(decoded) ? std::optional{decoded} : std::nullopt;
}

std::optional<Target> parse_target(std::string_view target) {
  target = without_authority(target);
  auto const question = std::min(target.find('?'), target.size());
  auto path = parse_path(target.substr(0, question));
  if (!path) {
    return std::nullopt;
  }
  Target parsed{.path = std::move(*path), .query = {}};
  auto const query = target.substr(std::min(question + 1, target.size()));
  return parse_query(query, parsed) ? std::optional{std::move(parsed)}
                                    : std::nullopt;
}

}  // namespace camel::http
