// SPDX-License-Identifier: Apache-2.0
// The event hash ID of an EPCIS event (GS1 CBV 2.0, section 8.9): the same for
// the same event in whatever order, time zone and notation it is written, so
// that two parties who know of it under no name, or under two, find that it is
// one. What was not said of the event but of its record is left out: eventID,
// recordTime, errorDeclaration.
#pragma once

#include <string>
#include <string_view>

#include "camel/tracking/epcis_names.h"
#include "camel/tracking/json_view.h"

namespace camel {

// The event as one line in which nothing is left to taste. The event is well
// formed (read_epcis.h).
std::string canonical_text(JsonView const& event, EpcisNames const& names);

// "ni:///sha-256;…?ver=CBV2.0" of it (RFC 6920).
std::string event_hash(std::string_view canonical);

// Its 32 bytes, and the other way.
std::string bytes_of_hash(std::string_view hash);
std::string hash_of_bytes(std::string_view bytes);

}  // namespace camel
