// SPDX-License-Identifier: Apache-2.0
#include "subscriptions.h"

#include "camel/base/names.h"
#include "camel/base/utc_text.h"

namespace camel::server {

namespace {

constexpr std::string_view kSubscriptions =
    "SELECT row, id, key, party, is_operator, url, filter, handshake, created, "
    "secret, former_secret, former_until, state, position, per_minute, "
    "attempts, in_vain_since, next_try, delivered, last_delivered, last_error "
    "FROM subscriptions ";
// What is a party's own, or whoever runs the server sees.
constexpr std::string_view kHis = "(?1 OR (party = ?2 AND party != '')) ";

Json wish_json(EventWish const& wish) {
  auto json = Json::object();
  if (!wish.consignment.empty()) {
    json["consignment"] = wish.consignment;
  }
  if (!wish.box.empty()) {
    json["box"] = wish.box;
  }
  if (!wish.steps.empty()) {
    json["steps"] = wish.steps;
  }
  return json;
}

EventWish wish_in(Json const& json) {
  return {.consignment = json.value("consignment", ""),
          .box = json.value("box", ""),
          .steps = json.value("steps", std::vector<std::string>{})};
}

Subscription subscription_in(store::Statement const& row) {
  Subscription one;
  one.row = row.whole(0);
  one.id = row.text(1);
  one.key = row.text(2);
  one.viewer = {.party = row.text(3), .is_operator = row.whole(4) != 0};
  one.url = row.text(5);
  one.wish = wish_in(Json::parse(row.text(6)));
  one.handshake = row.whole(7) != 0;
  one.created = row.text(8);
  one.secret = row.text(9);
  one.former_secret = row.text(10);
  one.former_until = row.whole(11);
  one.state = find_by_name<SubscriptionState>(row.text(12))
                  .value_or(SubscriptionState::failing);
  one.position = row.whole(13);
  one.per_minute = row.whole_or_none(14);
  one.attempts = row.whole(15);
  one.in_vain_since = row.whole_or_none(16);
  one.next_try = row.whole(17);
  one.delivered = row.whole(18);
  one.last_delivered = row.text_or_none(19);
  one.last_error = row.text(20);
  return one;
}

std::vector<Subscription> all_in(store::Statement& rows) {
  std::vector<Subscription> all;
  while (rows.step()) {
    all.push_back(subscription_in(rows));
  }
  return all;
}

}  // namespace

std::string moment_text(std::int64_t moment) {
  using std::chrono::milliseconds;
  return utc_milliseconds(
      std::chrono::sys_time<milliseconds>{milliseconds{moment}});
}

Json subscription_json(Subscription const& one) {
  auto const text = [](std::string const& value) {
    return value.empty() ? Json(nullptr) : Json(value);
  };
  auto const waits =
      one.attempts > 0 && one.state != SubscriptionState::failing;
  return {
      {"subscription", one.id},
      {"url", one.url},
      {"filter", wish_json(one.wish)},
      {"handshake", one.handshake},
      {"party", text(one.viewer.party)},
      {"created", one.created},
      {"state", name_of(one.state)},
      {"delivered", one.delivered},
      {"last_delivered", text(one.last_delivered.value_or(""))},
      {"attempts", one.attempts},
      {"next_attempt", waits ? Json(moment_text(one.next_try)) : Json(nullptr)},
      {"last_error", text(one.last_error)}};
}

bool Subscriptions::add(Subscription& one) {
  one.id = "s-" + ConsignmentStore::new_id().substr(2);
  std::lock_guard const lock{ledger_.mutex};
  auto const there =
      ledger_.database
          .prepare("SELECT count(*) FROM subscriptions WHERE party = ?")
          .with(one.viewer.party)
          .number();
  if (there.value_or(0) >= kMostOfParty) {
    return false;
  }
  ledger_.database
      .prepare(
          "INSERT INTO subscriptions (id, key, party, is_operator, url, "
          "filter, handshake, created, secret, state, position) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(one.id, one.key, one.viewer.party, one.viewer.is_operator, one.url,
            to_text(wish_json(one.wish)), one.handshake, one.created,
            one.secret, name_of(one.state), one.position)
      .run();
  one.row = ledger_.database.last_row();
  return true;
}

std::optional<Subscription> Subscriptions::find(Viewer const& viewer,
                                                std::string const& id) {
  std::lock_guard const lock{ledger_.mutex};
  auto row = ledger_.database.prepare(std::string{kSubscriptions} + "WHERE " +
                                      std::string{kHis} + "AND id = ?3");
  row.with(viewer.is_operator, viewer.party, id);
  return row.step() ? std::optional{subscription_in(row)} : std::nullopt;
}

std::vector<Subscription> Subscriptions::list(Viewer const& viewer,
                                              std::int64_t after,
                                              std::size_t limit) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(std::string{kSubscriptions} + "WHERE " +
                                       std::string{kHis} +
                                       "AND row > ?3 ORDER BY row LIMIT ?4");
  rows.with(viewer.is_operator, viewer.party, after,
            static_cast<std::int64_t>(limit));
  return all_in(rows);
}

bool Subscriptions::remove(Viewer const& viewer, std::string const& id) {
  std::lock_guard const lock{ledger_.mutex};
  ledger_.database
      .prepare("DELETE FROM subscriptions WHERE " + std::string{kHis} +
               "AND id = ?3")
      .with(viewer.is_operator, viewer.party, id)
      .run();
  return ledger_.database.changed_rows() > 0;
}

std::vector<Subscription> Subscriptions::due(std::int64_t now) {
  std::lock_guard const lock{ledger_.mutex};
  auto rows = ledger_.database.prepare(
      std::string{kSubscriptions} +
      "WHERE state != 'failing' AND next_try <= ? ORDER BY next_try, row");
  rows.with(now);
  return all_in(rows);
}

bool Subscriptions::none() {
  std::lock_guard const lock{ledger_.mutex};
  return !ledger_.database
              .prepare(
                  "SELECT 1 FROM subscriptions WHERE state != 'failing' "
                  "LIMIT 1")
              .with()
              .number();
}

void Subscriptions::change(std::vector<Change> const& changes) {
  if (changes.empty()) {
    return;
  }
  std::lock_guard const lock{ledger_.mutex};
  auto& database = ledger_.database;
  store::Transaction all{database};
  auto row = database.prepare(std::string{kSubscriptions} + "WHERE id = ?");
  auto update = database.prepare(
      "UPDATE subscriptions SET key = ?2, secret = ?3, former_secret = ?4, "
      "former_until = ?5, state = ?6, position = ?7, per_minute = ?8, "
      "attempts = ?9, in_vain_since = ?10, next_try = ?11, delivered = ?12, "
      "last_delivered = ?13, last_error = ?14 WHERE row = ?1");
  for (auto const& change : changes) {
    if (!row.with(change.id).step()) {
      continue;
    }
    auto one = subscription_in(row);
    change.apply(one);
    update
        .with(one.row, one.key, one.secret, one.former_secret, one.former_until,
              name_of(one.state), one.position, one.per_minute, one.attempts,
              one.in_vain_since, one.next_try, one.delivered,
              one.last_delivered, one.last_error)
        .run();
  }
  row.with("").step();  // lets go of what was read
  all.commit();
}

}  // namespace camel::server
