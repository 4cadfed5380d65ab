// SPDX-License-Identifier: Apache-2.0
#include "camel/http/guard.h"

#include <algorithm>

#include "camel/http/letters.h"
#include "camel/http/problem.h"

namespace camel::http {
namespace {

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

[[noreturn]] void refuse_site() {
  throw Problem{403, "cross-site",
                "A page of another site may not ask for changes here."};
}

}  // namespace

bool is_loopback_address(std::string_view address) {
  return address.starts_with("127.") || address == "::1" ||
         address.starts_with("::ffff:127.");
}

bool is_loopback_name(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") ||
         host == "[::1]" ||
         (host.starts_with("127.") &&
          host.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::string host_name(std::string_view field) {
  auto const colon = field.rfind(':');
  auto const bracket = field.rfind(']');
  auto const has_port = colon != std::string_view::npos &&
                        (bracket == std::string_view::npos || colon > bracket);
  auto name = lower(has_port ? field.substr(0, colon) : field);
  if (name.ends_with('.')) {
    name.pop_back();
  }
  return name;
}

void check_name(Request const& request, Names const& names) {
  if (names.any) {
    return;
  }
  auto const host = request.field("host");
  auto const name = host_name(host.value_or("localhost"));
  if (!is_loopback_name(name) &&
      std::ranges::find(names.hosts, name) == names.hosts.end()) {
    throw Problem{421, "wrong-host", "This server does not go by that name."};
  }
}

void check_site(Request const& request) {
  if (changes_nothing(request.method)) {
    return;
  }
  auto const site = request.field("sec-fetch-site");
  if (site && *site != "same-origin" && *site != "none") {
    refuse_site();
  }
  auto const origin = request.field("origin");
  if (!origin) {
    return;
  }
  auto const scheme = origin->find("://");
  if (scheme == std::string_view::npos ||
      lower(origin->substr(scheme + 3)) !=
          lower(request.field("host").value_or(""))) {
    refuse_site();
  }
}

}  // namespace camel::http
