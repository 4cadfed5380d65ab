// SPDX-License-Identifier: Apache-2.0
// Entity tags (RFC 9110, section 8.8.3): which version of a thing was sent.
#pragma once

#include <string>
#include <string_view>

#include "camel/http/exchange.h"

namespace camel::http {

// A tag for these bytes: "\"5f0c...\"".
std::string tag_of(std::string_view bytes);

// Whether a field such as If-None-Match or If-Match names the tag, or any.
// Weak tags match, too: what is compressed on the way has one.
bool names_tag(std::string_view field, std::string_view tag);

// A 304 without a body, where the client has this answer already.
void answer_conditionally(Request const& request, Response& response);

}  // namespace camel::http
