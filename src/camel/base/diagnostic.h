// SPDX-License-Identifier: Apache-2.0
// What is wrong with a file, where, and how to mend it. Reading never stops at
// the first finding.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace camel {

struct Diagnostic {
  std::string file;
  std::size_t line = 0;    // 1 is the first; 0 means the file as a whole
  std::size_t column = 0;  // 1 is the first character; 0 means the line
  bool warning = false;
  std::string message;  // what is wrong, naming the thing
  std::string hint;     // the mend; may be empty

  bool operator==(Diagnostic const&) const = default;
};

// "places.csv:7:3: error: what — mend"
std::string to_text(Diagnostic const& finding);

struct Diagnostics {
  std::vector<Diagnostic> findings;

  void error(Diagnostic finding);
  void warning(Diagnostic finding);
  std::size_t errors() const;
  // By file, line and column, errors and warnings together.
  void sort();
};

}  // namespace camel
