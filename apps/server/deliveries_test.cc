// SPDX-License-Identifier: Apache-2.0
// What is sent, when, in which order, and what becomes of it.
#include <algorithm>

#include "camel/webhooks/signature.h"
#include "test_receiver.h"

namespace camel::server {
namespace {

using namespace std::chrono_literals;

class DeliveriesTest : public WebhooksTest {};

TEST_F(DeliveriesTest, an_event_is_sent_as_a_signed_cloud_event) {
  auto const made = subscribed("operator", receiver_.url());
  EXPECT_EQ(made["state"], "active");
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  auto const taken = receiver_.taken();
  ASSERT_EQ(taken.size(), 1U);
  auto const& request = taken[0];
  EXPECT_EQ(request.fields.at("content-type"),
            "application/cloudevents+json; charset=utf-8");
  auto const event = Json::parse(request.body);
  EXPECT_EQ(event["specversion"], "1.0");
  EXPECT_EQ(event["id"], "urn:uuid:1");
  EXPECT_EQ(event["source"], path_of(made));
  EXPECT_EQ(event["type"], "org.gs1.epcis.ObjectEvent");
  EXPECT_EQ(event["time"], "2026-03-05T09:00:00.000Z");
  EXPECT_EQ(event["data"]["epcList"][0],
            "https://example.org/container/CSQU3054383");
  // What is sent is an event by itself, which another server takes.
  EXPECT_TRUE(read_epcis(to_text(event["data"])).ok());
  EXPECT_EQ(request.fields.at("webhook-timestamp"), "1800000000");
  EXPECT_EQ(request.fields.at("webhook-signature"),
            webhooks::signature_of(
                {request.fields.at("webhook-id"),
                 std::chrono::sys_seconds{1'800'000'000s}, request.body},
                made["secret"]));
  auto const later = shown("operator", made);
  EXPECT_EQ(later["delivered"], 1);
  EXPECT_FALSE(later.contains("secret"));
}

TEST_F(DeliveriesTest, events_come_in_the_order_of_capture_and_once) {
  tell("swift", an_event("urn:uuid:before", "CSQU3054383"));
  subscribed("operator", receiver_.url());
  Ids told;
  for (int i = 0; i < 45; ++i) {
    told.push_back("urn:uuid:" + std::to_string(i));
    tell("swift", an_event(told.back(), "CSQU3054383"));
  }
  deliver();
  EXPECT_EQ(receiver_.ids(), told);
}

TEST_F(DeliveriesTest, what_is_not_taken_is_tried_again_ever_more_rarely) {
  auto const made = subscribed("operator", receiver_.url());
  receiver_.status = 503;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  tell("swift", an_event("urn:uuid:2", "CSQU3054383"));
  deliver();
  EXPECT_EQ(receiver_.ids(), (Ids{"urn:uuid:1"}));
  auto const waits = shown("operator", made);
  EXPECT_EQ(waits["attempts"], 1);
  EXPECT_EQ(waits["last_error"], "it answered 503");
  // 5, 15, 45 seconds, each a quarter more or less.
  for (auto const& [soon, late] : {std::pair{3'700ms, 2'600ms},
                                   {11'200ms, 7'600ms},
                                   {33'700ms, 22'600ms}}) {
    auto const before = receiver_.ids().size();
    after(soon);
    deliver();
    EXPECT_EQ(receiver_.ids().size(), before);
    after(late);
    deliver();
    EXPECT_EQ(receiver_.ids().size(), before + 1);
  }
  // The same message has the same id each time, and the second one waits.
  auto const tries = receiver_.taken();
  EXPECT_EQ(tries.front().fields.at("webhook-id"),
            tries.back().fields.at("webhook-id"));
  EXPECT_EQ(tries.back().body, tries.front().body);
  receiver_.status = 204;
  after(1h);
  deliver();
  EXPECT_EQ(receiver_.ids(), (Ids{"urn:uuid:1", "urn:uuid:1", "urn:uuid:1",
                                  "urn:uuid:1", "urn:uuid:1", "urn:uuid:2"}));
  EXPECT_EQ(shown("operator", made)["attempts"], 0);
}

TEST_F(DeliveriesTest, a_receiver_says_when_it_wants_to_be_asked_again) {
  subscribed("operator", receiver_.url());
  receiver_.status = 429;
  receiver_.seconds = 120;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  after(100s);
  deliver();
  EXPECT_EQ(receiver_.ids().size(), 1U);
  after(21s);
  deliver();
  EXPECT_EQ(receiver_.ids().size(), 2U);
}

TEST_F(DeliveriesTest,
       after_days_in_vain_it_is_failing_until_somebody_says_again) {
  auto const made = subscribed("operator", receiver_.url());
  receiver_.status = 500;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  for (int hours = 0; hours <= 80; hours += 4) {
    deliver();
    after(4h);
  }
  EXPECT_EQ(shown("operator", made)["state"], "failing");
  auto const tried = receiver_.ids().size();
  receiver_.status = 200;
  after(24h);
  deliver();
  EXPECT_EQ(receiver_.ids().size(), tried);
  tell("swift", an_event("urn:uuid:2", "CSQU3054383"));
  auto const again = send("operator", "POST", path_of(made) + "/again", {});
  EXPECT_EQ(json(again)["state"], "active");
  deliver();
  auto const ids = receiver_.ids();
  ASSERT_EQ(ids.size(), tried + 2);
  EXPECT_EQ(ids[tried], "urn:uuid:1");
  EXPECT_EQ(ids[tried + 1], "urn:uuid:2");
}

TEST_F(DeliveriesTest, a_receiver_that_is_gone_or_elsewhere_is_told_so) {
  auto const made = subscribed("operator", receiver_.url());
  receiver_.status = 302;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_TRUE(receiver_.taken("/b").empty());
  EXPECT_EQ(shown("operator", made)["last_error"],
            "it answered 302, and redirects are not followed");
  receiver_.status = 410;
  after(10s);
  deliver();
  EXPECT_EQ(shown("operator", made)["state"], "failing");
}

TEST_F(DeliveriesTest, a_restart_goes_on_with_what_nobody_took) {
  auto const made = subscribed("operator", receiver_.url());
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  receiver_.status = 503;
  tell("swift", an_event("urn:uuid:2", "CSQU3054383"));
  deliver();
  // The server ends while a message is on its way, of which it never hears.
  receiver_.status = 200;
  after(10s);
  application_->deliveries().turn(0ms);
  restart();
  tell("swift", an_event("urn:uuid:3", "CSQU3054383"));
  deliver();
  auto ids = receiver_.ids();
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  EXPECT_EQ(ids, (Ids{"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));
  EXPECT_EQ(shown("operator", made)["delivered"], 3);
}

TEST_F(DeliveriesTest, who_hangs_holds_up_neither_others_nor_capture) {
  receiver_.hangs_at_b = true;
  subscribed("operator", receiver_.url("/b"));
  subscribed("operator", receiver_.url("/a"));
  application_->deliveries().start();
  auto const began = std::chrono::steady_clock::now();
  for (int i = 0; i < 5; ++i) {
    tell("swift", an_event("urn:uuid:" + std::to_string(i), "CSQU3054383"));
  }
  while (receiver_.ids("/a").size() < 5 &&
         std::chrono::steady_clock::now() - began < 20s) {
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_EQ(receiver_.ids("/a").size(), 5U);
  EXPECT_TRUE(receiver_.ids("/b").empty());
  receiver_.hangs_at_b = false;
  application_->deliveries().stop();
}

// Receivers with the handshake of CloudEvents.
class Handshake : public DeliveriesTest {
 protected:
  struct Polite {
    explicit Polite(std::string allowed) {
      server.router().add({.method = "POST",
                           .path = "/hook",
                           .answer = [this](http::Request const&) {
                             ++posts;
                             return http::text_answer("");
                           }});
      server.router().add(
          {.method = "OPTIONS",
           .path = "/hook",
           .answer = [this, allowed](http::Request const& request) {
             origin = request.field("webhook-request-origin").value_or("");
             http::Response answer{.status = 200, .type = ""};
             if (!allowed.empty()) {
               answer.fields["webhook-allowed-origin"] = allowed;
               answer.fields["webhook-allowed-rate"] = "2";
             }
             return answer;
           }});
      server.start();
    }
    std::string url() {
      return "http://127.0.0.1:" + std::to_string(server->port()) + "/hook";
    }
    std::string origin;
    std::atomic<int> posts = 0;
    http::TryServer server;
  };
  Json asked_for(Polite& polite) {
    auto const answer =
        send("operator", "POST", kSubscriptions, {{"url", polite.url()}});
    EXPECT_EQ(json(answer)["state"], "unconfirmed");
    tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
    tell("swift", an_event("urn:uuid:2", "CSQU3054383"));
    deliver();
    return json(answer);
  }
};

TEST_F(Handshake, who_allows_it_is_told_at_the_rate_he_asks_for) {
  Polite polite{"LOCALHOST"};
  auto const made = asked_for(polite);
  EXPECT_EQ(polite.origin, "localhost");
  EXPECT_EQ(shown("operator", made)["state"], "active");
  EXPECT_EQ(polite.posts, 1);
  after(29s);
  deliver();
  EXPECT_EQ(polite.posts, 1);
  after(2s);
  deliver();
  EXPECT_EQ(polite.posts, 2);
}

TEST_F(Handshake, who_does_not_allow_it_is_told_nothing) {
  for (auto const* const allowed : {"", "elsewhere.example"}) {
    Polite polite{allowed};
    auto const made = asked_for(polite);
    EXPECT_EQ(polite.posts, 0);
    auto const now = shown("operator", made);
    EXPECT_EQ(now["state"], "unconfirmed");
    EXPECT_NE(
        now["last_error"].get<std::string>().find("WebHook-Allowed-Origin"),
        std::string::npos);
    as("operator", {.method = "DELETE", .path = path_of(made)});
    after(1h);
  }
}

// It was taken while that was allowed: the address is judged once more when it
// is connected to.
TEST_F(DeliveriesTest, an_address_is_judged_when_it_is_connected_to) {
  auto const made = subscribed("operator", receiver_.url());
  deliveries_.sending.reach = webhooks::Reach::public_internet;
  restart();
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_TRUE(receiver_.taken().empty());
  auto const now = shown("operator", made);
  EXPECT_EQ(now["state"], "failing");
  EXPECT_EQ(now["last_error"], "its name leads to a private network");
}

}  // namespace
}  // namespace camel::server
