// SPDX-License-Identifier: Apache-2.0
// The attacks that packaged servers were seen to fall to: many clients that
// send a byte now and then, and bodies without end.
#include <algorithm>
#include <chrono>
#include <deque>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

#include "camel/http/try_server.h"

namespace camel::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kAsk =
    "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

void add_routes(Router& router) {
  router.add({.method = "GET", .path = "/hello", .answer = [](Request const&) {
                return text_answer("hello");
              }});
  router.add(
      {.method = "POST", .path = "/echo", .answer = [](Request const& request) {
         return text_answer(request.body);
       }});
}

double resident_mb() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) {
      return std::stod(line.substr(6)) / 1024;
    }
  }
  return 0;
}

// Milliseconds that one answer took, for as long as `during`.
std::vector<double> ask_again_and_again(std::uint16_t port,
                                        Clock::duration during) {
  TryClient const client{port};
  std::vector<double> took;
  for (auto const end = Clock::now() + during; Clock::now() < end;) {
    auto const begin = Clock::now();
    client.send(kAsk);
    if (!client.receive_until("hello").ends_with("hello")) {
      took.push_back(1e9);
      break;
    }
    took.push_back(
        std::chrono::duration<double, std::milli>(Clock::now() - begin)
            .count());
    std::this_thread::sleep_for(2ms);
  }
  std::ranges::sort(took);
  return took;
}

TEST(SlowClients, a_thousand_leave_an_honest_one_its_time) {
  TryServer server{{.limits = {.head_time = 5000ms}}};
  add_routes(server.router());
  server.start();
  std::deque<TryClient> slow;
  for (auto i = 0; i < 1000; ++i) {
    slow.emplace_back(server->port()).send("GET /hello HTTP/1.1\r\nX: ");
  }
  std::thread trickle{[&] {
    for (auto round = 0; round < 4; ++round) {
      for (auto const& client : slow) {
        client.send("x");
      }
      std::this_thread::sleep_for(2s);
    }
  }};
  auto const took = ask_again_and_again(server->port(), 7s);
  trickle.join();
  ASSERT_GT(took.size(), 100U);
  auto const p99 = took[took.size() * 99 / 100];
  RecordProperty("p99_ms", std::to_string(p99));
  EXPECT_LT(p99, 1000) << "the 99th percentile in milliseconds";
  for (auto const& client : slow) {
    auto const end = client.receive_all();
    EXPECT_TRUE(end.empty() || end.starts_with("HTTP/1.1 408")) << end;
  }
}

TEST(LargeBodies, without_end_are_refused_in_little_memory) {
  TryServer server;
  add_routes(server.router());
  server.start();
  auto const before = resident_mb();
  for (auto client = 0; client < 8; ++client) {
    TryClient const sender{server->port()};
    sender.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\n"
        "Transfer-Encoding: chunked\r\n\r\n");
    auto const chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    for (auto sent = 0; sent < 300'000'000 && sender.send(chunk);
         sent += 65536) {
    }
  }
  EXPECT_LT(resident_mb() - before, 20) << "megabytes more than before";
}

TEST(ManyRequests, leave_the_memory_as_it_was) {
  TryServer server;
  add_routes(server.router());
  server.start();
  auto const ask = [&](int times) {
    TryClient const client{server->port()};
    for (auto i = 0; i < times; ++i) {
      client.send(kAsk);
      ASSERT_TRUE(client.receive_until("hello").ends_with("hello"));
    }
  };
  ask(5'000);
  auto const before = resident_mb();
  ask(50'000);
  EXPECT_LT(resident_mb() - before, 5) << "megabytes more than before";
}

}  // namespace
}  // namespace camel::http
