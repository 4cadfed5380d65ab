// SPDX-License-Identifier: Apache-2.0
// What the event store asks of a database, one connection to it: SQLite
// (sqlite_events.h) and PostgreSQL (postgres_events.h) behind one face. Whoever
// writes is alone, across threads and processes, from begin to commit; so rows
// count up without gaps, and the log of captures is one chain. Readers go on
// beside it and see what was committed when they asked.
//
// A commit need not wait for the disk: then what it wrote is safe once any
// connection has made it so, while the next group is written.
//
// Use: a connection is for one thread at a time. What a database refuses is
// thrown as camel::Error; after that, undo.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camel/base/file_lock.h"
#include "camel/tracking/event_key.h"
#include "camel/tracking/event_query.h"

namespace camel {

// What one party brought at one moment: a row of the log that only grows. Each
// is bound to all before it by its chain (capture_log.h).
struct CaptureEntry {
  std::int64_t row = 0;  // from 1
  EventMoment time{};
  std::string by;  // who brought it
  std::int64_t first_event = 0;
  std::int64_t events = 0;
  std::string digest;  // 32 bytes, of these events
  std::string chain;   // 32 bytes, of this entry and all before it

  bool operator==(CaptureEntry const&) const = default;
};

// The newest rows.
struct StoreHead {
  std::int64_t event = 0;
  CaptureEntry capture;
};

// How far it reaches, as of one moment; rows of nothing are 1 to 0.
struct StoreExtent {
  std::int64_t first_event = 1, last_event = 0;
  std::int64_t first_capture = 1;
  std::int64_t named = 0;  // entries of the list of what events name
  // That are found by their keys; nothing: the database itself sees to it that
  // it is those of the events.
  std::optional<std::int64_t> keys = {};
};

// An event and where it goes.
struct FreshEvent {
  std::int64_t row = 0;
  std::int64_t capture = 0;
  EventKey key = {};
  EpcisEvent const* event = nullptr;
};

// What an event names, as its own or as the parent of others, once each; it
// has the names.
std::vector<std::string_view> named_in(EpcisEvent const& event);
// Throws where those listed as bringing a plan are not those that do.
void check_plans(std::span<StoredEvent const> events,
                 std::span<std::int64_t const> listed);

class EventTables {
 public:
  EventTables() = default;
  EventTables(EventTables const&) = delete;
  EventTables& operator=(EventTables const&) = delete;
  virtual ~EventTables() = default;

  virtual StoreHead begin() = 0;
  // Of the event under each key; nothing where there is none.
  virtual std::vector<std::optional<std::string>> hashes_of(
      std::span<EventKey const> keys) = 0;
  virtual void add_events(std::span<FreshEvent const> events) = 0;
  virtual void add_captures(std::span<CaptureEntry const> captures) = 0;
  virtual void commit() = 0;  // others see it from then on
  virtual void undo() = 0;    // never throws
  // What is committed, is on the disk.
  virtual bool commits_to_disk() const { return true; }
  // All that was committed before is on the disk when it returns, whoever
  // committed it; the newest row of that.
  virtual std::int64_t make_safe() { return size(); }
  // The same after that has failed, when the disk may miss what the system
  // takes for written.
  virtual void make_safe_anew() {}

  virtual EventPage find(EventQuery const& query) = 0;
  virtual std::vector<EpcisEvent> events_of(std::string const& object) = 0;
  virtual std::vector<std::string> objects_called(std::string const& word) = 0;
  // When the last of them happened, of those up to a moment.
  virtual std::optional<EventMoment> last_moment(EventMoment by) = 0;
  virtual std::int64_t size() = 0;
  virtual StoreExtent extent() = 0;
  // After a row, at most so many.
  virtual std::vector<CaptureEntry> captures(std::int64_t after,
                                             std::size_t limit) = 0;
  // As they lie there, in the order of their rows.
  virtual std::vector<StoredEvent> events_between(std::int64_t first,
                                                  std::int64_t last) = 0;

  // Work between groups, for whoever has the turn that the last commit has
  // taken, where there is any: moving what was written to its place, which
  // another connection may do while one writes. Only another one does what
  // takes longer and makes the next groups quicker.
  virtual bool has_long_log() const { return false; }
  virtual std::optional<FileLock> take_turn() { return std::nullopt; }
  virtual void tidy_up() {}
  virtual void speed_up() {}
};

using ConnectEvents = std::function<std::unique_ptr<EventTables>()>;

}  // namespace camel
