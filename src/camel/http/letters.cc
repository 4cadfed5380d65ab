// SPDX-License-Identifier: Apache-2.0
#include "camel/http/letters.h"

#include <algorithm>

namespace camel::http {

std::string lower(std::string_view text) {
  std::string small{text};
  std::ranges::transform(small, small.begin(), [](char letter) {
    return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter | 0x20
                                                            : letter);
  });
  return small;
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') {
    return letter - '0';
  }
  auto const small = static_cast<char>(letter | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

}  // namespace camel::http
