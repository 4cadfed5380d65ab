// SPDX-License-Identifier: Apache-2.0
// Reads an EPCIS 2.0 document (ISO/IEC 19987, JSON and JSON-LD) and says
// everything that is wrong with it at once: the shape of events, the words of
// the CBV, keys and their check digits, moments and offsets. More than the
// published JSON schema asks, which lets pass unknown business steps, numbers
// that are no identifiers, and years that no calendar has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camel/tracking/event_time.h"

namespace camel {

struct EpcisFinding {
  std::string
      pointer;  // JSON Pointer (RFC 6901), "/epcisBody/eventList/0/type"
  std::string message;  // what is wrong, with the mend
};

struct EpcisEvent {
  std::string type;  // "ObjectEvent"
  EventMoment time{};
  std::string id;    // eventID, or the event hash where it has none
  std::string hash;  // event hash ID
  // It says of the event with its id that it was declared in error.
  bool is_correction = false;

  // Blank where it does not say. Keys, places and words in canonical form.
  std::string action;  // "ADD", "OBSERVE", "DELETE"
  std::string step, disposition;
  std::string place;                 // readPoint
  std::string location;              // bizLocation
  std::string parent;                // wagon, train, container
  std::vector<std::string> objects;  // in it, or what it is about

  // The event on one line, with the @context of its document: by itself it
  // reads the same.
  std::string json;

  bool operator==(EpcisEvent const&) const = default;
};

struct EpcisDocument {
  std::vector<EpcisEvent> events;  // those without a finding
  std::vector<EpcisFinding> findings;
  std::size_t events_read = 0;

  bool ok() const { return findings.empty(); }
};

// Of a stranger's document no more is kept than will be used.
struct EpcisBounds {
  // Reading ends behind one more than so many events.
  std::size_t events = std::numeric_limits<std::size_t>::max();
  std::size_t findings = std::numeric_limits<std::size_t>::max();
  // Of the texts of its events, each with the context of the document; of one
  // that has more none is read.
  std::size_t bytes = std::numeric_limits<std::size_t>::max();
};

// A document, a query document, or one event by itself.
EpcisDocument read_epcis(std::string_view text, EpcisBounds const& bounds = {});

// An event that was read before: by its json and its hash as they were then,
// without checking it anew.
EpcisEvent read_known_event(std::string json, std::string hash);

}  // namespace camel
