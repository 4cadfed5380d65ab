// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_queue.h"

#include <algorithm>
#include <span>
#include <utility>

namespace camel {

namespace {

// While the disk takes a group, the next is written if it has so many events,
// and half as many as the last: few are soon written, and more of them come
// meanwhile.
constexpr std::size_t kWorthWriting = 20;
// So many groups may be committed before the disk has taken the first.
constexpr std::size_t kAhead = 8;

std::size_t bytes_of(std::span<EpcisEvent const> events) {
  std::size_t bytes = 0;
  for (auto const& event : events) {
    bytes += event.json.size();
  }
  return bytes;
}

}  // namespace

void CaptureQueue::enter(Waiting waiting, std::chrono::milliseconds patience) {
  waiting.bytes = bytes_of(waiting.order.events);
  Group one;
  one.push_back(std::move(waiting));
  auto const& entering = one.front();
  std::unique_lock lock{mutex_};
  auto const has_place =
      patience == kHadItsPlace || room_.wait_for(lock, patience, [&] {
        return is_closed_ || has_room(entering);
      });
  if (is_closed_) {
    throw Error{"the store of events is closed"};
  }
  if (!has_place) {
    throw StoreBusy{std::to_string(waiting_events_) +
                    " events wait to be written: try again in a moment"};
  }
  waiting_events_ += entering.order.events.size();
  bytes_in_hand_ += entering.bytes;
  queue_.splice(queue_.end(), one);
  lock.unlock();
  work_.notify_one();
}

// One who has more than there may be comes alone.
bool CaptureQueue::has_room(Waiting const& waiting) const {
  auto const is_within = [](std::size_t there, std::size_t more,
                            std::size_t most) {
    return there == 0 || there + more <= most;
  };
  return is_within(waiting_events_, waiting.order.events.size(),
                   settings_.waiting) &&
         is_within(bytes_in_hand_, waiting.bytes, settings_.bytes);
}

bool CaptureQueue::is_worth_writing() const {
  return !queue_.empty() &&
         (unsafe_groups_ == 0 ||
          (waiting_events_ >= std::max(kWorthWriting, last_group_ / 2) &&
           unsafe_groups_ < kAhead));
}

CaptureQueue::Group CaptureQueue::next_group() {
  std::unique_lock lock{mutex_};
  work_.wait(lock, [&] { return is_ending_ || is_worth_writing(); });
  Group group;
  std::size_t events = 0, bytes = 0;
  while (!queue_.empty()) {
    auto const& next = queue_.front();
    auto const more = next.order.events.size();
    if (!group.empty() && (events + more > settings_.group ||
                           bytes + next.bytes > settings_.group_bytes)) {
      break;
    }
    events += more;
    bytes += next.bytes;
    group.splice(group.end(), queue_, queue_.begin());
  }
  waiting_events_ -= events;
  last_group_ = events;
  is_closed_ = is_closed_ || group.empty();
  lock.unlock();
  room_.notify_all();
  return group;
}

void CaptureQueue::hand_on(Group committed) {
  std::unique_lock lock{mutex_};
  ++unsafe_groups_;
  unkept_.splice(unkept_.end(), committed);
  lock.unlock();
  committed_.notify_one();
}

void CaptureQueue::end_coming() {
  {
    std::lock_guard const lock{mutex_};
    is_ending_ = true;
  }
  work_.notify_all();
}

void CaptureQueue::end_writing() {
  {
    std::lock_guard const lock{mutex_};
    is_closed_ = true;
  }
  committed_.notify_all();
  room_.notify_all();
}

CaptureQueue::Committed CaptureQueue::next_committed() {
  std::unique_lock lock{mutex_};
  committed_.wait(lock, [&] { return !unkept_.empty() || is_closed_; });
  return {.all = std::exchange(unkept_, {}), .groups = unsafe_groups_};
}

void CaptureQueue::tried(std::size_t groups) {
  {
    std::lock_guard const lock{mutex_};
    unsafe_groups_ -= groups;
  }
  work_.notify_one();
}

void CaptureQueue::answer(Group answered, std::exception_ptr const& failure) {
  std::size_t bytes = 0;
  for (auto& one : answered) {
    bytes += one.bytes;
    one.done({.answers = std::move(one.answers),
              .failure = failure,
              .events = std::move(one.own)});
  }
  {
    std::lock_guard const lock{mutex_};
    bytes_in_hand_ -= bytes;
  }
  room_.notify_all();
}

}  // namespace camel
