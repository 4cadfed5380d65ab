// SPDX-License-Identifier: Apache-2.0
#include "camel/base/time_zone.h"

#include <date/tz.h>

#include "camel/base/error.h"

namespace camel {

std::vector<UtcOffset> utc_offsets(std::string const& zone,
                                   std::chrono::sys_seconds begin,
                                   std::chrono::sys_seconds end) {
  try {
    std::vector<UtcOffset> offsets;
    auto const* const found = date::locate_zone(zone);
    for (auto at = begin; at < end || offsets.empty();) {
      auto const info = found->get_info(at);
      offsets.push_back({at, info.offset});
      at = info.end;
    }
    return offsets;
  } catch (std::runtime_error const&) {
    throw Error{"the time zone '" + zone +
                "' is not in the system's time-zone database"};
  }
}

bool is_time_zone(std::string const& zone) {
  try {
    return date::locate_zone(zone) != nullptr;
  } catch (std::runtime_error const&) {
    return false;
  }
}

}  // namespace camel
