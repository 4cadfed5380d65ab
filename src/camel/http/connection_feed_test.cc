// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "camel/http/try_server.h"

namespace camel::http {
namespace {

using namespace std::chrono_literals;

// Ten events, three at a time; it stays open unless it ends.
struct Events : TryServer {
  explicit Events(ServerSettings settings, bool ends)
      : TryServer{std::move(settings)} {
    router().add(
        {.method = "GET", .path = "/events", .answer = [ends](Request const&) {
           return Response{.feed = [ends](std::uint64_t after) {
             EventBatch batch;
             for (auto id = after + 1; id <= 10 && id <= after + 3; ++id) {
               batch.events.push_back(
                   {.id = id, .name = "progress", .data = "{}"});
             }
             batch.ended = ends && after >= 9;
             return batch;
           }};
         }});
    start();
  }
};

TEST(Events, come_until_the_feed_ends) {
  Events server{{.feed_time = 5ms}, true};
  auto const all = TryClient{server->port()}.ask(get("/events"));
  EXPECT_NE(all.find("\r\ncontent-type: text/event-stream\r\n"),
            std::string::npos);
  EXPECT_NE(all.find("\r\n\r\nretry: 2000\n\nid: 1\nevent: progress\ndata: {}"
                     "\n\nid: 2\n"),
            std::string::npos)
      << all;
  EXPECT_TRUE(all.ends_with("id: 10\nevent: progress\ndata: {}\n\n"));
}

TEST(Events, go_on_after_the_last_that_was_heard) {
  Events server{{.feed_time = 5ms}, true};
  auto const rest =
      TryClient{server->port()}.ask(get("/events", "Last-Event-ID: 8\r\n"));
  EXPECT_EQ(rest.find("id: 8\n"), std::string::npos);
  EXPECT_NE(rest.find("\n\nid: 9\n"), std::string::npos);
  EXPECT_EQ(
      status_of(TryClient{server->port()}.ask(get("/events?after=10", kClose))),
      204);
  EXPECT_EQ(
      status_of(TryClient{server->port()}.ask(get("/events?after=x", kClose))),
      400);
}

TEST(Events, a_silent_feed_shows_that_it_lives) {
  Events server{{.feed_time = 5ms, .keep_alive_time = 20ms}, false};
  TryClient const client{server->port()};
  client.send(get("/events?after=10"));
  EXPECT_TRUE(client.receive_until("\n\n:\n\n:\n\n").ends_with(":\n\n"));
}

TEST(Events, a_listener_that_leaves_is_forgotten) {
  Events server{{.feed_time = 5ms}, false};
  {
    TryClient const client{server->port()};
    client.send(get("/events"));
    client.receive_until("id: 10\n");
    EXPECT_TRUE(counts(server, "camel_http_listeners 1"));
  }
  EXPECT_TRUE(soon([&] { return counts(server, "camel_http_listeners 0"); }));
}

TEST(Events, there_are_so_many_listeners_and_no_more) {
  Events server{{.limits = {.listeners = 1}, .feed_time = 5ms}, false};
  TryClient const client{server->port()};
  client.send(get("/events"));
  client.receive_until("id: 1\n");
  EXPECT_EQ(status_of(TryClient{server->port()}.ask(get("/events", kClose))),
            503);
}

TEST(Events, end_when_the_server_stops) {
  Events server{{.limits = {.grace_time = 20'000ms}}, false};
  TryClient const client{server->port()};
  client.send(get("/events?after=10"));
  client.receive_until("retry");
  server.stop();
  EXPECT_EQ(client.receive_all(), "");
}

}  // namespace
}  // namespace camel::http
