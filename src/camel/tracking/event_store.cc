// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_store.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "camel/tracking/sqlite_events.h"

namespace camel {

namespace {

// Somebody who waits, or wants to be called.
struct Waiting {
  CaptureOrder order;
  // Where the caller has not kept them.
  std::vector<EpcisEvent> own;
  std::optional<std::string> by;
  std::function<void(CaptureOutcome)> done;
};

EventMoment clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::system_clock::now());
}

// Connections that nobody uses just now; more are made up to a bound, beyond
// which one waits.
class Connections {
 public:
  Connections(ConnectEvents connect, std::size_t most)
      : connect_{std::move(connect)}, most_{most} {
    free_.reserve(most);  // so that giving one back cannot fail
  }

  class Lease {
   public:
    Lease(Connections& pool, std::unique_ptr<EventTables> tables)
        : pool_{pool}, tables_{std::move(tables)} {}
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    ~Lease() { pool_.put_back(std::move(tables_)); }
    EventTables& operator*() const { return *tables_; }
    // One that failed is not used again.
    void drop() { tables_.reset(); }

   private:
    Connections& pool_;
    std::unique_ptr<EventTables> tables_;
  };

  Lease take() {
    std::unique_lock lock{mutex_};
    free_up_.wait(lock, [&] { return !free_.empty() || made_ < most_; });
    if (!free_.empty()) {
      auto tables = std::move(free_.back());
      free_.pop_back();
      return {*this, std::move(tables)};
    }
    ++made_;
    lock.unlock();
    try {
      return {*this, connect_()};
    } catch (...) {
      put_back(nullptr);
      throw;
    }
  }

 private:
  void put_back(std::unique_ptr<EventTables> tables) {
    std::lock_guard const lock{mutex_};
    if (tables) {
      free_.push_back(std::move(tables));
    } else {
      --made_;
    }
    free_up_.notify_one();
  }

  ConnectEvents connect_;
  std::size_t most_, made_ = 0;
  std::mutex mutex_;
  std::condition_variable free_up_;
  std::vector<std::unique_ptr<EventTables>> free_;
};

}  // namespace

class EventStore::Inside {
 public:
  // `is_alone`: there can be one connection only, for writer and readers.
  Inside(ConnectEvents connect, EventStoreSettings settings, bool is_alone)
      : settings_{std::move(settings)},
        connect_{connect},
        readers_{std::move(connect), is_alone ? 1 : settings_.connections},
        is_alone_{is_alone} {
    if (!settings_.now) {
      settings_.now = clock_now;
    }
    if (is_alone_) {
      readers_.take();  // fails now, if at all
    } else {
      writing_ = connect_();
    }
    try {
      writer_ = std::thread{[this] { write(); }};
      if (!is_alone_) {
        tidier_ = std::thread{[this] { tidy_up(); }};
      }
    } catch (...) {
      end();
      throw;
    }
  }

  ~Inside() { end(); }

  void enqueue(Waiting waiting, std::chrono::milliseconds patience) {
    auto const events = waiting.order.events.size();
    std::unique_lock lock{mutex_};
    auto const has_room = room_.wait_for(lock, patience, [&] {
      return waiting_events_ == 0 ||
             waiting_events_ + events <= settings_.waiting;
    });
    if (!has_room) {
      throw StoreBusy{std::to_string(waiting_events_) +
                      " events wait to be written: try again in a moment"};
    }
    queue_.push_back(std::move(waiting));
    waiting_events_ += events;
    lock.unlock();
    work_.notify_one();
  }

  EventStoreSettings const& settings() const { return settings_; }

  // Of a reader, which is not used again where it failed, but for the one that
  // there can be only one of.
  template <typename Question>
  auto ask(Question const& question) {
    auto reader = readers_.take();
    try {
      return question(*reader);
    } catch (...) {
      if (!is_alone_) {
        reader.drop();
      }
      throw;
    }
  }

 private:
  void end() {
    {
      std::lock_guard const lock{mutex_};
      is_ending_ = true;
    }
    work_.notify_all();
    if (writer_.joinable()) {
      writer_.join();
    }
    {
      std::lock_guard const lock{tidy_mutex_};
      is_over_ = true;
    }
    untidy_.notify_all();
    if (tidier_.joinable()) {
      tidier_.join();
    }
  }

  // What the writer does outside of a commit allocates nothing: where there is
  // no memory, callers hear of it, and it goes on.
  void write() {
    for (auto group = next_group(); !group.empty(); group = next_group()) {
      write(group);
    }
  }

  // All that waits, up to the size of a group; nothing at the end.
  std::list<Waiting> next_group() {
    std::unique_lock lock{mutex_};
    work_.wait(lock, [&] { return !queue_.empty() || is_ending_; });
    std::list<Waiting> group;
    std::size_t events = 0;
    while (!queue_.empty()) {
      auto const more = queue_.front().order.events.size();
      if (!group.empty() && events + more > settings_.group) {
        break;
      }
      events += more;
      group.splice(group.end(), queue_, queue_.begin());
    }
    waiting_events_ -= events;
    lock.unlock();
    room_.notify_all();
    return group;
  }

  void write(std::list<Waiting>& group) {
    CaptureAnswers answers;
    std::exception_ptr failure;
    try {
      answers = commit(orders_of(group));
    } catch (...) {
      failure = std::current_exception();
    }
    auto answer = answers.begin();
    for (auto& one : group) {
      one.done(failure ? CaptureOutcome{{}, failure}
                       : CaptureOutcome{std::move(*answer++), nullptr});
    }
  }

  static std::vector<CaptureOrder> orders_of(std::list<Waiting> const& group) {
    std::vector<CaptureOrder> orders;
    orders.reserve(group.size());
    for (auto const& one : group) {
      orders.push_back(one.order);
      if (one.by) {
        orders.back().by = *one.by;
      }
    }
    return orders;
  }

