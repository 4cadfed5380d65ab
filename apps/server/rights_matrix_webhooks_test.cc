// SPDX-License-Identifier: Apache-2.0
// Everybody subscribes, and asks for everybody's subscriptions. Another's looks
// as if it were not there; and what is sent is what GET /epcis/events shows to
// the party, with nothing in it that is not for it.
#include <map>

#include "epcis_query.h"
#include "test_rights_matrix.h"

namespace camel::server {
namespace {

class WebhookRights : public RightsMatrixTest {
 protected:
  struct Hook {
    Somebody owner;
    std::string path;
  };

  void subscribe_all(std::vector<Somebody> const& all) {
    for (auto const& who : all) {
      if (who.party.empty()) {
        EXPECT_EQ(
            send("", "POST", kSubscriptions, {{"url", receiver_.url()}}).status,
            403);
        continue;
      }
      hooks_.push_back({who, path_of(subscribed(who.party, receiver_.url()))});
    }
  }

  void try_hook(Somebody const& who, Hook const& hook) {
    auto const is_own = who.party == hook.owner.party;
    for (auto const& [method, tail] :
         {std::pair{"GET", ""}, std::pair{"HEAD", ""}, std::pair{"DELETE", ""},
          std::pair{"POST", "/secret"}, std::pair{"POST", "/again"}}) {
      Asking const asking{.method = method, .path = hook.path + tail};
      if (!is_own) {
        try_foreign(who, asking, std::string{kSubscriptions} + "/s-0" + tail,
                    Defect::subscriptions);
      } else if (*tail == 0 && asking.method != "DELETE") {
        EXPECT_EQ(attempt(who, asking, Defect::subscriptions).status, 200);
      }
    }
  }

  void try_list(Somebody const& who) {
    for (auto const* const query :
         {"", "limit=1", "limit=2", "cursor=1", "cursor=2&limit=1",
          "cursor=3&limit=1000", "cursor=0&limit=1"}) {
      auto const page =
          json(attempt(who, {.path = kSubscriptions, .query = query},
                       Defect::subscription_list));
      for (auto const& one : page["subscriptions"]) {
        if (one["party"] != who.party || one.contains("secret")) {
          leak(who, std::string{"lists "} + path_of(one));
        }
      }
      if (page.contains("next")) {
        leak(who, "is told that another's subscription follows");
      }
    }
  }

  // A consignment that is not his may not be listened to, by a name that shows
  // whether it is there.
  void try_making(Somebody const& who, Tenant const& tenant) {
    if (who.party.empty() || who.tenant == tenant.name) {
      return;
    }
    auto const made = [&](std::string const& consignment) {
      return Asking{
          .method = "POST",
          .path = kSubscriptions,
          .body = to_text({{"url", receiver_.url()},
                           {"filter", {{"consignment", consignment}}}})};
    };
    auto const foreign = attempt(who, made(tenant.id), Defect::subscriptions);
    auto const missing = as(who.party, made("c-0"));
    if (foreign.status != 404 || *foreign.body != *missing.body) {
      leak(who, "listens to " + tenant.id);
    }
  }

  // Of each tenant's box by itself, and together with another's in one event
  // of a gate, as whoever tells sees what he told.
  void tell_all() {
    for (std::size_t i = 0; i < tenants_.size(); ++i) {
      auto const forwarder = tenants_[i].party("forwarder");
      auto const other = kBoxes[(i + 1) % kBoxes.size()];
      for (auto const* const place : {"XIY", "DOS", "BRE", "WAW"}) {
        auto const id = "urn:later:" + tenants_[i].name + ":" + place;
        tell(forwarder, an_event(id, kBoxes[i], "arriving", place));
        auto both = an_event(id + ":both", kBoxes[i], "departing", place);
        both["epcList"].push_back(
            std::string{"https://example.org/container/"} + other);
        both["https://example.org/note"] = tenants_[i].secret("NOTE");
        tell("operator", both);
      }
    }
  }

  Ids told_to(Somebody const& who) {
    auto ids = seen_by(who.party);
    std::erase_if(ids,
                  [](auto const& id) { return !id.starts_with("urn:later:"); });
    return ids;
  }

  void try_deliveries() {
    if (defect_ == Defect::deliveries) {
      key_of("operator");
      Ledger ledger{folder_};
      ledger.database.run(
          "UPDATE subscriptions SET is_operator = 1, party = '', "
          "key = 'key of operator'");
    }
    tell_all();
    deliver();
    std::map<std::string, Ids> sent;
    for (auto const& request : receiver_.taken()) {
      auto const event = Json::parse(request.body);
      auto const hook = std::find_if(
          hooks_.begin(), hooks_.end(),
          [&](Hook const& one) { return one.path == event["source"]; });
      ASSERT_NE(hook, hooks_.end());
      sent[hook->path].push_back(event["id"]);
      ++attempts_;
      check_secrets(hook->owner,
                    {.status = 200,
                     .body = std::make_shared<std::string const>(request.body)},
                    "what is sent");
    }
    for (auto const& hook : hooks_) {
      if (sent[hook.path] != told_to(hook.owner)) {
        leak(hook.owner, "is sent what it does not see, or not what it sees");
      }
    }
  }

  void run(std::vector<Somebody> const& owners,
           std::vector<Somebody> const& all, Defect defect = Defect::none) {
    defect_ = defect;
    attempts_ = leaks_ = 0;
    subscribe_all(owners);
    for (auto const& who : all) {
      for (auto const& hook : hooks_) {
        try_hook(who, hook);
      }
      try_list(who);
      for (auto const& tenant : tenants_) {
        try_making(who, tenant);
      }
    }
  }

  std::vector<Hook> hooks_;
};

TEST_F(WebhookRights, nobody_learns_of_anothers_subscription) {
  auto const all = everybody();
  run(all, all);
  EXPECT_EQ(leaks_, 0);
  EXPECT_GE(attempts_, static_cast<int>(4 * all.size() * (all.size() - 2)));
  RecordProperty("attempts", attempts_);
  EXPECT_EQ(
      json(as("operator", {.path = kSubscriptions}))["subscriptions"].size(),
      hooks_.size());
}

TEST_F(WebhookRights, what_is_sent_is_what_the_party_sees) {
  subscribe_all(everybody());
  try_deliveries();
  EXPECT_EQ(leaks_, 0);
  EXPECT_GT(attempts_, static_cast<int>(hooks_.size()));
  EXPECT_GT(told_to(hooks_[1].owner).size(), 0U);
  EXPECT_EQ(told_to(hooks_[0].owner).size(), 0U);  // a stranger
}

TEST_F(WebhookRights, a_route_that_forgets_to_ask_for_rights_is_found_out) {
  Somebody const stranger{"stranger", "", ""};
  for (auto const defect : {Defect::subscription_list, Defect::subscriptions}) {
    run({{tenants_[0].party("customs"), "A", "customs"}, stranger}, {stranger},
        defect);
    EXPECT_GT(leaks_, 0) << static_cast<int>(defect);
  }
}

TEST_F(WebhookRights, a_subscription_with_anothers_rights_is_found_out) {
  subscribe_all({{"stranger", "", ""}});
  defect_ = Defect::deliveries;
  try_deliveries();
  EXPECT_GT(leaks_, 0);
}

}  // namespace
}  // namespace camel::server
