// SPDX-License-Identifier: Apache-2.0
// Runs the server until it is told to stop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nats_inlet.h"

namespace camel::server {

struct ServeSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
  std::filesystem::path data;
  std::string database;  // of events (camel/api/event_place.h)
  std::string corridor;  // that comes first; blank: the default one
  std::vector<std::string> announced;  // scenarios of it: closures
  int threads = 0;                     // of one job; 0: all cores
  std::size_t keep_jobs = 500;         // of those that ended
  std::vector<std::string> hosts;      // names it goes by besides loopback's
  bool behind_proxy = false;
  double requests_per_second = 0;  // of one key or address; 0: any number
  bool webhooks_to_private_networks = false;
  std::optional<InletSettings> inlet;               // of events by a stream
  bool quiet = false;                               // no access log
  std::optional<std::filesystem::path> access_log;  // none: standard error
};

// Tells `ready` the address to open, and returns when SIGTERM or SIGINT came
// and all is put away; a second one ends the program at once. Throws UsageError
// where others could reach it and there are no keys, Error where the port is
// taken.
void serve(ServeSettings const& settings,
           std::function<void(std::string const& address)> const& ready);

}  // namespace camel::server
