// SPDX-License-Identifier: Apache-2.0
#include "camel/http/metrics.h"

#include <gtest/gtest.h>

#include "camel/http/access_log.h"
#include "camel/http/door.h"

namespace camel::http {
namespace {

constexpr Exchange kAsked{.method = "GET",
                          .route = "/v1/jobs/{job}",
                          .status = 200,
                          .seconds = 0.004,
                          .bytes_in = 0,
                          .bytes_out = 500};

bool has_line(std::string const& text, std::string const& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(Metrics, counts_requests_by_route_and_status) {
  Metrics metrics;
  metrics.count(kAsked);
  metrics.count(kAsked);
  auto missing = kAsked;
  missing.status = 404;
  metrics.count(missing);
  auto const text = metrics.text();
  EXPECT_TRUE(has_line(text,
                       "camel_http_requests_total{route=\"/v1/jobs/{job}\","
                       "method=\"GET\",status=\"200\"} 2"))
      << text;
  EXPECT_TRUE(has_line(text,
                       "camel_http_requests_total{route=\"/v1/jobs/{job}\","
                       "method=\"GET\",status=\"404\"} 1"));
  EXPECT_TRUE(has_line(text, "camel_http_sent_bytes_total 1500"));
}

TEST(Metrics, durations_are_a_histogram_that_adds_up) {
  Metrics metrics;
  for (auto const seconds : {0.004, 0.005, 0.2, 60.0}) {
    auto asked = kAsked;
    asked.seconds = seconds;
    metrics.count(asked);
  }
  auto const text = metrics.text();
  auto const line = [&](std::string const& kind, std::string const& value) {
    return has_line(text, "camel_http_request_seconds" + kind + " " + value);
  };
  std::string const route = "route=\"/v1/jobs/{job}\"";
  EXPECT_TRUE(line("_bucket{" + route + ",le=\"0.0025\"}", "0")) << text;
  EXPECT_TRUE(line("_bucket{" + route + ",le=\"0.005\"}", "2"));
  EXPECT_TRUE(line("_bucket{" + route + ",le=\"10\"}", "3"));
  EXPECT_TRUE(line("_bucket{" + route + ",le=\"+Inf\"}", "4"));
  EXPECT_TRUE(line("_count{" + route + "}", "4"));
  EXPECT_TRUE(line("_sum{" + route + "}", "60.209000"));
}

TEST(Metrics, invented_methods_do_not_make_the_table_grow) {
  Metrics metrics;
  for (auto const* method : {"BREW", "A\"B"}) {
    auto asked = kAsked;
    asked.method = method;
    metrics.count(asked);
  }
  EXPECT_NE(metrics.text().find("method=\"other\",status=\"200\"} 2"),
            std::string::npos);
}

TEST(AccessLog, is_one_line_of_json) {
  EXPECT_EQ(log_line({.at =
                          std::chrono::system_clock::time_point{
                              std::chrono::milliseconds{53}},
                      .address = "127.0.0.1",
                      .path = "/v1/jobs/\"17\"\n",
                      .asker = "planning",
                      .request_id = "a-1",
                      .exchange = kAsked}),
            R"({"time":"1970-01-01T00:00:00.053Z","address":"127.0.0.1",)"
            R"("method":"GET","path":"/v1/jobs/\"17\"\u000a","status":200,)"
            R"("bytes":500,"ms":4.000,"key":"planning","request":"a-1"})");
}

TEST(Door, lets_in_so_many_and_of_one_address_so_many) {
  Door door{{.connections = 3,
             .connections_of_address = 2,
             .connections_of_loopback = 3}};
  EXPECT_TRUE(door.enter("10.0.0.1"));
  EXPECT_TRUE(door.enter("10.0.0.1"));
  EXPECT_FALSE(door.enter("10.0.0.1"));
  EXPECT_TRUE(door.enter("127.0.0.1"));
  EXPECT_FALSE(door.enter("127.0.0.1"));
  door.leave("10.0.0.1");
  EXPECT_TRUE(door.enter("127.0.0.1"));
  EXPECT_EQ(door.inside(), 3U);
}

}  // namespace
}  // namespace camel::http
