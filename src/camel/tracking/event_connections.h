// SPDX-License-Identifier: Apache-2.0
// Connections of readers to a store of events.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "camel/tracking/event_tables.h"

namespace camel {

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
    Lease(Connections& pool, std::unique_ptr<EventTables> tables, int round)
        : pool_{pool}, tables_{std::move(tables)}, round_{round} {}
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    ~Lease() { pool_.put_back(std::move(tables_), round_); }
    EventTables& operator*() const { return *tables_; }
    // One that failed is not used again.
    void drop() { tables_.reset(); }

   private:
    Connections& pool_;
    std::unique_ptr<EventTables> tables_;
    int round_;
  };

  // Those that were made before are not used again.
  void renew() {
    std::vector<std::unique_ptr<EventTables>> old;
    old.reserve(most_);
    {
      std::lock_guard const lock{mutex_};
      ++round_;
      made_ -= free_.size();
      old.swap(free_);
    }
    free_up_.notify_all();
  }

  Lease take() {
    std::unique_lock lock{mutex_};
    free_up_.wait(lock, [&] { return !free_.empty() || made_ < most_; });
    if (!free_.empty()) {
      auto tables = std::move(free_.back());
      free_.pop_back();
      return {*this, std::move(tables), round_};
    }
    ++made_;
    auto const round = round_;
    lock.unlock();
    try {
      return {*this, connect_(), round};
    } catch (...) {
      put_back(nullptr, round);
      throw;
    }
  }

 private:
  void put_back(std::unique_ptr<EventTables> tables, int round) {
    std::lock_guard const lock{mutex_};
    if (tables && round == round_) {
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
  int round_ = 0;
};

}  // namespace camel
