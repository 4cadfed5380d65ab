// SPDX-License-Identifier: Apache-2.0
// Words, keys and moments of EPCIS as events hold them, for those who ask for
// events by them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "camel/tracking/cbv.h"
#include "camel/tracking/event_time.h"
#include "camel/tracking/gs1_key.h"

namespace camel {

inline constexpr std::string_view kEpcisContext =
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

// Those that the standard has, besides a user's own.
inline constexpr std::array<std::string_view, 5> kEpcisEventTypes{
    "AggregationEvent", "AssociationEvent", "ObjectEvent", "TransactionEvent",
    "TransformationEvent"};

enum class EpcisWord : std::uint8_t { step, disposition };

// "departing" as its address; nothing for what is no word and no URI.
inline std::optional<std::string> epcis_word(EpcisWord kind,
                                             std::string_view word) {
  auto const address =
      address_in(kind == EpcisWord::step ? Vocabulary::business_step
                                         : Vocabulary::disposition,
                 word);
  return address ? std::optional{address->text()} : std::nullopt;
}

inline std::string epcis_key(std::string_view key) {
  return canonical_key(key);
}

inline std::optional<EventMoment> epcis_moment(std::string_view text) {
  return parse_event_time(text);
}

}  // namespace camel
