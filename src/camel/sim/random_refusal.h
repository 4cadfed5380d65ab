// SPDX-License-Identifier: Apache-2.0
// How a wrong parameter of a distribution is refused: by the name of the
// distribution and the value as it was given.
#pragma once

#include <charconv>
#include <iterator>
#include <string>

#include "camel/base/error.h"

namespace camel {

// The shortest text that reads back as the same number, in no locale.
template <typename Number>
std::string number_text(Number number) {
  char buffer[32];
  auto const end = std::to_chars(buffer, std::end(buffer), number).ptr;
  return {buffer, end};
}

[[noreturn, gnu::cold]] inline void refuse_random(
    std::string const& law, std::string const& complaint) {
  throw UsageError("random numbers, " + law + ": " + complaint);
}

}  // namespace camel
