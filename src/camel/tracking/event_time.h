// SPDX-License-Identifier: Apache-2.0
// Moments as EPCIS writes them (xsd:dateTimeStamp): a date, a time of any
// number of decimals, and an offset that must be there.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace camel {

using EventMoment = std::chrono::sys_time<std::chrono::milliseconds>;

// Rounded to milliseconds, halves up. Nothing where it is no such moment.
std::optional<EventMoment> parse_event_time(std::string_view text);

// "+01:00", up to 14 hours either way.
bool is_time_zone_offset(std::string_view text);

}  // namespace camel
