// SPDX-License-Identifier: Apache-2.0
// Subscriptions as their parties meet them, with a receiver on loopback. Time
// is the test's own, and messages are sent when it says so.
#include <algorithm>
#include <atomic>
#include <mutex>

#include "camel/http/try_server.h"
#include "camel/webhooks/signature.h"
#include "test_parties.h"

namespace camel::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kSubscriptions = "/v1/subscriptions";
constexpr std::int64_t kBegin = 1'800'000'000'000;  // milliseconds since 1970

Json an_event(std::string const& id, std::string const& box,
              std::string const& step = "arriving",
              std::string const& place = "DOS") {
  return {{"type", "ObjectEvent"},
          {"eventID", id},
          {"action", "OBSERVE"},
          {"bizStep", step},
          {"eventTime", "2026-03-05T09:00:00Z"},
          {"eventTimeZoneOffset", "+00:00"},
          {"epcList", {"https://example.org/container/" + box}},
          {"readPoint", {{"id", "https://example.org/place/" + place}}}};
}

// Writes down what comes, and answers as it is told to.
class Receiver {
 public:
  Receiver() {
    for (auto const* const path : {"/a", "/b"}) {
      server_.router().add(
          {.method = "POST",
           .path = path,
           .answer =
               [this](http::Request const& request) { return take(request); },
           .slow = true});
    }
    server_.start();
  }

  std::string url(std::string const& path = "/a") {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + path;
  }
  std::vector<http::Request> taken(std::string const& path = "/a") {
    std::lock_guard const lock{mutex_};
    std::vector<http::Request> all;
    for (auto const& one : requests_) {
      if (one.path == path) {
        all.push_back(one);
      }
    }
    return all;
  }
  // Ids of the events it was told of and took.
  std::vector<std::string> ids(std::string const& path = "/a") {
    std::vector<std::string> ids;
    for (auto const& one : taken(path)) {
      ids.push_back(Json::parse(one.body)["id"]);
    }
    return ids;
  }

  std::atomic<int> status = 200;
  std::atomic<int> seconds = 0;  // Retry-After
  std::atomic<bool> hangs_at_b = false;

 private:
  http::Response take(http::Request const& request) {
    if (hangs_at_b && request.path == "/b") {
      for (int i = 0; i < 200 && hangs_at_b; ++i) {
        std::this_thread::sleep_for(10ms);
      }
    }
    std::lock_guard const lock{mutex_};
    http::Response answer{.status = status, .type = ""};
    if (seconds > 0) {
      answer.fields["retry-after"] = std::to_string(seconds.load());
    }
    if (status == 302) {
      answer.fields["location"] = "/b";
    }
    requests_.push_back(request);
    return answer;
  }

  std::mutex mutex_;
  std::vector<http::Request> requests_;
  http::TryServer server_{{.workers = 4}};
};

class Webhooks : public PartiesTest {
 protected:
  Webhooks() {
    deliveries_.sending.reach = webhooks::Reach::private_networks_too;
    deliveries_.sending.in_all = 2s;
    deliveries_.now = [this] { return now_.load(); };
    restart();
  }

  // Until nothing more is due, as the thread of the server would.
  void deliver(int turns = 12) {
    for (int i = 0; i < turns; ++i) {
      application_->deliveries().turn(30ms);
    }
  }
  void after(std::chrono::milliseconds time) { now_ += time.count(); }

  Json subscribed(std::string const& party, std::string const& url,
                  Json const& filter = Json::object()) {
    auto const answer =
        send(party, "POST", kSubscriptions,
             {{"url", url}, {"handshake", false}, {"filter", filter}});
    EXPECT_EQ(answer.status, 201) << *answer.body;
    return json(answer);
  }
  static std::string path_of(Json const& one) {
    return std::string{kSubscriptions} + "/" +
           one.value("subscription", std::string{});
  }
  Json shown(std::string const& party, Json const& one) {
    return json(as(party, {.path = path_of(one)}));
  }
  void tell(std::string const& party, Json const& event) {
    auto const answer = send(party, "POST", "/epcis/events", event);
    ASSERT_EQ(answer.status, 201) << *answer.body;
  }
  // As GET /epcis/events shows them to him, in their order.
  std::vector<std::string> seen_by(std::string const& party) {
    auto const answer =
        as(party, {.path = "/epcis/events", .query = "perPage=1000"});
    std::vector<std::string> ids;
    for (auto const& one :
         json(answer)["epcisBody"]["queryResults"]["resultsBody"]
                     ["eventList"]) {
      ids.push_back(one["eventID"]);
    }
    return ids;
  }

