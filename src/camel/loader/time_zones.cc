// SPDX-License-Identifier: Apache-2.0
#include "camel/loader/time_zones.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

namespace camel {

namespace {

constexpr std::string_view kDatabase = "/usr/share/zoneinfo/";

bool is_file(std::string const& path) {
  std::error_code unused;
  return std::filesystem::is_regular_file(path, unused);
}

// "Asia/Almaty", and no path that leads out of the database.
bool is_well_formed(std::string_view name) {
  return name.size() < 64 && name.front() != '/' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
                  c == '+';
         });
}

}  // namespace

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
