// SPDX-License-Identifier: Apache-2.0
// The world failed: a file cannot be read, a disk is full. Thrown, and caught
// in the command line's `main`, the server's handler and the Python binding.
#pragma once

#include <stdexcept>

namespace camel {

struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The user asked for what does not exist or makes no sense (exit code 2).
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// We were wrong: a CAMEL_CHECK did not hold.
struct CheckFailed : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace camel
