// SPDX-License-Identifier: Apache-2.0
// Local time, from the system's time-zone database (IANA). Inside, all time is
// UTC; only opening hours and screens ask for more.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace camel {

struct UtcOffset {
  std::chrono::sys_seconds from;  // valid from here to the next one
  std::chrono::seconds offset;
};

// The offsets of a zone between two instants, in order; the first is valid at
// `begin`. Throws camel::Error for a zone the database does not know.
std::vector<UtcOffset> utc_offsets(std::string const& zone,
                                   std::chrono::sys_seconds begin,
                                   std::chrono::sys_seconds end);

bool has_time_zones();                     // the database is installed
bool is_time_zone(std::string_view name);  // true where there is none

}  // namespace camel
