// SPDX-License-Identifier: Apache-2.0
// What a request goes through between being read and being written: who asks,
// may they, what is the answer, has the client got it already. Free of
// sockets.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "camel/http/compress.h"
#include "camel/http/exchange.h"
#include "camel/http/guard.h"
#include "camel/http/pace.h"
#include "camel/http/problem.h"
#include "camel/http/router.h"
#include "camel/http/settings.h"

namespace camel::http {

// What is known of a request once its head was read.
struct Visit {
  Route const* route = nullptr;  // nothing for OPTIONS
  std::string_view allow;
  bool slow = false;     // to be answered by a worker
  bool unknown = false;  // who asks is to be looked up by one, too
};

class Service {
 public:
  explicit Service(ServerSettings settings);

  Router& router() { return router_; }
  ServerSettings const& settings() const { return settings_; }

  // Lets in or throws Problem; says in the request who asks, and with which
  // parts of the path.
  Visit admit(Request& request);
  std::size_t body_limit(Visit const& visit) const;

  // Never throws. Where nothing is to be looked up it is as quick as the
  // route's answer.
  Response answer(Request& request, Visit const& visit);
  // The same where the answer came later.
  Response answer(Request const& request, Rest const& rest) const;
  // The same for what was not let in.
  Response refuse(Request const& request, Problem const& problem) const;

  // A line for whoever runs the server.
  void log_fault(std::string const& what) const;

 private:
  Visit let_in(Request& request);
  Response dispatch(Request& request, Visit const& visit);
  void check_role(Asker const& asker, Route const& route) const;
  Response finish(Request const& request, Response response) const;
  void log_fault(Request const& request, std::string_view what) const;

  std::mutex mutable logging_;
  ServerSettings settings_;
  Names names_;
  Router router_;
  PaceKeeper pace_;
  Twins mutable twins_;
};

}  // namespace camel::http
