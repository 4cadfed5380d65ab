// SPDX-License-Identifier: Apache-2.0
// Which answer belongs to which address.
#pragma once

#include <functional>
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
  Role role = Role::reader;  // who may ask, at least
  bool slow = false;         // answered by a worker, not where bytes are read
  // Brings something that is read at once, and answered later: quick where it
  // is little, and of more it holds up no slow answers.
  bool brings = false;
  std::size_t body_limit = 0;  // 0: that of the settings
  // Of a slow one: is the answer to this at hand, so that it is quick?
  std::function<bool(Request const&)> at_hand = {};
};

class Router {
 public:
  // Throws CheckFailed when the same is there already.
  void add(Route route);

  struct Match {
    Route const* route;  // nothing for OPTIONS, which `allow` answers
    std::map<std::string, std::string, std::less<>> parts;
    std::string_view allow;  // "GET, HEAD, OPTIONS", as long as the router
  };
  // Throws Problem: 404, or 405 for an address that has other methods.
  Match match(std::string_view method, std::string_view path) const;

 private:
  struct Address {
    std::string path;  // with its open parts
    std::vector<std::string> segments;
    std::map<std::string, Route, std::less<>> routes;  // by method
    std::string allow;
  };
  Address const* address(std::string_view path) const;

  std::vector<Address> addresses_;  // those with open parts
  std::map<std::string, Address, std::less<>> plain_;
};

}  // namespace camel::http
