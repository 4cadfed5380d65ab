// SPDX-License-Identifier: Apache-2.0
#include "camel/http/conditional.h"

#include <cstdint>

#include <fmt/format.h>

#include "camel/base/text.h"

namespace camel::http {
namespace {

std::string_view strong(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

// FNV-1a in 64 bits, by Fowler, Noll and Vo: two versions of one thing are to
// differ; nobody gains from making two that do not.
std::string tag_of(std::string_view bytes) {
  auto hash = std::uint64_t{0xcbf29ce484222325};
  for (auto const byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return fmt::format("\"{:016x}-{:x}\"", hash, bytes.size());
}

bool names_tag(std::string_view field, std::string_view tag) {
  for (auto const named : split(field, ',')) {
    if (named == "*" || strong(named) == strong(tag)) {
      return true;
    }
  }
  return false;
}

void answer_conditionally(Request const& request, Response& response) {
  auto const tag = response.fields.find("etag");
  auto const known = request.field("if-none-match");
  if (tag == response.fields.end() || !known || response.status != 200 ||
      (request.method != "GET" && request.method != "HEAD") ||
      !names_tag(*known, tag->second)) {
    return;
  }
  response.status = 304;
  response.body = nullptr;
  response.gzip = nullptr;
}

}  // namespace camel::http
