// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_group.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "camel/tracking/capture_log.h"

namespace camel {

namespace {

class Group {
 public:
  Group(EventTables& tables, StoreHead head, EventMoment now)
      : tables_{tables},
        head_{std::move(head)},
        now_{std::max(now, head_.capture.time)} {}

  CaptureAnswers write(std::span<CaptureOrder const> orders) {
    look_up(orders);
    CaptureAnswers answers;
    answers.reserve(orders.size());
    for (auto const& order : orders) {
      answers.push_back(take(order));
    }
    if (!fresh_.empty()) {
      tables_.add(fresh_, entries_);
    }
    return answers;
  }

 private:
  void look_up(std::span<CaptureOrder const> orders) {
    for (auto const& order : orders) {
      for (auto const& event : order.events) {
        keys_.push_back(event_key(event.id, event.is_correction));
      }
    }
    auto const hashes = tables_.hashes_of(keys_);
    known_.reserve(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (hashes[i]) {
        known_.emplace(keys_[i], *hashes[i]);
      }
    }
  }

  std::vector<Captured> take(CaptureOrder const& order) {
    std::vector<Captured> answers;
    answers.reserve(order.events.size());
    auto const first = fresh_.size();
    auto const first_key = next_key_;
    auto is_sound = true;
    for (auto const& event : order.events) {
      auto const& key = keys_[next_key_++];
      auto const [known, is_new] = known_.try_emplace(key, event.hash);
      if (is_new) {
        fresh_.push_back(
            {.row = head_.event + static_cast<std::int64_t>(fresh_.size()) + 1,
             .capture = head_.capture.row + 1,
             .key = key,
             .event = &event});
        answers.push_back(Captured::captured);
      } else {
        auto const is_same = known->second == event.hash;
        answers.push_back(is_same ? Captured::known : Captured::conflict);
        is_sound = is_sound && is_same;
      }
    }
    if (!is_sound) {
      forget(first, first_key, answers);
    } else if (fresh_.size() > first) {
      enter(order.by, first);
    }
    return answers;
  }

  // As if the order had not come.
  void forget(std::size_t first, std::size_t first_key,
              std::vector<Captured> const& answers) {
    fresh_.resize(first);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i] == Captured::captured) {
        known_.erase(keys_[first_key + i]);
      }
    }
  }

  void enter(std::string_view by, std::size_t first) {
    EventsDigest digest;
    for (auto i = first; i < fresh_.size(); ++i) {
      digest.add(fresh_[i].row, *fresh_[i].event);
    }
    CaptureEntry entry{
        .row = head_.capture.row + 1,
        .time = now_,
        .by = std::string{by},
        .first_event = fresh_[first].row,
        .events = static_cast<std::int64_t>(fresh_.size() - first),
        .digest = digest.bytes(),
        .chain = {}};
    entry.chain = chain_of(entry, head_.capture.chain);
    head_.capture = entry;
    entries_.push_back(std::move(entry));
  }

  EventTables& tables_;
  StoreHead head_;
  EventMoment now_;
  std::vector<std::string> keys_;  // of all events of all orders
  std::size_t next_key_ = 0;
  std::unordered_map<std::string, std::string> known_;  // hashes by keys
  std::vector<FreshEvent> fresh_;
  std::vector<CaptureEntry> entries_;
};

}  // namespace

CaptureAnswers write_group(EventTables& tables, StoreHead head,
                           std::span<CaptureOrder const> orders,
                           EventMoment now) {
  return Group{tables, std::move(head), now}.write(orders);
}

CaptureAnswers capture_group(EventTables& tables,
                             std::span<CaptureOrder const> orders,
                             EventMoment now) {
  try {
    auto answers = write_group(tables, tables.begin(), orders, now);
    tables.commit();
    return answers;
  } catch (...) {
    tables.undo();
    throw;
  }
}

}  // namespace camel
