// SPDX-License-Identifier: Apache-2.0
#include "camel/tracking/event_store.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "camel/tracking/capture_queue.h"
#include "camel/tracking/disk_doubt.h"
#include "camel/tracking/event_connections.h"
#include "camel/tracking/sqlite_events.h"

namespace camel {

class EventStore::Inside {
 public:
  // `is_alone`: there can be one connection only, for writer and readers.
  Inside(ConnectEvents connect, EventStoreSettings settings, bool is_alone)
      : settings_{std::move(settings)},
        connect_{connect},
        readers_{std::move(connect), is_alone ? 1 : settings_.connections},
        is_alone_{is_alone} {
    if (!settings_.now) {
      settings_.now = [] {
        return std::chrono::floor<std::chrono::milliseconds>(
            std::chrono::system_clock::now());
      };
    }
    if (is_alone_) {
      readers_.take();  // fails now, if at all
    } else {
      writing_ = connect_();
    }
    try {
      writer_ = std::thread{[this] { write_groups(); }};
      if (!is_alone_) {
        keeper_ = std::thread{[this] { keep_groups(); }};
        tidier_ = std::thread{[this] { tidy_up(); }};
      }
    } catch (...) {
      end();
      throw;
    }
  }

  ~Inside() { end(); }

  void enqueue(Waiting waiting, std::chrono::milliseconds patience) {
    queue_.enter(std::move(waiting), patience);
  }

  EventStoreSettings const& settings() const { return settings_; }

  // Of a reader, which is not used again where it failed, but for the one that
  // there can be only one of. Nobody hears of what a power cut could still
  // undo; but for a disk that fails, when reading goes on.
  template <typename Question>
  auto ask(Question const& question) {
    auto reader = readers_.take();
    try {
      auto answer = question(*reader);
      if (!(*reader).commits_to_disk() && (*reader).size() > safe_) {
        make_safe(*reader);
      }
      return answer;
    } catch (...) {
      if (!is_alone_) {
        reader.drop();
      }
      throw;
    }
  }

 private:
  void end() {
    queue_.end_coming();
    if (writer_.joinable()) {
      writer_.join();
    }
    queue_.end_writing();
    if (keeper_.joinable()) {
      keeper_.join();
    }
    {
      std::lock_guard const lock{tidy_mutex_};
      is_over_ = true;
    }
    untidy_.notify_all();
    if (tidier_.joinable()) {
      tidier_.join();
    }
    try {
      if (doubt_.is_open()) {
        renew();
      }
    } catch (std::exception const&) {
      // Whoever brought what may be lost has heard so.
    }
  }

  // What the writer does outside of a commit allocates nothing: where there is
  // no memory, callers hear of it, and it goes on.
  void write_groups() {
    for (auto group = queue_.next_group(); !group.empty();
         group = queue_.next_group()) {
      write(std::move(group));
      keep_tidy();
    }
  }

  void write(CaptureQueue::Group group) {
    std::exception_ptr failure;
    try {
      auto answers = commit(orders_of(group));
      auto answer = answers.begin();
      for (auto& one : group) {
        one.answers = std::move(*answer++);
      }
    } catch (...) {
      failure = std::current_exception();
    }
    if (failure || is_alone_ || writing_->commits_to_disk()) {
      queue_.answer(std::move(group), failure);
    } else {
      queue_.hand_on(std::move(group));
    }
  }

  void keep_groups() {
    Connection own;
    for (auto committed = queue_.next_committed(); !committed.all.empty();
         committed = queue_.next_committed()) {
      std::exception_ptr failure;
      try {
        failure = make_safe(up_to_date(own));
      } catch (...) {
        failure = std::current_exception();
      }
      queue_.tried(committed.groups);
      queue_.answer(std::move(committed.all), failure);
    }
  }

