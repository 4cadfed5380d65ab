// SPDX-License-Identifier: Apache-2.0
// Texts are sent compressed to whoever takes that (gzip, RFC 1952).
#pragma once

#include <string>
#include <string_view>

#include "camel/http/exchange.h"

namespace camel::http {

// `level` from 1, quick, to 9, small. Throws Error.
std::string compress_gzip(std::string_view text, int level);

// Whether Accept-Encoding takes gzip.
bool takes_gzip(std::string_view accepted);

// Sends the compressed twin where that is right, and says on what it hung.
void choose_encoding(Request const& request, Response& response);

}  // namespace camel::http
