// SPDX-License-Identifier: Apache-2.0
#include "serve.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "application.h"
#include "camel/base/error.h"
#include "camel/http/guard.h"
#include "camel/http/server.h"
#include "embedded.h"
#include "signals.h"

namespace camel::server {

namespace {

namespace fs = std::filesystem;

constexpr auto kTimeForJobs = std::chrono::seconds{10};

std::string plain_address(std::string const& address) {
  return address == "localhost" ? "127.0.0.1" : address;
}

// By its own address, or through a proxy that stands before it.
bool others_reach(ServeSettings const& settings) {
  return !http::is_loopback_address(plain_address(settings.address)) ||
         settings.behind_proxy || !settings.hosts.empty();
}

void check_keys(ServeSettings const& settings, Keys& keys) {
  if (others_reach(settings) && keys.none()) {
    throw UsageError{
        "on " + settings.address +
        " others could reach the server, and there are no keys — make one "
        "with camel serve keys add NAME --role admin, or listen on 127.0.0.1 "
        "without --host and --behind-proxy"};
  }
}

// A line each, to a file or to standard error.
std::function<void(std::string const&)> line_writer(
    std::optional<fs::path> const& file) {
  if (!file) {
    // In one piece: several threads write there.
    return [](std::string const& line) { std::cerr << line + '\n'; };
  }
  auto const out = std::make_shared<std::ofstream>(*file, std::ios::app);
  if (!*out) {
    throw Error{"cannot write the access log " + file->string()};
  }
  return [out](std::string const& line) { *out << line << std::endl; };
}

http::ServerSettings http_settings(ServeSettings const& settings, Keys& keys) {
  http::ServerSettings http;
  http.address = plain_address(settings.address);
  http.port = settings.port;
  http.hosts = settings.hosts;
  http.behind_proxy = settings.behind_proxy;
  http.pace = {settings.requests_per_second, 10 * settings.requests_per_second};
  // Code, styles and the map's worker are files of their own; a chart becomes a
  // picture by way of a data address.
  http.content_security_policy =
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
      "form-action 'none'; frame-ancestors 'none'; object-src 'none'";
  http.recognise = [&keys](http::Request const& request) {
    return keys.recognise(request);
  };
  http.identify = [&keys](http::Request const& request) {
    return keys.identify(request);
  };
  if (!settings.quiet) {
    http.access_log = line_writer(settings.access_log);
  }
  http.fault_log = line_writer(std::nullopt);
  return http;
}

DeliverySettings delivery_settings(ServeSettings const& settings) {
  DeliverySettings deliveries;
  if (settings.webhooks_to_private_networks) {
    deliveries.sending.reach = webhooks::Reach::private_networks_too;
  }
  if (!settings.hosts.empty()) {
    deliveries.origin = settings.hosts.front();
  }
  deliveries.fault_log = line_writer(std::nullopt);
  return deliveries;
}

std::optional<InletSettings> inlet_settings(ServeSettings const& settings) {
  auto inlet = settings.inlet;
  if (inlet) {
    inlet->fault_log = line_writer(std::nullopt);
  }
  return inlet;
}

}  // namespace

void serve(ServeSettings const& settings,
           std::function<void(std::string const& address)> const& ready) {
  auto const signals = block_signals();
  auto const cores = static_cast<int>(std::thread::hardware_concurrency());
  Application application{
      {.data = settings.data,
       .database = settings.database,
       .corridor =
           settings.corridor.empty() ? kDefaultCorridor : settings.corridor,
       .announced = settings.announced,
       .threads = settings.threads > 0 ? settings.threads : std::max(cores, 1),
       .keep_jobs = settings.keep_jobs,
       .without_keys =
           others_reach(settings) ? http::Role::nobody : http::Role::admin,
       .deliveries = delivery_settings(settings),
       .inlet = inlet_settings(settings),
       .fault_log = line_writer(std::nullopt)}};
  check_keys(settings, application.keys());
  http::Server server{http_settings(settings, application.keys())};
  application.add_to(server.router(), [&] { return server.metrics_text(); });
  http::add_files(server.router(), web_files());
  application.start();
  on_signal(signals, [&] { server.stop(); });
  auto const address = plain_address(settings.address);
  ready(fmt::format(
      "http://{}:{}/",
      address.find(':') == std::string::npos ? address : "[" + address + "]",
      server.port()));
  server.run();
  application.stop_inlet();
  application.deliveries().stop();
  if (!application.jobs().stop(kTimeForJobs)) {
    // An engine that cannot be stopped: its job is marked, nothing is lost.
    std::cout.flush();
    _exit(0);
  }
}

}  // namespace camel::server