  std::atomic<std::int64_t> now_ = kBegin;
  Receiver receiver_;
};

using Ids = std::vector<std::string>;

TEST_F(Webhooks, an_event_is_sent_as_a_signed_cloud_event) {
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

TEST_F(Webhooks, events_come_in_the_order_of_capture_and_once) {
  tell("swift", an_event("urn:uuid:before", "CSQU3054383"));
  subscribed("operator", receiver_.url());
  Ids told;
  for (int i = 0; i < 45; ++i) {
    told.push_back("urn:uuid:" + std::to_string(i));
    tell("swift", an_event(told.back(), "CSQU3054383"));
  }
  deliver(150);
  EXPECT_EQ(receiver_.ids(), told);
}

TEST_F(Webhooks, what_is_not_taken_is_tried_again_ever_more_rarely) {
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
  for (auto const& [soon, late] :
       {std::pair{3'700ms, 2'600ms}, {11'200ms, 7'600ms}, {33'700ms, 22'600ms}}) {
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

TEST_F(Webhooks, a_receiver_says_when_it_wants_to_be_asked_again) {
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

TEST_F(Webhooks, after_days_in_vain_it_is_failing_until_somebody_says_again) {
  auto const made = subscribed("operator", receiver_.url());
  receiver_.status = 500;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  for (int hours = 0; hours <= 80; hours += 4) {
    deliver(4);
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

TEST_F(Webhooks, a_receiver_that_is_gone_or_elsewhere_is_told_so) {
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

TEST_F(Webhooks, a_restart_goes_on_with_what_nobody_took) {
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

TEST_F(Webhooks, who_hangs_holds_up_neither_others_nor_capture) {
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
  deliver(20);
  EXPECT_EQ(receiver_.ids("/a"), (Ids{"urn:uuid:3"}));
  EXPECT_EQ(receiver_.ids("/b"),
            (Ids{"urn:uuid:1", "urn:uuid:2", "urn:uuid:3"}));
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
  deliver(40);
  std::map<std::string, Ids> sent;
  for (auto const& request : receiver_.taken()) {
    auto const event = Json::parse(request.body);
    sent[event["source"]].push_back(event["id"]);
    EXPECT_EQ(request.body.find("MSKU1000000"), std::string::npos);
  }
  for (auto const& party : parties) {
    auto const list = json(as(party, {.path = kSubscriptions}));
    ASSERT_EQ(list["subscriptions"].size(), 1U) << party;
    EXPECT_EQ(sent[path_of(list["subscriptions"][0])], seen_by(party))
        << party;
  }
  EXPECT_EQ(seen_by("stranger"), Ids{});
  EXPECT_GT(seen_by("silk").size(), seen_by("port").size());
}

// A mistake that is put in on purpose: a subscription that is the operator's in
// the database tells a stranger all. The key that made it is not his.
TEST_F(Webhooks, a_subscription_sees_no_more_than_the_key_that_made_it) {
  made_by("swift");
  auto const made = subscribed("stranger", receiver_.url());
  Ledger{folder_}.database.run(
      "UPDATE subscriptions SET is_operator = 1, party = ''");
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_EQ(receiver_.ids(), Ids{});
  EXPECT_EQ(shown("operator", made)["state"], "failing");
}

TEST_F(Webhooks, what_is_seen_no_more_is_sent_no_more) {
  auto const id = made_by("swift");
  subscribed("silk", receiver_.url());
  receiver_.status = 503;
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_EQ(receiver_.ids(), (Ids{"urn:uuid:1"}));
  EXPECT_EQ(
      as("swift", {.method = "DELETE", .path = "/v1/consignments/" + id})
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
    for (auto const& [method, tail] :
         {std::pair{"GET", ""}, {"DELETE", ""}, {"POST", "/secret"},
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
  EXPECT_EQ(json(as("operator", {.path = kSubscriptions}))["subscriptions"]
                .size(),
            1U);
  EXPECT_EQ(problem(send("", "POST", kSubscriptions,
                         {{"url", receiver_.url()}})),
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
  EXPECT_EQ(
      first.fields.at("webhook-signature"),
      signed_by(first, secret) + " " + signed_by(first, made["secret"]));
  after(25h);
  auto const second = signatures("urn:uuid:2");
  EXPECT_EQ(second.fields.at("webhook-signature"), signed_by(second, secret));
}

// Receivers with the handshake of CloudEvents.
class Handshake : public Webhooks {
 protected:
  // One answer for each question; says what it was asked.
  static std::string answered(http::TryClient const& client) {
    return client.receive_until("\r\n\r\n");
  }
  struct Polite {
    explicit Polite(std::string allowed) {
      server.router().add(
          {.method = "POST",
           .path = "/hook",
           .answer = [this](http::Request const&) {
             ++posts;
             return http::text_answer("");
           }});
      server.router().add(
          {.method = "OPTIONS",
           .path = "/hook",
           .answer =
               [this, allowed](http::Request const& request) {
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
    auto const answer = send("operator", "POST", kSubscriptions,
                             {{"url", polite.url()}});
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
    EXPECT_NE(now["last_error"].get<std::string>().find(
                  "WebHook-Allowed-Origin"),
              std::string::npos);
    as("operator", {.method = "DELETE", .path = path_of(made)});
    after(1h);
  }
}

TEST_F(Webhooks, private_addresses_are_refused_unless_the_server_is_told_so) {
  deliveries_.sending.reach = webhooks::Reach::public_internet;
  restart();
  for (auto const* const host :
       {"10.0.0.1", "127.0.0.1", "[::1]", "[fe80::1]", "[fd00::1]",
        "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433",
        "0177.0.0.1", "localhost"}) {
    auto const answer =
        send("operator", "POST", kSubscriptions,
             {{"url", std::string{"http://"} + host + "/"}});
    EXPECT_EQ(answer.status, 422) << host;
  }
}

// It was taken while that was allowed: the address is judged once more when it
// is connected to.
TEST_F(Webhooks, an_address_is_judged_when_it_is_connected_to) {
  auto const made = subscribed("operator", receiver_.url());
  deliveries_.sending.reach = webhooks::Reach::public_internet;
  restart();
  tell("swift", an_event("urn:uuid:1", "CSQU3054383"));
  deliver();
  EXPECT_TRUE(receiver_.taken().empty());
  auto const now = shown("operator", made);
  EXPECT_EQ(now["state"], "failing");
  EXPECT_EQ(now["last_error"],
            "its name leads to 127.0.0.1, of a private network");
}

TEST_F(Webhooks, what_makes_no_sense_is_refused) {
  auto const url = receiver_.url();
  for (auto const& body : std::vector<Json>{
           {},
           {{"url", 7}},
           {{"url", "ftp://x.example/"}},
           {{"url", url}, {"handshake", "no"}},
           {{"url", url}, {"more", 1}},
           {{"url", url}, {"filter", 1}},
           {{"url", url}, {"filter", {{"colour", "red"}}}},
           {{"url", url}, {"filter", {{"steps", {"flying"}}}}},
           {{"url", url}, {"filter", {{"steps", "arriving"}}}},
           {{"url", url}, {"filter", {{"box", ""}}}},
           {{"url", url}, {"filter", {{"box", "A"}, {"consignment", "B"}}}}}) {
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
  EXPECT_EQ(problem(send("silk", "POST", kSubscriptions,
                         {{"url", receiver_.url()}})),
            "too-many-subscriptions");
  auto const page =
      json(as("silk", {.path = kSubscriptions, .query = "limit=60"}));
  EXPECT_EQ(page["subscriptions"].size(), 60U);
  auto const rest = json(
      as("silk", {.path = kSubscriptions,
                  .query = "limit=60&cursor=" +
                           page["next"].get<std::string>()}));
  EXPECT_EQ(rest["subscriptions"].size(), 40U);
  EXPECT_FALSE(rest.contains("next"));
}

}  // namespace
}  // namespace camel::server
