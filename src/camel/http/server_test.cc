// SPDX-License-Identifier: Apache-2.0
#include "camel/http/server.h"

#include <atomic>
#include <chrono>
#include <latch>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/http/try_server.h"

namespace camel::http {
namespace {

using namespace std::chrono_literals;

std::string get(std::string const& path, std::string const& fields = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

std::string post(std::string const& path, std::string const& fields,
                 std::string const& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" +
         body;
}

constexpr auto kClose = "Connection: close\r\n";

int status_of(std::string const& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9)) : 0;
}

// Whether it comes true within ten seconds.
template <typename Condition>
bool soon(Condition condition) {
  for (auto i = 0; i < 1000; ++i) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(10ms);
  }
  return false;
}

bool counts(TryServer& server, std::string const& line) {
  return server->metrics_text().find("\n" + line + "\n") != std::string::npos;
}

// A server with some routes, running.
struct Trains : TryServer {
  explicit Trains(ServerSettings settings = {})
      : TryServer{std::move(settings)} {
    router().add({.method = "GET",
                  .path = "/trains/{train}",
                  .answer = [](Request const& request) {
                    return text_answer("train " + request.parts.at("train"));
                  }});
    router().add({.method = "POST",
                  .path = "/echo",
                  .answer = [](Request const& request) {
                    return text_answer(request.body);
                  }});
    router().add({.method = "GET",
                  .path = "/slow",
                  .answer =
                      [this](Request const&) {
                        ++begun;
                        may_end.wait();
                        return text_answer("at last");
                      },
                  .slow = true});
    start();
  }

  std::atomic<int> begun{0};
  std::latch may_end{1};
};

TEST(Server, answers_what_a_route_answers) {
  Trains server;
  TryClient const client{server->port()};
  auto const answer = client.ask(get("/trains/K%20101", kClose));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\ntrain K 101")) << answer;
  EXPECT_NE(answer.find("\r\nx-request-id: "), std::string::npos);
}

TEST(Server, keeps_a_connection_for_many_requests) {
  Trains server;
  TryClient const client{server->port()};
  for (auto const* word : {"one", "two", "six"}) {
    client.send(post("/echo", "Content-Length: 3\r\n", word));
    EXPECT_TRUE(client.receive_until(word).ends_with(word));
  }
}

TEST(Server, answers_requests_sent_at_once_in_their_order) {
  Trains server;
  TryClient const client{server->port()};
  auto const answers = client.ask(get("/trains/A") + get("/trains/B") +
                                  get("/trains/C", kClose) + get("/trains/D"));
  auto const a = answers.find("train A");
  auto const b = answers.find("train B");
  auto const c = answers.find("train C");
  EXPECT_LT(a, b);
  EXPECT_LT(b, c);
  EXPECT_NE(c, std::string::npos);
  EXPECT_EQ(answers.find("train D"), std::string::npos);  // after the close
}

