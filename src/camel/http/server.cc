// SPDX-License-Identifier: Apache-2.0
#include "camel/http/server.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "camel/base/error.h"
#include "camel/http/connection.h"

namespace camel::http {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using Acceptor = asio::basic_socket_acceptor<Tcp, Strand>;

// Where no socket is to be had for the moment.
constexpr std::chrono::milliseconds kShortOfSockets{100};
constexpr std::chrono::milliseconds kLookAgain{20};
constexpr rlim_t kOtherFiles = 256;

constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n"
    "retry-after: 5\r\ncontent-length: 0\r\n\r\n";

// Each connection is an open file.
void raise_file_limit(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return;
  }
  auto const wanted = static_cast<rlim_t>(connections) + kOtherFiles;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

Tcp::endpoint endpoint_of(ServerSettings const& settings) {
  ErrorCode error;
  auto const address = asio::ip::make_address(settings.address, error);
  if (error) {
    throw Error{"'" + settings.address + "' is not an IP address to listen at"};
  }
  return {address, settings.port};
}

std::size_t or_cores(int number) {
  return number > 0 ? static_cast<std::size_t>(number)
                    : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

Hall::Hall(ServerSettings settings)
    : service{std::move(settings)},
      door{service.settings().limits},
      request_prefix{fmt::format("{:08x}", std::random_device{}())},
      workers{or_cores(service.settings().workers), service.settings().queue},
      receivers{or_cores(service.settings().receivers),
                service.settings().receivers_queue} {}

void Hall::dismiss_workers() {
  for (auto* const some : {&workers, &receivers}) {
    some->threads.stop();
    some->threads.join();
  }
  std::unique_lock lock{owing};
  paid.wait(lock, [this] { return due == 0; });
}

Due::Due(Hall& of, std::shared_ptr<Connection> to)
    : hall{of}, connection{std::move(to)} {
  std::lock_guard const lock{hall.owing};
  ++hall.due;
}

Due::~Due() {
  if (!told) {
    connection->hear_nothing();
  }
  connection.reset();  // it leaves the hall by itself
  std::lock_guard const lock{hall.owing};
  --hall.due;
  hall.paid.notify_all();
}

void Hall::open(Socket socket, std::string address) {
  auto const connection = std::make_shared<Connection>(
      std::move(socket), std::move(address), *this);
  {
    std::lock_guard const lock{listing};
    all.emplace(connection.get(), connection);
  }
  connection->start();
}

void Hall::forget(Connection const* connection) {
  std::lock_guard const lock{listing};
  all.erase(connection);
}

std::vector<std::shared_ptr<Connection>> Hall::connections() const {
  std::vector<std::shared_ptr<Connection>> open;
  std::lock_guard const lock{listing};
  for (auto const& [at, connection] : all) {
    if (auto still = connection.lock()) {
      open.push_back(std::move(still));
    }
  }
  return open;
}

struct Server::Inside {
  explicit Inside(ServerSettings settings)
      : hall{std::move(settings)},
        strand{asio::make_strand(hall.io)},
        acceptor{strand},
        pause{strand},
        farewell{strand} {}

  void listen();
  void accept();
  void welcome(Socket socket);
  void accept_later();
  void begin_stop();
  void await_end();
  void run_here();

  Hall hall;
  Strand strand;  // of all that follows
  Acceptor acceptor;
  Timer pause;
  Timer farewell;
  std::uint16_t port = 0;
  SteadyClock::time_point stop_by;
};

void Server::Inside::listen() {
  auto const& settings = hall.service.settings();
  raise_file_limit(settings.limits.connections);
  auto const endpoint = endpoint_of(settings);
  try {
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address{true});
    acceptor.bind(endpoint);
    acceptor.listen(asio::socket_base::max_listen_connections);
    port = acceptor.local_endpoint().port();
  } catch (boost::system::system_error const& failure) {
    throw Error{"cannot listen at " + settings.address + ":" +
                std::to_string(settings.port) + ": " +
                failure.code().message()};
  }
}

void Server::Inside::accept() {
  acceptor.async_accept(asio::make_strand(hall.io),
                        [this](ErrorCode error, Socket socket) {
                          if (hall.stopping) {
                            return;
                          }
                          if (error) {
                            accept_later();
                            return;
                          }
                          welcome(std::move(socket));
                          accept();
                        });
}

void Server::Inside::welcome(Socket socket) {
  ErrorCode error;
  auto const peer = socket.remote_endpoint(error);
  if (error) {
    return;  // gone again
  }
  ++hall.metrics.accepted;
  auto address = peer.address().to_string();
  if (hall.door.enter(address)) {
    hall.open(std::move(socket), std::move(address));
    return;
  }
  ++hall.metrics.turned_away;
  socket.non_blocking(true, error);
  socket.write_some(asio::buffer(kFull), error);
}

void Server::Inside::accept_later() {
  pause.expires_after(kShortOfSockets);
  pause.async_wait([this](ErrorCode error) {
    if (!error && !hall.stopping) {
      accept();
    }
  });
}

void Server::Inside::begin_stop() {
  if (hall.stopping.exchange(true)) {
    return;
  }
  ErrorCode ignored;
  acceptor.close(ignored);
  pause.cancel();
  for (auto const& connection : hall.connections()) {
    connection->stop();
  }
  stop_by = SteadyClock::now() + hall.service.settings().limits.grace_time;
  await_end();
}

void Server::Inside::await_end() {
  auto const open = hall.connections();
  if (open.empty()) {
    hall.io.stop();
    return;
  }
  if (SteadyClock::now() >= stop_by) {
    for (auto const& connection : open) {
      connection->close_now();
    }
    asio::post(hall.io, [this] { hall.io.stop(); });
    return;
  }
  farewell.expires_after(kLookAgain);
  farewell.async_wait([this](ErrorCode error) {
    if (!error) {
      await_end();
    }
  });
}

// A step that throws has lost its connection; the others go on.
void Server::Inside::run_here() {
  for (;;) {
    try {
      hall.io.run();
      return;
    } catch (std::exception const& fault) {
      hall.service.log_fault(fault.what());
    }
  }
}

Server::Server(ServerSettings settings)
    : inside_{std::make_unique<Inside>(std::move(settings))} {
  inside_->listen();
}

Server::~Server() { inside_->hall.dismiss_workers(); }

Router& Server::router() { return inside_->hall.service.router(); }

std::uint16_t Server::port() const { return inside_->port; }

void Server::run() {
  auto& inside = *inside_;
  asio::post(inside.strand, [&inside] {
    if (!inside.hall.stopping) {
      inside.accept();
    }
  });
  std::vector<std::thread> others;
  for (auto i = or_cores(inside.hall.service.settings().threads); i > 1; --i) {
    others.emplace_back([&inside] { inside.run_here(); });
  }
  inside.run_here();
  for (auto& other : others) {
    other.join();
  }
  inside.hall.dismiss_workers();
}

void Server::stop() {
  asio::post(inside_->hall.io,
             [inside = inside_.get()] { inside->begin_stop(); });
}

std::string Server::metrics_text() const {
  return inside_->hall.metrics.text();
}

}  // namespace camel::http
