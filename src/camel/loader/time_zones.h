// SPDX-License-Identifier: Apache-2.0
// Whether the machine's zone database knows a time zone.
#pragma once

#include <string_view>

namespace camel {

bool has_time_zones();                     // the database is installed
bool is_time_zone(std::string_view name);  // true where there is no database

}  // namespace camel
