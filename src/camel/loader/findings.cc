// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/findings.h"

#include <utility>

namespace camel {

namespace {

constexpr std::size_t kToldPerFile = 1000;

}  // namespace

void Findings::add(Diagnostic finding) {
  auto& count = counts_[finding.file];
  if (count.told == kToldPerFile) {
    ++(finding.warning ? count.warnings : count.errors);
    return;
  }
  ++count.told;
  told_.findings.push_back(std::move(finding));
}

Diagnostics Findings::take() {
  for (auto const& [file, count] : counts_) {
    if (count.errors + count.warnings > 0) {
      told_.findings.push_back(
          {.file = file,
           .warning = count.errors == 0,
           .message = "and " + std::to_string(count.errors) +
                      " more errors and " + std::to_string(count.warnings) +
                      " more warnings in this file",
           .hint = "mend those that are listed and check again"});
    }
  }
  counts_.clear();
  told_.sort();
  return std::exchange(told_, {});
}

}  // namespace camel
