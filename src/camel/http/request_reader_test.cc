// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_reader.h"

#include <gtest/gtest.h>

namespace camel::http {
namespace {

using State = RequestReader::State;

RequestReader reader(std::size_t body_limit = 1000) {
  return {Limits{}, [=](Request&) { return body_limit; }};
}

// The status with which these bytes are refused; 0 when they are not.
int refused(std::string_view bytes) {
  auto at_once = reader();
  at_once.read(bytes);
  auto by_piece = reader();
  for (auto const byte : bytes) {
    by_piece.read({&byte, 1});
  }
  EXPECT_EQ(at_once.state(), by_piece.state()) << bytes;
  return at_once.state() == State::refused ? at_once.problem().status : 0;
}

std::string with(std::string_view fields, std::string_view body = "") {
  return "POST /a HTTP/1.1\r\nHost: localhost\r\n" + std::string{fields} +
         "\r\n" + std::string{body};
}

TEST(RequestReader, reads_a_request_that_comes_byte_by_byte) {
  auto read = reader();
  std::string_view const bytes =
      "POST /v1/jobs?after=3 HTTP/1.1\r\nHost: localhost\r\nX-Two: a\r\n"
      "Content-Length: 5\r\nx-two:b  \r\n\r\nhello";
  for (auto const byte : bytes) {
    EXPECT_NE(read.state(), State::whole);
    read.read({&byte, 1});
  }
  ASSERT_EQ(read.state(), State::whole);
  EXPECT_TRUE(read.keeps_alive());
  auto const request = read.take();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/v1/jobs");
  EXPECT_EQ(request.asked("after"), "3");
  EXPECT_EQ(request.field("x-two"), "a, b");
  EXPECT_EQ(request.body, "hello");
  read.next();
  EXPECT_EQ(read.state(), State::idle);
}

TEST(RequestReader, puts_chunks_together) {
  auto read = reader();
  read.read(with("Transfer-Encoding: chunked\r\n",
                 "3\r\nhel\r\nA;x=\"y\"\r\nlo, camels\r\n0\r\nHost: evil\r\n"
                 "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  ASSERT_EQ(read.state(), State::whole);
  auto const request = read.take();
  EXPECT_EQ(request.body, "hello, camels");
  EXPECT_EQ(request.field("host"), "localhost");  // trailers are passed over
  read.next();
  ASSERT_EQ(read.state(), State::whole);
  EXPECT_EQ(read.take().method, "GET");
}

TEST(RequestReader, keeps_what_belongs_to_the_next_request) {
  auto read = reader();
  std::string bytes;
  for (auto i = 0; i < 5; ++i) {
    bytes += with("Content-Length: 1\r\n", std::to_string(i)) + "\r\n";
  }
  read.read(bytes);
  for (auto i = 0; i < 5; ++i) {
    ASSERT_EQ(read.state(), State::whole);
    EXPECT_EQ(read.take().body, std::to_string(i));
    read.next();
  }
  EXPECT_EQ(read.state(), State::idle);
}

TEST(RequestReader, connections_end_when_the_client_or_its_age_says_so) {
  auto const keeps = [](std::string_view bytes) {
    auto read = reader();
    read.read(bytes);
    EXPECT_EQ(read.state(), State::whole);
    return read.keeps_alive();
  };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestReader, a_client_may_wait_until_its_body_is_welcome) {
  auto read = reader();
  read.read(with("Content-Length: 5\r\nExpect: 100-continue\r\n"));
  EXPECT_EQ(read.state(), State::body);
  EXPECT_TRUE(read.awaits_continue());
  read.read("hel");
  EXPECT_FALSE(read.awaits_continue());
  EXPECT_EQ(refused(with("Content-Length: 5\r\nExpect: tea\r\n")), 417);
}

TEST(RequestReader, bodies_are_refused_before_they_are_read) {
  EXPECT_EQ(refused(with("Content-Length: 1000\r\n")), 0);
  EXPECT_EQ(refused(with("Content-Length: 1001\r\n")), 413);
  EXPECT_EQ(refused(with("Content-Length: 999999999999999\r\n")), 413);
  EXPECT_EQ(refused(with("Transfer-Encoding: chunked\r\n", "3e9\r\n")), 413);
  EXPECT_EQ(refused(with("Transfer-Encoding: chunked\r\n",
                         "3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\n")),
            413);
}

TEST(RequestReader, whoever_answers_may_refuse_at_the_head) {
  RequestReader read{Limits{}, [](Request&) -> std::size_t {
                       throw Problem{401, "key-needed", "no key"};
                     }};
  read.read(with("Content-Length: 5\r\n"));
  ASSERT_EQ(read.state(), State::refused);
  EXPECT_EQ(read.problem().status, 401);
  EXPECT_EQ(read.request().path, "/a");
  EXPECT_FALSE(read.keeps_alive());
}

TEST(RequestReader, heads_that_are_too_long_are_refused) {
  std::string const long_word(20'000, 'a');
  EXPECT_EQ(refused("GET /" + long_word), 414);
  EXPECT_EQ(refused("GET /" + long_word.substr(0, 9'000) +
                    " HTTP/1.1\r\nHost: a\r\n\r\n"),
            414);
  EXPECT_EQ(refused(with("X: " + long_word + "\r\n")), 431);
  EXPECT_EQ(refused(with("X: " + long_word)), 431);
  std::string many;
  for (auto i = 0; i < 100; ++i) {
    many += "X" + std::to_string(i) + ": 1\r\n";
  }
  EXPECT_EQ(refused(with(many)), 431);
  EXPECT_EQ(refused(with(many.substr(many.find('\n') + 1))), 0);
}

struct Bad {
  int status;
  std::string_view bytes;
};

// Each could be read in another way by a program before or behind us.
constexpr Bad kMalformed[] = {
    {400, "GET / HTTP/1.1\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
    {400, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /\r\nHost: a\r\n\r\n"},
    {400, "GET\r\n\r\n"},
    {400, " GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
    {400, "GET / http/1.1\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
    {505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"},
    {400, "GET /\x80 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET /../x HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "GET x HTTP/1.1\r\nHost: a\r\n\r\n"},
    {400, "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n"},
    {400, "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n"},
    // Line ends.
    {400, "GET / HTTP/1.1\nHost: a\n\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
    // Fields.
    {400, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n"},
    {400, "GET / HTTP/1.1\r\nHost: a\r\nX: b\x01\r\n\r\n"},
    {400,
     "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: a\r\n"
     "Authorization: b\r\n\r\n"},
    // Lengths.
    {400,
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
     "Content-Length: 5\r\n\r\nhello"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello"},
    {400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\nhello"},
    {400,
     "POST / HTTP/1.1\r\nHost: a\r\n"
     "Content-Length: 99999999999999999999\r\n\r\n"},
    {400,
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {400,
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
     "Content-Length: 5\r\n\r\n0\r\n\r\n"},
    {400,
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {501,
     "POST / HTTP/1.1\r\nHost: a\r\n"
     "Transfer-Encoding: chunked, identity\r\n\r\n"},
    {501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"},
    {501,
     "POST / HTTP/1.1\r\nHost: a\r\n"
     "Transfer-Encoding: xchunked\r\n\r\n"},
    {400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
};

TEST(RequestReader, what_could_be_read_in_two_ways_is_refused) {
  for (auto const& bad : kMalformed) {
    EXPECT_EQ(refused(bad.bytes), bad.status) << bad.bytes;
  }
  using namespace std::string_view_literals;
  EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"sv), 400);
  EXPECT_EQ(refused("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"sv), 400);
}

TEST(RequestReader, chunks_that_are_malformed_are_refused) {
  for (std::string_view const body :
       {"x\r\n", "\r\n", ";\r\n", "-1\r\n", "0x5\r\nhello\r\n", "5\nhello\r\n",
        "5 \r\nhello\r\n0\r\n\r\n", "5\r\nhelloX\r\n", "5\r\nhello\n0\r\n\r\n",
        "ffffffffffffffffff\r\n", "5;\x01\r\nhello\r\n0\r\n\r\n",
        "0\r\nbad trailer\r\n\r\n"}) {
    auto const status = refused(with("Transfer-Encoding: chunked\r\n", body));
    EXPECT_TRUE(status == 400 || status == 413) << body << ": " << status;
  }
  EXPECT_EQ(refused(with("Transfer-Encoding: chunked\r\n",
                         "1;x=" + std::string(5000, 'y'))),
            400);
}

}  // namespace
}  // namespace camel::http
