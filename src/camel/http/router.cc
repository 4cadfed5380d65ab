// SPDX-License-Identifier: Apache-2.0
#include "camel/http/router.h"

#include <algorithm>

#include "camel/base/check.h"
#include "camel/http/percent.h"
#include "camel/http/problem.h"

namespace camel::http {
namespace {

// "/v1/jobs/" has four: "", "v1", "jobs" and "".
std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  for (;;) {
    auto const slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) {
      return segments;
    }
    path.remove_prefix(slash + 1);
  }
}

bool is_open(std::string_view segment) { return segment.starts_with('{'); }

std::string_view name_of(std::string_view segment) {
  return segment.substr(1, segment.size() - 2);
}

// Whether the path has these segments, without splitting it into strings.
bool matches(std::vector<std::string> const& segments, std::string_view path) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    auto const slash = path.find('/');
    auto const last = slash == std::string_view::npos;
    if (last != (i + 1 == segments.size())) {
      return false;
    }
    auto const part = path.substr(0, slash);
    if (is_open(segments[i]) ? part.empty() : part != segments[i]) {
      return false;
    }
    path.remove_prefix(last ? path.size() : slash + 1);
  }
  return true;
}

// As it was before it was encoded.
std::string name_in(std::string part) {
  std::replace(part.begin(), part.end(), kEncodedSlash, '/');
  return part;
}

template <typename Routes>
Route const* route_for(Routes const& routes, std::string_view method) {
  auto const found = routes.find(method == "HEAD" ? "GET" : method);
  return found == routes.end() ? nullptr : &found->second;
}

template <typename Routes>
std::string allow_of(Routes const& routes) {
  std::string allow;
  for (auto const& [method, route] : routes) {
    if (method != "OPTIONS") {
      allow += method + (method == "GET" ? ", HEAD, " : ", ");
    }
  }
  return allow + "OPTIONS";
}

}  // namespace

void Router::add(Route route) {
  auto const segments = segments_of(route.path);
  auto const open = route.path.find('{') != std::string::npos;
  Address* address = nullptr;
  if (open) {
    for (auto& known : addresses_) {
      address = known.path == route.path ? &known : address;
    }
    if (address == nullptr) {
      address = &addresses_.emplace_back();
    }
  } else {
    address = &plain_[route.path];
  }
  address->path = route.path;
  address->segments = segments;
  auto const method = route.method;
  CAMEL_CHECK(address->routes.try_emplace(method, std::move(route)).second,
              method + " " + address->path + " has one answer");
  address->allow = allow_of(address->routes);
}

Router::Address const* Router::address(std::string_view path) const {
  if (auto const found = plain_.find(path); found != plain_.end()) {
    return &found->second;
  }
  for (auto const& address : addresses_) {
    if (matches(address.segments, path)) {
      return &address;
    }
  }
  return nullptr;
}

Router::Match Router::match(std::string_view method,
                            std::string_view path) const {
  auto const* const found = address(path);
  if (found == nullptr) {
    throw Problem{404, "not-found", "There is nothing at this address."};
  }
  Match match{route_for(found->routes, method), {}, found->allow};
  if (match.route == nullptr && method != "OPTIONS") {
    Problem problem{405, "method-not-allowed",
                    "This address answers " + found->allow + "."};
    problem.fields["allow"] = found->allow;
    throw problem;
  }
  auto const parts = segments_of(path);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_open(found->segments[i])) {
      match.parts.emplace(name_of(found->segments[i]), name_in(parts[i]));
    }
  }
  return match;
}

}  // namespace camel::http
