// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <future>
#include <random>
#include <thread>

#include "camel/tracking/capture_log.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/sqlite_events.h"
#include "camel/tracking/tables_behind.h"
#include "camel/tracking/test_events.h"

namespace camel {
namespace {

std::string id(int number) { return "urn:uuid:" + std::to_string(number); }

// Each of many events once to three times, from eight threads, while others
// read: as if each had come once.
TEST(EventStoreThreads, many_bring_the_same_and_each_is_captured_once) {
  TestFolder const folder;
  EventStore store{folder / "tracking.sqlite"};
  constexpr int kThreads = 8;
  constexpr int kEvents = 60;
  std::vector<EpcisEvent> events;
  for (int i = 0; i < kEvents; ++i) {
    events.push_back(made({.id = id(i), .minute = i}));
  }
  std::atomic<int> captured = 0;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  for (unsigned thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      std::mt19937 luck{thread};
      for (int i = 0; i < kEvents; ++i) {
        auto const& one = events[luck() % kEvents];
        captured += store.capture({&one, 1}).front() == Captured::captured;
      }
    });
  }
  std::thread reader{[&] {
    for (std::int64_t seen = 0; !is_over;) {
      auto const now = store.size();
      EXPECT_GE(now, seen);
      seen = now;
      EXPECT_LE(store.events_of(events[0].objects[0]).size(), kEvents);
    }
  }};
  for (auto& thread : threads) {
    thread.join();
  }
  is_over = true;
  reader.join();
  EXPECT_EQ(store.size(), captured);
  store.with_tables(
      [](EventTables& tables) { EXPECT_EQ(check_log(tables).fault, ""); });
}

TEST(EventStoreThreads, who_does_not_wait_is_called) {
  TestFolder const folder;
  std::promise<CaptureOutcome> heard;
  {
    EventStore store{folder / "tracking.sqlite"};
    store.capture_later(
        {made({.id = id(1)})}, "a short name",
        [&](CaptureOutcome outcome) { heard.set_value(std::move(outcome)); });
  }  // what waits is written before the end
  EXPECT_EQ(heard.get_future().get().answers, std::vector{Captured::captured});
  EXPECT_EQ(EventStore{folder / "tracking.sqlite"}.captures(0, 1)[0].by,
            "a short name");
}

// A database whose commits wait until they are let go, and may fail.
class Slow : public TablesBehind {
 public:
  Slow(std::unique_ptr<EventTables> inner, std::shared_future<void> go,
       std::atomic<bool>& is_there)
      : TablesBehind{std::move(inner)},
        go_{std::move(go)},
        is_there_{is_there} {}
  void commit() override {
    is_there_ = true;
    go_.get();
    behind().commit();
  }

 private:
  std::shared_future<void> go_;
  std::atomic<bool>& is_there_;  // a commit waits
};

struct SlowStore : testing::Test {
  TestFolder const folder;
  std::promise<void> go;
  std::atomic<bool> is_there = false;
  EventStore store{[file = folder / "tracking.sqlite",
                    future = go.get_future().share(), this] {
                     return std::make_unique<Slow>(open_sqlite_events(file),
                                                   future, is_there);
                   },
                   {.waiting = 2, .patience = std::chrono::milliseconds{1}}};
};

using EventStoreThreadsSlow = SlowStore;

TEST_F(EventStoreThreadsSlow, nobody_hears_before_the_commit_and_few_may_wait) {
  std::atomic<int> heard = 0;
  auto const later = [&](int number) {
    store.capture_later({made({.id = id(number)})}, "",
                        [&](CaptureOutcome) { ++heard; });
  };
  later(0);
  while (!is_there) {
    std::this_thread::yield();
  }
  later(1);
  later(2);
  EXPECT_THROW(later(3), StoreBusy);
  EXPECT_THROW(store.capture(std::vector{made({.id = id(4)})}), StoreBusy);
  EXPECT_EQ(heard, 0);
  EXPECT_EQ(store.size(), 0);
  go.set_value();
  while (heard < 3) {
    std::this_thread::yield();
  }
  EXPECT_EQ(store.size(), 3);
}

TEST_F(EventStoreThreadsSlow, where_a_commit_fails_everybody_of_it_hears_so) {
  go.set_exception(std::make_exception_ptr(Error{"the disk fails"}));
  EXPECT_THROW(store.capture(std::vector{made({.id = id(1)})}), Error);
  EXPECT_EQ(store.size(), 0);
}

}  // namespace
}  // namespace camel
