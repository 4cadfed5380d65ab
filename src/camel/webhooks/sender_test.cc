// SPDX-License-Identifier: Apache-2.0
#include "camel/webhooks/sender.h"

#include <gtest/gtest.h>

#include "camel/http/try_server.h"

namespace camel::webhooks {
namespace {

using namespace std::chrono_literals;

class SenderTest : public testing::Test {
 protected:
  SenderTest() {
    auto& router = receiver_.router();
    router.add({.method = "POST",
                .path = "/take",
                .answer = [this](http::Request const& request) {
                  taken_ = request;
                  auto answer = http::text_answer("thanks");
                  answer.fields["webhook-allowed-rate"] = "60";
                  return answer;
                }});
    router.add({.method = "POST",
                .path = "/elsewhere",
                .answer = [](http::Request const&) {
                  http::Response answer{.status = 302, .type = ""};
                  answer.fields["location"] = "/take";
                  return answer;
                }});
    router.add(
        {.method = "POST", .path = "/long", .answer = [](http::Request const&) {
           return http::text_answer(std::string(1'000'000, 'x'));
         }});
    router.add({.method = "POST",
                .path = "/hang",
                .answer =
                    [](http::Request const&) {
                      std::this_thread::sleep_for(600ms);
                      return http::text_answer("late");
                    },
                .slow = true});
    receiver_.start();
  }

  std::string at(std::string const& path,
                 std::string const& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(receiver_port()) + path;
  }
  std::uint16_t receiver_port() const {
    return const_cast<SenderTest*>(this)->receiver_->port();
  }

  static std::vector<Delivered> all_of(Sender& sender) {
    std::vector<Delivered> all;
    for (int i = 0; i < 500 && sender.on_the_way() > 0; ++i) {
      for (auto& one : sender.wait(20ms)) {
        all.push_back(std::move(one));
      }
    }
    return all;
  }
  static Delivered sent(Sender& sender, std::string const& url) {
    sender.send("one", {.url = url, .fields = {{"x-test", "1"}}, .body = "{}"});
    auto const all = all_of(sender);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Delivered{} : all.front();
  }

  http::TryServer receiver_;
  http::Request taken_;
};

constexpr auto kWithin = Reach::private_networks_too;

TEST_F(SenderTest, what_is_sent_arrives_and_the_answer_comes_back) {
  Sender sender{{.reach = kWithin}};
  auto const answer = sent(sender, at("/take"));
  EXPECT_EQ(answer.status, 200) << answer.failure;
  EXPECT_EQ(answer.tag, "one");
  EXPECT_EQ(answer.fields.at("webhook-allowed-rate"), "60");
  EXPECT_EQ(taken_.body, "{}");
  EXPECT_EQ(taken_.fields.at("x-test"), "1");
  EXPECT_FALSE(taken_.fields.contains("expect"));
}

// The name is judged by where it leads at the moment of connecting: so is one
// that led to the internet when it was given.
TEST_F(SenderTest, a_name_that_leads_to_a_private_network_is_not_connected_to) {
  Sender sender{{}};
  for (auto const* const host : {"127.0.0.1", "localhost", "2130706433",
                                 "0177.0.0.1", "[::ffff:127.0.0.1]"}) {
    auto const answer = sent(sender, at("/take", host));
    EXPECT_EQ(answer.status, 0) << host;
    EXPECT_TRUE(answer.is_refused) << host << ": " << answer.failure;
  }
  EXPECT_EQ(taken_.method, "");
}

TEST_F(SenderTest, a_redirect_is_not_followed) {
  Sender sender{{.reach = kWithin}};
  EXPECT_EQ(sent(sender, at("/elsewhere")).status, 302);
  EXPECT_EQ(taken_.method, "");
}

TEST_F(SenderTest, a_long_answer_is_cut_off) {
  Sender sender{{.reach = kWithin, .most_answer = 10'000}};
  EXPECT_EQ(sent(sender, at("/long")).status, 200);
}

TEST_F(SenderTest, who_hangs_is_given_up_and_holds_up_nobody) {
  Sender sender{{.reach = kWithin, .in_all = 300ms}};
  sender.send("slow", {.url = at("/hang"), .fields = {}, .body = "{}"});
  sender.send("quick", {.url = at("/take"), .fields = {}, .body = "{}"});
  auto const all = all_of(sender);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].tag, "quick");
  EXPECT_EQ(all[0].status, 200);
  EXPECT_EQ(all[1].status, 0);
  EXPECT_NE(all[1].failure, "");
}

TEST_F(SenderTest, other_schemes_and_a_closed_port_are_failures) {
  Sender sender{{.reach = kWithin}};
  EXPECT_NE(sent(sender, "file:///etc/hostname").failure, "");
  EXPECT_NE(sent(sender, "http://127.0.0.1:1/").failure, "");
}

}  // namespace
}  // namespace camel::webhooks
