// SPDX-License-Identifier: Apache-2.0
// For tests: a server that runs in this process, and a client of plain sockets
// that sends whatever bytes it is given.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "camel/base/check.h"
#include "camel/http/server.h"

namespace camel::http {

inline Response text_answer(std::string text) {
  return {.type = "text/plain",
          .body = std::make_shared<std::string const>(std::move(text))};
}

class TryServer {
 public:
  explicit TryServer(ServerSettings settings = {})
      : server_{std::move(settings)} {}
  ~TryServer() { stop(); }

  Router& router() { return server_.router(); }
  void start() {
    running_ = std::thread{[this] { server_.run(); }};
  }
  void stop() {
    if (running_.joinable()) {
      server_.stop();
      running_.join();
    }
  }
  Server& operator*() { return server_; }
  Server* operator->() { return &server_; }

 private:
  Server server_;
  std::thread running_;
};

inline std::string get(std::string const& path,
                       std::string const& fields = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

inline std::string post(std::string const& path, std::string const& fields,
                        std::string const& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" +
         body;
}

inline constexpr auto kClose = "Connection: close\r\n";

inline int status_of(std::string const& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9)) : 0;
}

// Whether it comes true within ten seconds.
template <typename Condition>
bool soon(Condition condition) {
  for (auto i = 0; i < 1000; ++i) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return false;
}

inline bool counts(TryServer& server, std::string const& line) {
  return server->metrics_text().find("\n" + line + "\n") != std::string::npos;
}

class TryClient {
 public:
  explicit TryClient(std::uint16_t port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    CAMEL_CHECK(::connect(socket_, reinterpret_cast<sockaddr const*>(&address),
                          sizeof address) == 0,
                "the server takes connections");
    timeval const patience{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~TryClient() { ::close(socket_); }
  TryClient(TryClient const&) = delete;
  TryClient& operator=(TryClient const&) = delete;

  // Whether the server took it all.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      auto const sent =
          ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) {
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Nothing when the server has closed, or says nothing for long.
  std::string receive() const {
    std::string bytes(65536, '\0');
    auto const size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
  }

  // Up to where this text stands, or the end.
  std::string receive_until(std::string_view text) const {
    std::string all;
    while (all.find(text) == std::string::npos) {
      auto const more = receive();
      if (more.empty()) {
        break;
      }
      all += more;
    }
    return all;
  }
  std::string receive_all() const {
    std::string all;
    for (auto more = receive(); !more.empty(); more = receive()) {
      all += more;
    }
    return all;
  }

  std::string ask(std::string_view request) const {
    send(request);
    return receive_all();
  }
  void end_sending() const { ::shutdown(socket_, SHUT_WR); }

 private:
  int socket_ = -1;
};

}  // namespace camel::http
