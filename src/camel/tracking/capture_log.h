// SPDX-License-Identifier: Apache-2.0
// The log of captures is a chain: each entry carries a digest of the events it
// brought, and a digest of itself and of the entry before it. Who changes an
// event or an entry afterwards breaks the chain there; who writes all of it
// anew gets another newest link, so keep that one somewhere else. Digests are
// BLAKE2b-256 (RFC 7693).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "camel/tracking/event_tables.h"

namespace camel {

// Of the events of one entry, everything by which they are found included.
class EventsDigest {
 public:
  EventsDigest();
  void add(std::int64_t row, EpcisEvent const& event);
  std::string bytes();  // 32

 private:
  alignas(64) std::array<unsigned char, 384> state_{};
};

// The link of an entry whose other fields are filled, after that of the entry
// before it (blank: it is the first).
std::string chain_of(CaptureEntry const& entry, std::string_view before);

std::string hex(std::string_view bytes);

struct LogCheck {
  std::int64_t entries = 0, events = 0;  // that were found sound
  std::string newest;                    // link, in hexadecimal digits
  std::string fault;  // of the first that is broken; blank: none

  bool ok() const { return fault.empty(); }
};

// Reads everything that is stored, while others go on.
LogCheck check_log(EventTables& tables);

// Whether an entry has this link, in hexadecimal digits.
bool has_link(EventTables& tables, std::string const& link);

}  // namespace camel
