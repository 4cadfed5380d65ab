// SPDX-License-Identifier: Apache-2.0
// The events that were captured. An event is known by its id, or by its hash
// where it has none: the same event again changes nothing, another one under
// the same id is refused. What capture says is captured is on the disk.
//
// Many threads capture and ask at once. One writer takes whatever waits, up to
// a thousand events, and commits it as one group, since a disk syncs a few
// hundred times a second only. While the disk takes it, he writes the next;
// each caller hears of its own events when the group that holds them is on the
// disk, and nobody reads of them before. Who must not wait, as a server, calls
// capture_later. See docs/decisions/0018-captured-in-groups.md.
//
//   EventStore store{folder / "tracking.sqlite"};
//   auto const answers = store.capture(read_epcis(text).events);
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "camel/base/error.h"
#include "camel/tracking/capture_group.h"
#include "camel/tracking/event_query.h"
#include "camel/tracking/event_tables.h"

namespace camel {

// Too many events wait already: come again in a moment (HTTP 503).
struct StoreBusy : Error {
  using Error::Error;
};

// Of who was among those who wait before: there is room for him.
constexpr std::chrono::milliseconds kHadItsPlace{-1};

struct EventStoreSettings {
  std::size_t group = 1'000;     // events in a commit, where so many wait
  std::size_t waiting = 20'000;  // events that may wait for the writer
  // The same as bytes of their texts; one caller may have more, alone.
  std::size_t group_bytes = std::size_t{16} << 20U;
  std::size_t bytes = std::size_t{64} << 20U;  // until they are answered
  std::size_t connections = 8;                 // for readers
  // So long does capture wait for its turn before StoreBusy is thrown.
  std::chrono::milliseconds patience = std::chrono::seconds{10};
  std::function<EventMoment()> now = {};  // another clock, for tests
};

// One answer for each event; or why there is none: a camel::Error, or that
// there was no memory (std::bad_alloc). And the events, where they were given
// away.
struct CaptureOutcome {
  std::vector<Captured> answers;
  std::exception_ptr failure;
  std::vector<EpcisEvent> events = {};
};

class EventStore {
 public:
  // The file is made where it is not; ":memory:" keeps nothing.
  explicit EventStore(std::filesystem::path const& file,
                      EventStoreSettings settings = {});
  EventStore(ConnectEvents connect, EventStoreSettings settings = {});
  EventStore(EventStore const&) = delete;
  EventStore& operator=(EventStore const&) = delete;
  ~EventStore();  // after what waits is written

  // One answer for each. Where one of them is in conflict, none is stored. `by`
  // is who brought them: the log of captures says so for ever.
  std::vector<Captured> capture(std::span<EpcisEvent const> events,
                                std::string_view by = "");
  // Returns without waiting for the disk and calls `done` from a thread of the
  // store, which it must not hold up, nor throw into. Throws StoreBusy where
  // too many wait, after so long.
  void capture_later(
      std::vector<EpcisEvent> events, std::string by,
      std::function<void(CaptureOutcome)> done,
      std::chrono::milliseconds patience = std::chrono::milliseconds{0});

  EventPage find(EventQuery const& query);
  // All of them, whatever its limit is.
  void for_each(EventQuery query,
                std::function<void(StoredEvent const&)> const& use);
  // Those that name a thing, as its own or as the parent of others.
  std::vector<EpcisEvent> events_of(std::string const& object);
  // Things whose name is this, or ends in it after the last '/' or ':', by
  // their names: "CSQU3054383" finds ".../container/CSQU3054383".
  std::vector<std::string> objects_called(std::string const& word);
  // When the last of them happened, of those up to a moment.
  std::optional<EventMoment> last_moment(EventMoment by);
  std::int64_t size();
  // The log of captures after a row, at most so many.
  std::vector<CaptureEntry> captures(std::int64_t after, std::size_t limit);

  // A connection for a while, for what is asked by whole tables.
  void with_tables(std::function<void(EventTables&)> const& use);

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace camel
