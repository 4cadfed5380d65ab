// SPDX-License-Identifier: Apache-2.0
#include "camel/base/check.h"

#include "camel/base/error.h"

namespace camel {

void check_failed(char const* condition, char const* file, int line,
                  std::string const& what) {
  throw CheckFailed{"internal check failed: " + what + " (" + condition + ", " +
                    file + ":" + std::to_string(line) + ")"};
}

}  // namespace camel
