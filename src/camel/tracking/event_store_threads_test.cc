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

// What the disk is asked for, by any connection; it may be slow or fail.
struct Disk {
  std::promise<void> go;
  std::shared_future<void> is_quick = go.get_future().share();
  std::atomic<int> commits = 0, syncs = 0, syncs_anew = 0;
  std::atomic<bool> fails = false;
};

class OnThatDisk : public TablesBehind {
 public:
  OnThatDisk(std::unique_ptr<EventTables> inner, Disk& disk)
      : TablesBehind{std::move(inner)}, disk_{disk} {}
  void commit() override {
    behind().commit();
    ++disk_.commits;
  }
  std::int64_t make_safe() override {
    ++disk_.syncs;
    disk_.is_quick.get();
    if (disk_.fails) {
      throw Error{"the disk fails"};
    }
    return behind().make_safe();
  }
  void make_safe_anew() override {
    ++disk_.syncs_anew;
    if (disk_.fails) {
      throw Error{"the disk fails again"};
    }
    behind().make_safe_anew();
  }

 private:
  Disk& disk_;
};

struct StoreOnADisk : testing::Test {
  TestFolder const folder;
  std::filesystem::path const file = folder / "tracking.sqlite";
  Disk disk;
  EventStore store{[this] {
    return std::make_unique<OnThatDisk>(open_sqlite_events(file), disk);
  }};
};

using EventStoreThreadsOnADisk = StoreOnADisk;

TEST_F(EventStoreThreadsOnADisk, groups_are_written_while_it_takes_the_first) {
  std::atomic<int> heard = 0;
  auto later = [&, next = 0](int count) mutable {
    std::vector<EpcisEvent> events;
    for (auto const last = next + count; next < last; ++next) {
      events.push_back(made({.id = id(next)}));
    }
    store.capture_later(events, "", [&](CaptureOutcome) { ++heard; });
  };
  for (int group = 0; group < 3; ++group) {
    later(100);
    while (disk.commits <= group) {
      std::this_thread::yield();
    }
  }
  later(1);  // and waits for more
  std::this_thread::sleep_for(std::chrono::milliseconds{20});
  EXPECT_EQ(heard, 0);
  EXPECT_EQ(disk.commits, 3);
  disk.go.set_value();
  while (heard < 4) {
    std::this_thread::yield();
  }
}

TEST_F(EventStoreThreadsOnADisk, one_that_failed_is_not_believed_again) {
  disk.go.set_value();
  disk.fails = true;
  EXPECT_THROW(store.capture(std::vector{made({.id = id(1)})}), Error);
  EXPECT_EQ(store.size(), 1) << "who brought it has heard; others read on";
  EXPECT_THROW(store.capture(std::vector{made({.id = id(1)})}), Error);
  EXPECT_EQ(disk.syncs_anew, 1);
  disk.fails = false;
  std::atomic<bool> is_over = false;
  std::thread reader{[&] {
    while (!is_over) {
      store.size();
    }
  }};
  EXPECT_EQ(store.capture(std::vector{made({.id = id(1)})}),
            std::vector{Captured::known});
  EXPECT_EQ(disk.syncs_anew, 2);
  store.capture(std::vector{made({.id = id(2)})});
  EXPECT_EQ(disk.syncs_anew, 2);
  is_over = true;
  reader.join();
}

// At a slow pace nothing is left for the writer to move.
TEST(EventStoreThreads, another_thread_moves_the_log) {
  TestFolder const folder;
  auto settings = sqlite_event_settings();
  settings.log_pages = 20;
  std::atomic<int> connections = 0, by_writer = 0, by_another = 0;
  class Counted : public TablesBehind {
   public:
    Counted(std::unique_ptr<EventTables> inner, std::atomic<int>& moves)
        : TablesBehind{std::move(inner)}, moves_{moves} {}
    void tidy_up() override {
      behind().tidy_up();
      ++moves_;
    }

   private:
    std::atomic<int>& moves_;
  };
  EventStore store{[&]() -> std::unique_ptr<EventTables> {
    auto const is_first = connections++ == 0;  // the writer's
    return std::make_unique<Counted>(
        open_sqlite_events(folder / "tracking.sqlite", settings),
        is_first ? by_writer : by_another);
  }};
  for (int i = 0; by_another < 6; ++i) {
    store.capture(std::vector{made({.id = id(i)})});
    std::this_thread::sleep_for(std::chrono::milliseconds{3});
  }
  EXPECT_LT(2 * by_writer, by_another);
}

TEST_F(EventStoreThreadsOnADisk, who_reads_what_another_wrote_makes_it_safe) {
  disk.go.set_value();
  EXPECT_EQ(store.size(), 0);
  EXPECT_EQ(disk.syncs, 0);
  auto const event = made({.id = id(1)});
  CaptureOrder const order{.events = {&event, 1}, .by = ""};
  commit_group(*open_sqlite_events(file), {&order, 1}, EventMoment{});
  EXPECT_EQ(store.size(), 1);
  EXPECT_EQ(disk.syncs, 1);
  EXPECT_EQ(store.events_of(event.objects[0]).size(), 1U);
  EXPECT_EQ(disk.syncs, 1);
}

}  // namespace
}  // namespace camel
