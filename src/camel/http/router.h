// SPDX-License-Identifier: Apache-2.0
// Which answer belongs to which address.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "camel/http/exchange.h"

namespace camel::http {

struct Route {
  std::string method;  // "GET", which answers HEAD, too
  std::string path;    // "/v1/jobs/{job}/events"; parts are never blank
  Answer answer;
  Role role = Role::reader;    // who may ask, at least
  bool slow = false;           // answered by a worker, not where bytes are read
  std::size_t body_limit = 0;  // 0: that of the settings
};

class Router {
 public:
  // Throws CheckFailed when the same is there already.
  void add(Route route);

  struct Match {
    Route const* route;  // nothing for OPTIONS, which `allow` answers
    std::map<std::string, std::string, std::less<>> parts;
    std::string allow;
  };
  // Throws Problem: 404, or 405 for an address that has other methods.
  Match match(std::string_view method, std::string_view path) const;

  // For what is known before the body is read; nothing when there is none.
  Route const* find(std::string_view method, std::string_view path) const;

  // As Allow says it: "GET, HEAD, OPTIONS"; blank when there is no such
  // address.
  std::string methods_of(std::string_view path) const;

 private:
  struct Address {
    std::string path;  // with its open parts
    std::vector<std::string> segments;
    std::map<std::string, Route, std::less<>> routes;  // by method
  };
  Address const* address(std::string_view path) const;

  std::vector<Address> addresses_;  // those with open parts
  std::map<std::string, Address, std::less<>> plain_;
};

}  // namespace camel::http
