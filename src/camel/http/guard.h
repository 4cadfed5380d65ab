// SPDX-License-Identifier: Apache-2.0
// Requests that a browser was tricked into: by a name bent to this machine
// (DNS rebinding), or by a page of somebody else (cross-site request forgery).
// On loopback nobody logs in, so this is what stands between a page in another
// tab and the server.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "camel/http/exchange.h"

namespace camel::http {

// "localhost", "127.0.0.1", "[::1]", "x.localhost"; without a port.
bool is_loopback_name(std::string_view host);
bool is_loopback_address(std::string_view address);

// "Localhost:8080" -> "localhost"; "[::1]:80" -> "[::1]".
std::string host_name(std::string_view field);

// Throws Problem 421 when the request is for another name. `hosts` are served
// besides those of loopback; `any` when none is named.
struct Names {
  std::vector<std::string> hosts;
  bool any = false;
};
void check_name(Request const& request, Names const& names);

// Throws Problem 403 when another site asks to change something.
void check_site(Request const& request);

}  // namespace camel::http
