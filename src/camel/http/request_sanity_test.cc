// SPDX-License-Identifier: Apache-2.0
#include "camel/http/request_sanity.h"

#include <array>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace camel::http {
namespace {

constexpr std::array kBegun{
    "GET /v1/jobs/17?after=3&x=%C5%81 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n"
    "helloGET / HTTP/1.0\r\n\r\n",
    "POST /v1/jobs HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nCookie: a=b\r\nCookie: c\r\n\r\n"};

constexpr std::array kPieces{"\r\n",
                             "\n",
                             "\r",
                             " ",
                             "\t",
                             ":",
                             "0",
                             "5",
                             "%2e",
                             "/",
                             "..",
                             "%00",
                             "\x80",
                             "fff",
                             "HTTP/1.1",
                             "?",
                             "\r\n ",
                             ";",
                             "Content-Length: 5\r\n",
                             "Transfer-Encoding: chunked\r\n",
                             "Expect: 100-continue\r\n"};

// A request with a few pieces put in, put over or taken out.
std::string mutate(std::mt19937& random) {
  std::string bytes = kBegun.at(random() % kBegun.size());
  for (auto edits = random() % 4; edits > 0; --edits) {
    auto const at = random() % (bytes.size() + 1);
    auto const* piece = kPieces.at(random() % kPieces.size());
    switch (random() % 3) {
      case 0:
        bytes.insert(at, piece);
        break;
      case 1:
        bytes.replace(at, 1, piece);
        break;
      default:
        bytes.erase(at, 1 + random() % 3);
    }
  }
  return bytes;
}

TEST(RequestSanity, holds_for_requests_with_mistakes) {
  std::mt19937 random{2024};
  for (auto i = 0; i < 20'000; ++i) {
    auto const bytes = mutate(random);
    ASSERT_NO_THROW(check_sane_reading(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace camel::http
