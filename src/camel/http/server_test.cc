// SPDX-License-Identifier: Apache-2.0
#include "camel/http/server.h"

#include <atomic>
#include <chrono>
#include <latch>
#include <mutex>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "camel/base/error.h"
#include "camel/http/problem.h"
#include "camel/http/try_server.h"

namespace camel::http {
namespace {

using namespace std::chrono_literals;

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

// A server whose "/brought" is answered when it is told to.
struct Brings : TryServer {
  explicit Brings(ServerSettings settings) : TryServer{std::move(settings)} {
    router().add({.method = "POST",
                  .path = "/brought",
                  .answer =
                      [this](Request const& request) {
                        patient += request.may_wait ? 1 : 0;
                        ++read;
                        return Response{.later = [&](Tell const& tell) {
                          bring(request, tell);
                        }};
                      },
                  .brings = true});
    start();
  }
  ~Brings() {
    untold.clear();
    stop();
  }

  std::unique_ptr<TryClient> send(std::string const& body) {
    auto client = std::make_unique<TryClient>((*this)->port());
    client->send(post("/brought",
                      std::string{kClose} + "Content-Length: " +
                          std::to_string(body.size()) + "\r\n",
                      body));
    return client;
  }
  Tell tell_next() {
    EXPECT_TRUE(soon([&] {
      std::lock_guard const lock{mutex};
      return !untold.empty();
    }));
    std::lock_guard const lock{mutex};
    auto tell = std::move(untold.front());
    untold.erase(untold.begin());
    return tell;
  }

  std::atomic<int> read = 0, patient = 0;
  std::latch may_read{1};
  std::mutex mutex;
  std::vector<Tell> untold;

 private:
  void bring(Request const& request, Tell const& tell) {
    if (request.body == "wrong") {
      throw Problem{400, "wrong", "this cannot be brought"};
    }
    if (request.body.starts_with("much")) {
      may_read.wait();
    }
    std::lock_guard const lock{mutex};
    untold.push_back(tell);
  }
};

TEST(Server, those_who_brought_wait_and_hold_up_nobody) {
  Brings server{{.threads = 1, .workers = 1, .receivers = 1}};
  std::vector<std::unique_ptr<TryClient>> clients;
  for (auto i = 0; i < 100; ++i) {
    clients.push_back(server.send("little"));
  }
  EXPECT_TRUE(soon([&] { return server.read == 100; }));
  for (auto const& client : clients) {
    server.tell_next()([] { return text_answer("it is there"); });
    EXPECT_TRUE(client->receive_all().ends_with("it is there"));
  }
}

TEST(Server, what_is_told_may_be_why_it_came_to_nothing) {
  Brings server{{.threads = 1}};
  EXPECT_EQ(status_of(server.send("wrong")->receive_all()), 400);
  auto const full = server.send("little");
  server.tell_next()([]() -> Response {
    throw Problem{507, "disk-full", "there is no room"};
  });
  EXPECT_EQ(status_of(full->receive_all()), 507);
  auto const fault = server.send("little");
  server.tell_next()([]() -> Response { throw Error{"a secret"}; });
  auto const answer = fault->receive_all();
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(answer.find("secret"), std::string::npos);
}

TEST(Server, who_is_never_told_hears_the_end_of_the_connection) {
  Brings server{{.threads = 1}};
  auto const client = server.send("little");
  auto const begin = std::chrono::steady_clock::now();
  server.tell_next() = {};
  EXPECT_EQ(client->receive_all(), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(Server, what_is_sent_meanwhile_is_answered_after_it) {
  Brings server{{.threads = 1}};
  TryClient const client{server->port()};
  auto const one = post("/brought", "Content-Length: 6\r\n", "little");
  client.send(one + one + get("/nowhere", kClose));
  server.tell_next()([] { return text_answer("first"); });
  server.tell_next()([] { return text_answer("second"); });
  auto const all = client.receive_all();
  EXPECT_LT(all.find("first"), all.find("second"));
  EXPECT_LT(all.find("second"), all.find("HTTP/1.1 404"));
  EXPECT_NE(all.find("HTTP/1.1 404"), std::string::npos);
}

TEST(Server, who_leaves_before_he_is_told_is_forgotten) {
  Brings server{{.threads = 1}};
  server.send("little").reset();
  server.tell_next()([] { return text_answer("it is there"); });
  EXPECT_TRUE(soon([&] { return counts(server, "camel_http_connections 0"); }));
}

TEST(Server, it_is_not_left_before_all_is_told) {
  std::optional<Brings> server{
      ServerSettings{.threads = 1, .limits = {.grace_time = 50ms}}};
  auto const client = server->send("little");
  auto tell = server->tell_next();
  std::atomic<bool> is_told = false;
  std::thread telling{[&] {
    std::this_thread::sleep_for(200ms);
    is_told = true;
    tell([] { return text_answer("it is there"); });
    tell = {};
  }};
  server->stop();
  EXPECT_TRUE(is_told);
  telling.join();
  server.reset();
}

// Little is read where it comes in; of much only so many at once, by those who
// have nothing better to do; and very much by those who give slow answers.
TEST(Server, who_reads_what_is_brought_depends_on_how_much_it_is) {
  Brings server{{.threads = 1,
                 .workers = 1,
                 .receivers = 1,
                 .receivers_queue = 1,
                 .little_brought = 6,
                 .much_brought = 10}};
  auto const first = server.send("much one");
  ASSERT_TRUE(soon([&] { return server.read == 1; }));
  auto const second = server.send("much two");
  ASSERT_TRUE(soon([&] { return counts(server, "camel_http_queue 1"); }));
  EXPECT_EQ(status_of(server.send("much more")->receive_all()), 503);
  auto const little = server.send("little");
  server.tell_next()([] { return text_answer("it is there"); });
  EXPECT_TRUE(little->receive_all().ends_with("it is there"));
  auto const large = server.send("much as nobody brings");
  EXPECT_TRUE(soon([&] { return server.read == 3; }));
  EXPECT_EQ(server.patient, 1);
  server.may_read.count_down();
  for (auto i = 0; i < 3; ++i) {
    server.tell_next()([] { return text_answer("at last"); });
  }
  for (auto const* const client : {&first, &second, &large}) {
    EXPECT_TRUE((*client)->receive_all().ends_with("at last"));
  }
  EXPECT_EQ(server.patient, 2);
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
