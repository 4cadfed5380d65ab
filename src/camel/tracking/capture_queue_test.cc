// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/capture_queue.h"

#include <algorithm>
#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace camel {
namespace {

using namespace std::chrono_literals;

// So many events whose texts have so many bytes each.
std::vector<EpcisEvent> events_of(std::size_t count, std::size_t bytes) {
  std::vector<EpcisEvent> events(count);
  for (auto& event : events) {
    event.json.assign(bytes, 'x');
  }
  return events;
}

class Queue {
 public:
  explicit Queue(EventStoreSettings const& settings) : settings_{settings} {}
  ~Queue() {
    queue.end_coming();
    queue.end_writing();
  }

  void enter(std::size_t events, std::size_t bytes = 1,
             std::chrono::milliseconds patience = 0ms) {
    Waiting waiting;
    waiting.own = events_of(events, bytes);
    waiting.order.events = waiting.own;
    waiting.done = [this](CaptureOutcome outcome) {
      ++(outcome.failure ? failed : answered);
    };
    queue.enter(std::move(waiting), patience);
  }

  // The callers of the next group.
  std::size_t write() {
    auto group = queue.next_group();
    auto const callers = group.size();
    queue.hand_on(std::move(group));
    return callers;
  }
  std::size_t keep() {
    auto committed = queue.next_committed();
    queue.tried(committed.groups);
    queue.answer(std::move(committed.all), nullptr);
    return committed.groups;
  }

 private:
  EventStoreSettings settings_;

 public:
  CaptureQueue queue{settings_};
  int answered = 0, failed = 0;
};

TEST(CaptureQueue, a_group_is_all_that_waits_up_to_its_size) {
  Queue queue{{.group = 10, .group_bytes = 100}};
  for (auto const events : {4U, 6U, 1U, 30U, 2U}) {
    queue.enter(events);
  }
  EXPECT_EQ(queue.write(), 2U);
  queue.keep();
  EXPECT_EQ(queue.write(), 1U);  // and not with the thirty
  queue.keep();
  EXPECT_EQ(queue.write(), 1U);
  queue.keep();
  EXPECT_EQ(queue.write(), 1U);
  queue.keep();
  EXPECT_EQ(queue.answered, 5);
  queue.enter(1, 60);
  queue.enter(1, 60);
  EXPECT_EQ(queue.write(), 1U);
  queue.keep();
  EXPECT_EQ(queue.write(), 1U);
}

TEST(CaptureQueue, so_many_may_wait_and_one_who_has_more_comes_alone) {
  Queue queue{{.waiting = 10}};
  queue.enter(30);
  EXPECT_THROW(queue.enter(1), StoreBusy);
  queue.write();
  queue.enter(9);
  EXPECT_THROW(queue.enter(2), StoreBusy);
  queue.enter(1);
  queue.enter(100, 1, kHadItsPlace);
}

TEST(CaptureQueue, bytes_count_until_their_caller_is_answered) {
  Queue queue{{.bytes = 100}};
  queue.enter(1, 1'000);
  queue.write();
  EXPECT_THROW(queue.enter(1, 1), StoreBusy);
  queue.keep();
  queue.enter(1, 60);
  EXPECT_THROW(queue.enter(1, 60), StoreBusy);
  queue.enter(1, 40);
}

TEST(CaptureQueue, who_is_patient_comes_in_when_there_is_room) {
  Queue queue{{.waiting = 10}};
  queue.enter(10);
  auto waits = std::async(std::launch::async, [&] { queue.enter(5, 1, 60s); });
  EXPECT_EQ(waits.wait_for(50ms), std::future_status::timeout);
  queue.write();
  waits.get();
}

// While the disk has a group, the next is written if it has half as many
// events, and twenty.
TEST(CaptureQueue, few_wait_until_the_disk_has_the_group_before) {
  Queue queue{{}};
  queue.enter(100);
  queue.write();
  queue.enter(49);
  auto next = std::async(std::launch::async, [&] { return queue.write(); });
  EXPECT_EQ(next.wait_for(50ms), std::future_status::timeout);
  queue.enter(1);
  EXPECT_EQ(next.get(), 2U);
  queue.enter(19);
  next = std::async(std::launch::async, [&] { return queue.write(); });
  EXPECT_EQ(next.wait_for(50ms), std::future_status::timeout);
  EXPECT_EQ(queue.keep(), 2U);
  EXPECT_EQ(next.get(), 1U);
}

TEST(CaptureQueue, the_writer_is_never_far_ahead_of_the_disk) {
  Queue queue{{}};
  for (int i = 0; i < 8; ++i) {
    queue.enter(100);
    queue.write();
  }
  queue.enter(100);
  auto next = std::async(std::launch::async, [&] { return queue.write(); });
  EXPECT_EQ(next.wait_for(50ms), std::future_status::timeout);
  EXPECT_EQ(queue.keep(), 8U);
  EXPECT_EQ(next.get(), 1U);
}

TEST(CaptureQueue, what_waits_at_the_end_is_written_and_then_nobody_comes) {
  Queue queue{{}};
  queue.enter(1);
  queue.write();
  queue.enter(1);
  queue.queue.end_coming();
  EXPECT_EQ(queue.write(), 1U);
  EXPECT_TRUE(queue.queue.next_group().empty());
  queue.queue.end_writing();
  EXPECT_THROW(queue.enter(1, 1, kHadItsPlace), Error);
  queue.keep();
  EXPECT_TRUE(queue.queue.next_committed().all.empty());
  EXPECT_EQ(queue.answered, 2);
}

}  // namespace
}  // namespace camel
