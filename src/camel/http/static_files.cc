// SPDX-License-Identifier: Apache-2.0
#include "camel/http/static_files.h"

#include <memory>

#include "camel/http/conditional.h"

namespace camel::http {
namespace {

constexpr std::string_view kIndex = "/index.html";

Response response_of(StaticFile const& file) {
  Response response{
      .type = file.type,
      .body = std::make_shared<std::string const>(file.bytes),
      .fields = {{"etag", tag_of(file.bytes)},
                 {"cache-control", file.immutable
                                       ? "public, max-age=31536000, immutable"
                                       : "no-cache"}}};
  if (!file.gzip.empty()) {
    response.gzip = std::make_shared<std::string const>(file.gzip);
  }
  return response;
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
