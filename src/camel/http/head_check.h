// SPDX-License-Identifier: Apache-2.0
// The head of a request, looked over before a parser sees it. Whatever a
// program on the way might read in another way than we do (request smuggling)
// is refused: bare line feeds, folded lines, blanks before a colon, two
// lengths, a length and chunks (RFC 9112, sections 2.2, 5.1, 5.2, 6.1, 6.3).
#pragma once

#include <string_view>

#include "camel/http/settings.h"

namespace camel::http {

// `head` ends with the blank line. Throws Problem.
void check_head(std::string_view head, Limits const& limits);

// A head that has no end yet and has grown to the limit; throws the Problem
// of what is too long of it.
[[noreturn]] void refuse_long_head(std::string_view begun);

}  // namespace camel::http
