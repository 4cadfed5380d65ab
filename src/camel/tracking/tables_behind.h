// SPDX-License-Identifier: Apache-2.0
// A database behind another face, for tests that change one thing of what it
// does: each call goes on to the one behind.
#pragma once

#include <memory>
#include <utility>

#include "camel/tracking/event_tables.h"

namespace camel {

class TablesBehind : public EventTables {
 public:
  explicit TablesBehind(std::unique_ptr<EventTables> behind)
      : behind_{std::move(behind)} {}

  StoreHead begin() override { return behind_->begin(); }
  std::vector<std::optional<std::string>> hashes_of(
      std::span<EventKey const> keys) override {
    return behind_->hashes_of(keys);
  }
  void add_events(std::span<FreshEvent const> events) override {
    behind_->add_events(events);
  }
  void add_captures(std::span<CaptureEntry const> captures) override {
    behind_->add_captures(captures);
  }
  void commit() override { behind_->commit(); }
  void undo() override { behind_->undo(); }
  bool commits_to_disk() const override { return behind_->commits_to_disk(); }
  std::int64_t make_safe() override { return behind_->make_safe(); }
  void make_safe_anew() override { behind_->make_safe_anew(); }
  EventPage find(EventQuery const& query) override {
    return behind_->find(query);
  }
  std::vector<EpcisEvent> events_of(std::string const& object) override {
    return behind_->events_of(object);
  }
  std::vector<std::string> objects_called(std::string const& word) override {
    return behind_->objects_called(word);
  }
  std::optional<EventMoment> last_moment(EventMoment by) override {
    return behind_->last_moment(by);
  }
  std::int64_t size() override { return behind_->size(); }
  StoreExtent extent() override { return behind_->extent(); }
  std::vector<CaptureEntry> captures(std::int64_t after,
                                     std::size_t limit) override {
    return behind_->captures(after, limit);
  }
  std::vector<StoredEvent> events_between(std::int64_t first,
                                          std::int64_t last) override {
    return behind_->events_between(first, last);
  }

  bool has_long_log() const override { return behind_->has_long_log(); }
  std::optional<FileLock> take_turn() override { return behind_->take_turn(); }
  void tidy_up() override { behind_->tidy_up(); }
  void speed_up() override { behind_->speed_up(); }

 protected:
  EventTables& behind() { return *behind_; }

 private:
  std::unique_ptr<EventTables> behind_;
};

}  // namespace camel
