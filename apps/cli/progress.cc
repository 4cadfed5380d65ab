// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "terminal.h"

namespace camel {

Progress::Progress(std::string what, int steps)
    : what_{std::move(what)},
      steps_{steps},
      visible_{isatty(fileno(stderr)) != 0} {
  show(0);
}

Progress::~Progress() {
  if (visible_) {
    fmt::print(stderr, "\r\x1b[K");
  }
}

void Progress::done(int steps) { show(steps); }

void Progress::show(int steps) const {
  if (visible_) {
    fmt::print(stderr, "\r\x1b[K{} {} {}/{}", what_,
               bar(static_cast<double>(steps) / steps_, 24), steps, steps_);
    std::fflush(stderr);
  }
}

}  // namespace camel
