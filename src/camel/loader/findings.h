// SPDX-License-Identifier: Apache-2.0
// The findings of a whole package. A file that is wrong from top to bottom is
// reported up to a limit and the rest counted, so that a million bad rows do
// not take the memory of a million messages.
#pragma once

#include <map>
#include <string>

#include "camel/base/diagnostic.h"

namespace camel {

// What is wrong and how to mend it, before it is known where.
struct Finding {
  std::string what, mend = {};
};

class Findings {
 public:
  void add(Diagnostic finding);
  // Sorted, with one line per file about what was left out.
  Diagnostics take();

 private:
  struct Count {
    std::size_t told = 0, errors = 0, warnings = 0;  // the last two: untold
  };
  Diagnostics told_;
  std::map<std::string, Count> counts_;
};

}  // namespace camel
