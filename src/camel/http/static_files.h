// SPDX-License-Identifier: Apache-2.0
// Files that are built into the program, such as the pages of the web client.
// Each is an address of its own: no path ever reaches a file system.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "camel/http/router.h"

namespace camel::http {

struct StaticFile {
  std::string path;        // "/assets/index-5f0c.js"; "/index.html" is also "/"
  std::string type;        // Content-Type
  std::string_view bytes;  // they outlive the router
  bool immutable = false;  // the name changes with the bytes
  std::string_view gzip = {};  // the bytes compressed, where that is worth it
};

void add_files(Router& router, std::vector<StaticFile> const& files);

}  // namespace camel::http
