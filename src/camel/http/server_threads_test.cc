// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "camel/http/try_server.h"

namespace camel::http {
namespace {

using namespace std::chrono_literals;

std::string ask(std::uint16_t port, std::string const& path) {
  return TryClient{port}.ask("GET " + path +
                             " HTTP/1.1\r\nHost: localhost\r\n"
                             "Connection: close\r\n\r\n");
}

std::string bring(std::uint16_t port, std::size_t size) {
  return TryClient{port}.ask(post(
      "/brought",
      std::string{kClose} + "Content-Length: " + std::to_string(size) + "\r\n",
      std::string(size, 'x')));
}

// Quick and slow answers, those that come later, feeds and counters at once,
// and a stop in between: the thread sanitizer looks on.
TEST(ServerThreads, share_nothing_without_a_lock) {
  std::atomic<int> lines{0};
  TryServer server{{.threads = 3,
                    .workers = 2,
                    .limits = {.grace_time = 5000ms},
                    .pace = {.per_second = 1e6, .burst = 1e6},
                    .access_log = [&](std::string const&) { ++lines; },
                    .feed_time = 2ms}};
  server.router().add({.method = "GET",
                       .path = "/quick/{train}",
                       .answer = [](Request const& request) {
                         return text_answer(request.parts.at("train"));
                       }});
  server.router().add({.method = "GET",
                       .path = "/slow",
                       .answer =
                           [](Request const&) {
                             std::this_thread::sleep_for(1ms);
                             return text_answer("slow");
                           },
                       .slow = true});
  server.router().add(
      {.method = "GET", .path = "/events", .answer = [](Request const&) {
         return Response{.feed = [](std::uint64_t after) {
           return EventBatch{
               .events = {{.id = after + 1, .name = "", .data = "1"}},
               .ended = after > 5};
         }};
       }});
  // Told by another thread, as by a store.
  std::mutex telling;
  std::vector<Tell> untold;
  std::atomic<bool> is_over = false;
  std::thread teller{[&] {
    while (!is_over) {
      std::vector<Tell> told;
      {
        std::lock_guard const lock{telling};
        told.swap(untold);
      }
      for (auto const& tell : told) {
        tell([] { return text_answer("brought"); });
      }
      std::this_thread::sleep_for(1ms);
    }
  }};
  server.router().add({.method = "POST",
                       .path = "/brought",
                       .answer =
                           [&](Request const&) {
                             return Response{.later = [&](Tell const& tell) {
                               std::lock_guard const lock{telling};
                               untold.push_back(tell);
                             }};
                           },
                       .brings = true});
  server.start();
  auto const port = server->port();
  std::vector<std::thread> clients;
  for (auto i = 0; i < 4; ++i) {
    clients.emplace_back([=, &server] {
      for (auto k = 0; k < 25; ++k) {
        EXPECT_TRUE(ask(port, "/quick/K101").ends_with("K101"));
        EXPECT_TRUE(ask(port, "/slow").ends_with("slow"));
        EXPECT_TRUE(bring(port, 10).ends_with("brought"));
        EXPECT_TRUE(bring(port, 10'000).ends_with("brought"));
        EXPECT_NE(ask(port, "/events").find("id: 6\n"), std::string::npos);
        EXPECT_FALSE(server->metrics_text().empty());
      }
    });
  }
  for (auto& client : clients) {
    client.join();
  }
  TryClient const listens{port};
  listens.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  TryClient const half{port};
  half.send("GET /quick/K1");
  server.stop();
  is_over = true;
  teller.join();
  EXPECT_GE(lines, 500);
}

}  // namespace
}  // namespace camel::http
