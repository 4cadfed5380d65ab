// SPDX-License-Identifier: Apache-2.0
// A server with a key for each party, and a receiver on loopback for what it
// sends. Time is the test's own, and messages are sent when it says so.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "camel/http/try_server.h"
#include "test_parties.h"

namespace camel::server {

using Ids = std::vector<std::string>;

inline constexpr auto kSubscriptions = "/v1/subscriptions";
inline constexpr std::int64_t kBegin =
    1'800'000'000'000;  // milliseconds since 1970

inline Json an_event(std::string const& id, std::string const& box,
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
      for (int i = 0; i < 2'000 && hangs_at_b; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
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

class WebhooksTest : public PartiesTest {
 protected:
  WebhooksTest() {
    deliveries_.sending.reach = webhooks::Reach::private_networks_too;
    deliveries_.sending.in_all = std::chrono::seconds{2};
    deliveries_.now = [this] { return now_.load(); };
    restart();
  }

  // Until nothing has happened for a while, as the thread of the server would.
  void deliver() {
    constexpr auto kQuiet = std::chrono::milliseconds{80};
    for (int quiet = 0, turns = 0; quiet < 3 && turns < 2'000; ++turns) {
      auto const began = std::chrono::steady_clock::now();
      application_->deliveries().turn(kQuiet);
      quiet = std::chrono::steady_clock::now() - began < kQuiet ? 0 : quiet + 1;
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
    auto const page =
        json(as(party, {.path = "/epcis/events", .query = "perPage=1000"}));
    std::vector<std::string> ids;
    for (auto const& one :
         page["epcisBody"]["queryResults"]["resultsBody"]["eventList"]) {
      ids.push_back(one["eventID"]);
    }
    return ids;
  }

  std::atomic<std::int64_t> now_ = kBegin;
  Receiver receiver_;
};

}  // namespace camel::server
