// SPDX-License-Identifier: Apache-2.0
// Those who wait until their events are stored, on their way through it: they
// come in, the writer takes them in groups, the keeper those whose group is
// committed, and answers them once it is on the disk. So many may wait, and no
// more.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "camel/tracking/capture_group.h"
#include "camel/tracking/event_store.h"

namespace camel {

// Somebody who waits, or wants to be called.
struct Waiting {
  CaptureOrder order;
  // Where the caller has not kept them.
  std::vector<EpcisEvent> own;
  std::optional<std::string> by;
  std::function<void(CaptureOutcome)> done;
  std::vector<Captured> answers = {};  // once it is committed
  std::size_t bytes = 0;               // of its events; by the queue
};

class CaptureQueue {
 public:
  using Group = std::list<Waiting>;

  explicit CaptureQueue(EventStoreSettings const& settings)
      : settings_{settings} {}

  // Waits for room, so long; then throws StoreBusy. Error: it is closed.
  void enter(Waiting waiting, std::chrono::milliseconds patience);

  // For the writer: all that waits, up to the size of a group; nothing at the
  // end.
  Group next_group();
  // What he has committed, and the disk may not have yet.
  void hand_on(Group committed);
  // He is done at the end of what waits; then nobody comes in any more.
  void end_coming();
  void end_writing();

  // For the keeper: what is handed on, of so many groups; nothing at the end.
  struct Committed {
    Group all;
    std::size_t groups = 0;
  };
  Committed next_committed();
  // He has tried to have so many groups on the disk.
  void tried(std::size_t groups);

  // Nothing of those who are answered is kept.
  void answer(Group answered, std::exception_ptr const& failure);

 private:
  bool has_room(Waiting const& waiting) const;
  bool is_worth_writing() const;

  EventStoreSettings const& settings_;
  std::mutex mutex_;
  std::condition_variable room_, work_, committed_;
  Group queue_;
  std::size_t waiting_events_ = 0, last_group_ = 0;
  std::size_t bytes_in_hand_ = 0;  // of those who are not answered yet
  Group unkept_;                   // and not yet taken by the keeper
  std::size_t unsafe_groups_ = 0;  // and those that he has
  bool is_ending_ = false, is_closed_ = false;
};

}  // namespace camel
