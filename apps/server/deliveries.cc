// SPDX-License-Identifier: Apache-2.0
#include "deliveries.h"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include "camel/api/epcis_words.h"
#include "camel/api/tracker.h"
#include "camel/base/text.h"
#include "camel/http/letters.h"
#include "camel/webhooks/signature.h"
#include "cloud_event.h"
#include "viewer.h"

namespace camel::server {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t kPerFetch = 20;
// What was fetched is not sent later than this: rights may change meanwhile.
constexpr std::int64_t kFresh = 5'000;
// Over so many events that are not for a subscriber, his place is written down.
constexpr std::int64_t kPassedOver = 1'000;

std::int64_t clock_milliseconds() {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

std::chrono::sys_seconds second_of(std::int64_t moment) {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<milliseconds>{milliseconds{moment}});
}

bool is_success(int status) { return status >= 200 && status < 300; }

std::string why_not(webhooks::Delivered const& answer) {
  if (answer.status == 0) {
    return answer.failure;
  }
  auto text = "it answered " + std::to_string(answer.status);
  if (answer.status >= 300 && answer.status < 400) {
    text += ", and redirects are not followed";
  }
  return text;
}

std::optional<std::int64_t> whole_field(webhooks::Delivered const& answer,
                                        std::string_view name) {
  auto const found = answer.fields.find(name);
  return found == answer.fields.end() ? std::nullopt
                                      : parse_whole(found->second);
}

bool allows(webhooks::Delivered const& answer, std::string const& origin) {
  auto const found = answer.fields.find("webhook-allowed-origin");
  return is_success(answer.status) && found != answer.fields.end() &&
         (found->second == "*" ||
          http::lower(found->second) == http::lower(origin));
}

}  // namespace

Deliveries::Deliveries(DeliverySources const& sources,
                       DeliverySettings settings)
    : sources_{sources},
      settings_{std::move(settings)},
      sender_{settings_.sending} {
  if (!settings_.now) {
    settings_.now = clock_milliseconds;
  }
}

void Deliveries::start() {
  thread_ = std::thread{[this] { run(); }};
}

