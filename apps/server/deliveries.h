// SPDX-License-Identifier: Apache-2.0
// Tells subscribers of events, each in the order of capture, at least once. One
// thread does it for all: a receiver that is slow holds up its own messages and
// nobody else's. What a subscriber is told is what the event store shows to him
// in that moment, and nothing is kept between: the row of the last event that
// was taken is all there is to remember.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "camel/api/tracked_events.h"
#include "camel/webhooks/retry.h"
#include "camel/webhooks/sender.h"
#include "keys.h"
#include "subscriptions.h"

namespace camel::server {

struct DeliverySettings {
  webhooks::SenderSettings sending = {};
  webhooks::RetryPlan retry = {};
  std::string origin = "localhost";  // by which receivers know this server
  std::size_t at_once = 256;         // messages on their way
  std::chrono::milliseconds look = std::chrono::milliseconds{200};
  std::function<std::int64_t()> now = {};  // milliseconds since 1970
  std::function<void(std::string const&)> fault_log = {};  // a line each
};

// What deliveries are made from.
struct DeliverySources {
  Subscriptions& subscriptions;
  TrackedEvents& events;
  Consignments& consignments;
  Keys& keys;
};

class Deliveries {
 public:
  Deliveries(DeliverySources const& sources, DeliverySettings settings);
  Deliveries(Deliveries const&) = delete;
  Deliveries& operator=(Deliveries const&) = delete;
  ~Deliveries() { stop(); }

  void start();
  void stop();
  void wake() { sender_.wake(); }  // there is a subscription to look at
  bool reaches_private_networks() const {
    return settings_.sending.reach == webhooks::Reach::private_networks_too;
  }
  std::int64_t now() const { return settings_.now(); }

  // Sends what is due, and takes what comes back within the time: what the
  // thread does again and again.
  void turn(std::chrono::milliseconds most);

 private:
  struct Message {
    std::int64_t row = 0;
    std::string body;
  };
  // What is known of a subscription between its messages.
  struct Round {
    std::deque<Message> waiting;
    std::int64_t looked = 0;   // up to this row there is no more than `waiting`
    std::int64_t fetched = 0;  // when
    bool is_on_the_way = false;
  };
  struct Sent {
    std::string subscription;
    std::int64_t row = 0;  // 0: the handshake
  };
  using Changes = std::vector<Subscriptions::Change>;

  void run();
  void begin(Subscription const& one, std::int64_t end, Changes& changes);
  void fetch(Subscription const& one, Round& round, std::int64_t end);
  void pass_over(Subscription const& one, Round const& round,
                 Changes& changes) const;
  void ask_leave(Subscription const& one);
  void post(Subscription const& one, Message const& message);
  void send(Subscription const& one, std::int64_t row, webhooks::Parcel parcel);
  std::vector<std::string> names_wanted(Subscription const& one);
  void settle(webhooks::Delivered const& delivered, Changes& changes);
  void settle_handshake(Subscription& one, webhooks::Delivered const& answer);
  void settle_message(Subscription& one, std::int64_t position,
                      webhooks::Delivered const& answer);
  void failed(Subscription& one, webhooks::Delivered const& answer,
              std::string const& why);

  DeliverySources sources_;
  DeliverySettings settings_;
  webhooks::Sender sender_;
  std::map<std::string, Round> rounds_;  // by subscription
  std::map<std::string, Sent> sent_;     // by tag
  std::uint64_t tags_ = 0;
  std::mt19937_64 luck_{std::random_device{}()};
  std::atomic<bool> is_ending_ = false;
  std::thread thread_;
};

}  // namespace camel::server