  CaptureAnswers commit(std::span<CaptureOrder const> orders) {
    if (is_alone_) {
      auto const tables = readers_.take();
      return capture_group(*tables, orders, settings_.now());
    }
    if (!writing_) {
      writing_ = connect_();
    }
    CaptureAnswers answers;
    try {
      answers = capture_group(*writing_, orders, settings_.now());
    } catch (...) {
      // After an error of the disk nothing that it remembers is believed.
      writing_.reset();
      throw;
    }
    try {
      keep_tidy();
    } catch (std::exception const&) {
      writing_.reset();  // these events are safe all the same
    }
    return answers;
  }

  // The log of the database is moved by the tidier while the writer goes on.
  // What is written meanwhile is little: the writer moves that, and so the log
  // can begin anew.
  void keep_tidy() {
    auto turn = writing_->take_turn();
    if (!turn) {
      return;
    }
    if (is_tidied_.exchange(false)) {
      writing_->tidy_up();
      return;
    }
    {
      std::lock_guard const lock{tidy_mutex_};
      turn_ = std::move(turn);
    }
    untidy_.notify_one();
  }

  void tidy_up() {
    std::unique_ptr<EventTables> tables;
    for (;;) {
      std::unique_lock lock{tidy_mutex_};
      untidy_.wait(lock, [&] { return turn_ || is_over_; });
      if (!turn_) {
        return;
      }
      auto const turn = std::exchange(turn_, std::nullopt);
      lock.unlock();
      try {
        if (!tables) {
          tables = connect_();
        }
        tables->speed_up();
        // Once only: nothing may be left, and who moves the log then may lose
        // what is committed meanwhile (store::Database::checkpoint).
        tables->tidy_up();
      } catch (std::exception const&) {
        tables.reset();  // what failed here, fails a capture, which says so
      }
      is_tidied_ = true;
    }
  }

  EventStoreSettings settings_;
  ConnectEvents connect_;
  Connections readers_;
  bool is_alone_;

  std::mutex mutex_;
  std::condition_variable work_, room_;
  std::list<Waiting> queue_;
  std::size_t waiting_events_ = 0;
  bool is_ending_ = false;

  std::mutex tidy_mutex_;
  std::condition_variable untidy_;
  std::optional<FileLock> turn_;  // handed on to the tidier
  bool is_over_ = false;
  std::atomic<bool> is_tidied_ = false;

  std::unique_ptr<EventTables> writing_;  // of the writer's thread
  std::thread writer_, tidier_;
};

EventStore::EventStore(std::filesystem::path const& file,
                       EventStoreSettings settings) {
  auto const is_alone = file == ":memory:";
  inside_ = std::make_unique<Inside>(
      connect_sqlite_events(file, sqlite_event_settings()), std::move(settings),
      is_alone);
}

EventStore::EventStore(ConnectEvents connect, EventStoreSettings settings)
    : inside_{std::make_unique<Inside>(std::move(connect), std::move(settings),
                                       false)} {}

EventStore::~EventStore() = default;

std::vector<Captured> EventStore::capture(std::span<EpcisEvent const> events,
                                          std::string_view by) {
  std::mutex mutex;
  std::condition_variable heard;
  std::optional<CaptureOutcome> outcome;
  inside_->enqueue({.order = {.events = events, .by = by},
                    .own = {},
                    .by = std::nullopt,
                    .done =
                        [&](CaptureOutcome answer) {
                          std::lock_guard const lock{mutex};
                          outcome = std::move(answer);
                          heard.notify_one();
                        }},
                   inside_->settings().patience);
  std::unique_lock lock{mutex};
  heard.wait(lock, [&] { return outcome.has_value(); });
  if (outcome->failure) {
    std::rethrow_exception(outcome->failure);
  }
  return std::move(outcome->answers);
}

void EventStore::capture_later(std::vector<EpcisEvent> events, std::string by,
                               std::function<void(CaptureOutcome)> done,
                               std::chrono::milliseconds patience) {
  Waiting waiting{.order = {},
                  .own = std::move(events),
                  .by = std::move(by),
                  .done = std::move(done)};
  waiting.order.events = waiting.own;
  inside_->enqueue(std::move(waiting), patience);
}

EventPage EventStore::find(EventQuery const& query) {
  return inside_->ask([&](EventTables& tables) { return tables.find(query); });
}

void EventStore::for_each(EventQuery query,
                          std::function<void(StoredEvent const&)> const& use) {
  query.limit = 1'000;
  for (;;) {
    auto const page = find(query);
    for (auto const& stored : page.events) {
      use(stored);
    }
    if (!page.next) {
      return;
    }
    query.after = page.next;
  }
}

std::vector<EpcisEvent> EventStore::events_of(std::string const& object) {
  return inside_->ask(
      [&](EventTables& tables) { return tables.events_of(object); });
}

std::vector<std::string> EventStore::objects_called(std::string const& word) {
  return inside_->ask(
      [&](EventTables& tables) { return tables.objects_called(word); });
}

std::optional<EventMoment> EventStore::last_moment(EventMoment by) {
  return inside_->ask(
      [&](EventTables& tables) { return tables.last_moment(by); });
}

std::int64_t EventStore::size() {
  return inside_->ask([](EventTables& tables) { return tables.size(); });
}

std::vector<CaptureEntry> EventStore::captures(std::int64_t after,
                                               std::size_t limit) {
  return inside_->ask(
      [&](EventTables& tables) { return tables.captures(after, limit); });
}

void EventStore::with_tables(std::function<void(EventTables&)> const& use) {
  inside_->ask(use);
}

}  // namespace camel
