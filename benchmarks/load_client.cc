// SPDX-License-Identifier: Apache-2.0
#include "load_client.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "camel/base/error.h"

namespace camel {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kLength = "\r\ncontent-length: ";

std::string text_of(Load const& load, std::string const& body) {
  return (body.empty() ? "GET " : "POST ") + load.path +
         " HTTP/1.1\r\nHost: localhost\r\n" + load.fields +
         (body.empty()
              ? ""
              : "Content-Length: " + std::to_string(body.size()) + "\r\n") +
         "\r\n" + body;
}

class Asker {
 public:
  explicit Asker(Load const& load)
      : load_{load}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(load.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr const*>(&address),
                  sizeof address) != 0) {
      throw Error{"no server listens at port " + std::to_string(load.port)};
    }
    auto const on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~Asker() { ::close(socket_); }
  Asker(Asker const&) = delete;
  Asker& operator=(Asker const&) = delete;

  int socket() const { return socket_; }

  void ask(std::string const& body) {
    auto const request = text_of(load_, body);
    answer_.clear();
    whole_ = 0;
    asked_ = Clock::now();
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw Error{"the server took no request"};
    }
  }

  // Whether the answer is whole.
  bool receive() {
    thread_local std::vector<char> buffer(256 * 1024);
    auto const size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) {
      throw Error{"the server closed a connection"};
    }
    received_ += static_cast<std::size_t>(size);
    if (whole_ == 0) {
      answer_.append(buffer.data(), static_cast<std::size_t>(size));
      read_head();
    }
    return whole_ != 0 && received_ >= whole_;
  }

  double took_ms() const {
    return std::chrono::duration<double, std::milli>(Clock::now() - asked_)
        .count();
  }
  std::size_t finish() { return std::exchange(received_, 0); }

 private:
  void read_head() {
    auto const end = answer_.find("\r\n\r\n");
    if (end == std::string::npos) {
      return;
    }
    auto const length = answer_.find(kLength);
    if (!(answer_.starts_with("HTTP/1.1 200") ||
          answer_.starts_with("HTTP/1.1 201") ||
          answer_.starts_with("HTTP/1.1 202")) ||
        length > end) {
      throw Error{"not a 200, 201 or 202: " + answer_};
    }
    whole_ = end + 4 + std::stoul(answer_.substr(length + kLength.size()));
  }

  Load const& load_;
  int socket_;
  std::string answer_;  // its head, at least
  std::size_t whole_ = 0;
  std::size_t received_ = 0;
  Clock::time_point asked_;
};

}  // namespace

std::string ask_once(Load const& load, std::string const& body) {
  auto closing = load;
  closing.fields += "Connection: close\r\n";
  Asker asker{closing};
  asker.ask(body);
  std::string answer;
  std::vector<char> buffer(64 * 1024);
  for (;;) {
    auto const size = ::recv(asker.socket(), buffer.data(), buffer.size(), 0);
    if (size <= 0) {
      return answer;
    }
    answer.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

double LoadResult::percentile(double share) const {
  auto const at = static_cast<std::size_t>(
      std::ceil(share * static_cast<double>(took_ms.size())));
  return took_ms.at(std::max<std::size_t>(at, 1) - 1);
}

LoadResult ask_under_load(Load const& load) {
  std::vector<std::unique_ptr<Asker>> askers;
  std::vector<pollfd> ready;
  auto asked = 0;
  auto next_body = [&load, number = 0]() mutable {
    return load.body ? load.body(number++) : std::string{};
  };
  for (; asked < std::min(load.connections, load.requests); ++asked) {
    askers.push_back(std::make_unique<Asker>(load));
    ready.push_back(
        {.fd = askers.back()->socket(), .events = POLLIN, .revents = 0});
  }
  LoadResult result;
  auto const begin = Clock::now();
  auto const goes_on = [&] {
    std::chrono::duration<double> const past = Clock::now() - begin;
    return asked < load.requests &&
           (load.seconds == 0 || past.count() < load.seconds);
  };
  for (auto const& asker : askers) {
    asker->ask(next_body());
  }
  while (result.took_ms.size() < static_cast<std::size_t>(asked)) {
    ::poll(ready.data(), ready.size(), -1);
    for (std::size_t i = 0; i < ready.size(); ++i) {
      auto& asker = *askers[i];
      if (ready[i].revents == 0 || !asker.receive()) {
        continue;
      }
      result.took_ms.push_back(asker.took_ms());
      result.bytes += asker.finish();
      if (goes_on()) {
        ++asked;
        asker.ask(next_body());
      }
    }
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::ranges::sort(result.took_ms);
  return result;
}

}  // namespace camel
