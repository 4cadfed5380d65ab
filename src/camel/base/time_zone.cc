// SPDX-License-Identifier: Apache-2.0
#include "camel/base/time_zone.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <date/tz.h>

#include "camel/base/error.h"

namespace camel {

namespace {

constexpr std::string_view kDatabase = "/usr/share/zoneinfo/";

bool is_file(std::string const& path) {
  std::error_code unused;
  return std::filesystem::is_regular_file(path, unused);
}

// "Asia/Almaty", and no path that leads out of the database.
bool is_well_formed(std::string_view name) {
  return !name.empty() && name.size() < 64 && name.front() != '/' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
                  c == '+';
         });
}

}  // namespace

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

bool has_time_zones() {
  static bool const has = is_file(std::string{kDatabase} + "UTC");
  return has;
}

bool is_time_zone(std::string_view name) {
  return name == "UTC" ||
         (is_well_formed(name) &&
          (!has_time_zones() ||
           is_file(std::string{kDatabase} + std::string{name})));
}

}  // namespace camel
