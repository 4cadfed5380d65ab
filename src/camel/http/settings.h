// SPDX-License-Identifier: Apache-2.0
// How a server is set up. The limits are chosen so that nobody can make it
// hold more than a bounded memory or wait for long; the reasons are in
// docs/decisions/0017-the-server.md.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "camel/http/exchange.h"

namespace camel::http {

struct Limits {
  std::size_t head = 16 * 1024;  // bytes of the request line and the fields
  std::size_t fields = 100;
  std::size_t target = 8 * 1024;
  std::size_t body = 1024 * 1024;  // where the route does not say otherwise

  std::size_t connections = 8192;
  std::size_t connections_of_address = 256;
  std::size_t connections_of_loopback = 4096;  // where many share an address
  std::size_t listeners = 1024;                // to events

  std::chrono::milliseconds head_time{10'000};  // from its first byte
  std::chrono::milliseconds idle_time{60'000};  // between requests
  // Of bodies, and of answers to slow readers: no byte comes or goes for so
  // long at most, and on the whole they are not slower than this.
  std::chrono::milliseconds pause_time{10'000};
  std::size_t bytes_per_second = 8 * 1024;
  std::chrono::milliseconds grace_time{10'000};  // to end when stopped
};

// Tokens a second, for each key or, without one, each address.
struct Pace {
  double per_second = 0;  // 0: as many as one likes
  double burst = 0;
};

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  int threads = 0;         // that read and write; 0: one a core
  int workers = 0;         // for slow answers; 0: one a core
  std::size_t queue = 64;  // slow answers that may wait for a worker
  // Who brings little is to be let go at once: it is read where it comes in.
  // For more there are receivers, and so much may wait for one; even more takes
  // memory, and goes to the workers.
  int receivers = 0;  // 0: one a core
  std::size_t receivers_queue = 512;
  std::size_t little_brought = 8 * 1024;
  std::size_t much_brought = 128 * 1024;
  Limits limits = {};
  Pace pace = {};

  // Names the server goes by besides those of loopback. On loopback, a request
  // for any other name is refused: a page elsewhere may have bent its own name
  // to this machine (DNS rebinding). On other addresses, blank: any name.
  std::vector<std::string> hosts = {};
  // A reverse proxy on this machine says who asks (X-Forwarded-For).
  bool behind_proxy = false;

  std::string content_security_policy =
      "default-src 'self'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'; object-src 'none'";

  // Who asks. The first must be quick, and says nothing when it takes more to
  // know; then the second is asked, among the slow answers. May throw Problem.
  // Without both, no route asks for a role.
  std::function<std::optional<Asker>(Request const&)> recognise = {};
  std::function<Asker(Request const&)> identify = {};

  // Take a line each, from one thread at a time.
  std::function<void(std::string const&)> access_log = {};
  std::function<void(std::string const&)> fault_log = {};

  std::chrono::milliseconds feed_time{200};           // between looks at a feed
  std::chrono::milliseconds keep_alive_time{15'000};  // of silent feeds
};

}  // namespace camel::http
