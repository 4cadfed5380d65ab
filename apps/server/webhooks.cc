// SPDX-License-Identifier: Apache-2.0
// Subscriptions over HTTP: made, listed, read, taken away, given another
// secret, begun again. A party has its own and knows of no others; whoever runs
// the server sees all.
#include <algorithm>

#include "application.h"
#include "camel/api/epcis_words.h"
#include "camel/webhooks/receiver_address.h"
#include "camel/webhooks/signature.h"
#include "viewer.h"

namespace camel::server {

namespace {

constexpr std::int64_t kFormerSecretSigns = 24LL * 60 * 60 * 1'000;
constexpr std::size_t kMostSteps = 50;
constexpr std::size_t kLongestWord = 200;

std::string id_of(http::Request const& request) {
  return request.parts.at("subscription");
}

http::Problem unknown_subscription() {
  return {404, "unknown-subscription",
          "there is no such subscription of yours — /v1/subscriptions lists "
          "them"};
}

void check_length(std::string const& word) {
  if (word.empty() || word.size() > kLongestWord) {
    throw bad_request("a word of a filter has 1 to 200 letters");
  }
}

EventWish wish_asked(Json const& filter) {
  if (!filter.is_object()) {
    throw bad_request("filter is an object of consignment, box and steps");
  }
  EventWish wish;
  for (auto const& [name, value] : filter.items()) {
    if (name == "consignment" || name == "box") {
      auto& word = name == "box" ? wish.box : wish.consignment;
      word = text_in(filter, name);
      check_length(word);
    } else if (name == "steps") {
      wish.steps = texts_in(filter, name);
    } else {
      throw bad_request("a filter has no '" + name +
                        "' — it has consignment, box and steps");
    }
  }
  if (wish.steps.size() > kMostSteps) {
    throw bad_request("a filter has at most 50 steps");
  }
  for (auto const& step : wish.steps) {
    check_length(step);
    if (!epcis_word(EpcisWord::step, step)) {
      throw bad_request("'" + step +
                        "' of steps is no word of the Core Business "
                        "Vocabulary, nor a URI");
    }
  }
  return wish;
}

Subscription subscription_asked(http::Request const& request,
                                webhooks::Reach reach) {
  auto const json = object_in(request, {"url", "filter", "handshake"});
  Subscription one;
  one.url = text_in(json, "url");
  if (auto const mistake = webhooks::mistake_in_address(one.url, reach);
      !mistake.empty()) {
    throw bad_request("url: " + mistake);
  }
  if (json.contains("filter")) {
    one.wish = wish_asked(json["filter"]);
  }
  if (json.contains("handshake")) {
    if (!json["handshake"].is_boolean()) {
      throw bad_request("handshake is true or false");
    }
    one.handshake = json["handshake"].get<bool>();
  }
  return one;
}

SubscriptionState first_state(Subscription const& one) {
  return one.handshake ? SubscriptionState::unconfirmed
                       : SubscriptionState::active;
}

void check_is_somebody(Viewer const& viewer) {
  if (viewer.party.empty() && !viewer.is_operator) {
    throw http::Problem{403, "no-party",
                        "a key of no party sees no events, so there is nothing "
                        "to tell it of"};
  }
}

// A secret is shown this once, and kept by nobody on the way.
http::Response answer_secret(Json const& json, int status) {
  auto response = answer_json(json, status);
  response.fields["cache-control"] = "no-store";
  return response;
}

void renew_secret(Subscription& one, std::string const& secret,
                  std::int64_t until) {
  one.former_secret = one.secret;
  one.former_until = until;
  one.secret = secret;
}

void begin_again(Subscription& one, Viewer const& viewer,
                 std::string const& key) {
  // Whoever runs the server makes it go on, and it stays its party's.
  if (viewer == one.viewer) {
    one.key = key;
  }
  one.state = first_state(one);
  one.attempts = 0;
  one.in_vain_since.reset();
  one.next_try = 0;
  one.last_error.clear();
}

}  // namespace

http::Response Application::subscribe(http::Request const& request) {
  auto one =
      subscription_asked(request, deliveries_.reaches_private_networks()
                                      ? webhooks::Reach::private_networks_too
                                      : webhooks::Reach::public_internet);
  one.key = request.asker.name;
  one.viewer = viewer_of(request, keys_);
  check_is_somebody(one.viewer);
  if (!one.wish.consignment.empty()) {
    consignments_.stored(one.viewer, one.wish.consignment);
  }
  one.created = now_text();
  one.secret = webhooks::new_secret();
  one.state = first_state(one);
  one.position = events_.last_row();
  if (!subscriptions_.add(one)) {
    throw http::Problem{409, "too-many-subscriptions",
                        "your party has a hundred subscriptions — delete one "
                        "first"};
  }
  deliveries_.wake();
  auto json = subscription_json(one);
  json["secret"] = one.secret;
  auto response = answer_secret(json, 201);
  response.fields["location"] = "/v1/subscriptions/" + one.id;
  return response;
}

void Application::add_webhooks(http::Router& router) {
  std::string const all = "/v1/subscriptions";
  auto const one = all + "/{subscription}";
  auto const add = [&](std::string const& method, std::string const& path,
                       http::Answer answer) {
    router.add({.method = method,
                .path = path,
                .answer = with_refusals(std::move(answer)),
                .role = http::Role::planner,
                .slow = true});
  };
  auto const find = [this](http::Request const& request) {
    auto found = subscriptions_.find(viewer_of(request, keys_), id_of(request));
    if (!found) {
      throw unknown_subscription();
    }
    return *std::move(found);
  };
  add("POST", all,
      [this](http::Request const& request) { return subscribe(request); });
  add("GET", all, [this](http::Request const& request) {
    auto const page = page_in(request);
    auto found = subscriptions_.list(viewer_of(request, keys_),
                                     page.cursor.value_or(0), page.limit + 1);
    Json json{{"subscriptions", Json::array()}};
    for (std::size_t i = 0; i < std::min(found.size(), page.limit); ++i) {
      json["subscriptions"].push_back(subscription_json(found[i]));
    }
    if (found.size() > page.limit) {
      json["next"] = std::to_string(found[page.limit - 1].row);
    }
    return answer_json(json);
  });
  add("GET", one, [=](http::Request const& request) {
    return answer_json(subscription_json(find(request)));
  });
  add("DELETE", one, [this](http::Request const& request) {
    if (!subscriptions_.remove(viewer_of(request, keys_), id_of(request))) {
      throw unknown_subscription();
    }
    return answer_nothing();
  });
  add("POST", one + "/secret", [=, this](http::Request const& request) {
    auto const id = find(request).id;
    auto const secret = webhooks::new_secret();
    auto const until = deliveries_.now() + kFormerSecretSigns;
    subscriptions_.change(
        {{id, [&](Subscription& now) { renew_secret(now, secret, until); }}});
    return answer_secret({{"subscription", id}, {"secret", secret}}, 200);
  });
  add("POST", one + "/again", [=, this](http::Request const& request) {
    auto const id = find(request).id;
    subscriptions_.change({{id, [&](Subscription& now) {
                              begin_again(now, viewer_of(request, keys_),
                                          request.asker.name);
                            }}});
    deliveries_.wake();
    return answer_json(subscription_json(find(request)));
  });
}

}  // namespace camel::server