  // Why all that is committed is not; nothing: it is.
  std::exception_ptr make_safe(EventTables& tables) {
    if (doubt_.is_open()) {
      return std::make_exception_ptr(
          Error{"the disk has failed to keep events: bring them again"});
    }
    try {
      auto const row = tables.make_safe();
      for (auto safe = safe_.load();
           safe < row && !safe_.compare_exchange_weak(safe, row);) {
      }
      return nullptr;
    } catch (...) {
      doubt_.count();
      return std::current_exception();
    }
  }

  // Files that were open when a sync failed are told of it, and once settled
  // that is no news.
  struct Connection {
    std::unique_ptr<EventTables> tables;
    std::int64_t faults = 0;
  };
  EventTables& up_to_date(Connection& own) {
    auto const settled = doubt_.settled();
    if (!own.tables || own.faults != settled) {
      own = {connect_(), settled};
    }
    return *own.tables;
  }

  static std::vector<CaptureOrder> orders_of(CaptureQueue::Group const& group) {
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
    if (is_spoilt_ || doubt_.is_open()) {
      renew();
    }
    try {
      return commit_group(*writing_, orders, settings_.now());
    } catch (...) {
      doubt_.count();
      is_spoilt_ = true;
      throw;
    }
  }

  // After an error nothing is believed that the old connection remembers. It is
  // closed when the new one is there: SQLite moves the log where nobody else
  // has the file open.
  void renew() {
    auto const faults = doubt_.faults();
    writing_ = connect_();
    is_spoilt_ = false;
    if (doubt_.is_open()) {
      writing_->make_safe_anew();
      doubt_.settle(faults);
      readers_.renew();
    }
  }

  // The log of the database is moved by the tidier while the writer goes on.
  // What is written meanwhile is little: the writer moves that, and so the log
  // can begin anew.
  void keep_tidy() {
    if (!writing_ || doubt_.is_open()) {
      return;
    }
    if (!writing_->has_long_log()) {
      is_tidied_ = false;  // it has begun anew without him
      return;
    }
    auto turn = writing_->take_turn();
    if (!turn) {
      return;
    }
    if (!is_tidied_.exchange(false)) {
      {
        std::lock_guard const lock{tidy_mutex_};
        turn_ = std::move(turn);
      }
      untidy_.notify_one();
      return;
    }
    try {
      writing_->tidy_up();
    } catch (std::exception const&) {
      doubt_.count();
    }
  }

  void tidy_up() {
    Connection own;
    for (;;) {
      std::unique_lock lock{tidy_mutex_};
      untidy_.wait(lock, [&] { return turn_ || is_over_; });
      if (!turn_) {
        return;
      }
      auto const turn = std::exchange(turn_, std::nullopt);
      lock.unlock();
      try {
        auto& tables = up_to_date(own);
        tables.speed_up();
        // Once only: nothing may be left, and who moves the log then may lose
        // what is committed meanwhile (store::Database::checkpoint).
        if (!doubt_.is_open()) {
          tables.tidy_up();
        }
      } catch (std::exception const&) {
        doubt_.count();
        own.tables.reset();
      }
      is_tidied_ = true;
    }
  }

  EventStoreSettings settings_;
  ConnectEvents connect_;
  Connections readers_;
  bool is_alone_;

  CaptureQueue queue_{settings_};
  std::atomic<std::int64_t> safe_ = 0;  // row; all up to it are on the disk
  DiskDoubt doubt_;  // while it is open nothing is answered or moved

  std::mutex tidy_mutex_;
  std::condition_variable untidy_;
  std::optional<FileLock> turn_;  // handed on to the tidier
  bool is_over_ = false;
  std::atomic<bool> is_tidied_ = false;

  std::unique_ptr<EventTables> writing_;  // of the writer's thread
  bool is_spoilt_ = false;                // by an error
  std::thread writer_, keeper_, tidier_;
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
  inside_->ask([&](EventTables& tables) {
    use(tables);
    return true;
  });
}

}  // namespace camel
