// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_group.h"

#include <algorithm>
#include <future>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "camel/tracking/capture_log.h"

namespace camel {

namespace {

// A thread of its own pays from so many events on.
constexpr std::size_t kMany = 200;

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
      add();
    }
    return answers;
  }

 private:
  // What many events come to in the log is worked out while they are written.
  void add() {
    auto const how = fresh_.size() < kMany
                         ? std::launch::deferred
                         : std::launch::async | std::launch::deferred;
    auto sealed = std::async(how, [this] { seal(); });
    tables_.add_events(fresh_);
    sealed.get();
    tables_.add_captures(entries_);
  }

  void look_up(std::span<CaptureOrder const> orders) {
    for (auto const& order : orders) {
      for (auto const& event : order.events) {
        keys_.push_back(event_key(event.id, event.is_correction));
      }
    }
    hashes_ = tables_.hashes_of(keys_);
    known_.reserve(keys_.size());
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (hashes_[i]) {
        known_.emplace(keys_[i], *hashes_[i]);
      }
    }
  }

  std::vector<Captured> take(CaptureOrder const& order) {
    std::vector<Captured> answers;
    answers.reserve(order.events.size());
    auto const capture =
        head_.capture.row + static_cast<std::int64_t>(entries_.size()) + 1;
    auto const first = fresh_.size();
    auto const first_key = next_key_;
    auto is_sound = true;
    for (auto const& event : order.events) {
      auto const& key = keys_[next_key_++];
      auto const [known, is_new] = known_.try_emplace(key, event.hash);
      if (is_new) {
        fresh_.push_back(
            {.row = head_.event + static_cast<std::int64_t>(fresh_.size()) + 1,
             .capture = capture,
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
    entries_.push_back(
        {.row = fresh_[first].capture,
         .time = now_,
         .by = std::string{by},
         .first_event = fresh_[first].row,
         .events = static_cast<std::int64_t>(fresh_.size() - first),
         .digest = {},
         .chain = {}});
  }

  void seal() {
    auto fresh = fresh_.begin();
    std::string_view before = head_.capture.chain;
    for (auto& entry : entries_) {
      EventsDigest digest;
      for (auto i = entry.events; i > 0; --i, ++fresh) {
        digest.add(fresh->row, *fresh->event);
      }
      entry.digest = digest.bytes();
      entry.chain = chain_of(entry, before);
      before = entry.chain;
    }
  }

  EventTables& tables_;
  StoreHead head_;
  EventMoment now_;
  std::vector<EventKey> keys_;  // of all events of all orders
  std::size_t next_key_ = 0;
  std::vector<std::optional<std::string>> hashes_;  // that were there
  std::pmr::monotonic_buffer_resource memory_;
  std::pmr::unordered_map<EventKey, std::string_view, KeyHash> known_{&memory_};
  std::vector<FreshEvent> fresh_;
  std::vector<CaptureEntry> entries_;
};

}  // namespace

CaptureAnswers write_group(EventTables& tables, StoreHead head,
                           std::span<CaptureOrder const> orders,
                           EventMoment now) {
  return Group{tables, std::move(head), now}.write(orders);
}

CaptureAnswers commit_group(EventTables& tables,
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

CaptureAnswers capture_group(EventTables& tables,
                             std::span<CaptureOrder const> orders,
                             EventMoment now) {
  auto answers = commit_group(tables, orders, now);
  if (!tables.commits_to_disk()) {
    tables.make_safe();
  }
  return answers;
}

}  // namespace camel
