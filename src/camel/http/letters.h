// SPDX-License-Identifier: Apache-2.0
// Letters as HTTP compares them (RFC 9110, section 5.1): those of ASCII, in
// whatever locale.
#pragma once

#include <string>
#include <string_view>

namespace camel::http {

// With A to Z small; all others as they are.
std::string lower(std::string_view text);

// 0 to 15; -1 for what is no hexadecimal digit.
int hex_digit(char letter);

}  // namespace camel::http