void Deliveries::stop() {
  is_ending_ = true;
  sender_.wake();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Deliveries::run() {
  constexpr auto kIdle = std::chrono::seconds{10};
  while (!is_ending_) {
    try {
      turn(sources_.subscriptions.none() ? kIdle : settings_.look);
    } catch (std::exception const& error) {
      // Such as a full disk. What is on its way is forgotten, and sent again.
      rounds_.clear();
      sent_.clear();
      if (settings_.fault_log) {
        settings_.fault_log(std::string{"webhooks: "} + error.what());
      }
      for (int i = 0; i < 10 && !is_ending_; ++i) {
        std::this_thread::sleep_for(settings_.look);
      }
    }
  }
}

void Deliveries::turn(milliseconds most) {
  Changes changes;
  auto const end = sources_.events.last_row();
  auto const due = sources_.subscriptions.due(now());
  std::set<std::string> present;
  for (auto const& one : due) {
    present.insert(one.id);
    if (sender_.on_the_way() < settings_.at_once &&
        !rounds_[one.id].is_on_the_way) {
      begin(one, end, changes);
    }
  }
  std::erase_if(rounds_, [&](auto const& round) {
    return !round.second.is_on_the_way && !present.contains(round.first);
  });
  for (auto const& delivered : sender_.wait(most)) {
    settle(delivered, changes);
  }
  sources_.subscriptions.change(changes);
}

void Deliveries::begin(Subscription const& one, std::int64_t end,
                       Changes& changes) {
  auto const viewer = viewer_of(
      http::Asker{one.key, sources_.keys.role_of(one.key)}, sources_.keys);
  if (viewer != one.viewer) {
    changes.push_back({one.id, [](Subscription& now) {
                         now.state = SubscriptionState::failing;
                         now.last_error =
                             "the key that made it was taken away, or is "
                             "another's — say again with a key of the party";
                       }});
    return;
  }
  if (one.state == SubscriptionState::unconfirmed) {
    ask_leave(one);
    return;
  }
  auto& round = rounds_[one.id];
  if (!round.waiting.empty() && now() - round.fetched > kFresh) {
    round = {};
  }
  if (round.waiting.empty()) {
    fetch(one, round, end);
  }
  if (round.waiting.empty()) {
    pass_over(one, round, changes);
  } else {
    post(one, round.waiting.front());
  }
}

// An event that comes meanwhile may be of a name that was not known yet: only
// what was there when names were asked for is taken now.
void Deliveries::fetch(Subscription const& one, Round& round,
                       std::int64_t end) {
  round.looked = std::max(round.looked, one.position);
  round.fetched = now();
  if (round.looked >= end) {
    return;
  }
  EventQuery query;
  query.after = EventCursor{EventMoment{}, round.looked};
  query.limit = kPerFetch;
  for (auto const& step : one.wish.steps) {
    query.steps.push_back(epcis_word(EpcisWord::step, step).value_or(step));
  }
  auto const is_of_things =
      !one.wish.consignment.empty() || !one.wish.box.empty();
  if (is_of_things) {
    query.objects = names_wanted(one);
  }
  if (is_of_things && query.objects.empty()) {
    round.looked = end;
    return;
  }
  auto const page = sources_.events.find(one.viewer, query);
  for (auto const& event : page.events) {
    if (event.row <= end) {
      round.waiting.push_back({event.row, cloud_event_text(one.id, event)});
    }
  }
  round.looked = page.next ? std::min(page.next->row, end) : end;
}

std::vector<std::string> Deliveries::names_wanted(Subscription const& one) {
  std::vector<std::string> words{one.wish.box};
  if (!one.wish.consignment.empty()) {
    words.clear();
    try {
      auto const stored =
          sources_.consignments.stored(one.viewer, one.wish.consignment);
      words = stored.consignment.units;
      if (!one.wish.box.empty()) {
        std::erase_if(words, [box = plain_number(one.wish.box)](
                                 auto const& unit) { return unit != box; });
      }
    } catch (Refusal const&) {
      return {};  // gone, or not for him any more
    }
  }
  std::vector<std::string> names;
  for (auto const& word : words) {
    for (auto& name : sources_.events.names_of(word)) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

void Deliveries::pass_over(Subscription const& one, Round const& round,
                           Changes& changes) const {
  if (round.looked - one.position >= kPassedOver) {
    changes.push_back({one.id, [looked = round.looked](Subscription& now) {
                         now.position = std::max(now.position, looked);
                       }});
  }
}

// CloudEvents, HTTP 1.1 Web Hooks for Event Delivery, section 4.1.
void Deliveries::ask_leave(Subscription const& one) {
  send(one, 0,
       {.method = "OPTIONS",
        .url = one.url,
        .fields = {{"webhook-request-origin", settings_.origin}},
        .body = ""});
}

void Deliveries::post(Subscription const& one, Message const& message) {
  auto const moment = now();
  auto const id =
      webhooks::message_id(one.id + " " + std::to_string(message.row));
  webhooks::Signed const what{id, second_of(moment), message.body};
  auto signatures = webhooks::signature_of(what, one.secret);
  if (!one.former_secret.empty() && moment < one.former_until) {
    signatures += " " + webhooks::signature_of(what, one.former_secret);
  }
  send(one, message.row,
       {.method = "POST",
        .url = one.url,
        .fields = {{"content-type", kCloudEventType},
                   {"webhook-id", id},
                   {"webhook-timestamp",
                    std::to_string(what.at.time_since_epoch().count())},
                   {"webhook-signature", signatures}},
        .body = message.body});
}

void Deliveries::send(Subscription const& one, std::int64_t row,
                      webhooks::Parcel parcel) {
  parcel.fields["user-agent"] = "steel-camel";
  auto const tag = std::to_string(++tags_);
  sender_.send(tag, std::move(parcel));
  sent_[tag] = {one.id, row};
  rounds_[one.id].is_on_the_way = true;
}

void Deliveries::settle(webhooks::Delivered const& delivered,
                        Changes& changes) {
  auto const found = sent_.find(delivered.tag);
  if (found == sent_.end()) {
    return;  // forgotten after a fault
  }
  auto const sent = found->second;
  sent_.erase(found);
  auto& round = rounds_[sent.subscription];
  round.is_on_the_way = false;
  if (sent.row == 0) {
    changes.push_back({sent.subscription, [this, delivered](Subscription& now) {
                         settle_handshake(now, delivered);
                       }});
    return;
  }
  if (is_success(delivered.status)) {
    round.waiting.pop_front();
  } else {
    round.waiting.clear();
    round.looked = 0;  // it is looked for again when its time comes
  }
  auto const position =
      round.waiting.empty() ? std::max(round.looked, sent.row) : sent.row;
  changes.push_back(
      {sent.subscription, [this, delivered, position](Subscription& now) {
         settle_message(now, position, delivered);
       }});
}

void Deliveries::settle_handshake(Subscription& one,
                                  webhooks::Delivered const& answer) {
  if (one.state != SubscriptionState::unconfirmed) {
    return;
  }
  if (!allows(answer, settings_.origin)) {
    failed(one, answer,
           is_success(answer.status)
               ? "its answer to OPTIONS does not allow webhooks of " +
                     settings_.origin + " (WebHook-Allowed-Origin)"
               : why_not(answer) + " to OPTIONS");
    return;
  }
  auto const rate = whole_field(answer, "webhook-allowed-rate");
  one.state = SubscriptionState::active;
  one.per_minute = rate && *rate > 0 ? rate : std::nullopt;
  one.attempts = 0;
  one.in_vain_since.reset();
  one.next_try = 0;
  one.last_error.clear();
}

void Deliveries::settle_message(Subscription& one, std::int64_t position,
                                webhooks::Delivered const& answer) {
  if (!is_success(answer.status)) {
    failed(one, answer, why_not(answer));
    return;
  }
  auto const moment = now();
  one.position = std::max(one.position, position);
  one.delivered += 1;
  one.last_delivered = moment_text(moment);
  one.attempts = 0;
  one.in_vain_since.reset();
  one.next_try = one.per_minute ? moment + 60'000 / *one.per_minute : 0;
  one.last_error.clear();
}

void Deliveries::failed(Subscription& one, webhooks::Delivered const& answer,
                        std::string const& why) {
  constexpr int kGone = 410;
  auto const moment = now();
  auto const& plan = settings_.retry;
  one.attempts += 1;
  one.last_error = why;
  one.in_vain_since = one.in_vain_since.value_or(moment);
  auto const in_vain = milliseconds{moment - *one.in_vain_since};
  if (answer.is_refused || answer.status == kGone || in_vain >= plan.give_up) {
    one.state = SubscriptionState::failing;
    return;
  }
  auto const luck = std::uniform_real_distribution<double>{0, 1}(luck_);
  auto wait = webhooks::wait_after(static_cast<int>(one.attempts), luck, plan);
  if (auto const asked = whole_field(answer, "retry-after");
      asked && *asked > 0) {
    wait = std::clamp<milliseconds>(
        std::chrono::seconds{std::min<std::int64_t>(*asked, 86'400)}, wait,
        std::max<milliseconds>(wait, plan.longest));
  }
  one.next_try = moment + wait.count();
}

}  // namespace camel::server
