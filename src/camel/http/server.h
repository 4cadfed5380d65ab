// SPDX-License-Identifier: Apache-2.0
// A server of HTTP/1.1 (RFC 9112) on all cores. Slow clients hold a socket and
// a few kilobytes, never a thread; slow answers hold a worker, never those who
// read and write.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "camel/http/router.h"
#include "camel/http/settings.h"

namespace camel::http {

class Server {
 public:
  // Listens from here on: clients that come are answered by `run`. Throws
  // Error when the address is taken or not ours.
  explicit Server(ServerSettings settings);
  ~Server();

  // To be filled before `run`.
  Router& router();

  std::uint16_t port() const;

  // Answers, until `stop`, on threads of its own. Then takes no more
  // connections, ends feeds, lets what is being answered come to an end within
  // the grace time, and returns.
  void run();
  void stop();  // from any thread, also before `run`

  std::string metrics_text() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace camel::http
