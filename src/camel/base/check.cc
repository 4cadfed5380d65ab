// SPDX-License-Identifier: Apache-2.0
#include "camel/base/check.h"

#include <string_view>

#include "camel/base/error.h"

namespace camel {

namespace {

// The part of the path that is the project's own.
std::string_view own_part(std::string_view path) {
  auto const source = path.rfind("/src/");
  return source == std::string_view::npos ? path : path.substr(source + 1);
}

}  // namespace

void check_failed(char const* condition, char const* file, int line,
                  std::string const& what) {
  throw CheckFailed{"internal check failed: " + what + " (" + condition + ", " +
                    std::string{own_part(file)} + ":" + std::to_string(line) +
                    ")"};
}

}  // namespace camel
