// SPDX-License-Identifier: Apache-2.0
// Who wants to be told of which events, where, and up to which event he was
// told. What is written here outlives the server: after a crash it goes on with
// the event that nobody has taken yet.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/consignments.h"
#include "ledger.h"

namespace camel::server {

// All that is said must hold; blank: not said.
struct EventWish {
  std::string consignment;         // events that name a box or wagon of it
  std::string box;                 // number of a container or wagon
  std::vector<std::string> steps;  // as words or addresses, one of them
};

enum class SubscriptionState : std::uint8_t {
  unconfirmed,  // the receiver has not said yet that it wants our messages
  active,
  failing  // given up, until somebody says again
};
constexpr auto names(SubscriptionState) {
  return std::array<std::string_view, 3>{"unconfirmed", "active", "failing"};
}

// Moments are milliseconds since 1970.
struct Subscription {
  std::int64_t row = 0;
  std::string id, key;  // name of the key that made it
  Viewer viewer;        // whose it is, who sees what it tells
  std::string url;
  EventWish wish;
  bool handshake = true;
  std::string created, secret, former_secret;
  std::int64_t former_until = 0;  // the former secret signs, too
  SubscriptionState state = SubscriptionState::unconfirmed;
  std::int64_t position = 0;  // row of the event up to which all is told
  std::optional<std::int64_t> per_minute;  // as the receiver asks
  std::int64_t attempts = 0;               // in vain, since the last success
  std::optional<std::int64_t> in_vain_since;
  std::int64_t next_try = 0, delivered = 0;
  std::optional<std::string> last_delivered;
  std::string last_error;
};

std::string moment_text(std::int64_t moment);
Json subscription_json(Subscription const& one);  // without its secrets

class Subscriptions {
 public:
  static constexpr std::int64_t kMostOfParty = 100;

  explicit Subscriptions(Ledger& ledger) : ledger_{ledger} {}

  // Gives it its id and its row; false: its party has too many.
  bool add(Subscription& one);
  // A party's own; all, to whoever runs the server.
  std::optional<Subscription> find(Viewer const& viewer, std::string const& id);
  std::vector<Subscription> list(Viewer const& viewer, std::int64_t after,
                                 std::size_t limit);
  bool remove(Viewer const& viewer, std::string const& id);

  // Those whose time has come, the one that waits longest first.
  std::vector<Subscription> due(std::int64_t now);
  bool none();

  struct Change {
    std::string id;
    std::function<void(Subscription&)> apply;
  };
  // Each as it is then; of one that is gone, nothing. On the disk at the end.
  void change(std::vector<Change> const& changes);

 private:
  Ledger& ledger_;
};

}  // namespace camel::server
