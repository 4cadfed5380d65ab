// SPDX-License-Identifier: Apache-2.0
#include "camel/http/response_text.h"

#include <gtest/gtest.h>

#include "camel/http/problem.h"

namespace camel::http {
namespace {

// The example of RFC 9110, section 5.6.7.
constexpr std::chrono::sys_seconds kThen{std::chrono::seconds{784'111'777}};

std::shared_ptr<std::string const> body(std::string text) {
  return std::make_shared<std::string const>(std::move(text));
}

TEST(ResponseText, begins_with_the_status_and_the_date) {
  EXPECT_EQ(head_text({.type = "text/plain", .body = body("camel")},
                      KeepAlive::yes, kThen),
            "HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "content-type: text/plain\r\ncontent-length: 5\r\n\r\n");
}

TEST(ResponseText, says_when_the_connection_ends) {
  auto const head = head_text({.status = 404}, KeepAlive::no, kThen);
  EXPECT_NE(head.find("\r\nconnection: close\r\n"), std::string::npos);
  EXPECT_NE(head.find("\r\ncontent-length: 0\r\n"), std::string::npos);
}

TEST(ResponseText, what_has_no_body_has_no_length) {
  for (auto const status : {204, 304}) {
    auto const head = head_text({.status = status}, KeepAlive::yes, kThen);
    EXPECT_EQ(head.find("content-length"), std::string::npos) << status;
  }
}

TEST(ResponseText, no_field_can_begin_another) {
  auto const head = head_text({.fields = {{"location", "/a\r\nset-cookie: b"}}},
                              KeepAlive::yes, kThen);
  EXPECT_NE(head.find("\r\nlocation: /a  set-cookie: b\r\n"),
            std::string::npos);
}

TEST(ResponseText, every_answer_says_what_browsers_may_not_do) {
  Response response;
  add_common_fields(response, "default-src 'self'");
  EXPECT_EQ(response.fields.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(response.fields.at("x-frame-options"), "DENY");
  EXPECT_EQ(response.fields.at("content-security-policy"),
            "default-src 'self'");
}

TEST(ResponseText, answers_are_not_kept_unless_they_say_so) {
  Response plain;
  Response tagged{.fields = {{"etag", "\"1\""}}};
  Response own{.fields = {{"cache-control", "public"}}};
  for (auto* response : {&plain, &tagged, &own}) {
    add_common_fields(*response, "");
  }
  EXPECT_EQ(plain.fields.at("cache-control"), "no-store");
  EXPECT_EQ(tagged.fields.at("cache-control"), "no-cache");
  EXPECT_EQ(own.fields.at("cache-control"), "public");
}

TEST(EventText, has_a_number_a_name_and_data) {
  EXPECT_EQ(event_text({.id = 7, .name = "progress", .data = R"({"done":1})"}),
            "id: 7\nevent: progress\ndata: {\"done\":1}\n\n");
  EXPECT_EQ(event_text({.id = 8, .name = "", .data = ""}), "id: 8\ndata: \n\n");
}

// A line that data brings along would be a field of the event.
TEST(EventText, each_line_of_data_is_data) {
  EXPECT_EQ(event_text({.id = 9, .name = "", .data = "a\r\nid: 1\r\nb"}),
            "id: 9\ndata: a\ndata: id: 1\ndata: b\n\n");
}

std::uint64_t heard(Fields fields, std::string query) {
  Request request;
  request.fields = std::move(fields);
  if (!query.empty()) {
    request.query.emplace("after", std::move(query));
  }
  return heard_until(request);
}

TEST(HeardUntil, is_what_the_client_says) {
  EXPECT_EQ(heard({}, ""), 0U);
  EXPECT_EQ(heard({{"last-event-id", "12"}}, "3"), 12U);
  EXPECT_EQ(heard({}, "3"), 3U);
  for (auto const* text : {"-1", "x", "1.5", "99999999999999999999"}) {
    EXPECT_THROW(heard({{"last-event-id", text}}, ""), Problem) << text;
  }
}

}  // namespace
}  // namespace camel::http
