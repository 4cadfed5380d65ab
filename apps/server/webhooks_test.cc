// SPDX-License-Identifier: Apache-2.0
// Subscriptions as their parties meet them, and who is told of what.
#include <algorithm>

#include "camel/webhooks/signature.h"
#include "test_receiver.h"

namespace camel::server {
namespace {

using namespace std::chrono_literals;

class Webhooks : public WebhooksTest {};

TEST_F(Webhooks, a_filter_chooses_events) {
  made_by("swift");
  auto const id = made_by("swift");
  subscribed("operator", receiver_.url("/a"),
             {{"box", "TCNU7200794"}, {"steps", {"departing"}}});
  subscribed("operator", receiver_.url("/b"), {{"consignment", id}});
  tell("swift", an_event("urn:uuid:1", "CSQU3054383", "departing"));
  tell("swift", an_event("urn:uuid:2", "TCNU7200794", "arriving"));
  tell("swift", an_event("urn:uuid:3", "TCNU7200794", "departing"));
  tell("swift", an_event("urn:uuid:4", "MSKU1000000", "departing"));
  deliver();
  EXPECT_EQ(receiver_.ids("/a"), (Ids{"urn:uuid:3"}));
  EXPECT_EQ(receiver_.ids("/b"),
            (Ids{"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));
}

TEST_F(Webhooks, a_box_of_a_consignment_is_that_one_of_it) {
  auto const id = made_by("swift");
  subscribed("swift", receiver_.url("/a"),
             {{"consignment", id}, {"box", "tcnu 720079-4"}});
  subscribed("swift", receiver_.url("/b"),
             {{"consignment", id}, {"box", "MSKU1000000"}});
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  tell("swift", an_event("urn:uuid:2", "TCNU7200794"));
  tell("swift", an_event("urn:uuid:3", "MSKU1000000"));
  deliver();
  EXPECT_EQ(receiver_.ids("/a"), (Ids{"urn:uuid:2"}));
  EXPECT_EQ(receiver_.ids("/b"), Ids{});
}

// The law: what is sent is what GET /epcis/events shows, for every party.
TEST_F(Webhooks, each_party_is_told_what_it_may_see_and_nothing_else) {
  made_by("swift");
  std::vector<std::string> const parties{"silk", "ktz",        "port",
                                         "mode", "pl-customs", "stranger"};
  for (auto const& party : parties) {
    subscribed(party, receiver_.url());
  }
  for (auto const* const place : {"XIY", "DOS", "BRE", "WAW"}) {
    auto const id = std::string{"urn:uuid:"} + place;
    tell("swift", an_event(id, "CSQU3054383", "arriving", place));
    auto both = an_event(id + "-both", "CSQU3054383", "arriving", place);
    both["epcList"].push_back("https://example.org/container/MSKU1000000");
    tell("swift", both);
    tell("other", an_event(id + "-other", "MSKU1000000", "arriving", place));
  }
  deliver();
  std::map<std::string, Ids> sent;
  for (auto const& request : receiver_.taken()) {
    auto const event = Json::parse(request.body);
    sent[event["source"]].push_back(event["id"]);
    EXPECT_EQ(request.body.find("MSKU1000000"), std::string::npos);
  }
  for (auto const& party : parties) {
    auto const list = json(as(party, {.path = kSubscriptions}));
    ASSERT_EQ(list["subscriptions"].size(), 1U) << party;
    EXPECT_EQ(sent[path_of(list["subscriptions"][0])], seen_by(party)) << party;
  }
  EXPECT_EQ(seen_by("stranger"), Ids{});
  EXPECT_GT(seen_by("silk").size(), seen_by("port").size());
}

// A mistake that is put in on purpose: a stranger's subscription that is the
// operator's in the database. The key that made it is not, so it ends; were the
// key of the operator in it, too, the law above would break.
TEST_F(Webhooks, a_subscription_sees_no_more_than_the_key_that_made_it) {
  made_by("swift");
  auto const made = subscribed("stranger", receiver_.url());
  Ledger ledger{folder_};
  ledger.database.run("UPDATE subscriptions SET is_operator = 1, party = ''");
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_EQ(receiver_.ids(), seen_by("stranger"));
  EXPECT_EQ(shown("operator", made)["state"], "failing");
  ledger.database.run(
      "UPDATE subscriptions SET state = 'active', key = 'key of operator'");
  deliver();
  EXPECT_NE(receiver_.ids(), seen_by("stranger"));
}

TEST_F(Webhooks, what_is_seen_no_more_is_sent_no_more) {
  auto const id = made_by("swift");
  subscribed("silk", receiver_.url());
  receiver_.status = 503;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_EQ(receiver_.ids(), (Ids{"urn:uuid:1"}));
  EXPECT_EQ(as("swift", {.method = "DELETE", .path = "/v1/consignments/" + id})
                .status,
            204);
  receiver_.status = 200;
  after(1min);
  deliver();
  EXPECT_EQ(receiver_.ids(), (Ids{"urn:uuid:1"}));
}

TEST_F(Webhooks, a_key_that_is_taken_away_ends_what_it_made) {
  auto const made = subscribed("silk", receiver_.url());
  tell("silk", an_event("urn:uuid:1", "CSQU3054383"));
  application_->keys().remove("key of silk");
  // Another party's key under the same name is another key.
  application_->keys().add("key of silk", http::Role::planner, "stranger");
  deliver();
  EXPECT_EQ(receiver_.ids(), Ids{});
  EXPECT_EQ(shown("operator", made)["state"], "failing");
  // Whoever runs the server cannot make it his own, nor go on without a key.
  send("operator", "POST", path_of(made) + "/again", {});
  deliver();
  EXPECT_EQ(receiver_.ids(), Ids{});
}

TEST_F(Webhooks, others_subscriptions_are_as_if_they_were_not_there) {
  auto const made = subscribed("silk", receiver_.url());
  for (auto const* const who : {"stranger", ""}) {
    for (auto const& [method, tail] : {std::pair{"GET", ""},
                                       {"DELETE", ""},
                                       {"POST", "/secret"},
                                       {"POST", "/again"}}) {
      auto const foreign =
          as(who, {.method = method, .path = path_of(made) + tail});
      auto const missing =
          as(who, {.method = method,
                   .path = std::string{kSubscriptions} + "/s-0" + tail});
      EXPECT_EQ(foreign.status, 404);
      EXPECT_EQ(*foreign.body, *missing.body);
    }
    EXPECT_EQ(json(as(who, {.path = kSubscriptions}))["subscriptions"].size(),
              0U);
  }
  EXPECT_EQ(
      json(as("operator", {.path = kSubscriptions}))["subscriptions"].size(),
      1U);
  EXPECT_EQ(
      problem(send("", "POST", kSubscriptions, {{"url", receiver_.url()}})),
      "no-party");
  EXPECT_EQ(as("silk", {.method = "DELETE", .path = path_of(made)}).status,
            204);
  EXPECT_EQ(as("silk", {.path = path_of(made)}).status, 404);
}

TEST_F(Webhooks, another_secret_signs_beside_the_former_for_a_day) {
  auto const made = subscribed("silk", receiver_.url());
  auto const answer = send("silk", "POST", path_of(made) + "/secret", {});
  EXPECT_EQ(answer.fields.at("cache-control"), "no-store");
  auto const secret = json(answer)["secret"].get<std::string>();
  EXPECT_NE(secret, made["secret"]);
  auto const signatures = [&](std::string const& id) {
    tell("silk", an_event(id, "CSQU3054383"));
    deliver();
    return receiver_.taken().back();
  };
  auto const signed_by = [&](http::Request const& request,
                             std::string const& with) {
    return webhooks::signature_of(
        {request.fields.at("webhook-id"),
         std::chrono::sys_seconds{std::chrono::seconds{now_ / 1'000}},
         request.body},
        with);
  };
  auto const first = signatures("urn:uuid:1");
  EXPECT_EQ(first.fields.at("webhook-signature"),
            signed_by(first, secret) + " " + signed_by(first, made["secret"]));
  after(25h);
  auto const second = signatures("urn:uuid:2");
  EXPECT_EQ(second.fields.at("webhook-signature"), signed_by(second, secret));
}

TEST_F(Webhooks, private_addresses_are_refused_unless_the_server_is_told_so) {
  deliveries_.sending.reach = webhooks::Reach::public_internet;
  restart();
  for (auto const* const host :
       {"10.0.0.1", "127.0.0.1", "[::1]", "[fe80::1]", "[fd00::1]",
        "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433",
        "0177.0.0.1", "localhost"}) {
    auto const answer = send("operator", "POST", kSubscriptions,
                             {{"url", std::string{"http://"} + host + "/"}});
    EXPECT_EQ(answer.status, 422) << host;
  }
}

TEST_F(Webhooks, what_makes_no_sense_is_refused) {
  auto const url = receiver_.url();
  for (auto const& body :
       std::vector<Json>{{},
                         {{"url", 7}},
                         {{"url", "ftp://x.example/"}},
                         {{"url", url}, {"handshake", "no"}},
                         {{"url", url}, {"more", 1}},
                         {{"url", url}, {"filter", 1}},
                         {{"url", url}, {"filter", {{"colour", "red"}}}},
                         {{"url", url}, {"filter", {{"steps", {"flying"}}}}},
                         {{"url", url}, {"filter", {{"steps", "arriving"}}}},
                         {{"url", url}, {"filter", {{"box", ""}}}}}) {
    EXPECT_EQ(send("operator", "POST", kSubscriptions, body).status, 422)
        << body;
  }
  EXPECT_EQ(problem(send("operator", "POST", kSubscriptions,
                         {{"url", url}, {"filter", {{"consignment", "c-0"}}}})),
            "unknown-consignment");
}

TEST_F(Webhooks, a_party_has_a_hundred_at_most) {
  for (std::int64_t i = 0; i < Subscriptions::kMostOfParty; ++i) {
    subscribed("silk", receiver_.url());
  }
  EXPECT_EQ(
      problem(send("silk", "POST", kSubscriptions, {{"url", receiver_.url()}})),
      "too-many-subscriptions");
  auto const page =
      json(as("silk", {.path = kSubscriptions, .query = "limit=60"}));
  EXPECT_EQ(page["subscriptions"].size(), 60U);
  auto const rest = json(as(
      "silk", {.path = kSubscriptions,
               .query = "limit=60&cursor=" + page["next"].get<std::string>()}));
  EXPECT_EQ(rest["subscriptions"].size(), 40U);
  EXPECT_FALSE(rest.contains("next"));
}

}  // namespace
}  // namespace camel::server