TEST(Server, head_has_the_length_and_no_body) {
  Trains server;
  auto request = get("/trains/K101", kClose);
  request.replace(0, 3, "HEAD");
  auto const answer = TryClient{server->port()}.ask(request);
  EXPECT_NE(answer.find("content-length: 10\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(Server, an_old_client_gets_one_answer_and_the_end) {
  Trains server;
  auto const answer =
      TryClient{server->port()}.ask("GET /trains/K101 HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(answer.ends_with("train K101"));
}

TEST(Server, a_client_that_asks_first_is_told_to_go_on) {
  Trains server;
  TryClient const client{server->port()};
  client.send(
      post("/echo", "Content-Length: 5\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(client.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hello");
  EXPECT_TRUE(client.receive_until("hello").ends_with("hello"));
}

TEST(Server, what_it_refuses_to_read_ends_the_connection) {
  Trains server;
  struct Refused {
    int status;
    std::string bytes;
  };
  for (auto const& refused : std::vector<Refused>{
           {400, "GET / HTTP/1.1\r\n\r\n"},
           {400, "\x16\x03\x01\x02\x01\x03\r\n\r\n"},
           {400,
            post("/echo", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                 "0\r\n\r\n")},
           {413, post("/echo", "Content-Length: 2000000\r\n", "")},
           {414, "GET /" + std::string(20'000, 'a')},
           {431, get("/", "X: " + std::string(20'000, 'a'))},
           {501, post("/echo", "Transfer-Encoding: gzip\r\n", "")},
           {505, "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n"}}) {
    auto const answer =
        TryClient{server->port()}.ask(refused.bytes + get("/trains/K101"));
    EXPECT_EQ(status_of(answer), refused.status) << refused.bytes;
    EXPECT_NE(answer.find("\r\nconnection: close\r\n"), std::string::npos);
    EXPECT_EQ(answer.find("train K101"), std::string::npos);
  }
}

TEST(Server, chunks_without_end_are_refused_while_they_come) {
  Trains server;
  TryClient const client{server->port()};
  client.send(post("/echo", "Transfer-Encoding: chunked\r\n", ""));
  auto const chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
  for (auto i = 0; i < 100 && client.send(chunk); ++i) {
  }
  EXPECT_EQ(status_of(client.receive_until("\r\n\r\n")), 413);
}

TEST(Server, a_slow_answer_holds_up_no_other) {
  Trains server{{.threads = 1, .workers = 1, .queue = 1}};
  TryClient const slow{server->port()};
  TryClient const waits{server->port()};
  slow.send(get("/slow", kClose));
  ASSERT_TRUE(soon([&] { return server.begun == 1; }));
  waits.send(get("/slow", kClose));
  ASSERT_TRUE(soon([&] { return counts(server, "camel_http_queue 1"); }));

  EXPECT_EQ(
      status_of(TryClient{server->port()}.ask(get("/trains/K101", kClose))),
      200);
  auto const busy = TryClient{server->port()}.ask(get("/slow", kClose));
  EXPECT_EQ(status_of(busy), 503);
  EXPECT_NE(busy.find("\r\nretry-after: "), std::string::npos);

  server.may_end.count_down();
  EXPECT_TRUE(slow.receive_all().ends_with("at last"));
  EXPECT_TRUE(waits.receive_all().ends_with("at last"));
}

TEST(Server, who_waits_with_much_is_served_by_the_others) {
  TryServer server{
      {.threads = 1, .workers = 1, .queue = 1, .patient_body = 10}};
  std::latch may_end{1};
  std::atomic<int> begun = 0;
  server.router().add({.method = "POST",
                       .path = "/waits",
                       .answer =
                           [&](Request const&) {
                             ++begun;
                             may_end.wait();
                             return text_answer("at last");
                           },
                       .waits = true});
  server.start();
  auto const send = [&](std::string const& body) {
    auto client = std::make_unique<TryClient>(server->port());
    client->send(post("/waits",
                      std::string{kClose} + "Content-Length: " +
                          std::to_string(body.size()) + "\r\n",
                      body));
    return client;
  };
  auto const large = send(std::string(11, 'x'));
  ASSERT_TRUE(soon([&] { return begun == 1; }));
  auto const waits = send(std::string(11, 'x'));
  ASSERT_TRUE(soon([&] { return counts(server, "camel_http_queue 1"); }));
  EXPECT_EQ(status_of(send(std::string(11, 'x'))->receive_all()), 503);
  auto const small = send(std::string(10, 'x'));
  EXPECT_TRUE(soon([&] { return begun == 2; }));
  may_end.count_down();
  for (auto const* const client : {&large, &waits, &small}) {
    EXPECT_TRUE((*client)->receive_all().ends_with("at last"));
  }
}

TEST(Server, those_who_do_but_wait_hold_up_no_worker) {
  TryServer server{{.threads = 1, .workers = 1, .patient_workers = 3}};
  std::latch together{3};
  server.router().add({.method = "GET",
                       .path = "/waits",
                       .answer =
                           [&](Request const&) {
                             together.arrive_and_wait();
                             return text_answer("at last");
                           },
                       .waits = true});
  server.start();
  std::vector<std::unique_ptr<TryClient>> clients;
  for (auto i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<TryClient>(server->port()));
    clients.back()->send(get("/waits", kClose));
  }
  for (auto const& client : clients) {
    EXPECT_TRUE(client->receive_all().ends_with("at last"));
  }
}

// -------------------------------------------------------------- slow clients

TEST(Server, those_who_do_not_come_to_an_end_are_cut_off) {
  Trains server{
      {.limits = {
           .head_time = 100ms, .idle_time = 100ms, .pause_time = 100ms}}};
  TryClient const silent{server->port()};
  TryClient const head{server->port()};
  TryClient const body{server->port()};
  TryClient const idle{server->port()};
  head.send("GET / HT");
  body.send(post("/echo", "Content-Length: 9\r\n", "x"));
  idle.send(get("/trains/K101"));
  EXPECT_EQ(silent.receive_all(), "");
  EXPECT_EQ(status_of(head.receive_all()), 408);
  EXPECT_EQ(status_of(body.receive_all()), 408);
  EXPECT_TRUE(idle.receive_all().ends_with("train K101"));
}

TEST(Server, those_who_do_not_read_are_cut_off) {
  TryServer server{{.limits = {.pause_time = 100ms}}};
  server.router().add(
      {.method = "GET", .path = "/large", .answer = [](Request const&) {
         return text_answer(std::string(50'000'000, 'x'));
       }});
  server.start();
  TryClient const client{server->port()};
  client.send(get("/large"));
  EXPECT_TRUE(
      soon([&] { return counts(server, "camel_http_timed_out_total 1"); }));
  EXPECT_TRUE(soon([&] { return counts(server, "camel_http_connections 0"); }));
}

TEST(Server, takes_so_many_connections_and_no_more) {
  Trains server{{.limits = {.connections = 2}}};
  TryClient const first{server->port()};
  TryClient const second{server->port()};
  ASSERT_TRUE(soon([&] { return counts(server, "camel_http_connections 2"); }));
  EXPECT_EQ(status_of(TryClient{server->port()}.receive_all()), 503);
  EXPECT_TRUE(first.ask(get("/trains/K101", kClose)).ends_with("train K101"));
}

// -------------------------------------------------------------------- events

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

// ------------------------------------------------------------------ the end

TEST(Server, ends_what_was_begun_and_closes_the_rest) {
  Trains server{{.limits = {.grace_time = 20'000ms}}};
  TryClient const idle{server->port()};
  TryClient const slow{server->port()};
  idle.send(get("/trains/K101"));
  idle.receive_until("K101");
  slow.send(get("/slow"));
  ASSERT_TRUE(soon([&] { return server.begun == 1; }));
  std::thread stopping{[&] { server.stop(); }};
  EXPECT_EQ(idle.receive(), "");
  server.may_end.count_down();
  EXPECT_TRUE(slow.receive_all().ends_with("at last"));
  stopping.join();
}

TEST(Server, does_not_wait_for_ever) {
  Trains server{{.limits = {.grace_time = 50ms}}};
  TryClient const client{server->port()};
  client.send("GET / HT");
  ASSERT_TRUE(soon([&] { return counts(server, "camel_http_connections 1"); }));
  server.stop();
  EXPECT_EQ(client.receive_all(), "");
}

TEST(Server, ends_feeds_when_it_stops) {
  Events server{{.limits = {.grace_time = 20'000ms}}, false};
  TryClient const client{server->port()};
  client.send(get("/events?after=10"));
  client.receive_until("retry");
  server.stop();
  EXPECT_EQ(client.receive_all(), "");
}

TEST(Server, may_be_stopped_before_it_runs) {
  Server server{{}};
  server.stop();
  server.run();
}

TEST(Server, says_when_it_cannot_listen) {
  Server const first{{}};
  EXPECT_THROW(Server({.port = first.port()}), Error);
  EXPECT_THROW(Server({.address = "nowhere"}), Error);
}

}  // namespace
}  // namespace camel::http
