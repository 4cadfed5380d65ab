// SPDX-License-Identifier: Apache-2.0
// Events as those tell of them and see them who have to do with what they are
// about. Whoever captures is written down as their teller: a party, "key:…" of
// a key without one, or nobody, on loopback; a party of a consignment sees of
// its boxes what its other parties told (tracking/rights.h).
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "camel/api/consignments.h"
#include "camel/tracking/consignment_line_up.h"
#include "camel/tracking/event_store.h"
#include "camel/tracking/read_epcis.h"

namespace camel {

enum class OnError : std::uint8_t {
  rollback,  // all or nothing
  proceed    // as many as can be
};
constexpr auto names(OnError) {
  return std::array<std::string_view, 2>{"rollback", "proceed"};
}

struct CaptureWish {
  OnError on_error = OnError::rollback;
  std::size_t most = 10'000;        // of more events none is captured
  std::size_t most_findings = 500;  // of more the first are told
};

// Larger ones are refused unread.
constexpr std::size_t kLargestDocument = std::size_t{16} * 1024 * 1024;

// Whether it is a document with a list of events, and not one by itself.
bool is_document(std::string_view text);

struct CaptureResult {
  std::size_t events = 0;              // in the document
  std::vector<EpcisFinding> findings;  // what is wrong with it
  std::vector<std::string> conflicts;  // ids that other events have
  std::vector<std::string> ids;        // of what is there now
  std::size_t known = 0;               // of these were there before
  bool ok() const { return findings.empty() && conflicts.empty(); }
};

// A document as TrackedEvents::capture takes it, without waiting for the disk.
// `done` hears of it once: before this returns, where nothing of it is to be
// captured; else when it is on the disk, from a thread of the store, which it
// must not hold up nor throw into; or why it could not be written. Gives the
// events that are on their way. Throws StoreBusy where too many wait for the
// disk, after so long.
using CaptureDone = std::function<void(CaptureResult, std::exception_ptr)>;
std::size_t capture_later(EventStore& store, std::string const& teller,
                          std::string_view document, CaptureWish const& wish,
                          CaptureDone done, std::chrono::milliseconds patience);

// As one viewer sees it: with the time of its capture, and its id where its
// teller gave it none.
struct ShownEvent {
  std::string id;
  std::string json;  // with contexts that are objects; addresses stand beside
  EpcisEvent event;
  EventMoment recorded{};
  std::int64_t row = 0;                    // in the order of capture
  std::vector<std::string> contexts = {};  // addresses, for the document
};

struct ShownEvents {
  std::vector<ShownEvent> events;
  std::optional<EventCursor> next;
};

class TrackedEvents {
 public:
  TrackedEvents(EventStore& events, ConsignmentStore& consignments)
      : events_{events}, consignments_{consignments} {}

  // What is captured is on the disk when it returns.
  CaptureResult capture(std::string const& teller, std::string_view document,
                        CaptureWish const& wish);
  // It goes on where there is more that the viewer may see. Where thousands of
  // events that he may not see come first, a page has less than its limit, even
  // nothing, and goes on behind them.
  ShownEvents find(Viewer const& viewer, EventQuery query);

  // The row of the event that came last; 0: there is none.
  std::int64_t last_row() { return events_.size(); }

  // Whole names under which things of this word are told of.
  std::vector<std::string> names_of(std::string const& word) {
    return events_.objects_called(word);
  }

  // Of what the viewer may see, as the parties of the consignment told it.
  ConsignmentLineUp line_up(Viewer const& viewer,
                            StoredConsignment const& stored,
                            EventMoment by = EventMoment::max());

  LineUp line_up(Viewer const& viewer, Consignment const& consignment,
                 std::string const& box, EventMoment by = EventMoment::max());
  // Of one of its boxes: all that its parties told by a moment. `things` gains
  // the names of those of which the box is told by.
  LineUp told_line_up(Consignment const& consignment, std::string const& box,
                      std::set<std::string>& things,
                      EventMoment by = EventMoment::max());

 private:
  std::string teller_of(StoredEvent const& event);
  // His consignments by the boxes they name, as far as they were asked for.
  using Known = std::map<std::string, std::vector<StoredConsignment>>;
  std::optional<ShownEvent> shown_to(Viewer const& viewer,
                                     StoredEvent const& event, Known& known);
  std::vector<EpcisEvent> told_of(Consignment const& consignment,
                                  std::string const& object);

  EventStore& events_;
  ConsignmentStore& consignments_;
  std::mutex mutex_;
  std::map<std::int64_t, std::string> tellers_;  // by capture
};

// A query document (EPCIS 2.0) of these events.
std::string query_document(std::vector<ShownEvent> const& events,
                           std::string const& now);

Json to_json(ConsignmentLineUp const& line_up);

}  // namespace camel
