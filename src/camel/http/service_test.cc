// SPDX-License-Identifier: Apache-2.0
#include "camel/http/service.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "camel/http/compress.h"
#include "camel/http/conditional.h"
#include "camel/http/static_files.h"

namespace camel::http {
namespace {

Request request(std::string method, std::string path, Fields fields = {}) {
  fields.try_emplace("host", "localhost:8080");
  return {.method = std::move(method),
          .path = std::move(path),
          .query = {},
          .fields = std::move(fields),
          .body = "",
          .address = "127.0.0.1"};
}

Response ask(Service& service, Request asked) {
  try {
    auto const visit = service.admit(asked);
    return service.answer(asked, visit);
  } catch (Problem const& problem) {
    return service.refuse(asked, problem);
  }
}

Route route(std::string method, Role role = Role::reader) {
  return {
      .method = std::move(method),
      .path = "/trains",
      .answer =
          [](Request const&) {
            return Response{.body = std::make_shared<std::string const>("{}")};
          },
      .role = role};
}

int status(Service& service, std::string method, Fields fields = {}) {
  return ask(service, request(std::move(method), "/trains", std::move(fields)))
      .status;
}

std::string inflate_gzip(std::string_view bytes) {
  z_stream stream{};
  inflateInit2(&stream, 31);
  std::string text(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

// ------------------------------------------------------------ tricked browsers

TEST(Guard, on_loopback_only_names_of_loopback_are_served) {
  Service service{{}};
  service.router().add(route("GET"));
  for (auto const* host : {"localhost", "127.0.0.1:8080", "[::1]:80",
                           "LOCALHOST:1", "a.localhost", "localhost."}) {
    EXPECT_EQ(status(service, "GET", {{"host", host}}), 200) << host;
  }
  for (auto const* host : {"evil.example", "localhost.evil.example",
                           "127.0.0.1.evil.example", "10.0.0.1", ""}) {
    EXPECT_EQ(status(service, "GET", {{"host", host}}), 421) << host;
  }
}

TEST(Guard, elsewhere_the_names_that_were_set_are_served) {
  Service any{{.address = "0.0.0.0"}};
  any.router().add(route("GET"));
  EXPECT_EQ(status(any, "GET", {{"host", "camel.example"}}), 200);
  Service named{{.address = "0.0.0.0", .hosts = {"camel.example"}}};
  named.router().add(route("GET"));
  EXPECT_EQ(status(named, "GET", {{"host", "camel.example:443"}}), 200);
  EXPECT_EQ(status(named, "GET", {{"host", "evil.example"}}), 421);
}

TEST(Guard, other_sites_may_look_but_not_change) {
  Service service{{}};
  service.router().add(route("GET"));
  service.router().add(route("POST"));
  Fields const other{{"origin", "http://evil.example"}};
  EXPECT_EQ(status(service, "GET", other), 200);
  EXPECT_EQ(status(service, "POST", other), 403);
  EXPECT_EQ(status(service, "POST", {{"origin", "null"}}), 403);
  EXPECT_EQ(status(service, "POST", {{"origin", "http://localhost:9"}}), 403);
  EXPECT_EQ(status(service, "POST", {{"sec-fetch-site", "cross-site"}}), 403);
  EXPECT_EQ(status(service, "POST", {{"sec-fetch-site", "same-site"}}), 403);
  EXPECT_EQ(status(service, "POST", {{"sec-fetch-site", "same-origin"}}), 200);
  EXPECT_EQ(status(service, "POST", {{"origin", "http://localhost:8080"}}),
            200);
  EXPECT_EQ(status(service, "POST"), 200);
}

// ----------------------------------------------------------------- who may ask

// Keys "reader", "planner" and "admin"; one that begins with "new" is looked
// up by a worker.
ServerSettings with_keys() {
  ServerSettings settings;
  auto const asker = [](std::string_view key) -> Asker {
    auto const role = key.ends_with("admin")     ? Role::admin
                      : key.ends_with("planner") ? Role::planner
                      : key.ends_with("reader")  ? Role::reader
                                                 : Role::nobody;
    return {std::string{key}, role};
  };
  settings.recognise = [=](Request const& asked) -> std::optional<Asker> {
    auto const key = asked.field("authorization").value_or("");
    return key.starts_with("new") ? std::nullopt : std::optional{asker(key)};
  };
  settings.identify = [=](Request const& asked) {
    return asker(asked.field("authorization").value_or(""));
  };
  return settings;
}

TEST(Roles, a_route_asks_for_a_key_and_for_enough_of_one) {
  Service service{with_keys()};
  service.router().add(route("POST", Role::planner));
  service.router().add(route("GET", Role::nobody));
  EXPECT_EQ(status(service, "GET"), 200);
  auto const refused = ask(service, request("POST", "/trains"));
  EXPECT_EQ(refused.status, 401);
  EXPECT_TRUE(refused.fields.contains("www-authenticate"));
  for (auto const* word : {"", "new "}) {
    auto const key = [&](char const* name) {
      return Fields{{"authorization", std::string{word} + name}};
    };
    EXPECT_EQ(status(service, "POST", key("stranger")), 401);
    EXPECT_EQ(status(service, "POST", key("reader")), 403);
    EXPECT_EQ(status(service, "POST", key("planner")), 200);
    EXPECT_EQ(status(service, "POST", key("admin")), 200);
  }
}

TEST(Roles, who_is_to_be_looked_up_is_answered_slowly) {
  Service service{with_keys()};
  service.router().add(route("GET"));
  auto known = request("GET", "/trains", {{"authorization", "reader"}});
  auto fresh = request("GET", "/trains", {{"authorization", "new reader"}});
  EXPECT_FALSE(service.admit(known).slow);
  EXPECT_TRUE(service.admit(fresh).slow);
  EXPECT_EQ(known.asker.role, Role::reader);
}

TEST(Service, what_is_at_hand_needs_no_worker) {
  Service service{{}};
  auto of_train = route("GET");
  of_train.path = "/trains/{train}";
  of_train.slow = true;
  of_train.at_hand = [](Request const& asked) {
    return asked.parts.at("train") == "K1";
  };
  service.router().add(of_train);
  auto known = request("GET", "/trains/K1");
  auto other = request("GET", "/trains/K2");
  EXPECT_FALSE(service.admit(known).slow);
  EXPECT_TRUE(service.admit(other).slow);
}

TEST(Service, who_only_asks_sends_no_body) {
  Service service{{}};
  service.router().add(route("GET"));
  service.router().add(route("POST"));
  auto asking = request("GET", "/trains");
  auto sending = request("POST", "/trains");
  EXPECT_EQ(service.body_limit(service.admit(asking)), 0U);
  EXPECT_EQ(service.body_limit(service.admit(sending)),
            service.settings().limits.body);
}

TEST(Roles, without_hooks_nobody_is_asked) {
  Service service{{}};
  service.router().add(route("GET", Role::admin));
  EXPECT_EQ(status(service, "GET"), 200);
}

TEST(Service, those_who_ask_too_often_are_told_when_to_come_back) {
  Service service{{.pace = {.per_second = 0.001, .burst = 1}}};
  service.router().add(route("GET"));
  EXPECT_EQ(status(service, "GET"), 200);
  auto const refused = ask(service, request("GET", "/trains"));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.fields.at("retry-after"), "1000");
}

TEST(Service, a_proxy_on_this_machine_says_who_asks) {
  for (auto const behind : {false, true}) {
    Service service{{.behind_proxy = behind}};
    service.router().add(route("GET"));
    auto asked =
        request("GET", "/trains", {{"x-forwarded-for", "6.6.6.6, 10.0.0.7"}});
    service.admit(asked);
    EXPECT_EQ(asked.address, behind ? "10.0.0.7" : "127.0.0.1");
  }
}

// ------------------------------------------------------------- faults of ours

TEST(Service, a_fault_is_written_down_and_tells_nothing) {
  std::string written;
  ServerSettings settings;
  settings.fault_log = [&](std::string const& line) { written = line; };
  Service service{settings};
  service.router().add({.method = "GET",
                        .path = "/trains",
                        .answer = [](Request const&) -> Response {
                          throw std::runtime_error{"secret"};
                        }});
  auto const answer = ask(service, request("GET", "/trains"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body->find("secret"), std::string::npos);
  EXPECT_EQ(written, "GET /trains: secret");
}

TEST(Service, who_asks_for_more_than_memory_may_come_again) {
  Service service{{}};
  service.router().add(
      {.method = "GET",
       .path = "/trains",
       .answer = [](Request const&) -> Response { throw std::bad_alloc{}; }});
  auto const answer = ask(service, request("GET", "/trains"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.fields.at("retry-after"), "1");
}

TEST(Problem, is_a_document_with_a_stable_type) {
  Problem problem{422, "unknown-place", "no \"place\""};
  problem.more = R"({"place":"X"})";
  problem.retry_after = "5";
  auto const response = problem_response(problem);
  EXPECT_EQ(response.type, "application/problem+json");
  EXPECT_EQ(response.fields.at("retry-after"), "5");
  EXPECT_EQ(*response.body, R"({"type":"/v1/problems/unknown-place",)"
                            R"("title":"Unprocessable Content","status":422,)"
                            R"("detail":"no \"place\"","place":"X"})");
  EXPECT_EQ(json_string("\x80"), "\"\\ufffd\"");
}

// --------------------------------------------- what the client has, and takes

TEST(Conditional, what_the_client_has_is_not_sent_again) {
  Response const tagged{.body = std::make_shared<std::string const>("{}"),
                        .fields = {{"etag", "\"7\""}}};
  Service service{{}};
  auto plain = route("GET");
  plain.answer = [=](Request const&) { return tagged; };
  service.router().add(plain);
  for (auto const* known : {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"}) {
    auto const answer =
        ask(service, request("GET", "/trains", {{"if-none-match", known}}));
    EXPECT_EQ(answer.status, 304) << known;
    EXPECT_EQ(answer.body, nullptr);
    EXPECT_EQ(answer.fields.at("etag"), "\"7\"");
  }
  EXPECT_EQ(status(service, "GET", {{"if-none-match", "\"6\""}}), 200);
}

TEST(Compress, texts_go_compressed_to_those_who_take_it) {
  std::string const text(10'000, 'x');
  Twins twins;
  auto const send = [&](std::string const& accepted) {
    Response response{.body = std::make_shared<std::string const>(text),
                      .fields = {{"etag", "\"7\""}}};
    choose_encoding(request("GET", "/", {{"accept-encoding", accepted}}),
                    response, twins);
    EXPECT_EQ(response.fields.at("vary"), "accept-encoding");
    return response;
  };
  auto const small = send("br, gzip;q=0.5");
  EXPECT_EQ(small.fields.at("content-encoding"), "gzip");
  EXPECT_EQ(small.fields.at("etag"), "W/\"7\"");
  EXPECT_LT(small.body->size(), 100U);
  EXPECT_EQ(inflate_gzip(*small.body), text);
  for (auto const* accepted : {"", "br", "gzip;q=0", "*;q=0", "gzip; q=0"}) {
    EXPECT_EQ(*send(accepted).body, text) << accepted;
  }
}

TEST(Compress, what_is_kept_is_compressed_once) {
  Twins twins;
  auto kept = std::make_shared<std::string const>(5000, 'x');
  auto const answered = kept;
  auto const twin = twins.twin_of(answered);
  EXPECT_EQ(inflate_gzip(*twin), *kept);
  EXPECT_EQ(twins.twin_of(answered), twin);
  auto const passing = std::make_shared<std::string const>(5000, 'y');
  EXPECT_NE(twins.twin_of(passing), twins.twin_of(passing));
}

TEST(StaticFiles, each_is_an_address_with_a_tag) {
  Service service{{}};
  std::string const page(5000, 'p');
  auto const twin = compress_gzip(page, 9);
  add_files(service.router(), {{.path = "/index.html",
                                .type = "text/html",
                                .bytes = page,
                                .gzip = twin},
                               {.path = "/assets/a-1.js",
                                .type = "text/javascript",
                                .bytes = "let a",
                                .immutable = true}});
  auto const front = ask(service, request("GET", "/"));
  EXPECT_EQ(*front.body, page);
  EXPECT_EQ(front.fields.at("etag"), tag_of(page));
  EXPECT_EQ(front.fields.at("cache-control"), "no-cache");
  auto const small = ask(
      service, request("GET", "/index.html", {{"accept-encoding", "gzip"}}));
  EXPECT_EQ(*small.body, twin);
  auto const script = ask(service, request("GET", "/assets/a-1.js"));
  EXPECT_NE(script.fields.at("cache-control").find("immutable"),
            std::string::npos);
  EXPECT_EQ(ask(service, request("GET", "/assets/")).status, 404);
}

}  // namespace
}  // namespace camel::http
