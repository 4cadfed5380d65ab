// SPDX-License-Identifier: Apache-2.0
#include "camel/http/server.h"

#include <gtest/gtest.h>

#include "camel/http/try_server.h"

namespace camel::http {
namespace {

Response text(std::string words) {
  return {.type = "text/plain",
          .body = std::make_shared<std::string const>(std::move(words))};
}

void add_echo(Router& router) {
  router.add(
      {.method = "POST", .path = "/echo", .answer = [](Request const& request) {
         return text(request.body);
       }});
}

TEST(Server, answers_what_a_route_answers) {
  TryServer server;
  server.router().add({.method = "GET",
                       .path = "/trains/{train}",
                       .answer = [](Request const& request) {
                         return text("train " + request.parts.at("train"));
                       }});
  server.start();
  TryClient const client{server->port()};
  auto const answer = client.ask(
      "GET /trains/K101 HTTP/1.1\r\nHost: localhost\r\nConnection: close"
      "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\ntrain K101")) << answer;
}

TEST(Server, keeps_a_connection_for_many_requests) {
  TryServer server;
  add_echo(server.router());
  server.start();
  TryClient const client{server->port()};
  for (auto const* word : {"one", "two", "six"}) {
    client.send(
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        "3\r\n\r\n" +
        std::string{word});
    EXPECT_TRUE(client.receive_until(word).ends_with(word));
  }
}

}  // namespace
}  // namespace camel::http
