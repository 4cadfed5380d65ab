// SPDX-License-Identifier: Apache-2.0
#include "camel/base/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace camel {

std::string to_text(Diagnostic const& finding) {
  auto text = finding.file;
  if (finding.line > 0) {
    text += ":" + std::to_string(finding.line);
    if (finding.column > 0) {
      text += ":" + std::to_string(finding.column);
    }
  }
  text += finding.warning ? ": warning: " : ": error: ";
  text += finding.message;
  if (!finding.hint.empty()) {
    text += " — " + finding.hint;
  }
  return text;
}

void Diagnostics::error(Diagnostic finding) {
  finding.warning = false;
  findings.push_back(std::move(finding));
}

void Diagnostics::warning(Diagnostic finding) {
  finding.warning = true;
  findings.push_back(std::move(finding));
}

std::size_t Diagnostics::errors() const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](Diagnostic const& f) { return !f.warning; }));
}

void Diagnostics::sort() {
  std::stable_sort(findings.begin(), findings.end(),
                   [](Diagnostic const& a, Diagnostic const& b) {
                     return std::tie(a.file, a.line, a.column) <
                            std::tie(b.file, b.line, b.column);
                   });
}

}  // namespace camel
