// SPDX-License-Identifier: Apache-2.0
#include "camel/http/static_files.h"

#include <memory>

#include "camel/http/compress.h"
#include "camel/http/conditional.h"

namespace camel::http {
namespace {

constexpr int kSmall = 9;
constexpr std::string_view kIndex = "/index.html";

// Pictures and fonts are compressed as they are.
std::shared_ptr<std::string const> smaller_twin(std::string_view bytes) {
  auto compressed = compress_gzip(bytes, kSmall);
  if (compressed.size() + compressed.size() / 8 >= bytes.size()) {
    return nullptr;
  }
  return std::make_shared<std::string const>(std::move(compressed));
}

Response response_of(StaticFile const& file) {
  return {.type = file.type,
          .body = std::make_shared<std::string const>(file.bytes),
          .fields = {{"etag", tag_of(file.bytes)},
                     {"cache-control",
                      file.immutable ? "public, max-age=31536000, immutable"
                                     : "no-cache"}},
          .gzip = smaller_twin(file.bytes)};
}

}  // namespace

void add_files(Router& router, std::vector<StaticFile> const& files) {
  for (auto const& file : files) {
    Route route{.method = "GET",
                .path = file.path,
                .answer = [response = response_of(file)](
                              Request const&) { return response; },
                .role = Role::nobody};
    if (file.path == kIndex) {
      auto front = route;
      front.path = "/";
      router.add(std::move(front));
    }
    router.add(std::move(route));
  }
}

}  // namespace camel::http
