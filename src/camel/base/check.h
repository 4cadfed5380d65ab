// SPDX-License-Identifier: Apache-2.0
// CAMEL_CHECK states what must be true if *we* are right. It stays on in
// release builds: a wrong answer about tracks and cranes costs more than a
// compare.
#pragma once

#include <string>

namespace camel {

[[noreturn]] void check_failed(char const* condition, char const* file,
                               int line, std::string const& what);

}  // namespace camel

#define CAMEL_CHECK(condition, what)                               \
  do {                                                             \
    if (!(condition)) {                                            \
      ::camel::check_failed(#condition, __FILE__, __LINE__, what); \
    }                                                              \
  } while (false)
